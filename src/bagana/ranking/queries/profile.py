"""Why a unit stands where it stands: every hop from its figures to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.utils.translation import get_language, gettext

from bagana.engines.index import Result, effective
from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Framework, Leaf
from bagana.engines.index.weights import of_panels
from bagana.indicators.models import Indicator
from bagana.ranking.models import Run
from bagana.ranking.queries.moved import Difference, Moved, difference, moved
from bagana.ranking.queries.recomputing import recomputed
from bagana.ranking.queries.rows import CellRow, GroupResult, RunResults, UnitRow
from bagana.ranking.queries.runs import results_of

NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A dimension of the unit beside its group: points on the method's scale.

    `best` is of the unit that is best in this dimension, `floor` the level below which
    nobody is proposed.
    """

    code: str
    name: str
    weight: float
    own: float | None
    median: float | None
    best: float | None
    best_name: str
    floor: float | None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator of the unit, down to its observation.

    `part` is what it brings to the score above the lowest possible one, `gap` what of
    the distance to the first of the group lies in it.
    """

    leaf: Leaf
    name: str
    dimension: str
    indicator: Indicator | None
    cell: CellRow
    median: float | None
    part: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of being proposed: what is asked, what the unit has.

    `own` and `needed` are per cent where `is_percent`, else points; `years` are those
    that were asked, with the probability of being among the first.
    """

    code: str
    name: str
    met: bool
    own: float | None
    needed: float
    is_percent: bool
    at_most: bool = False
    years: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class MissingLine:
    """An indicator without a figure, and who would have it."""

    code: str
    name: str
    dimension: str
    indicator: Indicator | None
    self_reported: bool


@dataclass(frozen=True)
class Profile:
    """All that the page of a unit in a run says; `group` None for who is not ranked."""

    run: Run
    method: Framework
    row: UnitRow
    group: GroupResult | None
    dimensions: tuple[DimensionLine, ...]
    lines: tuple[IndicatorLine, ...]
    missing: tuple[MissingLine, ...]
    conditions: tuple[Condition, ...]
    contributions: Difference | None
    first: UnitRow | None
    distance: Difference | None
    moved: Moved | None

    @property
    def is_first(self) -> bool:
        return self.first is not None and self.first.unit == self.row.unit

    @property
    def met(self) -> int:
        return sum(condition.met for condition in self.conditions)


def profile_of(run: Run, unit: str) -> Profile | None:
    """The profile of a unit by its code; None where the run has no such unit."""
    results = results_of(run)
    row = _row(results, unit)
    if row is None:
        return None
    result = recomputed(run)
    t = result.years.index(run.period.start.year)
    v = result.units.index(unit)
    group = results.group_of(row.group) if row.is_ranked else None
    first = _first(row, group) if group else None
    contributions = _contributions(result, t, v) if group else None
    distance = _distance(result, t, v, first)
    catalogue = _catalogue(result.framework)
    return Profile(
        run=run,
        method=result.framework,
        row=row,
        group=group,
        dimensions=tuple(_dimensions(result, t, v, group)),
        lines=tuple(_lines(result, t, v, row, catalogue, contributions, distance)),
        missing=tuple(_missing(result.framework, row, catalogue)),
        conditions=tuple(_conditions(result, t, v, row)) if group else (),
        contributions=contributions,
        first=first,
        distance=distance,
        moved=moved(result, v, t) if group else None,
    )


def _row(results: RunResults, unit: str) -> UnitRow | None:
    every = [*results.rows, *results.not_ranked]
    return next((row for row in every if row.unit == unit), None)


def _first(row: UnitRow, group: GroupResult) -> UnitRow:
    """The unit with the first computed rank; of several, the one that is read of."""
    if row.rank == 1:
        return row
    return min(group.rows, key=lambda one: one.rank or group.size)


def _catalogue(method: Framework) -> dict[str, Indicator]:
    rows = Indicator.objects.filter(code__in=method.indicators)
    return {row.code: row for row in rows.select_related("source", "denominator")}


def language() -> str:
    return get_language() or "mn"


def lowest(result: Result) -> Floats:
    """(K,) points of a unit that is worst in everything."""
    scale = result.framework.scale
    if scale.method in ("zscore", "rank", "borda", "none", "distance_to_target"):
        return np.asarray(np.nanmin(result.normalised, axis=(0, 1)), dtype=np.float64)
    return np.full(len(result.indicators), scale.low)


def _contributions(result: Result, t: int, v: int) -> Difference | None:
    return difference(result, lowest(result), result.normalised[t, v])


def _distance(
    result: Result, t: int, v: int, first: UnitRow | None
) -> Difference | None:
    if first is None or first.unit == result.units[v]:
        return None
    best = result.units.index(first.unit)
    return difference(result, result.normalised[t, v], result.normalised[t, best])


def points_of(result: Result, node: Branch | Leaf, t: int) -> Floats:
    """(V,) points of a dimension or an indicator."""
    if isinstance(node, Branch):
        return np.asarray(result.nodes[node.code][t], dtype=np.float64)
    column: Floats = result.normalised[t, :, result.indicators.index(node.code)]
    return column


def members_of(result: Result, t: int, v: int) -> list[int]:
    """Places of the ranked units of a unit's peer group."""
    label = result.group[t, v]
    mine = (result.group[t] == label) & np.isfinite(result.scores[t])
    return [int(place) for place in np.flatnonzero(mine)]


