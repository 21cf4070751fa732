"""Who can count a figure anew in other units, from pieces smaller than a unit.

Shares of a change tell how a bag's figure falls to its successors. Where the pieces of
the bag carry the very record, their sum goes before the share. An application above
joins by `register(factory)` in AppConfig.ready; the factory is called once for a page,
so that what it reads is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bagana.engines.lineage import Edge, RecastCell
from bagana.indicators.models import Indicator, Period


@dataclass(frozen=True)
class Asked:
    """A figure as published, and what happened to units between it and the day.

    `values` are those of the units of the period's last day, by code.
    """

    indicator: Indicator
    period: Period
    values: Mapping[str, float]
    edges: tuple[Edge, ...]
    on: date


class Carrier(Protocol):
    def counted(self, asked: Asked, codes: Collection[str]) -> Mapping[str, RecastCell]:
        """Cells of the units of the day that can be counted; the others left out."""
        ...  # pragma: no cover


_factories: list[Callable[[], Carrier]] = []


def register(factory: Callable[[], Carrier]) -> None:
    if factory not in _factories:
        _factories.append(factory)


@dataclass(frozen=True)
class Carriers:
    """All that are registered; the first that can count a unit does."""

    each: tuple[Carrier, ...]

    def counted(self, asked: Asked, codes: Collection[str]) -> dict[str, RecastCell]:
        found: dict[str, RecastCell] = {}
        for carrier in self.each:
            left = [code for code in codes if code not in found]
            found |= carrier.counted(asked, left)
        return found


def open_all() -> Carriers:
    return Carriers(tuple(factory() for factory in _factories))
