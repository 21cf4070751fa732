"""The order of the stops of a mobile round, by road where roads were told.

The rule: docs/rules/routing.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from bagana.engines.routing import (
    as_driven,
    great_circle_matrix,
    shortest_round,
    with_roads,
)
from bagana.web.errors import Refused

START: Final = "start"
START_MN: Final = "гарах цэг"
"""How the start is named by who writes roads in Mongolian."""

HEADINGS: Final = (["from", "to", "km"], ["хаанаас", "хаашаа", "км"])
SECONDS: Final = 5.0
"""How long a page may search; what is not proven by then says so."""

MOST_ROADS: Final = 5_000

type Roads = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Planned:
    """`order` indexes the places, `legs` lead to each; `length_km` has the way back."""

    order: tuple[int, ...]
    legs: tuple[float, ...]
    length_km: float
    is_shortest: bool
    straight_pairs: int | None


def plan_route(
    start: tuple[float, float],
    places: Sequence[tuple[str, float, float]],
    roads: Mapping[tuple[str, str], float] | None = None,
    *,
    seconds: float = SECONDS,
) -> Planned:
    """The shortest round from the start; great-circle unless roads are told.

    Raises
    ------
    ValueError
        For a place outside the earth or a road that is no length.
    """
    points = [start, *((lon, lat) for _name, lon, lat in places)]
    table, left = great_circle_matrix(points), None
    if roads:
        names = [START, *(name for name, _lon, _lat in places)]
        table, left = with_roads(table, names, roads)
    found = shortest_round(table, seconds=seconds)
    legs = as_driven(table, found.order)
    return Planned(
        order=tuple(place - 1 for place in found.order[1:]),
        legs=tuple(round(leg, 3) for leg in legs[1:]),
        length_km=round(found.length_km, 3),
        is_shortest=found.is_optimal,
        straight_pairs=left,
    )


def read_roads(text: str) -> Roads:
    """Lines `from,to,km` of a table of roads; a heading line is passed over.

    The start is `start` or «гарах цэг».

    Raises
    ------
    Refused
        With the number of the line that cannot be read.
    """
    found: Roads = {}
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [_name(cell) for cell in row]
        if not any(cells) or cells[:3] in HEADINGS:
            continue
        try:
            one, other, km = cells
            found[(one, other)] = float(km)
        except ValueError:
            found = {}
        if number > MOST_ROADS or not found or not 0 <= km_of(found) < 10_000:
            raise Refused(
                _("Замын хүснэгтийн %(line)s-р мөрийг уншсангүй.") % {"line": number},
                _("Мөр бүр «газар,газар,км» гэсэн гурван утгатай байна."),
                "roads",
            )
    return found


def _name(cell: str) -> str:
    name = cell.strip()
    return START if name.lower() == START_MN else name


def km_of(roads: Roads) -> float:
    """The length that was read last."""
    return next(reversed(roads.values()))
