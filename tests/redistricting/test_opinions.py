"""Opinions of bags' meetings: who enters them, what must add up, which one counts."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.redistricting.models import Opinion
from bagana.redistricting.queries.opinions import (
    heard_on,
    opinion_lines,
    opinions_that_count,
)
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_indicator, make_observation, make_user
from tests.redistricting.proposal_rows import make_hearing

pytestmark = pytest.mark.django_db


def test_a_governor_enters_his_own_meetings_opinion_and_no_others():
    case = make_hearing()
    made = case.hear("1101", user=case.world.governor)
    assert made.made_by == case.world.governor
    with pytest.raises(PermissionDenied):
        case.hear("1102", user=case.world.governor)
    with pytest.raises(PermissionDenied):
        case.hear("1101", user=case.world.other_officer)


WRONG = [
    ("votes_for", {"votes_for": 31}),
    ("represented", {"represented": 120, "votes_for": 110}),
    ("represented", {"represented": 0, "votes_for": 0, "votes_against": 0}),
    ("stance", {"stance": "against"}),
    ("stance", {"votes_for": 8, "votes_against": 30}),
    ("stance", {"stance": "maybe"}),
    ("remarks", {"stance": "remarks"}),
    ("held_on", {"held_on": date(2026, 1, 4)}),
    ("held_on", {"held_on": date(2026, 3, 1)}),
]


def test_it_refuses_what_does_not_add_up():
    case = make_hearing()
    for field, changes in WRONG:
        with pytest.raises(Refused) as told:
            case.hear("1101", **changes)
        assert told.value.field == field, changes
    assert not Opinion.objects.exists()


def test_a_tie_is_no_support():
    case = make_hearing()
    made = case.hear("1101", votes_for=19, votes_against=19, stance="against")
    assert made.stance == "against"


def test_it_refuses_a_bag_that_no_plan_touches_and_a_plan_that_is_not_heard():
    case = make_hearing()
    with pytest.raises(Refused) as told:
        case.hear("1201")
    assert told.value.field == "unit"
    with pytest.raises(Refused) as told:
        case.hear("1101", case.world.today)
    assert told.value.field == "plan"


def test_households_are_the_newest_published_ones_unless_they_are_given():
    case = make_hearing()
    with pytest.raises(Refused) as told:
        case.hear("1101", households=None)
    assert told.value.field == "households"
    publish_households(case, 77)
    assert case.hear("1101", households=None).households == 77
    assert case.hear("1101", households=80).households == 80


def publish_households(case, value):
    from bagana.indicators.models import Publication

    made = Publication.objects.create(
        title="Test", rows=1, sha256="ab" * 32, made_by=make_user()
    )
    make_observation(
        make_indicator("households"),
        case.world.units["1101"],
        2025,
        value,
        status="published",
        publication=made,
    )


def test_a_later_entry_takes_the_place_of_the_first_which_stays():
    case = make_hearing()
    first = case.hear("1101")
    second = case.hear("1101", votes_for=29, votes_against=9)
    assert second.supersedes == first
    assert opinions_that_count(case.proposal, case.world.even)["1101"] == second
    assert [line.is_superseded for line in opinion_lines(case.proposal)] == [
        True,
        False,
    ]


def test_a_meeting_without_quorum_is_told_and_counts():
    case = make_hearing()
    case.hear("1101", represented=24, votes_for=20, votes_against=4, votes_abstained=0)
    line = heard_on(case.proposal, case.world.even)[0].opinion
    assert (line.has_quorum, line.needed) == (False, 25)
    assert "1101" in opinions_that_count(case.proposal, case.world.even)


def test_a_bag_untouched_by_the_plan_need_not_speak():
    case = make_hearing()
    assert [one.code for one in heard_on(case.proposal, case.other)] == ["1102", "1103"]
