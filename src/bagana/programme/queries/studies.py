"""What a study of effect compares: units, published figures, and their fingerprint.

The rule: docs/rules/evaluation.md; the arithmetic is `bagana.engines.effect`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bagana.engines.lineage import Edge
from bagana.indicators.queries import Reader
from bagana.indicators.queries.reader import Figure
from bagana.indicators.queries.values import published
from bagana.programme.models import (
    Comparison,
    EffectStudy,
    MeasureUnit,
    Objective,
    Phase,
    Programme,
)
from bagana.programme.queries.standings import concerned_on, measures_of
from bagana.programme.standings import Status
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below

BAG = 3
AIMAG = 1


@dataclass(frozen=True)
class StudyInput:
    """A unit of the comparison with its two figures, None where one is missing.

    `group` is the unit above it, in which units are alike. `estimated` figures were
    carried over a change of units. `observations` are the published rows behind them.
    """

    unit: str
    group: str
    supported: bool
    before: float | None
    after: float | None
    estimated: bool
    observations: tuple[int, ...]

    @property
    def is_missing(self) -> bool:
        return self.before is None or self.after is None


def pool_of(programme: Programme, on: date) -> list[UnitVersion]:
    """The bags in force on the day that can be compared: those of the aimag.

    A sum's programme is compared with the rest of its aimag; the country's own with
    all bags.
    """
    above = UnitAncestry.objects.on(on).filter(
        unit=programme.unit_id, ancestor__versions__kind__level=AIMAG
    )
    aimag = Unit.objects.filter(pk__in=above.values("ancestor")).first()
    return list(below(aimag or programme.unit, on, BAG).order_by("unit__code"))


def carried_over(
    codes: Iterable[str], in_force: Collection[str], edges: Iterable[Edge], on: date
) -> set[str]:
    """Units by the codes that stand for them on the day: their own or successors'."""
    following: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.date <= on:
            following[edge.source].add(edge.target)
    found: set[str] = set()
    seen: set[str] = set()
    queue = list(codes)
    while queue:
        code = queue.pop()
        if code in seen:
            continue
        seen.add(code)
        if code in in_force:
            found.add(code)
        else:
            queue.extend(following[code])
    return found


def supported_by_default(
    phase: Phase, objective: Objective | None, on: date
) -> list[Unit]:
    """The bags that the done measures of the objective, or of the phase, concern.

    Measures that name whole sums or the aimag are left out: support that reaches
    everyone has nobody to be compared with.
    """
    done = measures_of(
        phase.programme, on=on, phase=phase, objective=objective, status=Status.DONE
    )
    rows = MeasureUnit.objects.filter(concerned_on(on), measure__in=done.order_by())
    units = set(rows.values_list("unit", flat=True))
    pool = {version.unit_id for version in pool_of(phase.programme, on)}
    return list(Unit.objects.filter(pk__in=units & pool).order_by("code"))


def inputs_of(study: EffectStudy) -> list[StudyInput]:
    """Published figures of both periods in the bags of the later one's last day.

    Half a dozen queries. What anyone may read is what everyone's result rests on, so
    no user is asked for.
    """
    on = study.after.end
    reader = Reader(None, on)
    pool = {v.unit.code: v for v in pool_of(study.evaluation.programme, on)}
    chosen = [unit.code for unit in study.supported.all()]
    supported = carried_over(chosen, pool, reader.lineages.edges, on)
    compared = _compared(study, pool, supported)
    indicator = study.indicator
    found = reader.values({indicator.pk: indicator}, [study.before, study.after], pool)
    before = found.get((indicator.pk, study.before_id), {})
    after = found.get((indicator.pk, study.after_id), {})
    rows = _published_rows(study, reader.lineages.related(pool))
    return [
        _input(version, version.unit.code in supported, before, after, rows)
        for code, version in sorted(pool.items())
        if code in supported or code in compared
    ]


def _compared(
    study: EffectStudy, pool: Mapping[str, UnitVersion], supported: Collection[str]
) -> set[str]:
    others = {code for code in pool if code not in supported}
    if study.comparison == Comparison.ALL:
        return others
    types = {pool[code].location_type for code in supported}
    return {code for code in others if pool[code].location_type in types}


type Rows = Mapping[tuple[str, int], int]


def _published_rows(study: EffectStudy, codes: Collection[str]) -> Rows:
    """Which published observation a unit has in a period."""
    rows: Any = published(None).filter(
        indicator=study.indicator_id,
        period__in=[study.before_id, study.after_id],
        unit__code__in=codes,
    )
    found = rows.values_list("unit__code", "period", "pk")
    return {(unit, period): pk for unit, period, pk in found}


def _input(
    version: UnitVersion,
    supported: bool,
    before: Mapping[str, Figure],
    after: Mapping[str, Figure],
    rows: Rows,
) -> StudyInput:
    code = version.unit.code
    figures = [f for f in (before.get(code), after.get(code)) if f is not None]
    return StudyInput(
        unit=code,
        group=version.parent.code if version.parent else "",
        supported=supported,
        before=_value(before, code),
        after=_value(after, code),
        estimated=any(figure.estimated for figure in figures),
        observations=tuple(sorted({pk for f in figures for pk in _behind(f, rows)})),
    )


def _value(figures: Mapping[str, Figure], code: str) -> float | None:
    figure = figures.get(code)
    return figure.value if figure else None


def _behind(figure: Figure, rows: Rows) -> list[int]:
    if figure.pk is not None:
        return [figure.pk]
    keys = [(part.unit, figure.period.pk) for part in figure.parts]
    return [rows[key] for key in keys if key in rows]


def as_json(inputs: Iterable[StudyInput]) -> list[dict[str, Any]]:
    return [asdict(one) | {"observations": [*one.observations]} for one in inputs]


def fingerprint(inputs: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the inputs: the same figures of the same units give the same."""
    text = json.dumps(
        [dict(one) for one in inputs],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def data_have_changed(study: EffectStudy) -> bool:
    """Whether the published figures are other than those the result stands on."""
    if not study.result:
        return False
    now = fingerprint(as_json(inputs_of(study)))
    kept: str = study.result["sha256"]
    return now != kept


def studies_of(evaluation: Any) -> Any:
    """Studies with what a page says of them, in the order they were written down."""
    return evaluation.studies.select_related(
        "objective", "indicator__source", "before", "after", "made_by"
    ).prefetch_related("supported")
