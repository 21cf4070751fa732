"""Numbers, dates and states as templates write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from bagana.web import words
from bagana.web.words import nature_word

MISSING = '<span class="missing">мэдээлэл алга</span>'


def shown(template, address="/x", **context):
    request = RequestFactory().get(address)
    return engines["django"].from_string(template).render(context, request)


@pytest.mark.parametrize("value", [None, "", float("nan")])
@pytest.mark.parametrize(
    "filter_", ["number", "number:1", "money", "percent", "since:3|change_in_words:0"]
)
def test_missing_is_never_zero(value, filter_):
    assert shown("{{ value|" + filter_ + " }}", value=value) == MISSING


def test_missing_is_said_in_english_too():
    with translation.override("en"):
        assert "no data" in shown("{{ value|number }}", value=None)


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{{ v|number }}", 0, "0"),
        ("{{ v|number }}", 3104, "3,104"),
        ("{{ v|number:2 }}", 2.675, "2.68"),
        ("{{ v|number:'1' }}", Decimal("89.25"), "89.3"),
        ("{{ v|money }}", 59_400_000, "₮\xa059,400,000"),
        ("{{ v|percent }}", 89.2, "89.2%"),
        ("{{ v|long_date }}", date(2018, 6, 5), "2018 оны 06 дугаар сарын 05-ны өдөр"),
        ("{{ v|short_date }}", date(2018, 6, 5), "2018-06-05"),
        ("{{ v|as_of }}", date(2018, 6, 4), "2018-06-04-ний байдлаар"),
        ("{{ v|long_date }}", None, MISSING),
    ],
)
def test_values_are_written_as_in_mongolia(template, value, text):
    assert shown(template, v=value) == text


def test_an_indicator_lends_its_decimals():
    assert shown("{{ 1.25|number:i }}", i=SimpleNamespace(decimals=1)) == "1.3"


def test_a_moment_is_shown_in_ulaanbaatar():
    moment = datetime(2018, 6, 4, 16, 30, tzinfo=UTC)
    assert shown("{{ v|short_date }}", v=moment) == "2018-06-05"
    assert shown("{{ v|minute }}", v=moment) == "2018-06-05 00:30"


def test_dates_in_english():
    with translation.override("en"):
        assert shown("{{ v|long_date }}", v=date(2018, 6, 5)) == "5 June 2018"
        assert shown("{{ v|as_of }}", v=date(2018, 6, 5)) == "as of 5 June 2018"


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (1120, 1000, "↑ 120 (12.0%) өссөн"),
        (973, 1000, "↓ 27 (2.7%) буурсан"),
        (5, 5, "өөрчлөгдөөгүй"),
        (5, 0, "↑ 5 өссөн"),
        (0.1 + 0.2, 0.3, "өөрчлөгдөөгүй"),
        (-5, -10, "↑ 5 (50.0%) өссөн"),
    ],
)
def test_changes_are_said_in_words(now, before, text):
    template = "{{ now|since:before|change_in_words:0 }}"
    assert shown(template, now=now, before=before) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("mn", "↑ 75.0 нэгж хувиар өссөн"), ("en", "↑ up 75.0 percentage points")],
)
def test_a_share_changes_by_points_not_by_a_per_cent_of_per_cents(language, text):
    with translation.override(language):
        assert words.change_in_words(100, 25, 1, is_share=True) == text


@pytest.mark.parametrize("nature", ["official", "own", "modelled"])
def test_a_badge_says_whose_figure_it_is(nature):
    badge = shown("{{ n|nature_badge }}", n=nature)
    assert badge == f'<span class="badge badge--{nature}">{nature_word(nature)}</span>'


def test_query_replaces_adds_and_drops():
    template = "{% query page=2 sort=None q='' %}"
    assert shown(template, "/x?sort=a&level=3&page=9&q=z") == "?level=3&amp;page=2"
    assert shown("{% query page=None %}", "/x?page=9") == "?"


def test_pages_show_their_ends_and_neighbours():
    text = shown(
        '{% include "web/components/pagination.html" %}',
        "/x?level=3",
        page=Paginator(range(400), 20).page(7),
    )
    assert 'href="?level=3&amp;page=6"' in text
    assert text.count("<li>") == len([1, None, 5, 6, 7, 8, 9, None, 20])
    assert "Нийт 400, энд 121–140" in text


def test_what_a_person_wrote_is_never_markup():
    assert "<b>" not in shown(
        '{% include "web/components/figure.html" with label=x value=1 %}', x="<b>"
    )


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/office/users/", "page"),
        ("/office/users/7/", "true"),
        ("/office/users/history/", ""),
        ("/office/", ""),
    ],
)
def test_a_tab_is_current_on_its_page_and_below(path, state):
    template = "{% tab 'accounts:users' 'A' beside='accounts:history' %}"
    current = f' aria-current="{state}"' if state else ""
    assert shown(template, path) == f'<li><a href="/office/users/"{current}>A</a></li>'
