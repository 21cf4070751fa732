"""Whether features can become a set of blocks: every mistake at once, totals by bag."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext as _

from bagana.redistricting.arrays import COUNTED
from bagana.redistricting.block_problems import BlockProblem
from bagana.redistricting.features import Feature
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below
from bagana.web.errors import Refused

MOST_COUNT: Final = 2_000_000_000
MOST_CODE: Final = 40
APART: Final = re.compile(r"[\s,;:\x00-\x1f\x7f]")
"""In a code, what sets codes apart in lists, forms and the hash of a plan."""

MOST_PAIRS: Final = 16
"""Blocks of a map touch some four others each, of which two of a pair are one."""

AT_ONCE: Final = 64
OVERLAP: Final = 0.02
"""Blocks drawn apart overlap by slivers; more than this share of one is a mistake."""

BAG_LEVEL: Final = 3


@dataclass(frozen=True)
class ReadyBlock:
    """A feature without a fault."""

    code: str
    bag: UnitVersion
    geometry: Any
    counts: Mapping[str, int | None]


@dataclass
class Checked:
    """What a check found; `read` = blocks + refused rows."""

    read: int
    blocks: list[ReadyBlock] = field(default_factory=list)
    problems: list[BlockProblem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len({problem.row for problem in self.problems})

    def totals(self) -> dict[str, dict[str, int | None]]:
        """Bag to the sum of each count; None where a block of it has no figure."""
        found: dict[str, dict[str, int | None]] = {}
        for block in self.blocks:
            own = found.setdefault(
                block.bag.unit.code, {"blocks": 0, **dict.fromkeys(COUNTED, 0)}
            )
            own["blocks"] = (own["blocks"] or 0) + 1
            for name in COUNTED:
                one, value = own[name], block.counts[name]
                own[name] = None if one is None or value is None else one + value
        return dict(sorted(found.items()))

    def missing(self) -> dict[str, int]:
        """In how many blocks each count is not known."""
        gaps = {n: sum(b.counts[n] is None for b in self.blocks) for n in COUNTED}
        return {name: count for name, count in gaps.items() if count}


def check_features(features: Sequence[Feature], *, unit: Unit, on: date) -> Checked:
    """Judge every feature; bags are those under the unit on the day."""
    bags = {version.unit.code: version for version in below(unit, on, BAG_LEVEL)}
    outlines = _Outlines(bags)
    checked = Checked(read=len(features))
    seen: dict[str, int] = {}
    rows: list[int] = []
    for one in features:
        bag = one.bag or outlines.bag_of(one.geometry)
        found = [*_of_place(one, bag, bags, unit, seen), *_of_counts(one)]
        seen.setdefault(one.code, one.row)
        if found:
            checked.problems += found
            continue
        counts = {name: _number(one.values[name]) for name in COUNTED}
        checked.blocks.append(ReadyBlock(one.code, bags[bag], one.geometry, counts))
        rows.append(one.row)
    _refuse_overlaps(checked, rows)
    return checked


def _of_place(
    one: Feature,
    bag: str,
    bags: Mapping[str, UnitVersion],
    unit: Unit,
    seen: Mapping[str, int],
) -> Iterator[BlockProblem]:
    if fault := _shape_fault(one):
        yield BlockProblem(fault, one.row, "geometry", one.code)
    if not one.code:
        yield BlockProblem("no_code", one.row, "code")
    elif len(one.code) > MOST_CODE:
        yield BlockProblem("long_code", one.row, "code", one.code)
    elif APART.search(one.code):
        yield BlockProblem("bad_code", one.row, "code", one.code)
    elif one.code in seen:
        args = {"first": seen[one.code]}
        yield BlockProblem("duplicate", one.row, "code", one.code, args)
    if not bag:
        yield BlockProblem("no_bag", one.row, "bag")
    elif bag not in bags:
        yield BlockProblem("unknown_bag", one.row, "bag", bag, {"unit": unit.code})


def _shape_fault(one: Feature) -> str:
    shape = one.geometry
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
        return "no_shape"
    if shape.is_empty:
        return "no_shape"
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "not_degrees"
    return "" if shape.is_valid and shape.area > 0 else "invalid_shape"


def _of_counts(one: Feature) -> Iterator[BlockProblem]:
    for name in COUNTED:
        value = one.values.get(name)
        if fault := _count_fault(value):
            yield BlockProblem(fault, one.row, name, str(value))


def _count_fault(value: Any) -> str:
    if is_blank(value):
        return ""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return "not_a_number"
    except OverflowError:
        return "too_large"
    if not math.isfinite(number):
        return "not_a_number"
    if number < 0:
        return "negative"
    if number > MOST_COUNT:
        return "too_large"
    return "" if number.is_integer() else "not_whole"


def is_blank(value: Any) -> bool:
    """Empty, a dash, dots, or the NaN of a spreadsheet: not known."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str) and value.strip() in ("", "-", "–", "…", "...")


