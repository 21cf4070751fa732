"""The figures of the programme board: the one source for the page and for papers.

What a figure means: docs/rules/programme-board.md. Statuses and money are those of
the day asked for; ratings are those of the last round closed for a period that had
ended by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count

from bagana.programme.models import (
    Measure,
    MeasureUnit,
    Objective,
    Phase,
    Programme,
    Round,
)
from bagana.programme.queries.money import MoneySum, money_by, money_total
from bagana.programme.queries.rounds import RoundResults, results_of
from bagana.programme.queries.standings import (
    concerned_on,
    late,
    status_counts,
    without_evidence,
)
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.standings import Status

NOTHING = MoneySum(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Line:
    """Where the measures of one objective are, or those of the whole (`None`)."""

    objective: Objective | None
    counts: Mapping[str, int]
    without_evidence: int
    money: MoneySum
    mean: Decimal | None
    lights: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Measures that stand: what was dropped is counted apart."""
        return sum(self.counts.values()) - self.dropped

    @property
    def done(self) -> int:
        return self.counts.get(Status.DONE, 0)

    @property
    def late(self) -> int:
        return self.counts.get(Status.LATE, 0)

    @property
    def dropped(self) -> int:
        return self.counts.get(Status.DROPPED, 0)


@dataclass(frozen=True)
class Board:
    """A programme, or one of its phases, as of a day."""

    programme: Programme
    phases: tuple[Phase, ...]
    phase: Phase | None
    on: date
    lines: tuple[Line, ...]
    total: Line
    round: Round | None
    results: RoundResults | None

    @cached_property
    def late(self) -> list[Measure]:
        """What should have been finished, oldest first."""
        return list(_of_phase(late(self.programme, on=self.on), self.phase))

    @cached_property
    def without_evidence(self) -> list[Measure]:
        """What has begun and shows nothing for it, oldest first."""
        return list(_of_phase(without_evidence(self.programme, on=self.on), self.phase))


def board(programme: Programme, *, phase: Phase | None, on: date, user: Any) -> Board:
    """Everything that the board's head and its table show, in a bounded number of
    queries whatever the number of measures."""
    objectives = list(programme.objectives.all())
    counts = status_counts(programme, on=on, phase=phase)
    bare = _bare(programme, phase, on)
    money = money_by(programme, "objective", phase=phase, until=on)
    lights = _lights(programme, phase, on, user)
    closed = last_round(programme, phase, on)
    results = results_of(closed) if closed else None
    lines = tuple(
        Line(
            objective,
            counts.get(objective.pk, {}),
            bare.get(objective.pk, 0),
            money.get(objective.pk, NOTHING),
            _mean_of(results, objective),
            lights.get(objective.pk, {}),
        )
        for objective in objectives
    )
    total = Line(
        None,
        added(line.counts for line in lines),
        sum(line.without_evidence for line in lines),
        money_total(programme, phase=phase, until=on),
        results.total.mean if results else None,
        added(lights.values()),
    )
    phases = tuple(programme.phases.all())
    return Board(programme, phases, phase, on, lines, total, closed, results)


def _of_phase(measures: Any, phase: Phase | None) -> Any:
    return measures if phase is None else measures.filter(phase=phase)


def _bare(programme: Programme, phase: Phase | None, on: date) -> dict[int, int]:
    found = _of_phase(without_evidence(programme, on=on), phase)
    counted = found.order_by().values_list("objective").annotate(count=Count("pk"))
    return dict(counted)


def _lights(
    programme: Programme, phase: Phase | None, on: date, user: Any
) -> dict[int, dict[str, int]]:
    """Lights of targets by objective; with a phase, those judged by its end."""
    day = min(on, phase.ends_on) if phase else on
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in progress_of(targets_of(programme), on=day, user=user):
        key = one.target.objective_id or getattr(
            one.target.measure, "objective_id", None
        )
        if key is not None:
            found[key][str(one.progress.light)] += 1
    return {key: dict(counts) for key, counts in found.items()}


def last_round(programme: Programme, phase: Phase | None, on: date) -> Round | None:
    """The newest closed round of a period that had ended, inside the phase if given."""
    found = programme.rounds.filter(closed_at__isnull=False, period__end__lte=on)
    if phase is not None:
        found = found.filter(
            period__end__gte=phase.starts_on, period__end__lte=phase.ends_on
        )
    return found.select_related("period", "scale", "act").first()


def _mean_of(results: RoundResults | None, objective: Objective) -> Decimal | None:
    if results is None:
        return None
    return next(
        (one.mean for one in results.objectives if one.pk == objective.pk), None
    )


def added(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of several, key by key."""
    found: dict[str, int] = defaultdict(int)
    for counts in many:
        for key, count in counts.items():
            found[key] += count
    return dict(found)


def measures_by_unit(
    programme: Programme, *, on: date, phase: Phase | None = None
) -> dict[int, int]:
    """How many measures name each unit on the day; dropped ones are left out."""
    rows = MeasureUnit.objects.filter(concerned_on(on), measure__programme=programme)
    rows = rows.exclude(measure__dropped_on__lte=on)
    if phase is not None:
        rows = rows.filter(measure__phase=phase)
    return dict(rows.order_by().values_list("unit").annotate(count=Count("pk")))


def chosen_phase(phases: Sequence[Phase], number: str) -> Phase | None:
    """The phase of an address, «?phase=2»; the whole programme for anything else."""
    return next((phase for phase in phases if str(phase.number) == number), None)
