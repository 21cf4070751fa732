"""Rounds of the years gone by, closed under their hash, and one that is open.

What offices once reported is founded directly, as their register is; opening a round
and closing it are the actions of an office.
"""

from __future__ import annotations

from datetime import date

from bagana.accounts.models import User
from bagana.demo.tables import Row, table
from bagana.programme.actions.rounds import close_round, open_round
from bagana.programme.models import (
    Programme,
    RatingLevel,
    Report,
    ReportState,
    ReportStep,
    Round,
)

# On the ladder up to each state; what a state leaves behind stands in the steps.
LADDER = (ReportState.SUBMITTED, ReportState.CHECKED, ReportState.DECIDED)
FIELDS = {"submitted": "proposed", "checked": "checked", "decided": "decided"}


def hold_rounds(user: User, programme: Programme) -> None:
    ratings = table("programme/ratings.csv")
    for row in table("programme/rounds.csv"):
        round = open_round(
            user=user,
            programme=programme,
            period=row["period"],
            opens_on=date.fromisoformat(row["opens_on"]),
            due_on=date.fromisoformat(row["due_on"]),
            is_illustrative=True,
        )
        own = [rating for rating in ratings if rating["round"] == row["period"]]
        _report(user, round, {rating["measure"]: rating for rating in own})
        if row["closed"] == "1":
            close_round(user=user, round=round)


def _report(user: User, round: Round, ratings: dict[str, Row]) -> None:
    levels = {level.percent: level for level in round.scale.levels.all()}
    reports = list(round.reports.select_related("measure"))
    steps: list[ReportStep] = []
    for report in reports:
        row = ratings[report.measure.number]
        level = levels[int(row["percent"]) if row["percent"] else None]
        report.state = row["state"]
        report.done, report.done_en = row["done_mn"], row["done_en"]
        report.obstacles = row["obstacles"]
        report.updated_by = user
        steps += _climb(user, report, level)
    fields = ["state", "done", "done_en", "obstacles", "updated_by", *FIELDS.values()]
    Report.objects.bulk_update(reports, fields)
    ReportStep.objects.bulk_create(steps)
    _rest_on_evidence(round, reports)


def _rest_on_evidence(round: Round, reports: list[Report]) -> None:
    """Each report that was written names what of its period shows the work."""
    span = (round.period.start, round.period.end)
    for report in reports:
        if report.state != ReportState.DRAFT:
            report.evidence.set(report.measure.evidence.filter(taken_on__range=span))


def _climb(user: User, report: Report, level: RatingLevel) -> list[ReportStep]:
    """The steps up to the report's state, each with the level it was given."""
    if report.state == ReportState.DRAFT:
        return []
    reached = LADDER[: LADDER.index(ReportState(report.state)) + 1]
    for state in reached:
        setattr(report, FIELDS[state], level)
    return [
        ReportStep(report=report, state=state, level=level, made_by=user)
        for state in reached
    ]
