"""The sheet against a naive recount: plain loops over rows, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.casework import catalogue
from bagana.casework import definitions as sheet
from bagana.casework.models import Channel, Deed, Request, RequestState, Stop
from bagana.indicators.actions.declaring import compute_declared
from bagana.indicators.actions.deriving import derive
from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Observation
from bagana.indicators.periods import ensure_period
from bagana.territory.models import Unit
from tests.casework.factories import make_service
from tests.factories import make_tree

START = date(2026, 1, 1)
ONE = timedelta(days=1)
DAYS = st.integers(0, 200)
BAGS = ("1101", "1102", "1103", "1201")


@st.composite
def told(draw: st.DrawFn) -> dict[str, Any]:
    taken = draw(DAYS)
    answer = draw(st.none() | st.integers(0, 90))
    stop = draw(
        st.none() | st.tuples(st.integers(0, 20), st.none() | st.integers(0, 9))
    )
    return {
        "unit": draw(st.sampled_from(BAGS)),
        "channel": draw(st.sampled_from(Channel.values)),
        "taken": taken,
        "due": taken + draw(st.integers(0, 60)),
        "answer": None if answer is None else taken + answer,
        "withdrawn": draw(st.booleans()),
        "stop": stop,
        "score": draw(st.none() | st.integers(1, 5)),
        "km": draw(st.none() | st.floats(0, 100)),
        "reopened": draw(st.booleans()),
    }


def day(number: int) -> date:
    return START + timedelta(days=number)


def kept(row: dict[str, Any], units: dict[str, Unit], version: Any) -> Request:
    answered = None if row["answer"] is None else day(row["answer"])
    closed = answered or (day(row["taken"] + 3) if row["withdrawn"] else None)
    made = Request.objects.create(
        unit=units[row["unit"]],
        number=f"N-{Request.objects.count()}",
        version=version,
        channel=row["channel"],
        state=RequestState.ANSWERED if answered else RequestState.WORKING,
        taken_on=day(row["taken"]),
        due_on=day(row["due"]),
        answered_on=answered,
        closed_on=closed,
        satisfaction=row["score"] if answered else None,
        distance_km=row["km"],
    )
    if row["stop"]:
        after, length = row["stop"]
        starts = made.taken_on + timedelta(days=after)
        ends = None if length is None else starts + timedelta(days=length)
        Stop.objects.create(request=made, starts_on=starts, ends_on=ends, why="")
    if answered:
        made.steps.create(deed=Deed.ANSWERED, state=made.state, on=answered)
        if row["reopened"]:
            on = answered + 2 * ONE
            made.steps.create(deed=Deed.REOPENED, state=made.state, on=on)
    return made


def naive(units: set[str], start: date, end: date) -> dict[str, float | None]:
    """Nothing but loops: what a clerk with a pencil would write."""
    days, within, scores = [], 0, []
    received = still_open = overdue = answers = reopenings = 0
    for row in Request.objects.all():
        if row.unit.code not in units:
            continue
        stops = list(row.stops.all())
        if start <= row.taken_on <= end:
            received += 1
        closed = row.closed_on is not None and row.closed_on <= end
        if row.taken_on <= end and not closed:
            still_open += 1
            stood = any(
                s.starts_on <= end
                and s.starts_on <= row.due_on
                and (s.ends_on is None or s.ends_on > end)
                for s in stops
            )
            if row.due_on < end and not stood:
                overdue += 1
        if row.answered_on and start <= row.answered_on <= end:
            count, one = 0, row.taken_on + ONE
            while one <= row.answered_on:
                if not any(
                    s.starts_on <= one and (s.ends_on is None or one < s.ends_on)
                    for s in stops
                ):
                    count += 1
                one += ONE
            days.append(count)
            within += row.answered_on <= row.due_on
            if row.satisfaction:
                scores.append(row.satisfaction)
        for step in row.steps.all():
            if start <= step.on <= end:
                answers += step.deed == Deed.ANSWERED
                reopenings += step.deed == Deed.REOPENED
    days.sort()
    n, few = len(days), len(days) < 5
    middle = None if few else (days[(n - 1) // 2] + days[n // 2]) / 2
    ninth = None
    if not few:
        ninth = next(d for d in days if 10 * sum(x <= d for x in days) >= 9 * n)
    return {
        "requests_received": received,
        "requests_answered": n,
        "requests_in_term": within,
        "requests_open": still_open,
        "requests_overdue": overdue,
        "promptness_median_days": middle,
        "promptness_p90_days": ninth,
        "request_satisfaction": sum(scores) / len(scores) if len(scores) > 4 else None,
        "requests_answers_given": answers,
        "requests_reopenings": reopenings,
    }


SPANS = (
    (date(2026, 2, 1), date(2026, 2, 28)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 1, 1), date(2026, 12, 31)),
)
BELOW = {"1": set(BAGS), "11": {"1101", "1102", "1103"}, "1101": {"1101"}}


@pytest.mark.django_db
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(told(), min_size=5, max_size=10))
def test_every_measure_is_what_a_naive_recount_finds(
    db: None, rows: list[dict[str, Any]]
) -> None:
    Request.objects.all().delete()
    units = {unit.code: unit for unit in Unit.objects.all()} or make_tree()
    version = make_service(units["1"])
    for row in rows:
        kept(row, units, version)
    asked, known = [units[code] for code in BELOW], declared()
    for start, end in SPANS:
        expected = {code: naive(BELOW[code], start, end) for code in BELOW}
        for measure in expected["1"]:
            one = known[measure]
            found = one.engine(one.source_query(asked, start, end))
            for code in found:
                told_value = expected[code][measure]
                assert found[code] == pytest.approx(told_value), (measure, code, end)


@pytest.mark.django_db
def test_channels_and_distances_add_up_to_what_is_known() -> None:
    units = make_tree()
    version = make_service(units["1"])
    for number, channel in enumerate(Channel.values):
        row = {"unit": "1101", "channel": channel, "taken": 1, "due": 9, "answer": 5}
        row |= {"withdrawn": False, "stop": None, "score": None, "reopened": False}
        kept(row | {"km": number * 5.0 if number else None}, units, version)
    known = declared()

    def value(code: str) -> float | None:
        one = known[code]
        return one.engine(one.source_query([units["11"]], *SPANS[2])).get("11")

    assert value("requests_answered") == 5
    assert [value(f"requests_answered_{c}") for c in Channel.values] == [1] * 5
    assert value("requests_answered_near") == 2  # 5 and 10 km
    assert value("requests_answered_far") == 2
    assert set(catalogue.GROUPS) == {*Channel.values, "near", "far"}


@pytest.mark.django_db
def test_a_bag_that_never_took_a_request_is_missing_and_not_zero() -> None:
    units = make_tree()
    row = {"unit": "1101", "channel": "desk", "taken": 1, "due": 9, "answer": None}
    row |= {"withdrawn": False, "stop": None, "score": None, "reopened": False}
    kept(row | {"km": None}, units, make_service(units["1"]))
    one = declared()["requests_answered"]
    found = one.engine(one.source_query(list(units.values()), *SPANS[2]))
    assert found["1101"] == 0
    assert "1102" not in found


@pytest.mark.django_db
def test_the_share_within_term_is_derived_from_its_two_parts() -> None:
    found_catalogue()
    units = make_tree()
    version = make_service(units["1"])
    for number in range(4):
        row = {"unit": "1101", "channel": "desk", "taken": 1, "due": 9}
        row |= {"withdrawn": False, "stop": None, "score": None, "reopened": False}
        kept(row | {"answer": 8 + number, "km": None}, units, version)
    period = ensure_period("2026-01")
    own = [code for code in declared() if code.startswith("requests_")]
    compute_declared(
        user=None, units=[units["11"]], periods=[period], codes=own, system=True
    )
    derive(user=None, periods=[period], system=True)
    value = Observation.objects.get(
        indicator__code="requests_within_term", unit=units["11"]
    )
    assert (value.value, value.numerator, value.denominator) == (50, 2, 4)


def test_the_sheet_says_what_the_page_of_the_rule_says() -> None:
    from pathlib import Path

    from django.utils import translation

    page = Path(__file__).parents[2] / "docs" / "rules" / "promptness.md"
    text = page.read_text(encoding="utf-8")
    with translation.override("en"):
        for one in sheet.SHEET:
            assert f"| {one.title} | {one.text} |" in text, one.code
