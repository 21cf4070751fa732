"""Old figures in the bags of a re-drawing, summed from the blocks that carry them.

A set of blocks says which published figures it splits up (`BlockSet.carries`). For just
those, indicator and period, the figure of a new bag is the sum of its blocks and needs
no share. Blocks placed by a model make no record: what they tell of a figure that is
not modelled itself stays an estimate, and is marked as one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from itertools import groupby
from operator import add
from typing import Final

from django.db.models import Count, F, Sum

from bagana.engines.lineage import Edge, Part, RecastCell, RuleKey
from bagana.indicators.carrying import Asked
from bagana.redistricting.models import SPECIES, Block, BlockMove, BlockSet, Nature
from bagana.territory.models import Unit

TOLERANCE: Final = 1e-6


@dataclass(frozen=True)
class Carrying:
    """A set of blocks that was re-drawn, and the column that carries a figure."""

    block_set: BlockSet
    columns: tuple[str, ...]
    changes: frozenset[int]


type Piece = tuple[str, str, float | None]
"""Bag of the set, bag of the day, sum of the blocks that lie in both."""


class BlockCarrier:
    """Reads which sets of blocks were re-drawn once, and sums as they are asked."""

    def counted(self, asked: Asked, codes: Collection[str]) -> Mapping[str, RecastCell]:
        key = asked.indicator.code, asked.period.code
        found: dict[str, RecastCell] = {}
        for carrying in self._carrying.get(key, ()):
            foreign = {e.change_id for e in asked.edges} - carrying.changes
            usable = _clear_of(asked.edges, foreign, codes)
            if usable:
                found |= _summed(carrying, asked, usable)
        return found

    @cached_property
    def _carrying(self) -> dict[tuple[str, str], list[Carrying]]:
        changes: dict[int, set[int]] = defaultdict(set)
        rows = BlockMove.objects.order_by().values_list("block__block_set", "change")
        for block_set, change in rows.distinct():
            changes[block_set].add(change)
        found: dict[tuple[str, str], list[Carrying]] = defaultdict(list)
        sets = BlockSet.objects.filter(pk__in=changes).defer("neighbours")
        for one in sets if changes else ():
            for column, (indicator, period) in one.carries.items():
                columns = SPECIES if column == "livestock" else (column,)
                carried = Carrying(one, columns, frozenset(changes[one.pk]))
                found[indicator, period].append(carried)
        return found


def _clear_of(
    edges: Iterable[Edge], foreign: set[int], codes: Collection[str]
) -> set[str]:
    """Units that no other change than a re-drawing of these blocks has touched."""
    tainted: set[str] = set()
    in_order = sorted(edges, key=_day)
    for (_on, change), group in groupby(in_order, key=_day):
        own = list(group)
        tainted |= {
            edge.target for edge in own if change in foreign or edge.source in tainted
        }
    return set(codes) - tainted


def _day(edge: Edge) -> tuple[date, int]:
    return edge.date, edge.change_id


def _summed(
    carrying: Carrying, asked: Asked, codes: Collection[str]
) -> dict[str, RecastCell]:
    pieces = _pieces(carrying, asked)
    whole = {
        source: _total(piece for piece in pieces if piece[0] == source)
        for source in {source for source, _place, _value in pieces}
    }
    true = {s for s, total in whole.items() if _same(total, asked.values.get(s))}
    found = {}
    for code in codes:
        own = [piece for piece in pieces if piece[1] == code]
        total = _total(own)
        if own and total is not None and {source for source, _, _ in own} <= true:
            found[code] = _cell(carrying, asked, total, own, whole)
    return found


def _pieces(carrying: Carrying, asked: Asked) -> list[Piece]:
    what = reduce(add, (F(name) for name in carrying.columns))
    rows = (
        Block.objects.filter(block_set=carrying.block_set)
        .placed(asked.on)
        .annotate(what=what)
        .order_by()
        .values_list("unit__code", "place")
        .annotate(total=Sum("what"), known=Count("what"), count=Count("pk"))
    )
    found = list(rows)
    places = {place for _source, place, *_rest in found}
    codes = dict(Unit.objects.filter(pk__in=places).values_list("pk", "code"))
    return [
        (source, codes[place], float(total) if known == count else None)
        for source, place, total, known, count in found
    ]


def _total(pieces: Iterable[Piece]) -> float | None:
    sums = [value for _source, _place, value in pieces]
    return None if None in sums else math.fsum(value or 0.0 for value in sums)


def _same(one: float | None, other: float | None) -> bool:
    """Whether the blocks of a bag sum to the very figure that was published for it."""
    return one is not None and other is not None and abs(one - other) <= TOLERANCE


def _cell(
    carrying: Carrying,
    asked: Asked,
    total: float,
    own: list[Piece],
    whole: Mapping[str, float | None],
) -> RecastCell:
    placed_by_model = carrying.block_set.nature == Nature.MODELLED
    estimated = placed_by_model and asked.indicator.nature != Nature.MODELLED
    parts = tuple(
        Part(source, (value or 0.0) / (whole[source] or 1.0))
        for source, _place, value in sorted(own)
    )
    return RecastCell(
        value=total,
        exact=not estimated,
        estimated=estimated,
        parts=parts,
        missing=(),
        rule=RuleKey.SUM_OF_BLOCKS,
    )
