"""A problem from plain lists: checked whole, every mistake told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bagana.engines.districting import building_checks as checks
from bagana.engines.districting.faults import ProblemInvalid
from bagana.engines.districting.problem import Floats, Ints, Problem

type Pair = tuple[str, str, float]
type Column = Sequence[float | None] | npt.NDArray[np.float64]
type Target = float | Mapping[str, float]


def build_problem(
    *,
    blocks: Sequence[str],
    pairs: Sequence[Pair],
    weights: Mapping[str, Column],
    xy: Sequence[tuple[float, float]] | Floats,
    today: Sequence[str],
    parents: Sequence[str],
    offices: Mapping[str, tuple[float, float]],
    locked: Sequence[str] = (),
    held: Mapping[str, str] | None = None,
    barriers: Sequence[tuple[str, str]] = (),
    targets: Mapping[str, Target] | None = None,
    movers: str = "population",
    offices_fixed: bool = True,
    area_km2: Column | None = None,
    perimeter_km: Column | None = None,
) -> Problem:
    """Build a problem, or tell all that is wrong with the data.

    Parameters
    ----------
    blocks
        n different codes; every other list by block is in their order.
    pairs
        Neighbours with the length of their border in km (1 where it is not known),
        each pair once or twice. Pairs of different parents are left out.
    weights
        J columns; nothing may be missing, for missing is not zero.
    xy
        (n, 2) metres in a plane.
    today, parents
        Unit and parent (sum) of each block today.
    offices
        Metres, by unit; a unit may lack one.
    locked, held
        Blocks that stay, and the unit in which, where it is not today's.
    barriers
        Pairs of neighbours between which no unit passes.
    targets
        Share of its parent's total that a unit should hold, in every weight or by
        weight; units without one share the rest equally. None: all are equal.
    movers
        The weight that is counted as moved and travelling; the first one where the
        default is not among the weights.
    area_km2, perimeter_km
        By block, None or NaN where not known.

    Raises
    ------
    ProblemInvalid
        With every fault that was found.
    """
    given = checks.Given(
        blocks=tuple(blocks),
        pairs=tuple(pairs),
        weights={name: checks.column(values) for name, values in weights.items()},
        xy=np.asarray(xy, dtype=np.float64).reshape(-1, 2),
        today=tuple(today),
        parents=tuple(parents),
        offices=dict(offices),
        locked=tuple(locked),
        held=dict(held or {}),
        barriers=tuple(barriers),
        targets=None if targets is None else dict(targets),
        movers=_movers(movers, weights),
    )
    faults = checks.faults_of(given)
    if faults:
        raise ProblemInvalid(faults)
    return _problem(
        given,
        offices_fixed,
        _shape(area_km2, len(given.blocks)),
        _shape(perimeter_km, len(given.blocks)),
    )


def _movers(name: str, weights: Mapping[str, Column]) -> str:
    if name == "population" and name not in weights and weights:
        return next(iter(weights))
    return name


def _shape(values: Column | None, size: int) -> Floats:
    return np.full(size, np.nan) if values is None else checks.column(values)


def _problem(
    given: checks.Given, offices_fixed: bool, area_km2: Floats, outline: Floats
) -> Problem:
    names = tuple(given.weights)
    units, today = _numbered(given.today)
    parents, parent = _numbered(given.parents)
    indptr, indices, border = _graph(given)
    return Problem(
        blocks=given.blocks,
        indptr=indptr,
        indices=indices,
        border=border,
        weight_names=names,
        weights=np.stack([given.weights[n] for n in names], axis=1),
        xy=given.xy,
        units=units,
        today=today,
        parents=parents,
        parent=parent,
        locked=np.isin(np.array(given.blocks), list(given.locked)),
        offices=np.array([given.offices.get(u, (np.nan,) * 2) for u in units], float),
        offices_fixed=offices_fixed,
        targets=_targets(given, units, names),
        held=_held(given, units, today),
        movers=names.index(given.movers),
        area_km2=area_km2,
        perimeter_km=outline,
    )


def _numbered(codes: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """Return the different codes in the order first met, and the place of each."""
    order = {code: i for i, code in enumerate(dict.fromkeys(codes))}
    return tuple(order), np.array([order[c] for c in codes], dtype=np.int32)


def _graph(given: checks.Given) -> tuple[Ints, Ints, Floats]:
    """Return CSR of the neighbours inside parents, without those behind barriers."""
    place = {code: i for i, code in enumerate(given.blocks)}
    closed = {frozenset(pair) for pair in given.barriers}
    km: dict[tuple[int, int], float] = {}
    for a, b, length in given.pairs:
        i, j = place[a], place[b]
        if given.parents[i] == given.parents[j] and frozenset((a, b)) not in closed:
            km[i, j] = km[j, i] = float(length)
    edges = sorted(km)
    counts = np.bincount([i for i, _ in edges], minlength=len(place))
    return (
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        np.array([j for _, j in edges], dtype=np.int32),
        np.array([km[edge] for edge in edges], dtype=np.float64),
    )


def _held(given: checks.Given, units: tuple[str, ...], today: Ints) -> Ints | None:
    if not given.held:
        return None
    out = today.copy()
    for i, code in enumerate(given.blocks):
        if code in given.held:
            out[i] = units.index(given.held[code])
    return out


def _targets(
    given: checks.Given, units: tuple[str, ...], names: tuple[str, ...]
) -> Floats | None:
    """Return (U, J) shares; units without one share equally what the others leave."""
    if given.targets is None:
        return None
    home = dict(zip(given.today, given.parents, strict=True))
    out = np.full((len(units), len(names)), np.nan)
    for row, unit in enumerate(units):
        for j, name in enumerate(names):
            share = checks.share_of(given.targets, unit, name)
            out[row, j] = np.nan if share is None else share
    for parent in dict.fromkeys(given.parents):
        rows = [i for i, unit in enumerate(units) if home[unit] == parent]
        for j in range(len(names)):
            here = out[rows, j]
            open_ = np.isnan(here)
            rest = max(0.0, 1.0 - float(np.nansum(here)))
            here[open_] = rest / max(1, int(open_.sum()))
            out[rows, j] = here
    return out
