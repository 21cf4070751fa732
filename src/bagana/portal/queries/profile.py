"""All figures of one unit beside those of comparable units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bagana.indicators.models import Indicator, Period, PeriodKind
from bagana.indicators.queries.reader import Figure, Key, Reader
from bagana.portal.queries.catalogue import (
    AGES,
    KEY_FIGURES,
    MEN,
    WOMEN,
    all_indicators,
    is_telling,
    main_first,
)

MOST_KEY_FIGURES = 6


@dataclass(frozen=True)
class Line:
    """An indicator of a unit: newest figure, the one before, place in the group."""

    indicator: Indicator
    figure: Figure
    before: Figure | None
    rank: int | None
    group: int
    median: float | None
    periods: int
    years: int

    @property
    def change(self) -> tuple[float | None, float | None] | None:
        if self.before is None:
            return None
        return (self.figure.value, self.before.value)


@dataclass(frozen=True)
class Profile:
    """The lines of a unit in the order of the page."""

    lines: tuple[Line, ...]

    @property
    def key_lines(self) -> list[Line]:
        """Each key figure there is; a modelled one only without its official twin."""
        found = {line.indicator.code: line for line in self.lines}
        codes = [code for code in KEY_FIGURES if code in found]
        if "livestock_total" in codes and "livestock_modelled_total" in codes:
            codes.remove("livestock_modelled_total")
        return [found[code] for code in codes][:MOST_KEY_FIGURES]

    @property
    def longest(self) -> Line | None:
        """The whole known for most years: what a series is first shown of."""
        wholes = [line for line in self.lines if is_telling(line.indicator)]
        return max(wholes or self.lines, key=lambda line: line.years, default=None)

    def line_of(self, code: str) -> Line | None:
        return next((x for x in self.lines if x.indicator.code == code), None)


def profile(reader: Reader, code: str, group: Collection[str]) -> Profile:
    """Newest figure of every indicator of a unit, ranked inside its group.

    Six queries, whatever the size of the country: the unit's periods, its newest
    figures with those of the group, the ones before; one more where units changed.
    """
    periods = reader.latest_of([code])
    indicators = {i.pk: i for i in all_indicators() if i.pk in periods}
    codes = {code, *group}
    values = reader.values(indicators, _distinct(p[0] for p in periods.values()), codes)
    shown = {key: _newest_known(key, code, own, values) for key, own in periods.items()}
    lost = [key for key, period in shown.items() if period is None]
    if lost:
        # Carried over a change of units, the newest may be missing: take an older one.
        older = _distinct(p for key in lost for p in periods[key])
        values |= reader.values({k: indicators[k] for k in lost}, older, codes)
        for key in lost:
            shown[key] = _newest_known(key, code, periods[key], values)
    earlier = {key: _before(own, shown[key]) for key, own in periods.items()}
    before = reader.values(
        indicators, _distinct(p for p in earlier.values() if p), [code]
    )
    lines = [
        _line(indicators[key], code, values, period, before, earlier[key], periods[key])
        for key, period in shown.items()
        if period is not None
    ]
    order = {i.pk: place for place, i in enumerate(main_first(indicators.values()))}
    return Profile(tuple(sorted(lines, key=lambda x: order[x.indicator.pk])))


def _distinct(periods: Iterable[Period]) -> list[Period]:
    return list({period.pk: period for period in periods}.values())


def _newest_known(
    key: int,
    code: str,
    periods: Sequence[Period],
    values: Mapping[Key, Mapping[str, Figure]],
) -> Period | None:
    return next((p for p in periods if code in values.get((key, p.pk), {})), None)


def _before(periods: Sequence[Period], shown: Period | None) -> Period | None:
    """The one before of the same length: a month is not compared with a year."""
    if shown is None:
        return None
    alike = (p for p in periods if p.kind == shown.kind and p.end < shown.end)
    return next(alike, None)


def _line(
    indicator: Indicator,
    code: str,
    values: Mapping[Key, Mapping[str, Figure]],
    period: Period,
    before: Mapping[Key, Mapping[str, Figure]],
    earlier: Period | None,
    periods: Sequence[Period],
) -> Line:
    own = values[indicator.pk, period.pk]
    group = [f.value for f in own.values() if f.value is not None]
    value = own[code].value
    last = before.get((indicator.pk, earlier.pk), {}).get(code) if earlier else None
    return Line(
        indicator=indicator,
        figure=own[code],
        before=last,
        rank=rank_of(value, group, indicator.direction) if len(group) > 1 else None,
        group=len(group),
        median=median(group) if len(group) > 1 else None,
        periods=len(periods),
        years=sum(period.kind == PeriodKind.YEAR for period in periods),
    )


def rank_of(value: float | None, group: Sequence[float], direction: str) -> int | None:
    """1 for the best; the greatest where no direction is better. Ties share a rank."""
    if value is None:
        return None
    if direction == "lower":
        return 1 + sum(other < value for other in group)
    return 1 + sum(other > value for other in group)


def ages(lines: Profile) -> list[tuple[str, float, float]]:
    """Men and women of each age group, youngest first; empty unless all are known."""
    found = {line.indicator.code: line.figure for line in lines.lines}
    rows: list[tuple[str, float, float]] = []
    for age in AGES:
        men, women = found.get(MEN + age), found.get(WOMEN + age)
        if men is None or women is None or men.value is None or women.value is None:
            return []
        rows.append((age_label(age), men.value, women.value))
    return rows


def age_label(age: str) -> str:
    """«0_14» as 0–14, «65_plus» as 65+."""
    return age.replace("_plus", "+").replace("_", "–")