def _number(value: Any) -> int | None:
    return None if is_blank(value) else int(float(value))


def _refuse_overlaps(checked: Checked, rows: Sequence[int]) -> None:
    """Of two blocks that lie over each other the later one is told."""
    import shapely

    if len(rows) < 2:
        return
    shapes = np.array([block.geometry for block in checked.blocks], dtype=object)
    one, other = _meeting(shapes)
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    smaller = np.minimum(shapely.area(shapes[one]), shapely.area(shapes[other]))
    bad = {
        int(j): int(i)
        for i, j in zip(
            one[common > OVERLAP * smaller],
            other[common > OVERLAP * smaller],
            strict=True,
        )
    }
    for j, i in sorted(bad.items()):
        code, with_ = checked.blocks[j].code, checked.blocks[i].code
        told = BlockProblem("overlap", rows[j], "geometry", code, {"other": with_})
        checked.problems.append(told)
    checked.blocks = [b for j, b in enumerate(checked.blocks) if j not in bad]


def _meeting(shapes: Any) -> tuple[Any, Any]:
    """Places of the blocks that touch or overlap, two by two, each pair once.

    A file of thousands of blocks in one place would fill the memory: it is refused.
    """
    import shapely

    tree = shapely.STRtree(shapes)
    found, count = [], 0
    for start in range(0, len(shapes), AT_ONCE):
        asked = shapes[start : start + AT_ONCE]
        one, other = tree.query(asked, predicate="intersects")
        pairs = np.stack([one + start, other])[:, one + start < other]
        found.append(pairs)
        count += pairs.shape[1]
        if count > MOST_PAIRS * len(shapes) + 1000:
            raise Refused(
                _("Хэт олон суурь хэсэг хоорондоо давхцаж байна."),
                _("Давхцлыг арилгана уу: нэг газар нэг л суурь хэсэгт орно."),
                "file",
            )
    both = np.concatenate(found, axis=1)
    return both[0], both[1]


class _Outlines:
    """Finds the bag in whose outline the middle of a block lies."""

    def __init__(self, bags: Mapping[str, UnitVersion]) -> None:
        self._bags = bags
        self._read: tuple[list[str], Any] | None = None

    def bag_of(self, shape: Any) -> str:
        if shape is None or shape.is_empty:
            return ""
        codes, tree = self._tree()
        at = tree.query(shape.representative_point(), predicate="within")
        return codes[int(at[0])] if len(at) else ""

    def _tree(self) -> tuple[list[str], Any]:
        import shapely

        if self._read is None:
            shapes = outlines_of(self._bags.values())
            self._read = list(shapes), shapely.STRtree(list(shapes.values()))
        return self._read


def outlines_of(versions: Any) -> dict[str, Any]:
    """Code to the full outline of each version that has one."""
    from bagana.territory.models import Boundary
    from bagana.territory.shapes import geometry_of

    of = {v.unit.code: v.boundary_id for v in versions if v.boundary_id}
    rows = Boundary.objects.defer("simplified").in_bulk(list(of.values()))
    return {code: geometry_of(rows[pk]) for code, pk in of.items()}
