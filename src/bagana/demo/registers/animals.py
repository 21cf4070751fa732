"""The animals of the drawn households in two censuses; sums of 2025 are the known ones.

The known totals are those of 2020 by sum: a fictional census of 2025 that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bagana.demo.registers.filling import BATCH, Filled
from bagana.demo.registers.herds import Heads, parts_of, share_out, year_before
from bagana.registers.models import (
    SPECIES,
    Census,
    HerdLoss,
    LivestockCount,
    LossCause,
)

LOST = 0.3
"""Of herder households: how many had losses in the year."""


def heads_of(filled: Filled, totals: Mapping[str, int]) -> dict[str, Heads]:
    return share_out(totals, filled.herders, filled.rng)


def heads_before(heads: Mapping[str, Heads], filled: Filled) -> dict[str, Heads]:
    return {kind: year_before(heads[kind], filled.rng) for kind in SPECIES}


def count_herds(filled: Filled, census: Census, heads: Mapping[str, Heads]) -> int:
    """A row for each household that has animals or herds; how many rows."""
    rows = [
        _count(filled, census, at, {kind: int(heads[kind][at]) for kind in SPECIES})
        for at in range(len(filled.households))
        if filled.herders[at] or any(heads[kind][at] for kind in SPECIES)
    ]
    LivestockCount.objects.bulk_create(rows, BATCH)
    HerdLoss.objects.bulk_create(list(_losses(filled, census)), BATCH)
    return len(rows)


def _count(
    filled: Filled, census: Census, at: int, own: Mapping[str, int]
) -> LivestockCount:
    keeper = filled.households[at]
    values = dict(own)
    for kind, heads in own.items():
        values[f"{kind}_females"], values[f"{kind}_young"] = parts_of(
            kind, heads, filled.rng
        )
    return LivestockCount(
        census=census,
        unit=filled.unit,
        keeper=keeper,
        counted_on=census.starts_on,
        entry=filled.entry,
        **values,
    )


def _losses(filled: Filled, census: Census) -> Iterable[HerdLoss]:
    causes = [LossCause.DISASTER, LossCause.DISEASE, LossCause.WOLF]
    for household, herds in zip(filled.households, filled.herders, strict=True):
        if not herds or filled.rng.random() > LOST:
            continue
        yield HerdLoss(
            census=census,
            unit=filled.unit,
            household=household,
            species=str(filled.rng.choice(["sheep", "goat"])),
            cause=causes[int(filled.rng.integers(len(causes)))],
            heads=int(1 + filled.rng.poisson(2)),
            entry=filled.entry,
        )
