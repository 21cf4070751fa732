"""Measures of other units linked to an indicator, and how it moved there.

Association: what else happened in those units in those years is not known. The mean
change of units without the measure stands beside (docs/rules/index-profile.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from django.db.models import Q

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Leaf
from bagana.engines.index.normalise import by_goalposts, normalise
from bagana.indicators.models import Indicator, Period, PeriodKind
from bagana.indicators.queries import Reader
from bagana.programme.models import EffectStudy, Measure, MeasureUnit
from bagana.programme.queries.money import entries_of, sums
from bagana.programme.queries.standings import concerned_on
from bagana.ranking.queries.profile import Profile
from bagana.territory.models import UnitAncestry


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A measure that concerns other units, and how the indicator moved there.

    Means over `units` of them with figures before and after; `others` is the mean
    change of units that the measure does not concern, in the same years. `paid` is
    tugriks for one unit concerned, `cost` for one point of the indicator.
    """

    measure: Measure
    units: int
    before_year: int
    after_year: int
    before: float
    after: float
    others: float | None
    points: float | None
    paid: Decimal | None
    cost: Decimal | None
    estimated: bool = False

    @property
    def change(self) -> float:
        return self.after - self.before


def moved(one: Elsewhere, leaf: Leaf) -> bool:
    return one.change * leaf.direction > 0


def cheapest(rows: Iterable[Elsewhere], leaf: Leaf) -> list[Elsewhere]:
    """Only what moved the right way; those with a price first, by that of a point."""
    return sorted(
        (row for row in rows if moved(row, leaf)),
        key=lambda row: (row.cost is None, row.cost or Decimal(0), row.measure.number),
    )


def elsewhere(profile: Profile, leaves: Sequence[Leaf]) -> dict[str, list[Elsewhere]]:
    """Measures of the programmes linked to the indicators; nine queries for all."""
    indicators = {
        one.code: one
        for one in Indicator.objects.filter(code__in=[leaf.code for leaf in leaves])
    }
    linked = _linked(indicators)
    measures = {one.pk: one for own in linked.values() for one in own}
    if not measures:
        return {}
    figures = _figures(profile, indicators)
    places = _places(profile, measures)
    paid = _paid(measures)
    return {
        leaf.code: [
            one
            for measure in linked.get(leaf.code, [])
            if (
                one := _one(
                    profile,
                    leaf,
                    measure,
                    places[measure.pk],
                    figures.get(leaf.code, {}),
                    paid.get(measure.pk),
                )
            )
        ]
        for leaf in leaves
    }


def _linked(indicators: Mapping[str, Indicator]) -> dict[str, list[Measure]]:
    """Measures that name the indicator: as expected result, target or evidence."""
    found: dict[str, list[Measure]] = {}
    for code, one in indicators.items():
        parts = [pk for pk in (one.pk, one.numerator_id) if pk]
        rows = Measure.objects.filter(
            Q(expected__indicator__in=parts)
            | Q(targets__indicator__in=parts)
            | Q(
                evidence__observation__indicator__in=parts,
                evidence__published_at__isnull=False,
                evidence__withdrawn_at__isnull=True,
            ),
            dropped_on__isnull=True,
        )
        found[code] = list(
            rows.distinct().select_related("programme", "standing").order_by("pk")
        )
    return found


type ByYear = dict[int, dict[str, tuple[float, bool]]]
"""Year, then unit: the figure, and whether a change of units was carried over."""


def _figures(
    profile: Profile, indicators: Mapping[str, Indicator]
) -> dict[str, ByYear]:
    """Published yearly figures of the run's units, up to the year that was ranked."""
    on = profile.run.period.end
    reader = Reader(None, on)
    periods = [
        period
        for period in reader.periods.values()
        if period.kind == PeriodKind.YEAR and period.end <= on
    ]
    codes = list(_units(profile))
    asked = {one.pk: one for one in indicators.values()}
    names = {one.pk: code for code, one in indicators.items()}
    found: dict[str, ByYear] = defaultdict(dict)
    for (pk, period), own in reader.values(asked, periods, codes).items():
        found[names[pk]][_year(reader.periods[period])] = {
            code: (figure.value, figure.estimated)
            for code, figure in own.items()
            if figure.value is not None
        }
    return found


def _year(period: Period) -> int:
    return period.start.year


