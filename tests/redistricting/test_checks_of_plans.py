"""Checks find a set that was left behind and a plan that was tampered with."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.redistricting.actions.scenarios import keep_today
from bagana.redistricting.models import BlockSet, Plan, PlanKind
from bagana.territory.checks import run_checks
from bagana.territory.models import UnitVersion
from tests.redistricting.factories import World, make_blocks, make_world

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


@pytest.fixture
def world() -> World:
    made = make_world()
    made.scenario.plans.all().delete()
    keep_today(made.scenario, made.officer)
    return made


def found(name: str) -> list[str]:
    return [one.message for one in run_checks(LATER) if one.name == name]


def test_a_sound_set_and_plan_give_no_finding(world: World) -> None:
    assert found("blocks_stale") == []
    assert found("plan_changed") == []


def test_the_newest_set_of_a_unit_must_fit_todays_bags(world: World) -> None:
    UnitVersion.objects.filter(unit=world.units["1103"]).update(
        valid_to=date(2026, 1, 1)
    )
    assert "1103" in found("blocks_stale")[0]
    newest = make_blocks(world.units)
    newest.blocks.filter(unit=world.units["1103"]).update(unit=world.units["1102"])
    assert BlockSet.objects.count() == 2
    assert found("blocks_stale") == []


def test_labels_that_were_changed_are_found(world: World) -> None:
    plan = Plan.objects.get(kind=PlanKind.TODAY)
    labels = plan.labels_array()
    labels[0] = 2
    Plan.objects.filter(pk=plan.pk).update(labels=labels.astype("<i2").tobytes())
    assert world.scenario.code in found("plan_changed")[0]
