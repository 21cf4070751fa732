"""What the bag offices have: drawn, so that there is a gap to the illustrative norm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import numpy as np

from bagana.accounts.models import User
from bagana.registers.actions.journal import begin
from bagana.registers.founding import found_assets
from bagana.registers.models import Asset, AssetKind, AssetState, EntryKind
from bagana.territory.models import Unit

SINCE: Final = date(2024, 1, 1)
TITLE: Final = "Үзүүлэнгийн зохиомол хөрөнгө (жишээ)"
STATES: Final = (AssetState.GOOD, AssetState.REPAIR, AssetState.UNUSABLE)
SHARES: Final = (0.7, 0.2, 0.1)
USUAL: Final = {"office_room": 0.95, "chair": 1.0, "desk": 0.95, "cabinet": 0.8}
"""How likely an office has a kind at all; of the others two in five have it."""
SELDOM: Final = 0.4
CHAIRS: Final = 8


def furnish(user: User, units: Iterable[Unit]) -> None:
    found_assets()
    kinds = list(AssetKind.objects.order_by("position"))
    for unit in units:
        rng = np.random.default_rng([int(unit.code), 7])
        entry = begin(kind=EntryKind.ASSET, unit=unit, user=user, title=TITLE)
        Asset.objects.bulk_create(
            Asset(unit=unit, kind=kind, entry=entry, since=SINCE, **_drawn(kind, rng))
            for kind in kinds
        )


def _drawn(kind: AssetKind, rng: np.random.Generator) -> dict[str, Any]:
    """Nought pieces where there are none: somebody looked."""
    if rng.random() > USUAL.get(kind.code, SELDOM):
        return {"pieces": 0, "state": AssetState.GOOD}
    state = STATES[int(rng.choice(len(STATES), p=SHARES))]
    many = kind.code == "chair"
    return {
        "pieces": int(rng.integers(2, CHAIRS)) if many else 1,
        "state": state,
        "year": int(rng.integers(2008, 2025)),
        "owner": "Сумын ЗДТГ (жишээ)",
    }
