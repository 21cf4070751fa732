"""Which published figures of bags the blocks of a set split up to the last unit.

Only those may later be summed from blocks: docs/rules/redrawing-blocks.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bagana.redistricting.block_checks import ReadyBlock
from bagana.redistricting.models import SPECIES
from bagana.redistricting.published import ALL_KINDS, Basis, published


def carried(
    user: Any, blocks: Sequence[ReadyBlock], on: date
) -> dict[str, tuple[str, str]]:
    """`BlockSet.carries`: column → indicator and period that it adds up to.

    Every bag of the set must have the figure and the very sum; a block whose count is
    not known leaves its whole column out.
    """
    bags = sorted({block.bag.unit.code for block in blocks})
    bases = published(user, bags, on)
    return {
        column: (basis.indicator.code, basis.period.code)
        for column, basis in bases.items()
        if basis.indicator and basis.period and _is_split(column, basis, blocks)
    }


def _is_split(column: str, basis: Basis, blocks: Sequence[ReadyBlock]) -> bool:
    sums = _sums(SPECIES if column == ALL_KINDS else (column,), blocks)
    return sums is not None and sums == dict(basis.values)


def _sums(
    columns: Sequence[str], blocks: Sequence[ReadyBlock]
) -> Mapping[str, int | None] | None:
    found: dict[str, int | None] = {}
    for block in blocks:
        counts = [block.counts.get(column) for column in columns]
        if None in counts:
            return None
        bag = block.bag.unit.code
        found[bag] = (found.get(bag) or 0) + sum(count or 0 for count in counts)
    return found
