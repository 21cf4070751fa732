"""How much of each weight a unit of a plan should hold, and what may be exceeded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bagana.engines.districting.problem import Floats, Ints, Problem

type Tolerance = Mapping[str, float] | Sequence[float] | Floats


def parents_of(problem: Problem, labels: Ints) -> Ints:
    """Return the parent of each label up to the largest; -1 of one without blocks."""
    out = np.full(int(labels.max(initial=-1)) + 1, -1, dtype=np.int32)
    seated = labels >= 0
    out[labels[seated]] = problem.parent[seated]
    return out


def shares(problem: Problem, labels: Sequence[int] | npt.NDArray[np.integer]) -> Floats:
    """Return the shares of their parent's total that the units of one parent get.

    Parameters
    ----------
    labels
        Those units of one parent that hold blocks in the plan.

    Returns
    -------
    (k, J), each column adding up to 1: equal shares, or the problem's `targets` of
    these labels. Where units end or are added, targets are scaled to add up again; a
    label beyond the targets gets the mean of the others.
    """
    k, width = len(labels), problem.weights.shape[1]
    if problem.targets is None:
        return np.full((k, width), 1.0 / k)
    raw = np.full((k, width), np.nan)
    for row, label in enumerate(labels):
        if label < len(problem.targets):
            raw[row] = problem.targets[label]
    known = ~np.isnan(raw)
    count = known.sum(axis=0)
    means = np.where(count, np.nansum(raw, axis=0) / np.maximum(count, 1), 1.0)
    raw = np.where(known, raw, means)
    sums = raw.sum(axis=0)
    return np.asarray(np.where(sums > 0, raw / np.where(sums > 0, sums, 1), 1 / k))


def targets_of(problem: Problem, labels: Ints) -> Floats:
    """Return (K, J) what each label up to the largest should hold.

    NaN for a label without blocks: a unit that ends is owed nothing.
    """
    parents = parents_of(problem, labels)
    out = np.full((parents.size, problem.weights.shape[1]), np.nan)
    for parent in np.unique(parents[parents >= 0]):
        here = np.flatnonzero(parents == parent)
        out[here] = shares(problem, here.tolist()) * problem.totals[parent]
    return out


def deviations(sums: Floats, targets: Floats) -> Floats:
    """Return (sums - targets) / targets, signed.

    Where nothing is owed, nothing held deviates by 0 and anything by infinity.
    """
    owed = targets > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (sums - targets) / np.where(owed, targets, 1.0)
    return np.where(owed, share, np.where(sums > 0, np.inf, 0.0))


def tolerances(problem: Problem, tolerance: Tolerance) -> Floats:
    """Return (J,) the tolerance of each weight, infinite for one not asked for.

    Raises
    ------
    ValueError
        A weight that the problem lacks, a wrong number of them, or a tolerance that is
        negative or not a number.
    """
    if isinstance(tolerance, Mapping):
        unknown = set(tolerance) - set(problem.weight_names)
        if unknown:
            raise ValueError(f"no such weight: {', '.join(sorted(unknown))}")
        values = [tolerance.get(name, np.inf) for name in problem.weight_names]
        out = np.asarray(values, dtype=np.float64)
    else:
        out = np.asarray(tolerance, dtype=np.float64)
    if out.shape != (len(problem.weight_names),):
        raise ValueError("one tolerance for each weight")
    if np.isnan(out).any() or (out < 0).any():
        raise ValueError("a tolerance is a share of nought or more")
    return out


def per_tolerance(tolerance: Floats) -> Floats:
    """Return (J,) what a deviation counts: 1 / tolerance, 0 for one not asked for.

    Where none is asked for, every deviation counts as it is.
    """
    finite = np.isfinite(tolerance)
    if not finite.any():
        return np.ones(tolerance.shape)
    return np.where(finite, 1.0 / np.maximum(np.where(finite, tolerance, 1), 1e-6), 0)


def asked(tolerance: Floats) -> Floats:
    """Return the tolerances, all 0 < where none is asked for: then every weight counts.

    What `deviation` of a point is the largest of: the weights that were asked for.
    """
    finite = np.isfinite(tolerance)
    return np.asarray(finite if finite.any() else np.ones_like(finite))
