"""Targets in papers: the plan of them, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from bagana.documents.blocks import Cell, Row, Table
from bagana.documents.content import cells
from bagana.documents.content.frame import Counting, source
from bagana.engines import mongolian
from bagana.indicators.models import Indicator
from bagana.programme.lights import light_bands
from bagana.programme.models import (
    Measure,
    Phase,
    Programme,
    Target,
    TargetPoint,
    TargetVersion,
)
from bagana.programme.queries.standings import names_of
from bagana.programme.queries.targets import (
    TargetProgress,
    progress_of,
    standing_on,
    targets_of,
    version_for,
)
from bagana.programme.templatetags.programme import light_word
from bagana.web import words

MOST_NAMES = 3


def planned_table(
    programme: Programme, *, phase: Phase | None, on: date, count: Counting
) -> Table | None:
    """Baseline and the level wanted in each period, by the version in force."""
    found = standing_on(targets_of(programme), on)
    if not found:
        return None
    names = names_of({u.pk for t in found for u in t.units.all()}, on)
    versions = [(target, version_for(target, on)) for target in found]
    years = _periods(versions, phase)
    columns = (
        cells.column(gettext("Шалгуур үзүүлэлт"), 3.2),
        cells.column(gettext("Нэгж"), 1.5),
        cells.figures(gettext("Суурь түвшин"), 1.2),
        *(cells.figures(label, 0.9) for label, _ in years),
    )
    body = [
        cells.row(
            [
                Cell(indicator_text(target)),
                Cell(place_of(target, names)),
                baseline_cell(version, target),
                *(point_cell(version, target, pk) for _, pk in years),
            ]
        )
        for target, version in versions
    ]
    return Table(
        "targets",
        count.table(gettext("Суурь ба зорилтот түвшин")),
        columns,
        tuple(body),
        (source(on), nature_note(found)),
    )


@dataclass(frozen=True)
class Levels:
    """Baseline and last level wanted of what a measure is seen by."""

    baseline: str
    wanted: str


class Wished:
    """The targets of a programme, found by measure or by objective and indicator."""

    def __init__(self, programme: Programme, phase: Phase, on: date) -> None:
        self.phase, self.on = phase, on
        self.found: dict[tuple[str, int, int], Target] = {}
        for target in standing_on(targets_of(programme), on):
            key = ("measure", target.measure_id) if target.measure_id else None
            key = key or ("objective", target.objective_id or 0)
            self.found.setdefault((*key, target.indicator_id), target)

    def of(self, measure: Measure, indicator: Indicator) -> Levels:
        """Dashes where no target was set: that is no missing figure."""
        target = self.found.get(
            ("measure", measure.pk, indicator.pk)
        ) or self.found.get(("objective", measure.objective_id, indicator.pk))
        if target is None:
            return Levels("–", "–")
        version = version_for(target, self.on)
        inside = [
            point
            for point in version.points.all()
            if self.phase.starts_on <= point.period.end <= self.phase.ends_on
        ]
        last = inside[-1] if inside else None
        wanted = (
            f"{point_text(last, target).text}\n({last.period.label})" if last else "–"
        )
        return Levels(baseline_cell(version, target).text, wanted)


def _periods(
    versions: Sequence[tuple[Target, TargetVersion]], phase: Phase | None
) -> list[tuple[str, int]]:
    periods = {
        point.period for _, version in versions for point in version.points.all()
    }
    if phase is not None:
        periods = {p for p in periods if phase.starts_on <= p.end <= phase.ends_on}
    ordered = sorted(periods, key=lambda period: (period.end, period.start))
    return [(period.label, period.pk) for period in ordered]


def place_of(target: Target, names: dict[int, str]) -> str:
    """The group's name, or the units."""
    if target.group:
        return target.group
    own = [names.get(unit.pk, unit.code) for unit in target.units.all()]
    if len(own) <= MOST_NAMES:
        return ", ".join(own)
    return gettext("%(count)s нэгж") % {"count": len(own)}


