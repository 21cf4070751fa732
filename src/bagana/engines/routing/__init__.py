"""The shortest round that begins and ends at one place and calls at all the others.

The rule in prose: docs/rules/routing.md.
"""

from bagana.engines.routing.cuts import by_cuts
from bagana.engines.routing.distances import (
    EARTH_KM,
    great_circle_between,
    great_circle_km,
    great_circle_matrix,
    with_roads,
)
from bagana.engines.routing.held_karp import by_held_karp
from bagana.engines.routing.rounds import (
    MOST_EXACT,
    Round,
    as_driven,
    length_of,
    shortest_round,
)

__all__ = [
    "EARTH_KM",
    "MOST_EXACT",
    "Round",
    "as_driven",
    "by_cuts",
    "by_held_karp",
    "great_circle_between",
    "great_circle_km",
    "great_circle_matrix",
    "length_of",
    "shortest_round",
    "with_roads",
]
