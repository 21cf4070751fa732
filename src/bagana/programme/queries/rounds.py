"""Rounds of monitoring: which there are, and what each came to.

The rule: docs/rules/monitoring-round.md. A closed round is read from what was frozen;
an open one is worked out from its reports as they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from bagana.indicators.models import Period
from bagana.programme.models import (
    Measure,
    Objective,
    Phase,
    Programme,
    RatingLevel,
    RatingScale,
    Report,
    ReportState,
    Round,
)
from bagana.programme.queries.money import MoneySum, money_by
from bagana.programme.queries.results import (
    GroupResults,
    LevelCount,
    MeasureResult,
    RoundResults,
    hash_of,
)
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.territory.models import Unit, UnitAncestry, UnitVersion

SUM_LEVEL = 2
WAITING = (ReportState.SUBMITTED, ReportState.CHECKED)

__all__ = [
    "RoundResults",
    "answering",
    "find_round",
    "is_unchanged",
    "last_closed",
    "measures_due",
    "names_in_both",
    "phases_of",
    "results_of",
    "rounds_of",
    "scales_in_use",
    "summaries_of",
]


def rounds_of(programme: Programme) -> QuerySet[Round]:
    """Newest period first."""
    return programme.rounds.select_related("period", "scale", "act").order_by(
        "-period__end", "-period__start"
    )


@dataclass(frozen=True)
class Summary:
    """A round in a list: how far it is, and what a closed one came to."""

    round: Round
    reports: int
    decided: int
    total: GroupResults | None

    @property
    def is_late(self) -> bool:
        return not self.round.is_closed and self.round.due_on < timezone.localdate()


def summaries_of(programme: Programme) -> list[Summary]:
    """Newest period first; two queries."""
    decided = Count("reports", filter=Q(reports__state=ReportState.DECIDED))
    rows = rounds_of(programme).annotate(sent=Count("reports"), done=decided)
    return [
        Summary(
            row,
            row.sent,
            row.done,
            results_of(row).total if row.is_closed else None,
        )
        for row in rows
    ]


def scales_in_use() -> QuerySet[RatingScale]:
    """Every scale with how many rounds it judges, newest first."""
    rows = RatingScale.objects.annotate(uses=Count("rounds"))
    return rows.prefetch_related("levels").order_by("-valid_from")


def find_round(code: str, period: str) -> Round | None:
    found = Round.objects.filter(programme__code=code, period__code=period)
    return found.select_related(
        "programme__unit", "programme__act", "period", "scale", "act", "closed_by"
    ).first()


def last_closed(programme: Programme, *, phase: Phase | None = None) -> Round | None:
    """The closed round with the newest period, inside the phase where one is given."""
    found = rounds_of(programme).filter(closed_at__isnull=False)
    if phase is not None:
        found = found.filter(period__end__range=(phase.starts_on, phase.ends_on))
    return found.first()


def phases_of(programme: Programme, period: Period) -> QuerySet[Phase]:
    """Phases with a day in the period."""
    return programme.phases.filter(starts_on__lte=period.end, ends_on__gte=period.start)


def measures_due(programme: Programme, period: Period) -> QuerySet[Measure]:
    """What is reported in the period: all of its phases, not dropped before it."""
    kept = Q(dropped_on__isnull=True) | Q(dropped_on__gte=period.start)
    phases = phases_of(programme, period)
    return programme.measures.filter(kept, phase__in=phases)


def is_unchanged(round: Round) -> bool:
    """Whether the results of a closed round still give the hash that it carries."""
    return round.results is not None and hash_of(round.results) == round.sha256


def results_of(round: Round) -> RoundResults:
    """What the round came to; of a closed one, what was frozen, and nothing else."""
    if round.is_closed and round.results is not None:
        return RoundResults.from_json(round.results)
    return _work_out(round)


def _work_out(round: Round) -> RoundResults:
    reports = list(
        round.reports.select_related(
            "measure__objective", "measure__office", "decided"
        ).order_by("measure__sort_key", "measure__pk")
    )
    day = round.period.end
    steps = list(round.scale.levels.order_by("position"))
    money = money_by(round.programme, "measure", until=day)
    lights = _lights(round)
    answers = answering({r.measure.office_id for r in reports}, day)
    names = names_in_both(
        {*answers.values(), *(r.measure.office_id for r in reports)}, day
    )
    return RoundResults(
        period=round.period.code,
        ends_on=day,
        scale=round.scale.code,
        total=_group(steps, reports, money, added(lights.values())),
        objectives=_by_objective(steps, reports, money, lights),
        by_office=_by_office(steps, reports, money, answers, names),
        measures=tuple(_measure(report, names) for report in reports),
    )


def _group(
    steps: Sequence[RatingLevel],
    reports: Sequence[Report],
    money: Mapping[int, MoneySum],
    lights: Mapping[str, int] | None,
    *,
    pk: int = 0,
    number: str = "",
    name_mn: str = "",
    name_en: str = "",
) -> GroupResults:
    decided = [r.decided_id for r in reports if r.state == ReportState.DECIDED]
    waiting = sum(r.state in WAITING for r in reports)
    return GroupResults(
        pk=pk,
        number=number,
        name_mn=name_mn,
        name_en=name_en,
        levels=tuple(
            LevelCount(s.percent, s.name_mn, s.name_en, decided.count(s.pk))
            for s in steps
        ),
        waiting=waiting,
        unreported=len(reports) - len(decided) - waiting,
        money=_added(money, reports),
        lights=lights,
    )


def _added(money: Mapping[int, MoneySum], reports: Sequence[Report]) -> MoneySum:
    """The money of these measures: those that were not reported have none here."""
    known = [money[r.measure_id] for r in reports if r.measure_id in money]
    whole = known[0] if known else MoneySum()
    for one in known[1:]:
        whole = whole + one
    return whole


def _by_objective(
    steps: Sequence[RatingLevel],
    reports: Sequence[Report],
    money: Mapping[int, MoneySum],
    lights: Mapping[int, Mapping[str, int]],
) -> tuple[GroupResults, ...]:
    groups: dict[Objective, list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.measure.objective].append(report)
    return tuple(
        _group(
            steps,
            groups[one],
            money,
            lights.get(one.pk, {}),
            pk=one.pk,
            number=str(one.number),
            name_mn=one.name_mn,
            name_en=one.name_en,
        )
        for one in sorted(groups, key=lambda one: (one.number, one.pk))
    )


def _by_office(
    steps: Sequence[RatingLevel],
    reports: Sequence[Report],
    money: Mapping[int, MoneySum],
    answers: Mapping[int, Unit],
    names: Mapping[int, tuple[str, str]],
) -> tuple[GroupResults, ...]:
    groups: dict[Unit, list[Report]] = defaultdict(list)
    for report in reports:
        groups[answers[report.measure.office_id]].append(report)
    return tuple(
        _group(
            steps,
            groups[unit],
            money,
            None,
            pk=unit.pk,
            number=unit.code,
            name_mn=names[unit.pk][0],
            name_en=names[unit.pk][1],
        )
        for unit in sorted(groups, key=lambda unit: unit.code)
    )


def answering(offices: Iterable[int], day: date) -> dict[int, Unit]:
    """The sum over each office, or itself where no sum is: three queries."""
    offices = set(offices)
    places = UnitAncestry.objects.in_force(day).filter(unit__in=offices)
    pairs = list(places.order_by("depth").values_list("unit", "ancestor"))
    sums = set(
        UnitVersion.objects.filter(
            unit__in={ancestor for _, ancestor in pairs}, kind__level=SUM_LEVEL
        ).values_list("unit", flat=True)
    )
    found = {unit: ancestor for unit, ancestor in pairs if ancestor in sums}
    chosen = {office: found.get(office, office) for office in offices}
    units = Unit.objects.in_bulk(set(chosen.values()))
    return {office: units[pk] for office, pk in chosen.items()}


def names_in_both(units: Iterable[Any], day: date) -> dict[int, tuple[str, str]]:
    """Names of the day in both languages, else those nearest to it."""
    pks = {getattr(unit, "pk", unit) for unit in units}
    names: dict[int, tuple[str, str]] = {}
    for version in UnitVersion.objects.filter(unit__in=pks).order_by("valid_from"):
        if version.valid_from <= day or version.unit_id not in names:
            names[version.unit_id] = (version.name_mn, version.name_en)
    return names


def _measure(report: Report, names: Mapping[int, tuple[str, str]]) -> MeasureResult:
    measure = report.measure
    decided = report.decided if report.state == ReportState.DECIDED else None
    return MeasureResult(
        pk=measure.pk,
        report=report.pk,
        number=measure.number,
        name_mn=measure.name_mn,
        name_en=measure.name_en,
        objective=measure.objective_id,
        office=measure.office.code,
        office_mn=names[measure.office_id][0],
        office_en=names[measure.office_id][1],
        level=_level(decided) if decided else None,
        is_illustrative=measure.is_illustrative,
    )


def _level(step: RatingLevel) -> LevelCount:
    return LevelCount(step.percent, step.name_mn, step.name_en)


def _lights(round: Round) -> dict[int, dict[str, int]]:
    """Targets by objective and light at the end of the period, for any reader."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    targets = targets_of(round.programme)
    for one in progress_of(targets, on=round.period.end, user=None):
        measure = one.target.measure
        objective = one.target.objective_id or (measure and measure.objective_id)
        if objective:
            counts[objective][str(one.progress.light)] += 1
    return {objective: dict(lights) for objective, lights in counts.items()}


def added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for one in counts:
        for light, count in one.items():
            total[light] += count
    return dict(total)
