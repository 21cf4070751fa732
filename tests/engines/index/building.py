"""Small frameworks and data for the tests of the index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bagana.engines.index import (
    Branch,
    Framework,
    Goalposts,
    Groups,
    IndexData,
    Leaf,
    Missing,
    Words,
)


def leaf(code: str, **settings: object) -> Leaf:
    """An indicator between 0 and 100, more is better."""
    given = {"goalposts": Goalposts(0, 100), **settings}
    return Leaf(code, Words(code), **given)


def branch(code: str, *children: Branch | Leaf, **settings: object) -> Branch:
    return Branch(code, Words(code), children, **settings)


def framework(*children: Branch | Leaf, means: str = "arithmetic", **settings):
    """Everybody in one group, nothing imputed unless asked for."""
    given = {
        "groups": Groups(by=""),
        "missing": Missing(0, 0, "none"),
        "treatment": None,
        **settings,
    }
    tree = branch("index", *children, aggregate=means)
    return Framework("test", Words("Туршилт", "Test"), tree, **given)


def data(
    values: Sequence[object],
    indicators: Sequence[str],
    *,
    years: Sequence[int] = (2020,),
    units: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    **settings: object,
) -> IndexData:
    """(V, K) of one year, or (T, V, K); None is missing."""
    array = np.array(values, dtype=float)
    array = array if array.ndim == 3 else array[None]
    names = tuple(units or [f"u{v}" for v in range(array.shape[1])])
    partition = {} if groups is None else {"group": np.array(groups)}
    return IndexData(
        names, tuple(years), tuple(indicators), array, groups=partition, **settings
    )