def baseline_cell(version: TargetVersion, target: Target) -> Cell:
    if version.baseline_value is None:
        return cells.missing()
    figure = mongolian.format_number(version.baseline_value, target.indicator.decimals)
    period = version.baseline_period
    year = f"\n({period.label})" if period else ""
    return Cell(f"{figure}{year}", version.baseline_value)


def point_cell(version: TargetVersion, target: Target, period: int) -> Cell:
    """The level wanted in the period; nothing where none was set for it."""
    own = (p for p in version.points.all() if p.period_id == period)
    point = next(own, None)
    return point_text(point, target) if point else Cell("–")


def point_text(point: TargetPoint, target: Target) -> Cell:
    decimals = target.indicator.decimals
    if point.value is not None:
        return cells.number(point.value, decimals)
    low, high = point.low, point.high
    if low is None or high is None:
        return cells.missing()
    limits = (mongolian.format_number(limit, decimals) for limit in (low, high))
    return Cell("–".join(limits))


def nature_note(targets: Iterable[Target]) -> str:
    """Whose figures stand in the table: never mixed, always said."""
    natures = {target.indicator.nature for target in targets}
    order = [n for n in ("official", "own", "modelled") if n in natures]
    named = ", ".join(words.nature_word(nature) for nature in order)
    return gettext("Үзүүлэлтийн төлөв: %(natures)s.") % {"natures": named}


def progress_table(
    programme: Programme, *, on: date, user: Any, count: Counting
) -> Table | None:
    """Baseline, wanted, reached, share of the way and light, as the public page."""
    found = progress_of(targets_of(programme), on=on, user=user)
    if not found:
        return None
    names = names_of({u.pk for one in found for u in one.target.units.all()}, on)
    columns = (
        cells.column(gettext("Шалгуур үзүүлэлт"), 2.5),
        cells.column(gettext("Нэгж"), 1.3),
        cells.figures(gettext("Суурь түвшин"), 1.05),
        cells.figures(gettext("Зорилтот түвшин"), 1.15),
        cells.figures(gettext("Хүрсэн түвшин"), 1.05),
        cells.figures(gettext("Ахиц"), 0.8),
        cells.column(gettext("Явцын төлөв"), 1.05),
    )
    return Table(
        "progress",
        count.table(gettext("Зорилтот түвшний биелэлт")),
        columns,
        tuple(_progress_row(one, names) for one in found),
        (
            source(
                on, gettext("нийтэлсэн үзүүлэлт, суурь ба зорилтот түвшин хөтөлбөрийнх")
            ),
            bands_note(),
            nature_note(one.target for one in found),
        ),
    )


def bands_note() -> str:
    """The thresholds of the lights, printed wherever a light stands."""
    bands = light_bands()
    return gettext(
        "Явцын төлөв: тухайн үед хүрсэн байх ахицын %(green)s-иас дээш бол хэвийн, "
        "%(amber)s-иас дээш бол анхаарах, түүнээс доош бол хоцорсон."
    ) % {
        "green": mongolian.format_percent(100 * bands.green, 0),
        "amber": mongolian.format_percent(100 * bands.amber, 0),
    }


def _progress_row(one: TargetProgress, names: dict[int, str]) -> Row:
    target, progress = one.target, one.progress
    period = f"\n({one.period.label})" if one.period else ""
    actual = cells.reached(one.found, target.indicator.decimals)
    if not actual.missing:
        actual = Cell(f"{actual.text}{period}", actual.raw)
    wanted = point_text(one.point, target)
    raw = progress.raw
    return cells.row(
        [
            Cell(indicator_text(target)),
            Cell(place_of(target, names)),
            baseline_cell(one.version, target),
            Cell(
                f"{wanted.text}\n({one.point.period.label})", wanted.raw, wanted.missing
            ),
            actual,
            cells.percent(None if raw is None else 100 * raw),
            Cell(light_word(progress.light)),
        ]
    )


def indicator_text(target: Target) -> str:
    """The indicator with its unit, and whose figure it is unless official."""
    nature = target.indicator.nature
    word, name = words.nature_word(nature), target.indicator.name
    badge = "" if nature == "official" or word in name else f" [{word}]"
    return f"{name}, {target.indicator.unit_name}{badge}"
