"""The animals of the drawn households in two censuses; sums of 2025 are the known ones.

The known totals are those of 2020 by sum: a fictional census of 2025 that has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils import timezone

from bagana.demo.registers.filling import Filled
from bagana.demo.registers.herds import Heads, parts_of, share_out, year_before
from bagana.registers.models import (
    COLUMNS,
    SPECIES,
    Census,
    HerdLoss,
    LivestockCount,
    LossCause,
)
from bagana.web.bulk import insert

COUNT: Final = (
    "census",
    "unit",
    "keeper",
    "owner_sealed",
    "owner_index",
    *COLUMNS,
    "counted_on",
    "entry",
    "changed_at",
)
LOSS: Final = ("census", "unit", "household", "species", "cause", "heads", "entry")
CAUSES: Final = (LossCause.DISASTER, LossCause.DISEASE, LossCause.WOLF)
LOST = 0.3
"""Of herder households: how many had losses in the year."""


def heads_of(filled: Filled, totals: Mapping[str, int]) -> dict[str, Heads]:
    return share_out(totals, filled.herders, filled.rng)


def heads_before(heads: Mapping[str, Heads], filled: Filled) -> dict[str, Heads]:
    return {kind: year_before(heads[kind], filled.rng) for kind in SPECIES}


def count_herds(filled: Filled, census: Census, heads: Mapping[str, Heads]) -> int:
    """A row for each household that has animals or herds; how many rows."""
    now = timezone.now()
    rows = [
        (
            census.pk,
            filled.unit.pk,
            filled.households[at],
            b"",
            b"",
            *_animals({kind: int(heads[kind][at]) for kind in SPECIES}, filled),
            census.starts_on,
            filled.entry.pk,
            now,
        )
        for at in range(len(filled.households))
        if filled.herders[at] or any(heads[kind][at] for kind in SPECIES)
    ]
    insert(LivestockCount, COUNT, rows)
    insert(HerdLoss, LOSS, _losses(filled, census))
    return len(rows)


def _animals(own: Mapping[str, int], filled: Filled) -> list[int]:
    """In the order of COLUMNS: heads, breeding females, young of the year."""
    parts = [parts_of(kind, own[kind], filled.rng) for kind in SPECIES]
    return [
        *own.values(),
        *(females for females, _young in parts),
        *(young for _females, young in parts),
    ]


def _losses(filled: Filled, census: Census) -> Iterator[tuple[object, ...]]:
    for household, herds in zip(filled.households, filled.herders, strict=True):
        if not herds or filled.rng.random() > LOST:
            continue
        kind = ("sheep", "goat")[int(filled.rng.integers(2))]
        cause = CAUSES[int(filled.rng.integers(len(CAUSES)))].value
        heads = 1 + int(filled.rng.poisson(2))
        unit, entry = filled.unit.pk, filled.entry.pk
        yield census.pk, unit, household, kind, cause, heads, entry
