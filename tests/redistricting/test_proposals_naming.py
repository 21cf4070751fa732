"""Names of a plan's units: what is suggested, what may be chosen."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.queries.proposals_missing import before_submission
from bagana.redistricting.queries.proposals_naming import (
    free_code,
    named_units,
    number_of,
)
from bagana.web.errors import Conflict, Refused
from tests.factories import make_unit
from tests.redistricting.factories import make_plan
from tests.redistricting.proposal_rows import make_hearing

pytestmark = pytest.mark.django_db
NAMED = {"new-1": {"name_mn": "5-р баг", "name_en": "Bag 5"}}
WITH_NEW = ("1101", "1101", "new-1", "1102", "1102", "1103")


@pytest.fixture
def case():
    """A plan with a new bag is chosen."""
    found = make_hearing()
    plan = make_plan(found.world.scenario, WITH_NEW, edited_from=found.world.even)
    found.choose(plan)
    return found


def test_bags_that_go_on_keep_their_names_and_a_new_one_gets_the_next_code(case):
    rows = {row.key: row for row in named_units(case.proposal)}
    assert sorted(rows) == ["1101", "1102", "1103", "new-1"]
    assert rows["1101"].name_mn == "Нэгж 1101"
    # The suffixes of the test's bags are below 51; the real ones go 51, 53, 55.
    assert rows["new-1"].code == "1105"


def test_codes_follow_the_classification():
    units = {"43": make_bare("43"), "4322": make_bare("4322")}
    assert units
    assert free_code("4322", []) == "432251"
    make_bare("432251")
    make_bare("432259")
    assert free_code("4322", []) == "432261"
    assert free_code("4322", ["432261"]) == "432263"
    assert [number_of(code, "4322") for code in ("432251", "432259", "432252")] == [
        1,
        5,
        None,
    ]


def make_bare(code):
    from bagana.territory.models import Unit

    return Unit.objects.create(code=code)


def test_names_are_kept_and_kept_anew(case):
    case.name(**{"new-1": {"name_mn": "Шинэ", "name_en": "New"}})
    assert case.proposal.planned_units.get(key="new-1").code == "1105"
    case.name(**{"new-1": {"name_mn": "Өөр", "name_en": "Other"}})
    assert case.proposal.planned_units.get(key="new-1").name_mn == "Өөр"
    assert case.proposal.planned_units.count() == 4


WRONG = [
    ("new-1", {"name_mn": " ", "name_en": "New"}, "new-1-name_mn"),
    ("new-1", {"name_mn": "Шинэ", "name_en": ""}, "new-1-name_en"),
    ("new-1", {"code": "1201"}, "new-1-code"),
    ("new-1", {"code": "1103"}, "new-1-code"),
    ("new-1", {"code": "11051"}, "new-1-code"),
    ("1101", {"code": "1107"}, "1101-code"),
    ("1101", {"location_type": "moon"}, "1101-location_type"),
    ("new-1", {"name_mn": "нэгж 1101"}, "new-1-name_mn"),
]


def test_it_refuses_codes_and_names_that_cannot_be(case):
    for key, changes, field in WRONG:
        rows = {"new-1": {"name_mn": "Ш", "name_en": "N"}}
        rows[key] = rows.get(key, {}) | changes
        with pytest.raises(Refused) as told:
            case.name(**rows)
        assert told.value.field == field, changes
    assert not case.proposal.planned_units.exists()


def test_a_code_that_ended_is_not_given_again(case):
    make_unit("1109", case.world.units["11"], "bag")
    assert {r.key: r for r in named_units(case.proposal)}["new-1"].code == "1111"
    with pytest.raises(Refused):
        case.name(**{"new-1": {"code": "1109", "name_mn": "Ш", "name_en": "N"}})


def test_every_unit_is_named_once_and_only_of_a_chosen_plan(case):
    rows = named_units(case.proposal)
    with pytest.raises(Refused):
        case.do(actions.name_units, units=rows[:-1])
    fresh = make_another(case)
    with pytest.raises(Conflict):
        actions.name_units(user=case.world.officer, proposal=fresh, units=[])


def make_another(case):
    from tests.redistricting.factories import make_proposal

    return make_proposal(case.world.scenario, state="hearing")


def test_a_new_bag_of_another_plan_is_named_anew(case):
    case.name(**NAMED)
    assert case.proposal.planned_units.filter(key="new-1").exists()
    other = ("1101", "new-1", "1101", "1102", "1102", "1103")
    plan = make_plan(case.world.scenario, other, edited_from=case.world.even)
    case.choose(plan)
    assert not case.proposal.planned_units.filter(key="new-1").exists()


def test_a_code_that_another_unit_got_since_must_be_chosen_anew(case):
    case.name(**NAMED)
    make_bare(case.proposal.planned_units.get(key="new-1").code)
    lacks = before_submission(case.proposal, date(2027, 1, 1))
    assert "names" in [lack.page for lack in lacks]
