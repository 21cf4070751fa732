"""Whatever is changed, in whatever order: the register stays sound, undo is exact."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.engines.lineage import check_shares
from bagana.territory.actions import (
    Part,
    create_unit,
    merge,
    preview,
    reclassify,
    rename,
    reparent,
    split,
    transfer,
    undo,
)
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import edges
from bagana.territory.soundness import assert_sound
from bagana.web.errors import Refused
from tests.territory.worlds import World, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["create", "rename", "reclassify", "reparent", "split", "merge", "transfer"]
        ),
        st.integers(0, 50),
        st.integers(0, 50),
        st.integers(0, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def open_units(level):
    found = UnitVersion.objects.filter(valid_to__isnull=True, kind__level=level)
    return [version.unit for version in found.select_related("unit").order_by("unit")]


class Steps:
    """Turns drawn numbers into a change; many are refused, and that is part of it."""

    def __init__(self, world):
        self.world = world
        self.day = date(2021, 1, 1)
        self.number = 0

    def pick(self, level, index):
        units = open_units(level)
        return units[index % len(units)]

    def part(self):
        self.number += 1
        code = f"9{self.number:03d}"
        return Part(code=code, name_mn=f"Нэр {code}", name_en=f"Name {code}")

    def plan(self, kind, one, other, percent, flag):
        level = 3 if flag else 2
        unit = self.pick(level, one)
        share = Decimal(percent) / 100
        if kind == "create":
            return {
                "part": self.part(),
                "parent": self.pick(level - 1, one),
                "kind": "bag" if flag else "sum",
            }
        if kind == "rename":
            return {"unit": unit, "name_mn": f"Нэр {one}", "name_en": f"Name {one}"}
        if kind == "reclassify":
            types = ("rural", "mixed", "centre")
            return {"unit": unit, "location_type": types[other % 3]}
        if kind == "reparent":
            return {"unit": unit, "parent": self.pick(2, other)}
        if kind == "split":
            first = Part(code=unit.code) if one % 2 else self.part()
            second = self.part()
            wards = UnitVersion.objects.filter(parent=unit, valid_to__isnull=True)
            return {
                "unit": unit,
                "parts": [first, second],
                "shares": {"area": {first.code: 1 - share, second.code: share}},
                "children": {ward.unit.code: second.code for ward in wards},
            }
        if kind == "merge":
            other_unit = self.pick(level, other)
            into = Part(code=unit.code) if one % 2 else self.part()
            return {"units": [unit, other_unit], "into": into}
        return {
            "unit": unit,
            "to": self.pick(level, other),
            "shares": {"households": share},
        }


ACTIONS = {
    "create": create_unit,
    "rename": rename,
    "reclassify": reclassify,
    "reparent": reparent,
    "split": split,
    "merge": merge,
    "transfer": transfer,
}


def step_through(world, drawn):
    """Make the drawn changes; each refusal must leave everything as it was."""
    steps, made = Steps(world), []
    for kind, *numbers in drawn:
        plan = steps.plan(kind, *numbers)
        before = dump()
        order = world.order(steps.day)
        try:
            shown = preview(kind, **plan, **order)
            assert dump() == before
            change = ACTIONS[kind](**plan, **order)
        except Refused:
            assert dump() == before
            continue
        assert shown.change.record["codes"] == change.record["codes"]
        made.append((change, before))
        steps.day += timedelta(days=numbers[1])
    return made


@given(drawn=STEPS)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_register_stays_sound_and_every_undo_is_exact(world, drawn):
    # Every example begins with the same register.
    with transaction.atomic():
        run(world, drawn)
        transaction.set_rollback(True)


def run(world, drawn):
    founded = dump()
    made = step_through(world, drawn)
    assert_sound()
    check_shares(edges(date(1900, 1, 1), date(2100, 1, 1)))
    kept = dump()
    rebuild()
    assert dump() == kept
    for change, before in reversed(made):
        undo(user=world.officer, change=change)
        assert dump() == before
        assert_sound()
    assert dump() == founded
    assert Unit.objects.count() == len(world.units)
