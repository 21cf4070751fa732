"""What a change of units leaves to be handed over, told by the applications above.

A change moves what the register can move by itself. What needs a person (a role, the
money of a plan, a draft that waits) is listed here, so that nobody and nothing is left
behind. An application joins by one object: `register(Source(...))` in AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation

from bagana.territory.models import Lineage, Measure, UnitChange, UnitVersion


@dataclass(frozen=True)
class Handover:
    """One thing of a touched unit: what it is, whose it was, who should take it.

    `target` is a suggestion by the largest share; None where nobody follows.
    """

    kind: str
    what_mn: str
    what_en: str
    source: str
    target: str | None
    href: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of things, its heading, and how they are found for a change."""

    kind: str
    title: Callable[[], str]
    find: Callable[[UnitChange], Sequence[Handover]]

    def __call__(self, change: UnitChange) -> Sequence[Handover]:
        return self.find(change)


_registered: dict[str, Source] = {}


def register(source: Source) -> None:
    """Join the registry; a second source of a kind takes the first one's place."""
    _registered[source.kind] = source


def registered() -> tuple[Source, ...]:
    return tuple(_registered.values())


def handovers_of(change: UnitChange) -> list[Handover]:
    """Everything of a change that stands, kind by kind."""
    return [one for source in _registered.values() for one in source(change)]


def both[**P](
    say: Callable[P, str], *args: P.args, **figures: P.kwargs
) -> tuple[str, str]:
    """A sentence in Mongolian and in English: rows are kept in both."""
    with translation.override("mn"):
        mongolian = str(say(*args, **figures))
    with translation.override("en"):
        return mongolian, str(say(*args, **figures))


@dataclass(frozen=True)
class Ended:
    """Units that ended with a change: key → code, and to whom each mostly went."""

    codes: dict[int, str]
    heirs: dict[int, str]

    def heir(self, unit: int) -> str | None:
        return self.heirs.get(unit)


def ended(change: UnitChange) -> Ended:
    """Sources of the lineage that have no version from the day of the change."""
    rows = list(change.lineage.select_related("source", "target"))
    sources = {row.source_id: row.source.code for row in rows}
    alive = set(
        UnitVersion.objects.on(change.effective_on)
        .filter(unit__in=sources)
        .values_list("unit", flat=True)
    )
    gone = {unit: code for unit, code in sources.items() if unit not in alive}
    return Ended(gone, _heirs([row for row in rows if row.source_id in gone]))


# By which measure a unit that ends is said to have gone mostly to another.
BY_PEOPLE_FIRST = (
    Measure.POPULATION,
    Measure.HOUSEHOLDS,
    Measure.LIVESTOCK,
    Measure.AREA,
)


def _heirs(rows: Sequence[Lineage]) -> dict[int, str]:
    """The target with the largest share of people; else of whatever is known."""
    best: dict[int, tuple[int, Decimal, str]] = {}
    for row in rows:
        known = -BY_PEOPLE_FIRST.index(Measure(row.measure))
        offer = (known, row.share, row.target.code)
        best[row.source_id] = max(best.get(row.source_id, offer), offer)
    return {unit: code for unit, (_known, _share, code) in best.items()}
