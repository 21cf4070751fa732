"""What is computed beside an evaluator's words, objective by objective.

The rule: docs/rules/evaluation.md. Everything is as of the last day of the phase, or
of today while the phase runs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from bagana.engines.progress import Progress, mean_rating, summarise
from bagana.programme.models import Measure, Objective, Phase, Report
from bagana.programme.queries.money import MoneySum, money_by
from bagana.programme.queries.standings import UNFINISHED, measures_of
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.standings import Status

MONEY = ("planned", "adjusted", "paid", "paid_for_done")


@dataclass(frozen=True)
class RoundMean:
    """The mean rating of a closed round; None where every measure was not due."""

    period: str
    mean: float | None
    rated: int
    not_due: int


@dataclass(frozen=True)
class Carried:
    """A measure that goes on in the next phase, was dropped, or stayed unfinished."""

    pk: int
    number: str
    name_mn: str
    name_en: str
    into: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        return _in_language(self.name_mn, self.name_en)


@dataclass(frozen=True)
class ObjectiveFacts:
    """The figures of an objective in a phase; number 0 is the whole phase.

    `mean_progress` is a share in [0, 1] of `in_mean` targets, after capping.
    """

    number: int
    name_mn: str
    name_en: str
    statuses: dict[str, int]
    planned: Decimal
    adjusted: Decimal
    paid: Decimal
    paid_for_done: Decimal
    rounds: tuple[RoundMean, ...]
    targets: int
    in_mean: int
    mean_progress: float | None
    lights: dict[str, int]
    continued: tuple[Carried, ...]
    dropped: tuple[Carried, ...]
    unfinished: tuple[Carried, ...]

    @property
    def name(self) -> str:
        return _in_language(self.name_mn, self.name_en)

    @property
    def measures(self) -> int:
        return sum(self.statuses.values())

    @property
    def done(self) -> int:
        return self.statuses.get(Status.DONE, 0)

    @property
    def cost_per_done(self) -> Decimal | None:
        """Paid tugriks of the measures that are done, divided by their number."""
        if not self.done:
            return None
        return (self.paid_for_done / self.done).quantize(Decimal("0.01"))

    @property
    def progress_percent(self) -> float | None:
        return None if self.mean_progress is None else 100 * self.mean_progress

    @property
    def money(self) -> MoneySum:
        return MoneySum(planned=self.planned, adjusted=self.adjusted, paid=self.paid)

    @property
    def last_round(self) -> RoundMean | None:
        return self.rounds[-1] if self.rounds else None

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {name: str(getattr(self, name)) for name in MONEY}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ObjectiveFacts:
        values = {field.name: kept[field.name] for field in fields(cls)}
        values |= {name: Decimal(kept[name]) for name in MONEY}
        values["rounds"] = tuple(RoundMean(**row) for row in kept["rounds"])
        for name in ("continued", "dropped", "unfinished"):
            values[name] = tuple(Carried(**row) for row in kept[name])
        return cls(**values)


def _in_language(mongolian: str, english: str) -> str:
    return (english if get_language() == "en" else "") or mongolian


def evaluation_day(phase: Phase) -> date:
    """The day as of which a phase is judged: its last one, today until then."""
    return min(phase.ends_on, timezone.localdate())


@dataclass(frozen=True)
class _Gathered:
    """What was read of a phase, by the key of the objective."""

    measures: dict[int, list[Measure]]
    money: dict[int, MoneySum]
    ratings: dict[int, dict[str, Counter[int | None]]]
    progress: dict[int, list[Progress]]


def facts_of(phase: Phase, on: date) -> list[ObjectiveFacts]:
    """Figures of each objective that the phase has measures or targets of, then of all.

    A dozen queries, whatever the number of measures and objectives.
    """
    programme = phase.programme
    gathered = _Gathered(
        _measures(phase, on),
        money_by(programme, "objective", phase=phase),
        _ratings(phase),
        _progress(phase, on),
    )
    found = [
        _facts(objective.number, objective, [objective.pk], gathered)
        for objective in programme.objectives.order_by("number")
        if objective.pk in gathered.measures or objective.pk in gathered.progress
    ]
    whole = Objective(number=0, name_mn="Нийт", name_en="In all")
    everything = sorted({*gathered.measures, *gathered.progress})
    return [*found, _facts(0, whole, everything, gathered)]


def _measures(phase: Phase, on: date) -> dict[int, list[Measure]]:
    rows = measures_of(phase.programme, on=on, phase=phase)
    found: dict[int, list[Measure]] = defaultdict(list)
    for measure in rows.prefetch_related("continued_by"):
        found[measure.objective_id].append(measure)
    return dict(found)


def _ratings(phase: Phase) -> dict[int, dict[str, Counter[int | None]]]:
    """Decided ratings of closed rounds by objective and period, in order of time."""
    rows = (
        Report.objects.filter(
            measure__phase=phase,
            round__closed_at__isnull=False,
            decided__isnull=False,
        )
        .order_by("round__period__end", "-round__period__start")
        .values_list("measure__objective", "round__period__code", "decided__percent")
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[str, Counter[int | None]]] = defaultdict(dict)
    for objective, period, percent, count in rows:
        found[objective].setdefault(period, Counter())[percent] += count
    return dict(found)


def _progress(phase: Phase, on: date) -> dict[int, list[Progress]]:
    """Judgements of targets that were set by the end of the phase, by objective."""
    found: dict[int, list[Progress]] = defaultdict(list)
    for one in progress_of(targets_of(phase.programme), on=on, user=None):
        measure = one.target.measure
        objective = one.target.objective_id or (measure and measure.objective_id)
        if objective:
            found[objective].append(one.progress)
    return dict(found)


def _facts(
    number: int, named: Objective, keys: Sequence[int], gathered: _Gathered
) -> ObjectiveFacts:
    measures = [m for key in keys for m in gathered.measures.get(key, [])]
    money = sum((gathered.money.get(key, MoneySum()) for key in keys), MoneySum())
    summary = summarise(p for key in keys for p in gathered.progress.get(key, []))
    statuses = Counter(_status(measure) for measure in measures)
    return ObjectiveFacts(
        number=number,
        name_mn=named.name_mn,
        name_en=named.name_en,
        statuses={s.value: statuses[s.value] for s in Status if statuses[s.value]},
        planned=money.planned,
        adjusted=money.adjusted,
        paid=money.paid,
        paid_for_done=_paid_for_done(measures),
        rounds=_round_means([gathered.ratings.get(key, {}) for key in keys]),
        targets=summary.total,
        in_mean=summary.in_mean,
        mean_progress=summary.mean,
        lights={light.value: n for light, n in summary.lights.items() if n},
        continued=tuple(_carried(m) for m in measures if m.continued_by.all()),
        dropped=tuple(_carried(m) for m in measures if _status(m) == Status.DROPPED),
        unfinished=tuple(
            _carried(m)
            for m in measures
            if _status(m) in UNFINISHED and not m.continued_by.all()
        ),
    )


def _status(measure: Measure) -> str:
    return str(measure.status)


def _paid_for_done(measures: Iterable[Measure]) -> Decimal:
    done = (m.standing.paid for m in measures if _status(m) == Status.DONE)
    return sum(done, Decimal("0.00"))


def _round_means(
    parts: Iterable[Mapping[str, Counter[int | None]]],
) -> tuple[RoundMean, ...]:
    periods: dict[str, Counter[int | None]] = {}
    for part in parts:
        for period, counts in part.items():
            periods[period] = periods.get(period, Counter()) + counts
    return tuple(
        RoundMean(
            period,
            mean_rating(counts),
            rated=sum(n for percent, n in counts.items() if percent is not None),
            not_due=counts[None],
        )
        for period, counts in sorted(periods.items(), key=lambda pair: _order(pair[0]))
    )


def _order(period: str) -> str:
    """A year's round comes after that of its first half."""
    return period if "-" in period else f"{period}-Z"


def _carried(measure: Measure) -> Carried:
    into = [later.number for later in measure.continued_by.all()]
    return Carried(
        pk=measure.pk,
        number=measure.number,
        name_mn=measure.name_mn,
        name_en=measure.name_en,
        into=", ".join(into),
        reason=measure.dropped_reason,
    )
