"""The schematic blocks of the seventeen sums, taken in as an officer would."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagana.accounts.models import User
from bagana.demo.tables import geojson, text
from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.models import BlockSet, Nature
from bagana.territory.models import Unit

AIMAG = "43"
ON = date(2025, 12, 31)
PERIOD = "2020, 2025"


def take_blocks_in(user: User) -> BlockSet:
    words: dict[str, Any] = text("redrawing/words.toml")["blocks"]
    return add_block_set(
        user=user,
        unit=Unit.objects.get(code=AIMAG),
        on=ON,
        period=PERIOD,
        nature=Nature.MODELLED,
        features=geojson("blocks.geojson.gz")["features"],
        is_illustrative=True,
        **words,
    )
