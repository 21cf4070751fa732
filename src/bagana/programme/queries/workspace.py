"""The workspace of a round: which reports wait for whom, and how far the round is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from bagana.programme.ladder import WRITING, Reach, reach_of
from bagana.programme.models import Report, ReportState, ReportStep, Round
from bagana.programme.queries.rounds import answering
from bagana.programme.queries.standings import names_of

TASKS: Final = ("write", "check", "decide")


@dataclass(frozen=True)
class Row:
    """A report in the table, with what the reader may do with it."""

    report: Report
    office: str
    sum: int
    may_write: bool
    may_check: bool
    may_decide: bool
    may_decide_unsent: bool
    is_late: bool

    def is_for(self, task: str) -> bool:
        """A decided report may be decided anew, but it waits for nobody; one that
        nobody sent in by its due day does. What may be decided is not checked first."""
        if task == "write":
            return self.may_write
        if task == "check":
            return self.may_check and not self.may_decide
        undecided = self.report.state != ReportState.DECIDED
        return undecided and (self.may_decide or self.may_decide_unsent)


@dataclass(frozen=True)
class SumLine:
    """Reports of a sum by state."""

    unit: int
    code: str
    name: str
    counts: Counter[str]
    late: int

    @property
    def total(self) -> int:
        return self.counts.total()


@dataclass(frozen=True)
class Workspace:
    """All reports that the reader sees, and those that the filter leaves."""

    reach: Reach
    rows: Sequence[Row]
    shown: Sequence[Row]
    lines: Sequence[SumLine]
    counts: Counter[str]
    tasks: dict[str, int]

    @property
    def decided(self) -> int:
        return self.counts[ReportState.DECIDED]


def workspace(
    round: Round,
    *,
    user: Any,
    on: date,
    task: str = "",
    state: str = "",
    office: str = "",
    objective: str = "",
) -> Workspace:
    """`task` is write, check or decide; `office` the code of the sum that answers;
    `objective` its number. What they are not is shown as a whole."""
    reach = reach_of(user, round.programme)
    reports = list(_reports(round, user))
    offices = {report.measure.office_id for report in reports}
    sums = answering(offices, round.period.end)
    names = names_of({*offices, *(u.pk for u in sums.values())}, round.period.end)
    late = round.due_on < on
    rows = [_row(report, reach, names, sums, late=late) for report in reports]
    lines = _lines(rows, sums, names)
    codes = {line.unit: line.code for line in lines}
    shown = [
        row
        for row in rows
        if (task not in TASKS or row.is_for(task))
        and (not state or row.report.state == state)
        and (not office or codes[row.sum] == office)
        and (not objective or str(row.report.measure.objective.number) == objective)
    ]
    return Workspace(
        reach=reach,
        rows=rows,
        shown=shown,
        lines=lines,
        counts=Counter(row.report.state for row in rows),
        tasks={t: sum(row.is_for(t) for row in rows) for t in TASKS},
    )


def _submitter() -> Subquery:
    sent = ReportStep.objects.filter(report=OuterRef("pk"), state=ReportState.SUBMITTED)
    return Subquery(sent.order_by("-pk").values("made_by")[:1])


def _reports(round: Round, user: Any) -> QuerySet[Report]:
    rows = Report.objects.visible_to(user).filter(round=round)
    return (
        rows.select_related(
            "measure__objective", "measure__office", "proposed", "checked", "decided"
        )
        .annotate(submitter=_submitter(), shown=Count("evidence"))
        .order_by("measure__sort_key", "measure__pk")
    )


def _row(
    report: Any, reach: Reach, names: dict[int, str], sums: Any, *, late: bool
) -> Row:
    office = report.measure.office_id
    unsent = late and report.state in WRITING
    return Row(
        report=report,
        office=names.get(office, report.measure.office.code),
        sum=sums[office].pk,
        may_write=reach.may_write(report),
        may_check=reach.may_check(report, report.submitter),
        may_decide=reach.may_decide(report, report.submitter),
        may_decide_unsent=unsent and reach.plans,
        is_late=unsent,
    )


def _lines(rows: Sequence[Row], sums: Any, names: dict[int, str]) -> list[SumLine]:
    units = {unit.pk: unit for unit in sums.values()}
    found = [
        SumLine(
            unit=pk,
            code=unit.code,
            name=names.get(pk, unit.code),
            counts=Counter(row.report.state for row in rows if row.sum == pk),
            late=sum(row.is_late for row in rows if row.sum == pk),
        )
        for pk, unit in units.items()
    ]
    return sorted(found, key=lambda line: line.code)


@dataclass(frozen=True)
class Task:
    """Reports of one round that wait for the user: to write, to check, to decide."""

    round: Round
    task: str
    count: int
    due_on: date
    since: datetime | None
    is_late: bool


def tasks_of(user: Any, *, on: date) -> list[Task]:
    """What waits in the open rounds, the earliest due first."""
    mine = Report.objects.visible_to(user).filter(round__closed_at__isnull=True)
    opened = mine.filter(round__opens_on__lte=on).values("round")
    rounds = Round.objects.filter(pk__in=opened).select_related(
        "programme__unit", "period"
    )
    found = [task for round in rounds for task in _tasks(round, user, on)]
    return sorted(found, key=lambda one: (one.due_on, TASKS.index(one.task)))


def _tasks(round: Round, user: Any, on: date) -> list[Task]:
    reach = reach_of(user, round.programme)
    rows = Report.objects.filter(round=round).annotate(submitter=_submitter())
    return [
        Task(round, task, count, round.due_on, since, round.due_on < on)
        for task, wanted in _wanted(reach).items()
        for count, since in [_count(rows.filter(wanted))]
        if count
    ]


def _count(rows: QuerySet[Report]) -> tuple[int, datetime | None]:
    found = rows.aggregate(count=Count("pk"), since=Min("updated_at"))
    return found["count"], found["since"]


def _wanted(reach: Reach) -> dict[str, Q]:
    """What waits for this very user. Who stands higher may do all of it, but what a
    bag writes waits for the bag, and what a sum checks for the sum."""
    other = ~Q(submitter=reach.user) | Q(submitter__isnull=True)
    sent = Q(state=ReportState.SUBMITTED)
    decide = Q(state=ReportState.CHECKED) | (sent & ~Q(measure__office__in=reach.below))
    return {
        "write": Q(state__in=WRITING, measure__office__in=reach.own),
        "check": sent & Q(measure__office__in=reach.near & reach.below) & other,
        "decide": (decide & other) if reach.plans else Q(pk__in=[]),
    }
