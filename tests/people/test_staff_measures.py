"""Measures of officials equal a plain recount; what tells of one person is not told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bagana.indicators.actions.declaring import compute_declared
from bagana.indicators.actions.deriving import derive
from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator, Observation
from bagana.indicators.periods import ensure_period
from bagana.people.models import (
    Agreement,
    Appointment,
    Certificate,
    ConductCase,
    Course,
    CriteriaSet,
    Enrolment,
    Post,
    PostKind,
    Staffing,
)
from tests.factories import make_tree
from tests.people.factories import make_appointment, make_official, make_post

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 12, 31)
BAGS = ("1101", "1102", "1201")
FAST = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def units():
    return make_tree()


def day(number):
    return START + timedelta(days=number)


def figure(code, units, span=(START, END)):
    one = declared()[code]
    return dict(one.engine(one.source_query(list(units.values()), *span)))


posts = st.fixed_dictionaries(
    {
        "bag": st.sampled_from(BAGS),
        "opened": st.integers(-400, 300),
        "open_for": st.none() | st.integers(200, 500),
        "since": st.integers(0, 200),
        "for": st.none() | st.integers(0, 300),
        "redrawn": st.booleans(),
        "certificate": st.none() | st.tuples(st.integers(-400, 400), st.booleans()),
        "kind": st.sampled_from(("governor", "vet")),
    }
)
norms = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("governor", "vet", "physician")),
        "posts": st.sampled_from(("0", "0.5", "1", "2", "3.25")),
        "valid_from": st.integers(-400, 300).map(day),
        "valid_to": st.none() | st.integers(310, 500).map(day),
        "tosgon": st.sampled_from((None, False, True)),
        "level": st.sampled_from((2, 3)),
        "is_illustrative": st.booleans(),
    }
)


def lay(units, row):
    opened = day(row["opened"])
    closed = row["open_for"] and opened + timedelta(days=row["open_for"])
    post = make_post(
        units[row["bag"]], kind=row["kind"], opened_on=opened, closed_on=closed
    )
    since = opened + timedelta(days=row["since"])
    until = None if row["for"] is None else since + timedelta(days=row["for"])
    if closed:
        until = min(until or closed, closed)
    since = min(since, until or since)
    held = make_appointment(
        post,
        starts_on=since,
        ended_on=until,
        state="ended" if until else "appointed",
        end_reason="redrawn" if row["redrawn"] and until else "",
    )
    if row["certificate"]:
        issued, revoked = row["certificate"]
        course, _made = Course.objects.get_or_create(code="c", title_mn="Сургалт")
        enrolment = Enrolment.objects.create(
            official=held.official, course=course, unit=post.unit
        )
        Certificate.objects.create(
            enrolment=enrolment,
            number=str(enrolment.pk),
            code=str(enrolment.pk),
            issued_on=day(issued),
            valid_until=day(issued + 500),
            revoked_on=day(issued + 100) if revoked else None,
        )


def is_certified(official):
    return any(
        one.issued_on <= END <= one.valid_until
        and (one.revoked_on is None or one.revoked_on > END)
        for one in Certificate.objects.filter(enrolment__official=official)
    )


def asked_of(bag, own):
    """Kind by kind, what stands or what the confirmed standard of a bag wants."""
    is_tosgon = bag.versions.get().is_tosgon
    whole = Decimal(0)
    for kind in PostKind.values:
        stands = sum(
            p.kind == kind and (p.closed_on is None or p.closed_on > END) for p in own
        )
        wants = [
            norm
            for norm in Staffing.objects.filter(kind=kind, is_illustrative=False)
            if norm.level == 3
            and norm.tosgon in (None, is_tosgon)
            and norm.valid_from <= END
            and (norm.valid_to is None or norm.valid_to > END)
        ]
        wants.sort(key=lambda n: (n.tosgon is not None, n.valid_from, n.pk))
        whole += max([Decimal(stands), *(n.posts for n in wants[-1:])])
    return whole


def recount(units):
    """Day by day and row by row, for every unit asked for."""
    days = [day(n) for n in range((END - START).days + 1)]
    found = {}
    for unit in units.values():
        bags = [c for c in BAGS if unit.code == "MN" or c.startswith(unit.code)]
        own = [p for p in Post.objects.all() if p.unit.code in bags]
        own = [p for p in own if p.opened_on <= END]
        if not own:
            continue
        held = [a for a in Appointment.objects.all() if a.post.unit.code in bags]

        def holds(a, on):
            return a.starts_on <= on and (a.ended_on is None or on < a.ended_on)

        last = [a for a in held if holds(a, END)]
        found[unit.code] = {
            "posts_open": sum(p.closed_on is None or p.closed_on > END for p in own),
            "posts_asked": sum(
                float(asked_of(units[code], [p for p in own if p.unit.code == code]))
                for code in {p.unit.code for p in own}
            ),
            "posts_held": len(last),
            "officials_certified": sum(is_certified(a.official) for a in last),
            "officials_ended": sum(
                a.ended_on is not None
                and START <= a.ended_on <= END
                and a.starts_on <= END
                and a.end_reason != "redrawn"
                for a in held
            ),
            "posts_held_mean": sum(holds(a, on) for a in held for on in days)
            / len(days),
        }
    return found


@FAST
@given(rows=st.lists(posts, max_size=5), wants=st.lists(norms, max_size=4))
def test_staff_figures_equal_a_recount_day_by_day(units, rows, wants):
    Staffing.objects.all().delete()
    Certificate.objects.all().delete()
    Enrolment.objects.all().delete()
    Appointment.objects.all().delete()
    Post.objects.all().delete()
    for row in rows:
        lay(units, row)
    for norm in wants:
        Staffing.objects.create(**norm)
    expected = recount(units)
    for code in (
        "posts_open",
        "posts_asked",
        "posts_held",
        "officials_certified",
        "officials_ended",
        "posts_held_mean",
    ):
        told = figure(code, units)
        plain = {unit: one[code] for unit, one in expected.items()}
        assert told == pytest.approx(plain), code


def make_cases(unit, count, **fields):
    official = make_official()
    for _n in range(count):
        values = {
            "state": "decided",
            "received_on": day(1),
            "due_on": day(31),
            "decided_on": day(20),
            "sanction": "warning",
            "expires_on": day(500),
        }
        ConductCase.objects.create(unit=unit, official=official, **(values | fields))


def test_it_tells_of_conduct_only_from_five_on_and_never_of_a_bag(units):
    make_cases(units["1101"], 4)
    assert figure("conduct_cases", units)["11"] is None
    make_cases(units["1102"], 1)
    told = figure("conduct_cases", units)
    assert told["11"] == 5
    assert "1101" not in told


def test_it_tells_of_conduct_only_for_whole_years(units):
    make_cases(units["1101"], 9)
    assert figure("conduct_cases", units, (START, day(30))) == {}


def test_a_whole_does_not_give_a_withheld_sum_away(units):
    make_cases(units["1101"], 6)
    make_cases(units["1201"], 2)
    told = figure("conduct_cases", units)
    assert told["11"] == 6
    assert told["12"] is None
    assert told["1"] is None


def test_an_expired_sanction_counts_for_nothing(units):
    make_cases(units["1101"], 5)
    make_cases(units["1101"], 3, expires_on=END)
    assert figure("conduct_sanctions", units)["11"] == 5
    assert figure("conduct_cases", units)["11"] == 8


def test_a_score_is_the_mean_of_five_or_more(units):
    criteria = CriteriaSet.objects.create(title_mn="Ш", valid_from=START)
    values = [50.0, 60.0, 70.0, 80.0]
    for value in values:
        assess(units["1101"], criteria, value)
    assert figure("performance_score", units)["11"] is None
    assess(units["1102"], criteria, 90.0)
    told = figure("performance_score", units)
    assert told["11"] == told["1"] == pytest.approx(70)
    assert told["1101"] is None


def assess(unit, criteria, score):
    Agreement.objects.create(
        appointment=make_appointment(make_post(unit)),
        year=2026,
        criteria=criteria,
        state="assessed",
        score=score,
        covered=100,
    )


def test_shares_are_made_of_their_two_counts(units):
    found_catalogue()
    make_appointment(make_post(units["1101"]))
    make_post(units["1101"])
    periods = [ensure_period("2026")]
    compute_declared(
        user=None,
        codes=["posts_asked", "posts_held"],
        periods=periods,
        units=list(units.values()),
        system=True,
    )
    share = Indicator.objects.get(code="posts_filled")
    derive(user=None, indicators=[share], periods=periods, system=True)
    rows = Observation.objects.filter(indicator=share)
    assert {row.unit.code: row.value for row in rows}["11"] == pytest.approx(50)
