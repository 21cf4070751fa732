"""A gap of assets becomes a measure with money and target, and closes in the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from bagana.programme.actions.asset_needs import plan_asset_need
from bagana.programme.models import Measure, MoneyEntry, Objective, Phase, Target
from bagana.registers.actions.assets import add_asset
from bagana.registers.founding import found_assets
from bagana.registers.models import AssetKind
from bagana.registers.queries.assets import gaps_of
from bagana.web.errors import Refused
from tests.factories import make_indicator, make_tree, make_user
from tests.programme.factories import make_programme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def units():
    found_assets()
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"])


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def lacking(units):
    """Bag 1101 has 2 of 6 chairs; nobody looked at the others."""
    governor = make_user("bag_governor", units["1101"])
    add_asset(
        user=governor,
        unit=units["1101"],
        kind=AssetKind.objects.get(code="chair"),
        pieces=2,
        state="good",
        since=date(2018, 1, 1),
    )
    return _gaps(units)


def _gaps(units):
    bags = [units[code] for code in ("1101", "1102")]
    return [gap for gap in gaps_of(bags, TODAY) if gap.kind.code == "chair"]


def _values(programme, **more):
    phase = Phase.objects.filter(programme=programme).order_by("number").last()
    objective = Objective.objects.filter(programme=programme).first()
    about = {"objective": objective, "phase": phase, "number": "9.1"}
    about |= {"name_mn": "Сандал", "source": "local"}
    return about | {"starts_on": phase.starts_on, "due_on": phase.ends_on} | more


def test_it_plans_pieces_offices_and_money(units, programme, officer, lacking):
    measure = plan_asset_need(
        user=officer,
        programme=programme,
        gaps=lacking,
        **_values(programme, amount=Decimal(360000)),
    )
    assert [unit.code for unit in measure.units.all()] == ["1101"]
    assert "4 ширхэг" in measure.output_mn
    entry = MoneyEntry.objects.get(measure=measure)
    assert (entry.kind, entry.amount, entry.year) == (
        "plan",
        Decimal(360000),
        measure.due_on.year,
    )
    assert measure.is_illustrative
    assert entry.is_illustrative


def test_it_sets_a_target_where_an_indicator_is_chosen(
    units, programme, officer, lacking
):
    indicator = make_indicator("chairs", direction="higher")
    plan_asset_need(
        user=officer,
        programme=programme,
        gaps=lacking,
        **_values(programme, indicator=indicator, target=6.0),
    )
    target = Target.objects.get()
    assert [unit.code for unit in target.units.all()] == ["1101"]
    with pytest.raises(Refused):
        plan_asset_need(
            user=officer,
            programme=programme,
            gaps=lacking,
            **_values(programme, number="9.2", indicator=indicator),
        )
    assert Measure.objects.count() == 1


def test_delivery_closes_the_gap(units, lacking):
    add_asset(
        user=make_user("sum_officer", units["11"]),
        unit=units["1101"],
        kind=AssetKind.objects.get(code="chair"),
        pieces=4,
        state="good",
        since=date(2025, 3, 1),
    )
    assert _gaps(units)[0].missing == 0


def test_it_refuses_where_nothing_is_lacking(units, programme, officer):
    with pytest.raises(Refused):
        plan_asset_need(
            user=officer, programme=programme, gaps=_gaps(units), **_values(programme)
        )


def test_only_who_plans_may(units, programme, lacking):
    governor = make_user("bag_governor", units["1101"])
    with pytest.raises(PermissionDenied):
        plan_asset_need(
            user=governor, programme=programme, gaps=lacking, **_values(programme)
        )
    assert not Measure.objects.exists()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_page_is_filled_from_the_gap_and_writes(
    client, units, programme, officer, lacking, language
):
    client.force_login(officer)
    client.cookies["django_language"] = language
    page = reverse("programme:asset_need", args=["chair", "11"])
    text = client.get(page).content.decode()
    assert "360,000" in text
    values = _values(programme, amount="360,000")
    sent = values | {
        "objective": values["objective"].pk,
        "phase": values["phase"].pk,
    }
    assert client.post(page, sent).status_code == 302
    assert Measure.objects.get().money.get().amount == Decimal(360000)


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        ("bag_governor", "1101", 404),
        ("evaluator", "1", 404),
        ("sum_officer", "11", 403),
    ],
)
def test_the_page_is_the_planners(client, units, programme, role, code, status):
    client.force_login(make_user(role, units[code]))
    page = reverse("programme:asset_need", args=["chair", "11"])
    assert client.get(page).status_code == status
