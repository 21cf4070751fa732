"""Figures and changes of units: shown before, kept from being orphaned, checked."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.indicators.actions import publish
from bagana.indicators.checks import CHECKS
from bagana.indicators.consequences import FiguresConsequence
from bagana.indicators.models import Indicator, Observation
from bagana.territory.checks import run_checks
from bagana.territory.consequences import registered, weights
from bagana.territory.models import UnitVersion
from tests.factories import make_indicator
from tests.indicators.world import make_world, split, tidy

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    make_indicator("population_census")
    make_indicator("households", apportion_by="households")
    world.take_in(tidy("1101,population_census,2018,100", "1101,households,2018,30"))
    publish(user=world.officer, title="x")
    return world


def change_of(world):
    split(world, date(2020, 1, 1))
    return UnitVersion.objects.get(unit__code="1105").opened_by


def test_people_are_told_apart_by_the_shares(world):
    lines = {
        line.label: line for line in FiguresConsequence().preview(change_of(world))
    }
    people = lines["Үзүүлэлт population_census"]
    assert people.before == {"1101": 100.0}
    assert people.after == {"1101": 75.0, "1105": 25.0}
    assert people.total_before == people.total_after
    # Nobody recorded how the households were told apart.
    assert set(lines["Үзүүлэлт households"].after.values()) == {None}


def test_newest_figures_weigh_the_parts(world):
    assert weights(["1101", "1102"])["population"] == {"1101": 100.0, "1102": None}


def test_figures_of_a_new_unit_block_undoing(world):
    change = change_of(world)
    assert not FiguresConsequence().blocks_undo(change)
    world.take_in(tidy("1105,people,2022,5"))
    (reason,) = FiguresConsequence().blocks_undo(change)
    assert "1105" in reason


def test_it_is_registered():
    assert any(isinstance(one, FiguresConsequence) for one in registered())


def found(name: str) -> list[str]:
    return [one.message for one in run_checks(names=[name])]


def test_a_sound_installation_has_no_findings(world):
    assert run_checks(names=[check.name for check in CHECKS]) == []


def test_a_figure_without_its_unit_is_found(world):
    UnitVersion.objects.filter(unit__code="1101").update(valid_from=date(2019, 1, 1))
    assert any("1101" in message for message in found("series_without_unit"))


def test_a_changed_publication_is_found(world):
    Observation.objects.update(value=1)
    assert len(found("publication_changed")) == 1


def test_an_indicator_firmer_than_its_parts_is_found(world):
    make_indicator(
        "density",
        across_units="ratio",
        numerator=world.people,
        denominator=make_indicator("area", nature="own"),
    )
    assert len(found("mixed_natures")) == 1
    Indicator.objects.filter(code="density").update(nature="own")
    assert found("mixed_natures") == []
