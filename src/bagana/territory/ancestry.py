"""The closure of the tree over time, derived from the versions.

Rule: a unit lies under an ancestor for as long as a chain of versions joins them.
Adjoining intervals with the same ancestor and depth become one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bagana.territory.models import UnitAncestry, UnitVersion


@dataclass(frozen=True)
class _Link:
    parent: int | None
    start: date
    end: date | None


Links = dict[int, list[_Link]]


def rebuild(unit_ids: Iterable[int] | None = None) -> int:
    """Write the closure of the given units and of all that ever lay below them."""
    links = _links()
    wanted = set(links) if unit_ids is None else _with_descendants(links, unit_ids)
    # Units whose versions are all gone (an undone creation) lose their rows too.
    gone = set(unit_ids or ()) - set(links)
    UnitAncestry.objects.filter(unit__in=wanted | gone).delete()
    rows = [row for unit in sorted(wanted) for row in _rows_of(unit, links)]
    UnitAncestry.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def expected_rows(unit_ids: Iterable[int] | None = None) -> list[UnitAncestry]:
    """The closure of the given units as the versions have it, not written."""
    links = _links()
    wanted = links if unit_ids is None else set(unit_ids) & set(links)
    return [row for unit in wanted for row in _rows_of(unit, links)]


def _links() -> Links:
    links: Links = defaultdict(list)
    rows = UnitVersion.objects.order_by("unit_id", "valid_from").values_list(
        "unit_id", "parent_id", "valid_from", "valid_to"
    )
    for unit, parent, start, end in rows:
        links[unit].append(_Link(parent, start, end))
    return dict(links)


def _with_descendants(links: Links, roots: Iterable[int]) -> set[int]:
    below: dict[int, set[int]] = defaultdict(set)
    for unit, versions in links.items():
        for link in versions:
            if link.parent is not None:
                below[link.parent].add(unit)
    found, queue = set(), [unit for unit in roots if unit in links]
    while queue:
        unit = queue.pop()
        if unit not in found:
            found.add(unit)
            queue.extend(below[unit])
    return found


def _rows_of(unit: int, links: Links) -> list[UnitAncestry]:
    pieces: list[tuple[int, int, date, date | None]] = []
    for link in links[unit]:
        pieces.append((unit, 0, link.start, link.end))
        _climb(link.parent, 1, link.start, link.end, links, pieces)
    last_end = links[unit][-1].end
    return [
        UnitAncestry(
            unit_id=unit,
            ancestor_id=ancestor,
            depth=depth,
            valid_from=start,
            valid_to=end,
            is_last=end == last_end,
        )
        for ancestor, depth, start, end in _joined(pieces)
    ]


def _climb(
    ancestor: int | None,
    depth: int,
    start: date,
    end: date | None,
    links: Links,
    pieces: list[tuple[int, int, date, date | None]],
) -> None:
    if ancestor is None:
        return
    for link in links.get(ancestor, []):
        low = max(start, link.start)
        high = _earlier(end, link.end)
        if high is None or low < high:
            pieces.append((ancestor, depth, low, high))
            _climb(link.parent, depth + 1, low, high, links, pieces)


def _earlier(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _joined(
    pieces: list[tuple[int, int, date, date | None]],
) -> list[tuple[int, int, date, date | None]]:
    joined: list[tuple[int, int, date, date | None]] = []
    for piece in sorted(pieces, key=lambda p: (p[0], p[1], p[2])):
        if joined:
            ancestor, depth, start, end = joined[-1]
            if (ancestor, depth) == piece[:2] and end == piece[2]:
                joined[-1] = (ancestor, depth, start, piece[3])
                continue
        joined.append(piece)
    return joined
