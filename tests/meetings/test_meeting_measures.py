"""Measures of meetings equal a plain recount; shares are made of their two counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.indicators.actions import compute_declared, derive
from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator, Observation
from bagana.meetings.catalogue import GROUPS
from bagana.meetings.models import Meeting, Obligation, Presence
from tests.factories import make_period, make_tree, make_user
from tests.meetings.decided import (
    make_held,
    make_obligation,
    make_people,
    make_resolution,
    make_rule,
)

pytestmark = pytest.mark.django_db
BAGS = ("1101", "1102", "1201")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LISTED = {
    "meetings_held",
    "meetings_quorum",
    "meeting_attendance",
    "meeting_women",
    "resolutions_in_term",
}


@pytest.fixture
def units():
    return make_tree()


def figure(code, units, span=YEAR):
    """By code of the unit, as the catalogue computes it."""
    one = declared()[code]
    return dict(one.engine(one.source_query(list(units), *span)))


def recount(units, start, end):
    """Loops over every row, for every unit asked for: bags, their sums, the aimag."""
    found = {}
    for unit in units:
        bags = [u for u in BAGS if u.startswith(unit.code)]
        own = [m for m in Meeting.objects.all() if m.unit.code in bags]
        ever = [
            m
            for m in own
            if m.state in ("closed", "signed", "failed")
            and m.parent_id is None
            and timezone.localdate(m.starts_at) <= end
        ]
        if not ever:
            continue
        begun = {m.unit.code for m in ever}
        span = [m for m in ever if start <= timezone.localdate(m.starts_at)]
        held = [m for m in span if m.state != "failed"]
        judged = [m for m in span if m.needed is not None and m.represented is not None]
        by_homes = [m for m in span if m.rule.quorum_of == "households"]
        people = [
            p
            for p in Presence.objects.all()
            if p.sex and (p.meeting in span or p.meeting.parent in span)
        ]
        owed = [
            o
            for o in Obligation.objects.all()
            if o.unit.code in begun
            and start <= o.due_on <= end
            and o.state != "dropped"
        ]
        found[unit.code] = {
            "meetings_held": len(held),
            "meetings_judged": len(judged),
            "meetings_quorate": sum(m.represented >= m.needed for m in judged),
            "meeting_registered": sum(m.registered for m in by_homes),
            "meeting_represented": sum(m.represented for m in by_homes),
            "meeting_present": len(people),
            "meeting_present_women": sum(p.sex == "female" for p in people),
            "obligations_due": len(owed),
            "obligations_in_term": sum(
                o.state == "done" and o.done_on <= o.due_on for o in owed
            ),
        }
    return found


meetings = st.fixed_dictionaries(
    {
        "bag": st.sampled_from(BAGS),
        "days": st.integers(-120, 330),
        "state": st.sampled_from(["closed", "signed", "failed", "convened", "draft"]),
        "represented": st.integers(0, 100),
        "known": st.booleans(),
        "adults": st.booleans(),
        "people": st.tuples(st.integers(0, 3), st.integers(0, 3)),
        "part": st.integers(0, 2),
        "owed": st.lists(
            st.tuples(
                st.integers(0, 200),
                st.sampled_from(["open", "done", "dropped"]),
                st.integers(-30, 30),
            ),
            max_size=2,
        ),
    }
)


def lay(units, row, adults):
    day = date(2026, 1, 15) + timedelta(days=row["days"])
    known = {} if row["known"] else {"needed": None}
    rule = adults if row["adults"] else None
    meeting = make_held(
        units[row["bag"]],
        day,
        state=row["state"],
        represented=row["represented"],
        rule=rule,
        **known,
    )
    make_people(meeting, *row["people"])
    if row["part"]:
        part = make_held(units[row["bag"]], day, parent=meeting, represented=5)
        make_people(part, women=row["part"])
    if row["owed"]:
        resolution = make_resolution(meeting)
    for term, state, early in row["owed"]:
        due = day + timedelta(days=term)
        done = due - timedelta(days=early) if state == "done" else None
        make_obligation(resolution, due_on=due, state=state, done_on=done)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(meetings, max_size=5), quarter=st.integers(0, 4))
def test_every_count_is_that_of_a_plain_loop(units, rows, quarter):
    Obligation.objects.all().delete()
    Presence.objects.all().delete()
    for meeting in Meeting.objects.order_by("-pk"):
        meeting.resolutions.all().delete()
        meeting.agenda.all().delete()
        meeting.delete()
    adults = make_rule(quorum_of="adults")
    for row in rows:
        lay(units, row, adults)
    spans = [
        YEAR,
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 3, 1), date(2026, 3, 31)),
    ]
    asked = [units[code] for code in (*BAGS, "11", "12", "1")]
    plain = recount(asked, *spans[quarter])
    for code in {code for group in GROUPS.values() for code in group}:
        expected = {unit: counts[code] for unit, counts in plain.items()}
        assert figure(code, asked, spans[quarter]) == expected, code


def test_a_bag_that_keeps_no_meetings_here_has_no_figure(units):
    make_held(units["1101"], date(2025, 11, 1))
    found = figure("meetings_held", units.values())
    assert found["1101"] == 0
    assert found["11"] == 0
    assert "1102" not in found
    assert "12" not in found


def test_shares_come_of_their_counts_and_the_sums_own(units):
    found_catalogue()
    user = make_user("aimag_officer", units["1"])
    make_held(units["1101"], represented=60)
    make_held(units["1102"], represented=30)
    make_obligation(
        make_resolution(make_held(units["1102"])),
        state="done",
        done_on=date(2026, 5, 1),
    )
    for code in ("meetings_quorate", "meetings_judged", "obligations_due"):
        ready = Indicator.objects.get(code=code)
        assert ready.nature == "own"
    codes = [code for group in GROUPS.values() for code in group]
    asked = [units[code] for code in ("1101", "1102", "11")]
    compute_declared(user=user, units=asked, periods=[make_period(2026)], codes=codes)
    ratios = Indicator.objects.filter(code__in=LISTED, across_units="ratio")
    derive(user=user, indicators=list(ratios), periods=[make_period(2026)])
    rows = Observation.objects.filter(status="draft", indicator__code__in=LISTED)
    told = {(row.indicator.code, row.unit.code): row.value for row in rows}
    assert told["meetings_held", "11"] == 3
    assert told["meetings_quorum", "1101"] == 100
    assert told["meetings_quorum", "11"] == pytest.approx(200 / 3)
    assert told["meeting_attendance", "11"] == pytest.approx(50)
    assert told["resolutions_in_term", "11"] == 100
    assert ("resolutions_in_term", "1101") not in told


def test_the_five_measures_stand_in_the_catalogue():
    found_catalogue()
    rows = Indicator.objects.filter(code__in=LISTED)
    assert {row.code for row in rows} == LISTED
    assert all(row.nature == "own" for row in rows)
