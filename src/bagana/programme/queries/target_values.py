"""Figures of a unit, or of a group of units taken together, as the catalogue adds up.

The rule of the indicator decides: sums are added, means weighed by their own weight,
ratios made of the sums of their parts. A group has a figure only where every unit of
it has one: a sum of what happens to be known would pass for the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from bagana.indicators.models import AcrossUnits, Indicator, Observation, Period
from bagana.indicators.queries import Figure, Reader, published

type Figures = Mapping[tuple[int, int], Mapping[str, Figure]]
"""As Reader.values gives them: by indicator and period, then by unit code."""


@dataclass(frozen=True, slots=True)
class GroupValue:
    """What the units come to; `value` None when one of them has no figure.

    `figures` are those that were used, so that each can be opened. `withheld`: there
    is no value because one of the figures is known and not published.
    """

    value: float | None
    known: int
    total: int
    figures: tuple[Figure, ...] = ()
    withheld: bool = False

    @property
    def observations(self) -> tuple[int, ...]:
        return tuple(figure.pk for figure in self.figures if figure.pk is not None)

    @property
    def estimated(self) -> bool:
        return any(figure.estimated for figure in self.figures)


def parts_of(indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """The indicators and those that a group's figure of them is made of."""
    found: dict[int, Indicator] = {}
    for indicator in indicators:
        parts = (indicator.weight, indicator.numerator, indicator.denominator)
        for one in (indicator, *parts):
            if one is not None:
                found[one.pk] = one
    return found


def group_value(
    indicator: Indicator, period: int, codes: Sequence[str], figures: Figures
) -> GroupValue:
    """The figure of the units together, from figures read before."""
    found = _together(indicator, period, codes, figures)
    if found.value is not None:
        return found
    asked = [figures.get((pk, period), {}) for pk in parts_of([indicator])]
    hidden = any(c in own and own[c].withheld for own in asked for c in codes)
    return replace(found, withheld=hidden)


def _together(
    indicator: Indicator, period: int, codes: Sequence[str], figures: Figures
) -> GroupValue:
    own = _known(figures, indicator.pk, period, codes)
    if len(codes) == 1:
        only = own[codes[0]].value if own else None
        return GroupValue(only, len(own), 1, tuple(own.values()))
    rule = indicator.across_units
    if rule == AcrossUnits.RATIO:
        return _ratio(indicator, period, codes, figures)
    whole = len(own) == len(codes)
    if rule == AcrossUnits.SUM:
        value = _total(own) if whole else None
        return GroupValue(value, len(own), len(codes), tuple(own.values()))
    if rule == AcrossUnits.MEAN:
        weights = _known(figures, indicator.weight_id or 0, period, codes)
        used = (*own.values(), *weights.values())
        mean = _mean(own, weights) if whole and len(weights) == len(codes) else None
        return GroupValue(mean, len(own.keys() & weights.keys()), len(codes), used)
    return GroupValue(None, 0, len(codes))


def _known(
    figures: Figures, indicator: int, period: int, codes: Collection[str]
) -> dict[str, Figure]:
    found = figures.get((indicator, period), {})
    return {c: found[c] for c in codes if c in found and found[c].value is not None}


def _total(figures: Mapping[str, Figure]) -> float:
    return sum(figure.value or 0.0 for figure in figures.values())


def _mean(own: Mapping[str, Figure], weights: Mapping[str, Figure]) -> float | None:
    over = sum((own[c].value or 0.0) * (weights[c].value or 0.0) for c in own)
    under = _total(weights)
    return over / under if under else None


def _ratio(
    indicator: Indicator, period: int, codes: Sequence[str], figures: Figures
) -> GroupValue:
    over = _known(figures, indicator.numerator_id or 0, period, codes)
    under = _known(figures, indicator.denominator_id or 0, period, codes)
    both = over.keys() & under.keys()
    bottom = _total(under)
    whole = len(both) == len(codes) and bottom
    value = indicator.factor * _total(over) / bottom if whole else None
    used = (*over.values(), *under.values())
    return GroupValue(value, len(both), len(codes), used)


def published_value(
    reader: Reader, indicator: Indicator, period: Period, codes: Sequence[str]
) -> GroupValue:
    """The published figure of the units together in one period."""
    figures = reader.values(parts_of([indicator]), [period], codes)
    return group_value(indicator, period.pk, codes, figures)


def rows_behind(
    reader: Reader, indicator: Indicator, period: Period, value: GroupValue
) -> list[Observation]:
    """The observations of which a figure was made, those of recast figures too."""
    recast = {
        part.unit for figure in value.figures if figure.recast for part in figure.parts
    }
    of_period = published(reader.user).filter(
        indicator__in=list(parts_of([indicator])), period=period
    )
    return list(
        of_period.filter(Q(pk__in=value.observations) | Q(unit__code__in=recast))
    )
