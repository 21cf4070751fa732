"""What the figures to be published hang together with, read from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bagana.indicators.calendar import Span, parse_period
from bagana.indicators.models import Indicator, Nature, Observation, Status, Withheld
from bagana.indicators.versions import Figure, Key
from bagana.indicators.withholding.tables import Relation, registered, related
from bagana.territory.models import UnitVersion


@dataclass
class World:
    """Everything a reader has or may have besides the figures at hand.

    `public` are figures published, `drafts` those about to be; `withheld` tells of
    figures withheld before whether they are small themselves.
    """

    indicators: dict[int, Indicator]
    relations: tuple[Relation, ...]
    public: dict[Key, float] = field(default_factory=dict)
    drafts: dict[Key, float] = field(default_factory=dict)
    withheld: dict[Key, bool] = field(default_factory=dict)
    children: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)


def guarded_in(figures: Sequence[Figure]) -> dict[int, Indicator]:
    """Indicators among the figures that may tell of people; by their key.

    An official figure is published by its publisher, and a modelled one counts nobody.
    """
    keys = {figure.indicator_id for figure in figures}
    counted = {f.indicator_id for f in figures if f.contributors is not None}
    own = Indicator.objects.filter(pk__in=keys, nature=Nature.OWN)
    own = own.select_related("numerator", "denominator", "weight")
    before = set(
        Withheld.objects.filter(indicator__in=keys)
        .values_list("indicator", flat=True)
        .distinct()
    )
    return {
        one.pk: one
        for one in own
        if one.pk in counted or one.pk in before or counts_people(one)
    }


def counts_people(indicator: Indicator) -> bool:
    parts = (indicator, indicator.numerator, indicator.denominator, indicator.weight)
    return any(
        part is not None and part.counts_people and part.nature == Nature.OWN
        for part in parts
    )


def read_world(figures: Sequence[Figure], guarded: dict[int, Indicator]) -> World:
    """The figures' relatives: a fixed number of queries for each period."""
    world = _catalogue(guarded)
    spans = {f.period: parse_period(f.period) for f in figures}
    ends = {code: span for code, span in spans.items() if span is not None}
    units = {figure.unit_id for figure in figures}
    near: set[int] = set(units)
    for code, span in ends.items():
        world.children[code] = _family(world, units, span.end)
        near |= {u for p, own in world.children[code].items() for u in (p, *own)}
    periods = {*ends, *(code for span in ends.values() if (code := year_before(span)))}
    _read_figures(world, near, periods)
    return world


def year_before(span: Span) -> str:
    """The same span a year earlier, where a balance begins; empty if not a year."""
    return str(int(span.code) - 1) if span.code.isdecimal() else ""


def _catalogue(guarded: dict[int, Indicator]) -> World:
    """The guarded indicators with those they are made of, and their relations."""
    parts = {
        part.code
        for one in guarded.values()
        for part in (one, one.numerator, one.denominator, one.weight)
        if part is not None
    }
    codes = related(parts, registered())
    rows = Indicator.objects.filter(code__in=codes, nature=Nature.OWN)
    found = {one.pk: one for one in rows.select_related("numerator", "denominator")}
    # A ratio that is not at hand may be published next: its parts tell of their rest.
    ratios = Indicator.objects.filter(
        numerator__in=found, denominator__in=found, nature=Nature.OWN
    )
    found |= {one.pk: one for one in ratios.select_related("numerator", "denominator")}
    relations = tuple(one for one in registered() if codes & {*one.codes})
    return World({**found, **guarded}, relations)


def _family(world: World, units: Collection[int], on: date) -> dict[int, list[int]]:
    """Children of the units, of their parents, and of the parents of those."""
    versions = UnitVersion.objects.on(on)
    near = set(units)
    for _step in range(2):
        above = versions.filter(unit__in=near, parent__isnull=False)
        near |= {parent for parent in above.values_list("parent", flat=True) if parent}
    rows = versions.filter(parent__in=near)
    found: dict[int, list[int]] = defaultdict(list)
    for parent, unit, level in rows.values_list("parent", "unit", "kind__level"):
        if parent is not None:
            found[parent].append(unit)
            world.levels[unit] = level
    for parent, own in found.items():
        world.levels.setdefault(parent, min(world.levels[u] for u in own) - 1)
    return dict(found)


def _read_figures(world: World, units: set[int], periods: Iterable[str]) -> None:
    where = {
        "indicator__in": list(world.indicators),
        "period__code__in": list(periods),
        "unit__in": units,
    }
    rows = Observation.objects.filter(
        **where, status__in=[Status.DRAFT, Status.PUBLISHED]
    )
    for indicator, unit, period, status, value in rows.values_list(
        "indicator", "unit", "period__code", "status", "value"
    ):
        kept = world.drafts if status == Status.DRAFT else world.public
        kept[indicator, unit, period] = value
    earlier = Withheld.objects.filter(**where)
    for indicator, unit, period, small in earlier.values_list(
        "indicator", "unit", "period__code", "is_primary"
    ):
        world.withheld[indicator, unit, period] = small
