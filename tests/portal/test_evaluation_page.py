"""The public page of an evaluation: nothing before it is published, all of it after."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from django.urls import reverse

from bagana.indicators.models import Publication
from bagana.programme.actions import evaluations as actions
from bagana.programme.actions.studies import compute_study, specify_study
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_user,
)
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db
FIGURES = {
    "1101": (10, 16),
    "1102": (20, 28),
    "1103": (30, 31),
    "1201": (40, 43),
    "1202": (50, 52),
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_user("aimag_officer", tree["1"])


@pytest.fixture
def indicator(tree):
    found = make_indicator("equipment", nature="modelled")
    publication = Publication.objects.create(title="x", rows=1, sha256="0" * 64)
    for code, pair in FIGURES.items():
        for year, value in zip((2017, 2020), pair, strict=True):
            make_observation(
                found,
                tree[code],
                year,
                value,
                status="published",
                publication=publication,
            )
    return found


@pytest.fixture
def draft(tree, officer, indicator):
    programme = make_programme(tree["1"])
    measure = make_measure(programme, tree["1101"])
    make_activity(measure, done_on=measure.starts_on)
    make_money(measure, Decimal(1000))
    make_money(measure, Decimal(900), kind="payment")
    found = actions.open_evaluation(
        user=officer, programme=programme, phase=programme.phases.get(number=1)
    )
    actions.write_summary(
        user=officer,
        evaluation=found,
        summary_mn="Ерөнхий дүгнэлт",
        summary_en="The whole went well",
    )
    actions.write_finding(
        user=officer,
        evaluation=found,
        objective=programme.objectives.get(number=1),
        result_mn="Өрөөтэй болсон",
        result_en="They have rooms",
    )
    study = specify_study(
        user=officer,
        evaluation=found,
        indicator=indicator,
        before=make_period(2017),
        after=make_period(2020),
        comparison="all",
        reason="Өсөх ёстой",
        supported=[tree["1101"], tree["1102"]],
    )
    compute_study(user=officer, study=study)
    return found


@pytest.fixture
def published(draft, officer, tree):
    return actions.publish_evaluation(
        user=officer, evaluation=draft, act=make_act(tree["1"])
    )


def address(evaluation):
    return reverse("portal:evaluation", args=[evaluation.programme.code, 1])


def test_a_draft_is_not_there_for_anyone(draft, officer, client):
    assert client.get(address(draft)).status_code == 404
    client.force_login(officer)
    assert client.get(address(draft)).status_code == 404
    index = reverse("portal:evaluations", args=[draft.programme.code])
    page = client.get(index).content.decode()
    assert address(draft) not in page
    assert "Нийтэлсэн үнэлгээ алга" in page


def test_the_published_page_has_words_figures_and_pictures(published, client):
    page = client.get(address(published)).content.decode()
    assert "Ерөнхий дүгнэлт" in page
    assert "Өрөөтэй болсон" in page
    assert "90.0%" in page
    assert "Зөрүүгийн зөрүү: 5.0" in page
    assert page.count("<figure") == 2
    assert "загвар" in page
    index = reverse("portal:evaluations", args=[published.programme.code])
    assert address(published) in client.get(index).content.decode()


def test_the_page_speaks_english(published, client):
    client.cookies["django_language"] = "en"
    page = client.get(address(published)).content.decode()
    assert "The whole went well" in page
    assert "They have rooms" in page
    assert "Difference in differences: 5.0" in page
    assert "proved" not in page


def test_the_frozen_text_gives_the_hash(published, client):
    answer = client.get(address(published), {"format": "txt"})
    assert hashlib.sha256(answer.content).hexdigest() == published.sha256


def test_later_money_changes_nothing_and_later_figures_are_told(
    published, indicator, tree, client
):
    make_money(published.programme.measures.get(), Decimal(99), kind="payment")
    before = client.get(address(published)).content.decode()
    assert "90.0%" in before
    assert "нийтэлсэн тоо өөрчлөгдсөн" not in before
    indicator.observations.filter(unit=tree["1202"], period__code="2020").update(
        value=99
    )
    after = client.get(address(published)).content.decode()
    assert "нийтэлсэн тоо өөрчлөгдсөн" in after
    assert "Зөрүүгийн зөрүү: 5.0" in after


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_both_tables_can_be_taken_away(published, client, kind):
    for table in ("", "studies"):
        answer = client.get(address(published), {"format": kind, "table": table})
        assert "attachment" in answer.headers["Content-Disposition"]
        if kind == "json":
            rows = answer.json()
            assert len(rows) == (1 if table else 2)
            key, value = ("estimate", 5) if table else ("paid", 900)
            assert rows[0][key] == pytest.approx(value)


def test_an_unknown_programme_or_phase_is_not_found(published, client):
    code = published.programme.code
    for args in ((code, 2), ("nothing", 1), (code, 999)):
        url = reverse("portal:evaluation", args=args)
        assert client.get(url).status_code == 404
