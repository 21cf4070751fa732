"""How targets read, and their pictures: every status has its word."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils.translation import override

from bagana.acts.founded import founded_by
from bagana.engines.progress import Kind, Span, Status, measured
from bagana.portal.programme_target_charts import spark, target_chart
from bagana.programme.actions.targets import Aim, Baseline, revise_target, set_target
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.templatetags.programme_targets import (
    level,
    status_words,
    way_figure,
    way_text,
)
from tests.factories import (
    make_act,
    make_indicator,
    make_source,
    make_tree,
    make_user,
)
from tests.programme.factories import make_programme

WORDS = {"wanted": "зорилтот", "reached": "хүрсэн"}


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_word_in_both_languages(status, language):
    with override(language):
        word = status_words(status)
    assert word
    assert any("а" <= letter <= "я" for letter in word) == (language == "mn")


def test_the_share_is_written_where_there_is_one():
    up = {"kind": Kind.ASCENDING, "target": 60}
    assert way_text(measured(**up, baseline=20, actual=50)) == "75.0%"
    assert way_text(measured(**up, baseline=20, actual=10)) == "-25.0%"
    assert way_text(measured(**up, baseline=20, actual=None)) == "мэдээлэл алга"
    ratio = measured(**up, actual=45, natural_zero=True)
    assert way_text(ratio) == "зорилтот түвшний 75.0%, суурь түвшингүй"
    assert way_text(measured(**up, actual=45)) == "суурь түвшингүй"
    inside = measured(kind=Kind.RANGE, target=Span(1, 2), actual=1.5)
    assert way_text(inside) == "хязгаартаа, 100.0%"
    assert way_figure(inside) == "100.0%"


def test_levels_are_written_as_the_indicator_is():
    class Indicator:
        decimals = 1

    assert level(1234.56, Indicator) == "1,234.6"
    assert level(Span(200, 400), Indicator) == "200.0–400.0"
    assert level(None, Indicator) == "мэдээлэл алга"


def test_a_grey_light_says_why_it_is_grey(settings):
    shown = Template(
        "{% load programme_targets %}{% target_light p %} {% lights_rule %}"
    )
    settings.BAGANA_LIGHTS = "0.85,0.60"
    late = measured(kind=Kind.ASCENDING, target=6, actual=None, due=False)
    text = shown.render(Context({"p": late}))
    assert "light--grey" in text
    assert "хугацаа болоогүй" in text
    assert "85%" in text
    assert "60%" in text


@pytest.fixture
def units(db):
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def set_one(units, officer):
    programme = make_programme(units["1"])
    people = make_indicator("people", direction="higher")

    def make(points, **fields):
        return set_target(
            user=officer,
            programme=programme,
            indicator=people,
            units=[units["11"]],
            points=points,
            in_force_from=date(2018, 6, 5),
            **fields,
        )

    return make


def shown(target):
    found = targets_of(target.programme).filter(pk=target.pk)
    [one] = progress_of(found, on=date(2020, 12, 31), user=AnonymousUser())
    return one


def test_the_miniature_holds_the_wanted_way(set_one):
    target = set_one(
        [Aim("2019", 120), Aim("2020", 140)],
        baseline=Baseline("2017", 100, make_source()),
    )
    small = spark(shown(target))
    assert len(small.wanted.split()) == 3
    assert small.dots == ()
    chart = target_chart(shown(target), title="t", words=WORDS)
    values = chart["data"]["values"]
    assert [row["value"] for row in values if row["kind"] == "wanted"] == [
        100,
        120,
        140,
    ]


def test_a_range_is_drawn_as_bands(set_one):
    points = [Aim("2019", low=100, high=130), Aim("2020", low=110, high=120)]
    small = spark(shown(set_one(points, kind="range")))
    assert (small.wanted, len(small.bands)) == ("", 2)


def test_one_level_alone_makes_no_picture(set_one):
    target = set_one([Aim("2019", 120)])
    assert spark(shown(target)) is None
    assert target_chart(shown(target), title="t", words=WORDS) is None


def test_an_act_lists_the_targets_that_it_revised(set_one, officer, units):
    act = make_act(units["1"])
    target = set_one([Aim("2019", 120)], act=act)
    assert founded_by(act) == []
    revise_target(
        user=officer,
        target=target,
        in_force_from=date(2019, 1, 1),
        reason="Тодотгол",
        points=[Aim("2019", 110)],
        act=act,
    )
    [row] = founded_by(act)
    assert row.url.endswith(f"/targets/{target.pk}/")
