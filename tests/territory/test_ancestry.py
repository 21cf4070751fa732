"""The closure of the tree over time."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bagana.territory import queries
from bagana.territory.ancestry import rebuild
from bagana.territory.founding import open_register
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from tests.factories import make_tree, make_unit

pytestmark = pytest.mark.django_db


def test_a_unit_lies_under_all_above_it():
    units = make_tree()
    above = queries.ancestors_of(units["1102"], date(2020, 1, 1))
    assert [version.unit.code for version in above] == ["MN", "1", "11"]


def test_a_move_splits_the_ancestry_at_its_day():
    units = make_tree()
    UnitVersion.objects.filter(unit=units["1101"]).update(valid_to=date(2020, 6, 1))
    make_unit("1101", units["12"], "bag", start=date(2020, 6, 1))
    rebuild([units["1101"].pk])
    under = UnitAncestry.objects.filter(unit=units["1101"], depth=1)
    assert [(r.ancestor.code, r.valid_from, r.valid_to) for r in under] == [
        ("11", date(2000, 1, 1), date(2020, 6, 1)),
        ("12", date(2020, 6, 1), None),
    ]
    # The aimag above did not change: one row over the whole time.
    assert UnitAncestry.objects.filter(unit=units["1101"], depth=2).count() == 1


def test_the_database_refuses_overlapping_versions():
    units = make_tree()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_unit("1101", units["12"], "bag", date(2010, 1, 1), date(2011, 1, 1))


def test_the_national_register_opens_with_every_unit():
    assert open_register() == 2213
    today = date(2026, 1, 1)
    mongolia = Unit.objects.get(code="MN")
    assert queries.counts_by_level(mongolia, today) == {1: 22, 2: 339, 3: 1851}


@pytest.mark.parametrize(
    "typed", ["432259", "Түнхэл", "ТҮНХЭЛ", "tunkhel", "Tünhel", "5-р баг, Түнхэл"]
)
def test_search_finds_tunkhel_however_it_is_typed(typed):
    open_register()
    found = queries.search(typed, date(2026, 1, 1))
    assert found[0].unit.code == "432259"


def test_one_letter_must_begin_a_name():
    units = make_tree()
    make_unit("1109", units["11"], "bag", name_mn="Жаргал")
    make_unit("1111", units["11"], "bag", name_mn="Ажил")
    rebuild()
    found = queries.search("ж", date(2026, 1, 1))
    assert [version.unit.code for version in found] == ["1109"]


def test_rows_at_hand_are_in_force_when_the_database_says_so():
    units = make_tree()
    make_unit("1108", units["11"], "bag", date(2005, 1, 1), date(2015, 1, 1))
    make_unit("1109", units["11"], "bag", date(2024, 1, 1))
    rebuild()
    for today in (
        date(1999, 1, 1),
        date(2010, 1, 1),
        date(2015, 1, 1),
        date(2026, 1, 1),
    ):
        found = set(UnitAncestry.objects.in_force(today))
        assert found == {
            row
            for row in UnitAncestry.objects.all()
            if queries.is_in_force(row.valid_from, row.valid_to, row.is_last, today)
        }
