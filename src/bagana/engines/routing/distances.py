"""Distances between places: great-circle, and by road where a table tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

type Place = tuple[float, float]
"""Longitude and latitude in degrees."""


def great_circle_matrix(places: Sequence[Place]) -> NDArray[np.float64]:
    """Distances over the sphere between every two places.

    Parameters
    ----------
    places
        n pairs of longitude and latitude in degrees.

    Returns
    -------
    ndarray, shape (n, n)
        Kilometres; symmetric, with zeros on the diagonal.

    Raises
    ------
    ValueError
        For a place outside ±180° and ±90°, or one that is no number.

    Notes
    -----
    Haversine: ``d = 2 R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))``, stable for
    short distances. Sinnott (1984), "Virtues of the haversine", Sky and Telescope 68.
    Against the ellipsoid it is off by at most 0.6 %.
    """
    return great_circle_between(places, places)


def great_circle_between(
    ones: Sequence[Place], others: Sequence[Place]
) -> NDArray[np.float64]:
    """Distances over the sphere from each of some places to each of others.

    Parameters
    ----------
    ones, others
        n and m pairs of longitude and latitude in degrees.

    Returns
    -------
    ndarray, shape (n, m)
        Kilometres, as in `great_circle_matrix`.
    """
    lon, lat = _radians(ones)
    lon_to, lat_to = _radians(others)
    across = np.sin((lat[:, None] - lat_to[None, :]) / 2) ** 2
    along = np.sin((lon[:, None] - lon_to[None, :]) / 2) ** 2
    half = across + np.cos(lat)[:, None] * np.cos(lat_to)[None, :] * along
    found: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def _radians(places: Sequence[Place]) -> tuple[NDArray[np.float64], ...]:
    points = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(points).all() or (np.abs(points) > (180.0, 90.0)).any():
        raise ValueError("a place is a longitude and a latitude in degrees")
    return np.radians(points[:, 0]), np.radians(points[:, 1])


def great_circle_km(one: Place, other: Place) -> float:
    """Kilometres over the sphere between two places."""
    return float(great_circle_matrix([one, other])[0, 1])


def with_roads(
    matrix: NDArray[np.float64],
    names: Sequence[str],
    roads: Mapping[tuple[str, str], float],
) -> tuple[NDArray[np.float64], int]:
    """Put road distances where a table tells them, in either direction.

    Parameters
    ----------
    matrix
        Shape (n, n), km.
    names
        The n places as the table names them.
    roads
        Kilometres from a place to a place.

    Returns
    -------
    tuple of ndarray (n, n) and int
        The distances, and how many pairs of places still have no road told.

    Raises
    ------
    ValueError
        For a road that is negative or no number.
    """
    if any(not np.isfinite(km) or km < 0 for km in roads.values()):
        raise ValueError("a road is a length in km")
    found, left = matrix.copy(), 0
    for i, one in enumerate(names):
        for j in range(i):
            told = roads.get((one, names[j]), roads.get((names[j], one)))
            left += told is None
            if told is not None:
                found[i, j] = found[j, i] = told
    return found, left