def _units(profile: Profile) -> Sequence[str]:
    kept: dict[str, Any] = profile.run.inputs or {}
    return list(kept.get("units", ()))


def _places(profile: Profile, measures: Mapping[int, Measure]) -> dict[int, set[str]]:
    """The run's units that each measure concerns, itself or a unit above them."""
    on = profile.run.period.end
    rows = list(
        MeasureUnit.objects.filter(
            concerned_on(on), measure__in=list(measures)
        ).values_list("measure_id", "unit_id")
    )
    units = set(_units(profile))
    below: dict[int, set[str]] = defaultdict(set)
    above = UnitAncestry.objects.on(on).filter(
        ancestor__in={unit for _measure, unit in rows}
    )
    for ancestor, code in above.values_list("ancestor_id", "unit__code"):
        if code in units:
            below[ancestor].add(code)
    found: dict[int, set[str]] = {pk: set() for pk in measures}
    for measure, unit in rows:
        found[measure] |= below[unit]
    return found


def _paid(measures: Mapping[int, Measure]) -> dict[int, Decimal]:
    """What was paid for each measure in all: one grouped query."""
    entries = entries_of(None).filter(measure__in=list(measures))
    return {pk: money.paid for pk, money in sums(entries, "measure").items()}


def _one(
    profile: Profile,
    leaf: Leaf,
    measure: Measure,
    places: set[str],
    figures: ByYear,
    paid: Decimal | None,
) -> Elsewhere | None:
    """Before and after in the units concerned, this one left out."""
    years = _years(measure, figures)
    if years is None:
        return None
    before, after = figures[years[0]], figures[years[1]]
    both = before.keys() & after.keys()
    seen = sorted(both & (places - {profile.row.unit}))
    if not seen:
        return None
    first = float(np.mean([before[code][0] for code in seen]))
    last = float(np.mean([after[code][0] for code in seen]))
    rest = sorted(both - places)
    points = _points(profile, leaf, seen, before, after)
    each = paid / len(places) if paid else None
    return Elsewhere(
        measure,
        len(seen),
        *years,
        before=first,
        after=last,
        others=_mean_change(rest, before, after),
        points=points,
        paid=each,
        cost=each / Decimal(str(points)) if each and points and points > 0 else None,
        estimated=any(before[c][1] or after[c][1] for c in seen),
    )


def _years(measure: Measure, figures: ByYear) -> tuple[int, int] | None:
    """The last year before the measure began, the first in which it was finished.

    Where it is not finished by the last figures, the last of them: so far.
    """
    years = sorted(figures)
    before = [year for year in years if date(year, 12, 31) < measure.starts_on]
    if not before:
        return None
    standing = getattr(measure, "standing", None)
    finished = (standing.finished_on if standing else None) or measure.due_on
    after = [year for year in years if year >= finished.year] or years[-1:]
    return (before[-1], after[0]) if after[0] > before[-1] else None


def _mean_change(
    codes: Sequence[str],
    before: Mapping[str, tuple[float, bool]],
    after: Mapping[str, tuple[float, bool]],
) -> float | None:
    if not codes:
        return None
    return float(np.mean([after[code][0] - before[code][0] for code in codes]))


def _points(
    profile: Profile,
    leaf: Leaf,
    codes: Sequence[str],
    before: Mapping[str, tuple[float, bool]],
    after: Mapping[str, tuple[float, bool]],
) -> float | None:
    """Mean change in points of the indicator; None without fixed goalposts.

    Without them points of years that are not in the run are not defined.
    """
    scale = profile.method.scale
    if not by_goalposts(scale) or leaf.goalposts is None or leaf.denominator:
        return None
    table: Floats = np.array(
        [[[own[code][0]] for code in codes] for own in (before, after)]
    )
    points = normalise(table, [leaf], scale)
    return float((points[1] - points[0]).mean())


def studies_of(leaves: Sequence[Leaf]) -> dict[str, list[EffectStudy]]:
    """Studies of effect on the indicators that a published evaluation holds."""
    rows = EffectStudy.objects.filter(
        indicator__code__in=[leaf.code for leaf in leaves],
        evaluation__published_at__isnull=False,
        computed_at__isnull=False,
    ).select_related(
        "indicator", "before", "after", "evaluation__programme", "evaluation__phase"
    )
    found: dict[str, list[EffectStudy]] = defaultdict(list)
    for row in rows:
        found[row.indicator.code].append(row)
    return found