def _dimensions(
    result: Result, t: int, v: int, group: GroupResult | None
) -> list[DimensionLine]:
    names = {row.unit: row.short_name for row in group.rows} if group else {}
    method = result.framework
    shares = of_panels(method.tree)[method.tree.code]
    members = members_of(result, t, v) if group else []
    found = []
    for child, weight in zip(method.dimensions, shares, strict=True):
        points = points_of(result, child, t)
        best = max(members, key=lambda one: points[one]) if members else None
        found.append(
            DimensionLine(
                child.code,
                child.name.of(language()),
                100 * float(weight),
                _known(points[v]),
                _known(np.median(points[members])) if members else None,
                _known(points[best]) if best is not None else None,
                names.get(result.units[best], "") if best is not None else "",
                _floor(points[members], method) if members else None,
            )
        )
    return found


def _floor(points: Floats, method: Framework) -> float | None:
    return _known(np.quantile(points, method.selection.floor_quantile))


def _known(value: float | np.floating) -> float | None:
    return None if np.isnan(value) else float(value)


def dimension_names(method: Framework) -> dict[str, str]:
    """The name of the dimension under which each indicator stands, by its code."""
    found: dict[str, str] = {}
    for child in method.dimensions:
        leaves = _leaves(child)
        for leaf in leaves:
            found[leaf.code] = child.name.of(language())
    return found


def _leaves(node: Branch | Leaf) -> list[Leaf]:
    if isinstance(node, Leaf):
        return [node]
    return [leaf for child in node.children for leaf in _leaves(child)]


def _lines(
    result: Result,
    t: int,
    v: int,
    row: UnitRow,
    catalogue: Mapping[str, Indicator],
    contributions: Difference | None,
    distance: Difference | None,
) -> list[IndicatorLine]:
    cells, under = row.cells, dimension_names(result.framework)
    members = members_of(result, t, v) if row.is_ranked else []
    empty = CellRow(None, None, None, None, result.years[t])
    found = []
    for k, leaf in enumerate(result.framework.leaves):
        points = result.normalised[t, members, k] if members else np.array([])
        found.append(
            IndicatorLine(
                leaf,
                leaf.name.of(language()),
                under[leaf.code],
                catalogue.get(leaf.code),
                cells.get(leaf.code, empty),
                _known(np.median(points)) if members else None,
                contributions.parts[k].points if contributions else None,
                distance.parts[k].points if distance else None,
            )
        )
    return found


def _missing(
    method: Framework, row: UnitRow, catalogue: Mapping[str, Indicator]
) -> list[MissingLine]:
    under = dimension_names(method)
    return [
        MissingLine(
            leaf.code,
            leaf.name.of(language()),
            under[leaf.code],
            catalogue.get(leaf.code),
            leaf.self_reported,
        )
        for leaf in method.leaves
        if leaf.code in row.missing
    ]


def _conditions(result: Result, t: int, v: int, row: UnitRow) -> list[Condition]:
    """As `engines.index.choosing` judged them; figures are for the reader."""
    method = result.framework
    rule = method.selection
    members = members_of(result, t, v)
    top = gettext("Эхний %(top)s байрт орох магадлал") % {"top": rule.top}
    found = [
        _percent("probability", top, row, row.p_top, rule.probability),
        *(_dimension(result, t, v, child, members, row) for child in method.dimensions),
        _percent(
            "completeness",
            gettext("Мэдээллийн бүрдэл"),
            row,
            row.completeness,
            rule.completeness,
        ),
    ]
    weights = effective(method.tree, of_panels(method.tree))
    reported = sum(
        float(weight)
        for leaf, weight in zip(method.leaves, weights, strict=True)
        if leaf.self_reported
    )
    name = gettext("Нэгж өөрөө мэдээлдэг үзүүлэлтийн жин")
    found.append(
        _percent("self_reported", name, row, reported, rule.self_reported, at_most=True)
    )
    if row.years:
        some, of = rule.years
        name = gettext("%(all)s жилийн %(some)s-д нь ижил дүн") % {
            "some": some,
            "all": of,
        }
        met = "years" not in row.failed
        found.append(Condition("years", name, met, None, some, False, years=row.years))
    return found


def _percent(
    code: str,
    name: str,
    row: UnitRow,
    own: float | None,
    needed: float,
    *,
    at_most: bool = False,
) -> Condition:
    met = code not in row.failed
    value = None if own is None else 100 * own
    return Condition(code, name, met, value, 100 * needed, True, at_most)


def _dimension(
    result: Result,
    t: int,
    v: int,
    child: Branch | Leaf,
    members: list[int],
    row: UnitRow,
) -> Condition:
    points = points_of(result, child, t)
    name = gettext("«%(name)s» чиглэл бүлгийн доод дөрөвний нэгээс дээш") % {
        "name": child.name.of(language())
    }
    if result.framework.selection.floor_quantile != 0.25:
        name = gettext("«%(name)s» чиглэл бүлгийн доод хэсгээс дээш") % {
            "name": child.name.of(language())
        }
    return Condition(
        f"floor:{child.code}",
        name,
        f"floor:{child.code}" not in row.failed,
        _known(points[v]),
        _floor(points[members], result.framework) or 0.0,
        False,
    )
