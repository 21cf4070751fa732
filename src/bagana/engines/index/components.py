"""Weights from principal components, for comparison with those that were agreed."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from bagana.engines.index.data import Floats

TURNS = 500
STILL = 1e-12


def components(matrix: Floats, count: int | None = None) -> Floats:
    """Weights by factor loadings.

    The principal components of the correlation matrix with an eigenvalue of at least 1
    (or the first `count`) are rotated (varimax, rows scaled to length 1 as Kaiser has
    it). In each, squared loadings are divided by their sum, the variance it explains.
    An indicator belongs to the component on which it loads highest; its weight is its
    share there times the component's share of the variance that all explain, and all
    are scaled to the sum 1. Constant columns weigh nothing.

    Parameters
    ----------
    matrix
        (V, K), no missing values, at least two rows.
    count
        How many components to keep.

    Returns
    -------
    (K,)

    Raises
    ------
    ValueError
        For a `count` that is not between 1 and K.

    References
    ----------
    Nicoletti, G., Scarpetta, S. & Boylaud, O. (2000). OECD Economics Department WP
    226; OECD/JRC (2008). Handbook on Constructing Composite Indicators, 6.1; Kaiser, H.
    (1958). The varimax criterion. Psychometrika 23.
    """
    if count is not None and not 1 <= count <= matrix.shape[1]:
        raise ValueError("keep at least one component and no more than columns")
    moves = np.ptp(matrix, axis=0) > STILL * np.abs(matrix).max(axis=0, initial=0)
    weight = np.zeros(matrix.shape[1])
    if not moves.any():
        return np.full(matrix.shape[1], 1 / matrix.shape[1])
    squared = varimax(loadings(matrix[:, moves], count)) ** 2
    explained = squared.sum(axis=0)
    rows = np.arange(len(squared))
    home = squared.argmax(axis=1)
    share = squared[rows, home] / explained[home]
    weight[moves] = share * explained[home]
    return weight / weight.sum()


def loadings(matrix: Floats, count: int | None = None) -> Floats:
    """(K, m) eigenvectors of the correlation matrix times the root of eigenvalues."""
    correlation = np.atleast_2d(np.corrcoef(matrix, rowvar=False))
    values, vectors = np.linalg.eigh(correlation)
    values, vectors = values[::-1], vectors[:, ::-1]
    # Rounding must not decide whether an eigenvalue of 1 is kept.
    kept = count or max(int((values >= 1 - 1e-9).sum()), 1)
    kept = min(kept, len(values))
    return np.asarray(vectors[:, :kept] * np.sqrt(np.maximum(values[:kept], 0)))


def varimax(given: Floats) -> Floats:
    """Rotate (K, m) loadings so that each is high on few components.

    Pairs of components are turned, by Kaiser's angle, until none moves any more.
    """
    length = np.sqrt((given**2).sum(axis=1, keepdims=True))
    scaled = np.divide(given, length, out=np.zeros_like(given), where=length > 0)
    for _ in range(TURNS):
        angles = [
            _turn(scaled, i, j) for i, j in combinations(range(given.shape[1]), 2)
        ]
        if max(map(abs, angles), default=0.0) < STILL:
            break
    return np.asarray(scaled * length)


def _turn(x: Floats, i: int, j: int) -> float:
    """Turn two columns in place and give the angle."""
    u, v = x[:, i] ** 2 - x[:, j] ** 2, 2 * x[:, i] * x[:, j]
    over = 2 * (u @ v) - 2 * u.sum() * v.sum() / len(x)
    under = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / len(x)
    angle = float(np.arctan2(over, under)) / 4
    if abs(over) <= STILL and abs(under) <= STILL:
        return 0.0
    c, s = np.cos(angle), np.sin(angle)
    x[:, [i, j]] = x[:, [i, j]] @ np.array([[c, -s], [s, c]])
    return angle
