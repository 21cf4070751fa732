"""Series go on in new and in old units after an enactment."""

from datetime import date

import pytest

from bagana.engines.lineage import RuleKey
from bagana.indicators.models import Publication
from bagana.indicators.queries.reader import Reader
from bagana.portal.wording import rule_text
from bagana.redistricting.actions.enactment import enact, undo_enactment
from bagana.redistricting.models import Block, BlockSet
from bagana.territory.actions import Part, split
from bagana.territory.models import Unit
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
)
from tests.redistricting.enacting import DAY, NEW, aimag_officer, decided
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 2, 28)
LATER = date(2026, 12, 31)
BAGS = ("1101", "1102", "1103")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def people():
    return make_indicator("people")


def of_blocks(world, unit, column="population", on=BEFORE):
    rows = Block.objects.filter(block_set=world.blocks).placed(on)
    place = Unit.objects.get(code=unit).pk
    return sum(rows.filter(place=place).values_list(column, flat=True))


def publish(world, indicator, year=2025, **values):
    for code in BAGS:
        value = values.get(code) or of_blocks(world, code)
        published(indicator, world.units[code], year, value)


def published(indicator, unit, year, value):
    title = Publication.objects.create(title="x", rows=1, sha256="")
    make_observation(
        indicator, unit, year, value, status="published", publication=title
    )


def carry(world, indicator, nature="official", column="population"):
    BlockSet.objects.filter(pk=world.blocks.pk).update(
        carries={column: [indicator.code, "2025"]}, nature=nature
    )


def read(indicator, on, codes, year=2025):
    found = Reader(None, on).of_period(indicator, make_period(year), codes)
    return {code: found[code] for code in codes if code in found}


def test_blocks_that_carry_the_record_give_the_exact_figure(world, people):
    publish(world, people)
    carry(world, people)
    enact(user=world.officer, proposal=decided(world, NEW))
    found = read(people, DAY, ["1101", "1103", "1104"])
    assert {code: figure.value for code, figure in found.items()} == {
        code: of_blocks(world, code, on=DAY) for code in found
    }
    figure = found["1104"]
    assert (figure.by_blocks, figure.estimated) == (True, False)
    assert {part.unit for part in figure.parts} == {"1101", "1102"}
    assert "1102" in rule_text(figure)
    total = sum(of_blocks(world, code) for code in BAGS)
    assert sum(figure.value for figure in found.values()) == total


def test_livestock_is_the_sum_of_the_five_kinds(world):
    heads = make_indicator("heads", apportion_by="livestock")
    kinds = ("camel", "horse", "cattle", "sheep", "goat")
    values = {b: sum(of_blocks(world, b, kind) for kind in kinds) for b in BAGS}
    publish(world, heads, **values)
    carry(world, heads, column="livestock")
    enact(user=world.officer, proposal=decided(world))
    found = read(heads, DAY, list(BAGS))
    assert found["1102"].by_blocks
    assert found["1102"].value == sum(
        of_blocks(world, "1102", kind, DAY) for kind in kinds
    )


def test_blocks_that_a_model_placed_make_an_estimate(world, people):
    publish(world, people)
    carry(world, people, nature="modelled")
    enact(user=world.officer, proposal=decided(world))
    figure = read(people, DAY, ["1102"])["1102"]
    assert figure.by_blocks
    assert figure.estimated


def test_a_modelled_figure_is_told_exactly_by_modelled_blocks(world):
    modelled = make_indicator("model", nature="modelled")
    publish(world, modelled)
    carry(world, modelled, nature="modelled")
    enact(user=world.officer, proposal=decided(world))
    assert not read(modelled, DAY, ["1102"])["1102"].estimated


def test_another_year_and_another_figure_go_by_the_shares(world, people):
    publish(world, people)
    publish(world, people, year=2024)
    other = make_indicator("other")
    publish(world, other)
    carry(world, people)
    enact(user=world.officer, proposal=decided(world))
    for indicator, year in ((people, 2024), (other, 2025)):
        figure = read(indicator, DAY, ["1102"], year)["1102"]
        assert figure.rule == RuleKey.SUM_OF_SHARES
        assert figure.estimated


def test_blocks_that_do_not_sum_to_the_published_figure_tell_nothing(world, people):
    publish(world, people, **{"1101": 9999})
    carry(world, people)
    enact(user=world.officer, proposal=decided(world))
    found = read(people, DAY, list(BAGS))
    assert not found["1101"].by_blocks
    assert not found["1102"].by_blocks
    assert found["1103"].by_blocks


def test_a_block_that_is_not_known_leaves_its_bags_to_the_shares(world, people):
    publish(world, people)
    carry(world, people)
    enact(user=world.officer, proposal=decided(world))
    Block.objects.filter(block_set=world.blocks, ordinal=0).update(population=None)
    found = read(people, DAY, list(BAGS))
    assert not found["1101"].by_blocks


def test_after_another_change_the_blocks_no_longer_speak(world, people):
    publish(world, people)
    carry(world, people)
    enact(user=world.officer, proposal=decided(world))
    half = {"population": {"1102": "0.5", "1105": "0.5"}}
    split(
        unit=world.units["1102"],
        parts=[Part("1102"), Part("1105", name_mn="5-р баг", name_en="Bag 5")],
        shares=half,
        user=aimag_officer(world),
        act=make_act(),
        effective_on=date(2026, 9, 1),
    )
    found = read(people, LATER, ["1101", "1102", "1103", "1105"])
    assert not found["1102"].by_blocks
    assert not found["1105"].by_blocks
    assert found["1103"].by_blocks


def test_figures_of_new_bags_are_seen_in_the_old_ones(world):
    people = make_indicator("population_census")
    publish(world, people)
    enact(user=world.officer, proposal=decided(world, NEW))
    for code in ("1101", "1103", "1104"):
        value = of_blocks(world, code, on=DAY)
        unit = Unit.objects.get(code=code)
        published(people, unit, 2026, value)
    found = read(people, BEFORE, list(BAGS), 2026)
    total = sum(figure.value for figure in found.values())
    assert total == pytest.approx(sum(of_blocks(world, code) for code in BAGS))
    assert found["1102"].estimated


def test_last_years_figures_stand_as_published_in_last_years_bags(world, people):
    publish(world, people)
    carry(world, people)
    before = read(people, BEFORE, list(BAGS))
    enact(user=world.officer, proposal=decided(world, NEW))
    after = read(people, BEFORE, list(BAGS))
    assert after == before
    assert all(figure.pk for figure in after.values())


def test_undone_everything_is_read_as_before(world, people):
    publish(world, people)
    carry(world, people)
    before = read(people, LATER, list(BAGS))
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    undo_enactment(user=world.officer, enactment=enactment, reason="Алдаа")
    assert read(people, LATER, list(BAGS)) == before


def test_without_a_re_drawing_no_block_is_asked_for(
    world, people, django_assert_num_queries
):
    publish(world, people)
    carry(world, people)
    reader = Reader(None, LATER)
    assert reader.periods
    assert reader.lineages.edges == ()
    period = make_period(2025)
    with django_assert_num_queries(1):
        reader.values({people.pk: people}, [period], BAGS)
