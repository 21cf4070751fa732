"""Whether the bags of a set still are what they were when it was made.

A re-drawing moves blocks and is followed (`BlockMove`); any other change of a bag's
territory leaves the set behind.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from bagana.redistricting.models import Block, BlockSet
from bagana.redistricting.problems import bags_on
from bagana.territory.models import ChangeKind, UnitChange, UnitVersion

MOVING: Final = (
    ChangeKind.SPLIT,
    ChangeKind.MERGE,
    ChangeKind.TRANSFER,
    ChangeKind.REPARENT,
)
"""Changes other than a re-drawing by which land goes from bag to bag."""


def stale_bags(
    block_set: BlockSet, sums: Collection[str] | None, on: date
) -> list[str]:
    """Codes of bags that the set no longer describes on the day.

    Of all its sums where none are named.
    """
    codes = sums if sums is not None else _sums_of(block_set)
    bags = set(bags_on(block_set, codes, on))
    standing = UnitVersion.objects.on(on).filter(unit__code__in=bags)
    gone = bags - set(
        standing.filter(parent__code__in=codes).values_list("unit__code", flat=True)
    )
    moved = UnitChange.objects.filter(
        kind__in=MOVING,
        undone_at__isnull=True,
        effective_on__gt=block_set.on,
        effective_on__lte=on,
        units__code__in=bags,
    ).values_list("units__code", flat=True)
    return sorted(gone | (bags & set(moved)))


def _sums_of(block_set: BlockSet) -> list[str]:
    blocks = Block.objects.filter(block_set=block_set).order_by()
    return sorted(blocks.values_list("parent__code", flat=True).distinct())
