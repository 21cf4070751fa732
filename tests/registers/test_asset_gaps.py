"""An office against the norm: pieces, money, and what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagana.registers.actions.assets import add_asset, set_norm
from bagana.registers.models import AssetKind, AssetNorm
from bagana.registers.queries.assets import asset_pieces, gaps_of, sums_of
from tests.factories import make_act, make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def chair():
    kind = AssetKind.objects.create(
        code="chair", name_mn="Сандал", name_en="Chair", group_mn="", group_en=""
    )
    AssetNorm.objects.create(
        kind=kind,
        pieces=6,
        unit_price=Decimal("90000.50"),
        valid_from=date(2018, 1, 1),
        source_mn="жишээ",
        source_en="example",
        is_illustrative=True,
    )
    return kind


def _has(units, code, kind, **fields):
    values = {"state": "good", "since": date(2024, 1, 1)} | fields
    user = make_user("bag_governor", units[code])
    return add_asset(user=user, unit=units[code], kind=kind, **values)


def _gap(units, code, on=DAY):
    return gaps_of([units[code]], on)[0]


def test_what_is_missing_is_the_norm_less_what_can_be_used(units, chair):
    _has(units, "1101", chair, pieces=2)
    _has(units, "1101", chair, pieces=1, state="repair")
    _has(units, "1101", chair, pieces=4, state="unusable")
    gap = _gap(units, "1101")
    assert (gap.has, gap.usable, gap.wanted, gap.missing) == (7, 3, 6, 3)
    assert gap.cost == Decimal("270001.50")


def test_more_than_the_norm_is_no_gap(units, chair):
    _has(units, "1101", chair, pieces=9)
    assert (_gap(units, "1101").missing, _gap(units, "1101").cost) == (0, Decimal(0))


def test_an_office_nobody_looked_at_is_not_known(units, chair):
    gap = _gap(units, "1102")
    assert (gap.has, gap.missing, gap.cost) == (None, None, None)


def test_what_a_looked_at_office_has_not_is_nought(units, chair):
    other = AssetKind.objects.create(
        code="x", name_mn="X", name_en="X", group_mn="", group_en=""
    )
    _has(units, "1101", other, pieces=0)
    assert (_gap(units, "1101").has, _gap(units, "1101").missing) == (0, 6)


def test_delivery_closes_the_gap_from_its_day(units, chair):
    _has(units, "1101", chair, pieces=0)
    _has(units, "1101", chair, pieces=6, since=date(2025, 5, 20))
    assert _gap(units, "1101", date(2025, 5, 19)).missing == 6
    assert _gap(units, "1101", date(2025, 5, 20)).missing == 0


def test_the_norm_of_a_location_goes_before_that_of_all(units, chair):
    officer = make_user("aimag_officer", units["1"])
    units["1101"].versions.update(location_type="rural")
    units["1102"].versions.update(location_type="centre")
    set_norm(
        user=officer,
        kind=chair,
        pieces=10,
        location_type="rural",
        valid_from=date(2025, 1, 1),
        act=make_act(),
    )
    assert _gap(units, "1101").wanted == 10
    assert _gap(units, "1101", date(2024, 6, 1)).wanted == 6
    assert _gap(units, "1102").wanted == 6


def test_sums_are_of_the_known_and_say_how_many(units, chair):
    _has(units, "1101", chair, pieces=2)
    _has(units, "1102", chair, pieces=5)
    codes = ("1101", "1102", "1103")
    sums = sums_of(gaps_of([units[code] for code in codes], DAY))
    assert (sums.offices, sums.known, sums.missing) == (3, 2, 5)
    assert sums.cost == Decimal("450002.50")


def test_missing_pieces_without_a_price_are_told_apart(units, chair):
    AssetNorm.objects.update(unit_price=None)
    _has(units, "1101", chair, pieces=2)
    sums = sums_of(gaps_of([units["1101"]], DAY))
    assert (sums.cost, sums.unpriced) == (None, 4)


def test_pieces_are_read_for_many_offices_at_once(
    units, chair, django_assert_num_queries
):
    _has(units, "1101", chair, pieces=2)
    _has(units, "1201", chair, pieces=3, state="unusable")
    with django_assert_num_queries(1):
        rows = asset_pieces(units.values(), DAY)
    found = {(row.unit, row.has, row.usable) for row in rows}
    assert found == {(units["1101"].pk, 2, 2), (units["1201"].pk, 3, 0)}
