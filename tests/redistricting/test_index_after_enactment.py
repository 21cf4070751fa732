"""The index after an enactment: what was computed stands, what comes reads new bags."""

from datetime import date

import pytest

from bagana.ranking.actions.runs import compute_run
from bagana.ranking.queries.inputs import read_inputs
from bagana.redistricting.actions.enactment import enact, undo_enactment
from tests.factories import make_period, make_user
from tests.ranking.factories import METHOD, make_run
from tests.ranking.factories import make_world as make_ranking
from tests.redistricting.enacting import NEW, decided
from tests.redistricting.factories import (
    World,
    make_blocks,
    make_plan,
    make_scenario,
)

pytestmark = pytest.mark.django_db
OLD_BAGS = ["1101", "1102", "1103", "1201", "1202"]
NEW_BAGS = ["1101", "1103", "1104", "1201", "1202"]


@pytest.fixture
def ranking():
    return make_ranking()


@pytest.fixture
def world(ranking):
    units = ranking.units
    blocks = make_blocks(units)
    scenario = make_scenario(blocks, [units["11"]])
    officer = make_user("sum_officer", units["11"])
    return World(
        units=units,
        blocks=blocks,
        scenario=scenario,
        today=make_plan(
            scenario, ("1101", "1101", "1101", "1102", "1102", "1103"), "today"
        ),
        even=make_plan(scenario),
        officer=officer,
        other_officer=officer,
        governor=officer,
    )


def read(ranking, year, on=None):
    return read_inputs(
        METHOD,
        framework=ranking.framework,
        period=make_period(year),
        user=None,
        on=on,
    )


def rows_of(run):
    return list(run.rows.order_by("unit__code").values_list())


def test_a_run_that_was_computed_stands_as_it_is(ranking, world):
    run = compute_run(make_run(ranking.version))
    before = rows_of(run), run.results, run.inputs
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    run.refresh_from_db()
    assert (rows_of(run), run.results, run.inputs) == before
    undo_enactment(user=world.officer, enactment=enactment, reason="Алдаа")
    run.refresh_from_db()
    assert (rows_of(run), run.results, run.inputs) == before


def test_a_run_of_a_later_year_reads_the_new_bags(ranking, world):
    assert sorted(read(ranking, 2026).unit_names) == OLD_BAGS
    enact(user=world.officer, proposal=decided(world, NEW))
    assert sorted(read(ranking, 2026).unit_names) == NEW_BAGS


def test_a_run_of_a_former_year_reads_the_bags_of_its_last_day(ranking, world):
    before = read(ranking, 2023)
    enact(user=world.officer, proposal=decided(world, NEW))
    after = read(ranking, 2023)
    assert sorted(after.unit_names) == OLD_BAGS
    assert after.observations == before.observations
    assert after.recast == before.recast == set()


def test_a_former_year_can_be_read_in_the_new_bags(ranking, world):
    enact(user=world.officer, proposal=decided(world, NEW))
    found = read(ranking, 2023, on=date(2026, 12, 31))
    assert sorted(found.unit_names) == NEW_BAGS
