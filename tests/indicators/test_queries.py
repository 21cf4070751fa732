"""What pages read: newest figures, rank, series in other units, chain, inequality."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.indicators import queries
from bagana.indicators.actions import correct, derive, publish, withdraw
from bagana.indicators.models import Observation, Period
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from tests.factories import make_act, make_indicator, make_unit
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def world():
    return make_world()


def published(world, *rows: str) -> None:
    world.take_in(tidy(*rows))
    publish(user=world.officer, title="x")


def test_the_newest_figure_and_its_change(world):
    published(
        world, "1101,people,2023,10", "1101,people,2025,12", "1101,people,2024,15"
    )
    found = queries.latest([world.people], world.units["1101"], user=None)
    newest = found[world.people.pk]
    assert (newest.now.period, newest.now.value, newest.change) == ("2025", 12, -3)


def test_a_date_hides_what_came_later(world):
    published(world, "1101,people,2023,10", "1101,people,2025,12")
    unit = world.units["1101"]
    found = queries.latest([world.people], unit, user=None, on=date(2024, 6, 1))
    assert found[world.people.pk].now.period == "2023"
    assert found[world.people.pk].change is None


def test_drafts_never_count_in_public_series(world):
    published(world, "1101,people,2025,10")
    world.take_in(tidy("1101,people,2025,11", "1102,people,2025,7"))
    period = Period.objects.get(code="2025")
    for user in (None, world.officer):
        values = queries.values_of(world.people, period, user=user)
        assert [value.value for value in values.values()] == [10.0]


def test_values_are_bounded_by_the_unit(world):
    published(world, "1101,people,2025,1", "1201,people,2025,2")
    period = Period.objects.get(code="2025")
    inside = queries.values_of(
        world.people, period, user=None, within=world.units["11"]
    )
    assert list(inside) == [world.units["1101"].pk]


def test_rank_and_median_stand_among_comparable_units(world):
    published(world, *(f"{bag},people,2025,{n}" for n, bag in enumerate(BAGS, 1)))
    rows = queries.unit_table(world.units["1201"], TODAY, user=None)
    place = {row.indicator.code: row.place for row in rows}
    assert place["people"] is not None
    assert (place["people"].rank, place["people"].of) == (2, 5)
    assert place["people"].median == 3
    assert place["animals"] is None


BAGS = ("1101", "1102", "1103", "1201", "1202")


def test_where_lower_is_better_the_least_is_first(world):
    make_indicator("deaths", direction="lower")
    published(world, *(f"{bag},deaths,2025,{n}" for n, bag in enumerate(BAGS, 1)))
    rows = queries.unit_table(world.units["1101"], TODAY, user=None)
    assert next(r.place.rank for r in rows if r.indicator.code == "deaths") == 1


def test_the_table_costs_the_same_for_any_number_of_indicators(
    world, django_assert_num_queries
):
    published(world, "1101,people,2025,1", "1101,animals,2025,1")
    with django_assert_num_queries(8):
        queries.unit_table(world.units["1101"], TODAY, user=None)
    for number in range(20):
        make_indicator(f"more-{number}")
    published(world, *(f"1101,more-{number},2025,1" for number in range(20)))
    with django_assert_num_queries(8):
        queries.unit_table(world.units["1101"], TODAY, user=None)


def test_rows_to_take_away_say_whose_and_which_version(world):
    published(world, "1101,people,2025,1")
    published(world, "1101,people,2025,2", "1201,people,2025,3")
    rows = list(queries.export_rows(user=None))
    assert [(row.unit, row.value, row.version) for row in rows] == [
        ("1101", 2.0, 2),
        ("1201", 3.0, 1),
    ]
    assert rows[0].nature == "official"
    inside = queries.export_rows(user=None, within=world.units["12"], on=TODAY)
    assert [row.unit for row in inside] == ["1201"]


def test_periods_are_those_with_figures_of_the_level(world):
    published(world, "11,people,2023,1", "1101,people,2024,1")
    found = queries.periods_of(
        world.people, user=None, within=world.units["11"], level=3, on=TODAY
    )
    assert [period.code for period in found] == ["2024"]


def test_the_version_of_the_data_moves_with_what_is_published(world):
    before = queries.data_version()
    published(world, "1101,people,2025,1")
    middle = queries.data_version()
    row = Observation.objects.get()
    withdraw(user=world.officer, observation=row, reason="x")
    assert len({before, middle, queries.data_version()}) == 3


def test_the_chain_of_an_imported_and_corrected_figure(world):
    published(world, "1101,people,2025,1")
    old = Observation.objects.get()
    correct(user=world.governor, observation=old, value=2, note="дахин")
    publish(user=world.officer, title="y")
    chain = queries.chain_of(old, user=None)
    assert [step.kind for step in chain.steps] == ["import", "publication"]
    newest = Observation.objects.get(status="published")
    chain = queries.chain_of(newest, user=None)
    assert [step.kind for step in chain.steps] == ["correction", "publication"]
    assert chain.steps[0].who == "багийн Засаг дарга"
    assert [row.version for row in chain.versions] == [2, 1]


def test_the_chain_of_a_ratio_leads_to_its_parts(world):
    make_indicator(
        "per_head",
        across_units="ratio",
        numerator=world.animals,
        denominator=world.people,
    )
    world.take_in(tidy("1101,people,2025,2", "1101,animals,2025,10"))
    derive(user=world.officer)
    publish(user=world.officer, title="x")
    row = Observation.objects.get(indicator__code="per_head")
    chain = queries.chain_of(row, user=None)
    assert [part.value for part in chain.parts] == [10.0, 2.0]
    assert [step.kind for step in chain.steps] == [
        "derived",
        "part",
        "part",
        "publication",
    ]


def test_nobody_follows_a_draft_of_others(world):
    world.take_in(tidy("1101,people,2025,2"))
    with pytest.raises(Observation.DoesNotExist):
        queries.chain_of(Observation.objects.get(), user=None)


def split(world, on: date) -> None:
    """1101 gives a quarter of its people to the new bag 1105."""
    change = UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=on, made_by=world.officer
    )
    old = world.units["1101"]
    UnitVersion.objects.filter(unit=old).update(valid_to=on, closed_by=change)
    for code in ("1101", "1105"):
        unit = make_unit(code, world.units["11"], "bag", start=on, opened_by=change)
        world.units[code] = unit
    for code, share in (("1101", "0.75"), ("1105", "0.25")):
        Lineage.objects.create(
            change=change,
            source=old,
            target=world.units[code],
            measure="population",
            share=share,
        )
    rebuild()


def test_old_figures_in_new_units_are_estimated(world):
    split(world, date(2020, 1, 1))
    published(
        world, "1101,people,2018,100", "1101,people,2022,80", "1105,people,2022,30"
    )
    units = [world.units["1101"], world.units["1105"]]
    found = queries.series_in_units_of(world.people, units, TODAY, user=None)
    assert [(p.period.code, p.cell.value, p.cell.estimated) for p in found["1105"]] == [
        ("2018", 25.0, True),
        ("2022", 30.0, False),
    ]
    assert found["1101"][0].observation_id is None
    assert found["1101"][1].observation_id is not None


def test_new_figures_in_old_units_are_exact_sums(world):
    split(world, date(2020, 1, 1))
    published(
        world, "1101,people,2018,100", "1101,people,2022,80", "1105,people,2022,30"
    )
    found = queries.series_in_units_of(
        world.people, [world.units["1101"]], date(2019, 1, 1), user=None
    )
    assert [(p.cell.value, p.cell.exact) for p in found["1101"]] == [
        (100.0, True),
        (110.0, True),
    ]


def test_a_missing_part_makes_the_whole_missing(world):
    split(world, date(2020, 1, 1))
    published(world, "1101,people,2022,80")
    found = queries.series_in_units_of(
        world.people, [world.units["1101"]], date(2019, 1, 1), user=None
    )
    cell = found["1101"][0].cell
    assert cell.value is None
    assert cell.missing == ("1105",)


def test_inequality_names_who_has_no_figure(world):
    published(
        world, "1101,people,2025,10", "1102,people,2025,30", "1201,people,2025,20"
    )
    table = queries.inequality(
        [world.people, world.animals], world.units["1"], 3, user=None
    )
    people, animals = table
    assert people.result is not None
    assert people.result.ratio.value == 3
    assert people.result.split is not None
    assert {version.unit.code for version in people.missing} == {"1103", "1202"}
    assert sum(unit.share for unit in people.units) == pytest.approx(1)
    assert {unit.group for unit in people.units} == {"11", "12"}
    assert (animals.result, animals.problem) == (None, "no_units")
