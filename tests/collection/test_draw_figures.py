"""Figures of a round: of approved returns only, once, with what was counted kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bagana.collection.actions.publishing import draw_figures
from bagana.collection.models import Cell, Return, ReturnState
from bagana.collection.queries.figures import preview
from bagana.collection.rolling import codes_of, of_round, ratio_codes
from bagana.indicators.founding import found_catalogue
from bagana.indicators.imports.actions import undo_batch
from bagana.indicators.models import Indicator, Observation
from bagana.registers.models import SPECIES
from bagana.web.errors import PermissionDenied, Refused
from tests.collection.factories import make_round
from tests.factories import make_observation, make_tree, make_user
from tests.registers.factories import make_census, make_count, make_household

pytestmark = pytest.mark.django_db
BAGS = ("1101", "1102", "1103", "1201", "1202")
IN_TIME = datetime(2025, 12, 17, 12, tzinfo=UTC)


@pytest.fixture
def world():
    """Five bags of six households with 10 sheep each; two bags are not approved yet."""
    found_catalogue()
    units = make_tree()
    census = make_census()
    round = make_round(units["1"], census=census)
    for code in BAGS:
        for _ in range(6):
            keeper = make_household(units[code], is_herder=True)
            make_count(census, keeper, **dict.fromkeys(SPECIES, 0) | {"sheep": 10})
    set_state(round, BAGS[:3], ReturnState.APPROVED)
    set_state(round, BAGS[3:], ReturnState.SUBMITTED)
    officer = make_user("aimag_officer", units["1"])
    return units, round, officer


def set_state(round, codes, state):
    rows = Return.objects.filter(round=round, unit__code__in=codes)
    rows.update(state=state, submitted_at=IN_TIME)


def values(code):
    rows = Observation.objects.filter(indicator__code=code, status="draft")
    return dict(rows.values_list("unit__code", "value"))


def test_it_drafts_only_what_is_approved_and_no_total_of_a_part(world):
    _units, round, officer = world
    draw_figures(user=officer, round=round)
    sheep = values("reg_livestock_sheep")
    assert sheep == {"1101": 60, "1102": 60, "1103": 60, "11": 180}


def test_a_total_comes_when_the_last_bag_is_approved(world):
    _units, round, officer = world
    draw_figures(user=officer, round=round)
    set_state(round, BAGS[3:], ReturnState.APPROVED)
    batch = draw_figures(user=officer, round=round)
    assert values("reg_livestock_sheep")["1"] == 300
    assert batch.counts["same"] > 0, "what stands is not written again"
    assert not Observation.objects.filter(version=2, indicator__code="reg_sheep_units")


def test_bags_of_a_sum_wait_for_each_other(world):
    """Else the last of them could be left to hide what the total gives away."""
    _units, round, officer = world
    set_state(round, ["1103"], ReturnState.SUBMITTED)
    set_state(round, ["1201", "1202"], ReturnState.APPROVED)
    draw_figures(user=officer, round=round)
    assert values("reg_livestock_sheep") == {"1201": 60, "1202": 60, "12": 120}
    assert values("census_approved")["1101"] == 1, "what is of returns does not wait"


def test_completeness_and_timeliness_are_ratios_of_whole_numbers(world):
    _units, round, officer = world
    late = round.returns.get(unit__code="1101")
    Return.objects.filter(pk=late.pk).update(
        submitted_at=datetime(2025, 12, 18, 12, tzinfo=UTC)
    )
    draw_figures(user=officer, round=round)
    row = Observation.objects.get(indicator__code="census_completeness", unit__code="1")
    assert (row.value, row.numerator, row.denominator) == (60.0, 3.0, 5.0)
    assert values("census_timeliness")["1"] == 80.0
    assert values("census_completeness")["1201"] == 0.0, "nought, not missing"


def test_the_batch_says_which_returns_it_counted_and_no_figure(world):
    _units, round, officer = world
    batch = draw_figures(user=officer, round=round)
    kept = json.loads(bytes(batch.content))
    assert kept["round"] == round.code
    assert set(kept["returns"]) == set(BAGS[:3])
    assert batch.options == {"round": round.code}
    undo_batch(user=officer, batch=batch)
    assert not values("reg_livestock_sheep")


def test_it_refuses_a_round_without_an_approved_return(world):
    _units, round, officer = world
    set_state(round, BAGS, ReturnState.SUBMITTED)
    with pytest.raises(Refused):
        draw_figures(user=officer, round=round)


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer", "evaluator"])
def test_only_the_aimag_draws_figures(world, role):
    units, round, _officer = world
    place = {"bag_governor": "1101", "sum_officer": "11", "evaluator": "1"}[role]
    with pytest.raises(PermissionDenied):
        draw_figures(user=make_user(role, units[place]), round=round)


def test_the_yearly_return_gives_its_cells_and_a_blank_one_is_missing(world):
    units, _round, officer = world
    round = make_round(units["1"], form="bag_year", code="year")
    set_state(round, BAGS[:1], ReturnState.APPROVED)
    returned = round.returns.get(unit__code="1101")
    for field, value in (("requests", 40), ("answered", 30), ("in_time", 24)):
        Cell.objects.create(returned=returned, field=field, value=value)
    draw_figures(user=officer, round=round)
    assert values("reg_requests") == {"1101": 40}
    assert values("reg_promptness") == {"1101": 80.0}
    assert values("reg_meetings") == {}


def test_the_list_of_households_gives_the_register_of_approved_bags(world):
    units, _round, officer = world
    round = make_round(units["1"], form="households", code="list")
    set_state(round, BAGS, ReturnState.APPROVED)
    draw_figures(user=officer, round=round)
    assert values("reg_households")["1"] == 30
    assert values("reg_herder_households")["12"] == 12


def test_the_preview_tells_what_waits_and_what_the_official_figure_is(world):
    units, round, _officer = world
    official = Indicator.objects.get(code="livestock_sheep")
    make_observation(official, units["1"], 2024, 320, status="published")
    seen = preview(of_round(round))
    line = next(x for x in seen.lines if x.indicator.code == "reg_livestock_sheep")
    assert (line.figures, line.missing, line.total) == (4, 4, None)
    assert line.official.value == 320
    assert line.apart is None
    assert {one.unit.code for one in seen.waiting} == set(BAGS[3:])
    set_state(round, BAGS, ReturnState.APPROVED)
    seen = preview(of_round(round))
    line = next(x for x in seen.lines if x.indicator.code == "reg_livestock_sheep")
    assert (line.total, line.apart) == (300, pytest.approx(-6.25))


def test_every_figure_of_a_form_stands_in_the_catalogue():
    found_catalogue()
    known = set(Indicator.objects.values_list("code", flat=True))
    for form in ("livestock", "livestock_june", "households", "bag_year"):
        assert set(codes_of(form)) <= known
        assert set(ratio_codes(form)) <= known


def test_sheep_units_are_drawn_only_where_all_five_kinds_are(world):
    """Horses of one household are withheld, cattle with them; two sums tell both."""
    units, round, officer = world
    keeper = make_household(units["1101"])
    make_count(round.census, keeper, **dict.fromkeys(SPECIES, 0) | {"horse": 40})
    for code in BAGS[:3]:
        for _ in range(6):
            keeper = make_household(units[code])
            herd = {"horse": 30 * (code == "1102"), "cattle": 20, "sheep": 20}
            make_count(round.census, keeper, **dict.fromkeys(SPECIES, 0) | herd)
    draw_figures(user=officer, round=round)
    kinds = [set(values(f"reg_livestock_{one}")) for one in SPECIES]
    assert "1101" not in values("reg_livestock_horse")
    assert set(values("reg_sheep_units")) == set.intersection(*kinds)
