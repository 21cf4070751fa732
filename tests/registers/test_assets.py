"""Assets of offices: what is recorded, changed, written off, and by whom."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from bagana.acts.founded import founded_by
from bagana.registers.actions.assets import (
    add_asset,
    change_asset,
    set_norm,
    withdraw_norm,
    write_off,
)
from bagana.registers.actions.journal import undo_entry
from bagana.registers.founding import found_assets
from bagana.registers.models import Asset, AssetKind, AssetNorm, Entry
from bagana.registers.queries.assets import assets_of, assets_on
from bagana.web.errors import Conflict, Refused
from tests.factories import make_act, make_tree, make_user

pytestmark = pytest.mark.django_db
SINCE = date(2024, 5, 1)


@pytest.fixture
def units():
    found_assets()
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def printer(units):
    return AssetKind.objects.get(code="printer")


def _add(user, unit, kind, **fields):
    values = {"state": "good", "since": SINCE} | fields
    return add_asset(user=user, unit=unit, kind=kind, **values)


def test_founding_twice_adds_nothing(units):
    assert found_assets() == 0
    assert AssetNorm.objects.filter(is_illustrative=False).count() == 0


def test_it_records_an_asset(units, governor, printer):
    asset = _add(governor, units["1101"], printer, cost=Decimal("850000"), year=2023)
    assert asset.cost == Decimal("850000")
    assert asset.entry.made_by == governor


def test_a_photo_tells_nothing_of_the_camera(units, governor, printer):
    picture, exif = io.BytesIO(), Image.Exif()
    exif[271] = "CameraMaker"
    Image.new("RGB", (900, 600), "red").save(picture, "JPEG", exif=exif)
    asset = _add(governor, units["1101"], printer, photo=picture.getvalue())
    with Image.open(io.BytesIO(bytes(asset.photo))) as kept:
        assert not dict(kept.getexif())
        assert max(kept.size) <= 480
    assert assets_of(governor, units["1101"]).get().has_photo


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"pieces": 1001}, "pieces"),
        ({"year": 1900}, "year"),
        ({"cost": Decimal(-1)}, "cost"),
        ({"since": date(2200, 1, 1)}, "since"),
        ({"state": "written_off"}, "state"),
    ],
)
def test_it_refuses_what_cannot_be(units, governor, printer, fields, field):
    with pytest.raises(Refused) as told:
        _add(governor, units["1101"], printer, **fields)
    assert told.value.field == field
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    ("role", "code"),
    [("bag_governor", "1102"), ("sum_officer", "12"), ("evaluator", "1")],
)
def test_nobody_else_writes_or_reads_it(units, governor, printer, role, code):
    asset = _add(governor, units["1101"], printer)
    stranger = make_user(role, units[code])
    with pytest.raises(PermissionDenied):
        _add(stranger, units["1101"], printer)
    with pytest.raises(PermissionDenied):
        change_asset(user=stranger, asset=asset, state="repair")
    with pytest.raises(PermissionDenied):
        write_off(user=stranger, asset=asset, on=SINCE, reason="Эвдэрсэн")
    assert not assets_of(stranger, units["1101"]).exists()


def test_a_change_can_be_undone(units, governor, printer):
    asset = _add(governor, units["1101"], printer)
    change_asset(user=governor, asset=asset, state="repair", title="Засвартай")
    undo_entry(user=governor, entry=Entry.objects.order_by("-id")[0])
    asset.refresh_from_db()
    assert (asset.state, asset.title) == ("good", "")


def test_what_is_written_off_stays_and_ends(units, governor, printer):
    asset = _add(governor, units["1101"], printer)
    with pytest.raises(Refused):
        write_off(user=governor, asset=asset, on=date(2025, 1, 1), reason=" ")
    write_off(user=governor, asset=asset, on=date(2025, 1, 1), reason="Акт 5")
    assert assets_on(date(2024, 12, 31)).exists()
    assert not assets_on(date(2025, 1, 1)).exists()
    with pytest.raises(Conflict):
        change_asset(user=governor, asset=asset, state="good")


def test_a_norm_by_an_act_ends_the_illustrative_one(units, printer):
    officer = make_user("aimag_officer", units["1"])
    act, day = make_act(), date(2025, 1, 1)
    norm = set_norm(user=officer, kind=printer, pieces=2, valid_from=day, act=act)
    assert not norm.is_illustrative
    earlier = AssetNorm.objects.get(kind=printer, is_illustrative=True)
    assert earlier.valid_to == day
    with pytest.raises(Conflict):
        set_norm(user=officer, kind=printer, pieces=3, valid_from=day, act=act)
    withdraw_norm(user=officer, norm=norm)
    earlier.refresh_from_db()
    assert earlier.valid_to is None


def test_a_norm_between_two_ends_where_the_next_begins(units, printer):
    officer = make_user("aimag_officer", units["1"])
    about = {"user": officer, "kind": printer, "source_mn": "Туршилт"}
    later = set_norm(**about, pieces=3, valid_from=date(2026, 1, 1))
    between = set_norm(**about, pieces=2, valid_from=date(2025, 1, 1))
    assert between.valid_to == later.valid_from
    assert between.is_illustrative


def test_a_norm_says_on_what_it_stands_and_is_the_aimags(units, governor, printer):
    officer = make_user("aimag_officer", units["1"])
    about = {"kind": printer, "pieces": 1, "valid_from": date(2025, 1, 1)}
    with pytest.raises(Refused):
        set_norm(user=officer, **about)
    with pytest.raises(PermissionDenied):
        set_norm(user=governor, **about, source_mn="Туршилт")


def test_the_page_of_an_act_lists_the_norms_on_it(units, printer):
    officer = make_user("aimag_officer", units["1"])
    act, day = make_act(), date(2025, 1, 1)
    set_norm(user=officer, kind=printer, pieces=2, valid_from=day, act=act)
    assert [row.on for row in founded_by(act)] == [day]
