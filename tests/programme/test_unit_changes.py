"""Changes of units: unfinished measures go over to successors, and come back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagana.programme.actions import activities
from bagana.programme.consequences import ProgrammeConsequence
from bagana.programme.models import MeasureUnit, MoneyEntry
from bagana.programme.queries.standings import measures_of
from bagana.territory.actions import Part, merge, split, undo
from bagana.territory.actions.describing import preview
from bagana.territory.checks import run_checks
from bagana.web.errors import Conflict
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world():
    world = World()
    world.programme = make_programme(world.units["1"])
    return world


def measure(world, *codes, **fields):
    due = {"due_on": date(2022, 12, 31), "office": world.units["11"]} | fields
    return make_measure(
        world.programme, units=[world.units[code] for code in codes], **due
    )


def unite(world):
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=NEW, parent=None, **world.order())


def concerned(measure):
    rows = measure.concerned.filter(closed_by__isnull=True)
    return sorted(rows.values_list("unit__code", flat=True))


def state():
    return list(MeasureUnit.objects.order_by("pk").values_list())


def test_unfinished_measures_go_over_to_the_successor(world):
    both, one, other = (
        measure(world, "1101", "1102"),
        measure(world, "1101", "1103"),
        measure(world, "1201"),
    )
    unite(world)
    assert concerned(both) == ["1110"]
    assert concerned(one) == ["1103", "1110"]
    assert concerned(other) == ["1201"]


def test_finished_and_dropped_measures_stay_with_the_unit_that_ended(world):
    done, dropped = measure(world, "1101"), measure(world, "1101")
    make_activity(done, done_on=date(2019, 1, 1))
    dropped.dropped_on, dropped.dropped_reason = date(2020, 1, 1), "давхардсан"
    dropped.save()
    unite(world)
    assert concerned(done) == ["1101"]
    assert concerned(dropped) == ["1101"]


def test_a_unit_that_goes_on_keeps_its_measures_alone(world):
    kept = measure(world, "1101")
    new = Part(code="1104", name_mn="4-р баг", name_en="Bag 4")
    shares = {"area": {"1101": Decimal("0.5"), "1104": Decimal("0.5")}}
    parts = [Part(code="1101"), new]
    split(unit=world.units["1101"], parts=parts, shares=shares, **world.order())
    assert concerned(kept) == ["1101"]


def test_undoing_brings_back_exactly_what_stood(world):
    measure(world, "1101", "1102")
    measure(world, "1101", "1201")
    before, register = state(), dump()
    change = unite(world)
    assert state() != before
    undo(user=world.officer, change=change)
    assert state() == before
    assert dump() == register


def test_a_measure_is_read_as_of_a_day_before_the_change(world):
    measure(world, "1101")
    unite(world)
    old = measures_of(world.programme, on=date(2020, 12, 31), unit=world.units["1101"])
    assert old.count() == 1
    now = measures_of(world.programme, on=DAY, unit=world.units["1101"])
    assert now.count() == 0
    assert measures_of(world.programme, on=DAY, unit=world.units["11"]).count() == 1


def test_the_preview_adds_up_and_writes_nothing(world):
    for codes in (("1101", "1102"), ("1101",)):
        make_money(measure(world, *codes), Decimal("100.50"), unit=world.units["1101"])
    before = state()
    units = [world.units["1101"], world.units["1102"]]
    told = preview("merge", units=units, into=NEW, parent=None, **world.order())
    lines = {line.label: line for line in told.lines}
    counted, planned = lines["Дуусаагүй арга хэмжээ"], lines["Төлөвлөсөн мөнгө"]
    assert counted.before == {"1101": 2, "1102": 1}
    assert counted.after == {"1110": 2}
    assert counted.total_before == counted.total_after == 2
    assert planned.total_before == planned.total_after == Decimal("201.00")
    assert state() == before


def test_money_is_never_rewritten(world):
    entry = make_money(measure(world, "1101"), 100, unit=world.units["1101"])
    unite(world)
    assert MoneyEntry.objects.get(pk=entry.pk).unit == world.units["1101"]


def test_what_names_the_new_unit_stands_in_the_way_of_undoing(world):
    change = unite(world)
    new = change.units.get(code="1110")
    make_money(measure(world, "1103"), 100, unit=new)
    (reason,) = ProgrammeConsequence().blocks_undo(change)
    assert "мөнгөний бичилт" in reason
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)


def test_an_office_that_ended_is_found_until_the_measure_is_done(world):
    left = measure(world, "1103", office=world.units["1101"])
    step = make_activity(left)
    unite(world)
    named = {"names": ["measure_office_ended"]}
    assert [one.code for one in run_checks(date(2021, 6, 1), **named)] == ["1101"]
    activities.reach_milestone(
        user=world.officer, activity=step, done_on=date(2021, 2, 1)
    )
    assert run_checks(date(2021, 6, 1), **named) == []
