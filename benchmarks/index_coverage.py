"""How often the 90 % rank interval holds the true rank, where the truth is known.

python -m benchmarks.index_coverage
"""

from __future__ import annotations

import numpy as np

from bagana.engines.index import (
    Branch,
    Factors,
    Framework,
    Groups,
    IndexData,
    Leaf,
    Scale,
    Words,
)
from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Noise
from bagana.engines.index.uncertainty import uncertainty

SETS, REPLICATIONS = 200, 512
# Noise, smallest and largest n or the error, and the two numbers of the truth's shape.
WORLDS: tuple[tuple[str, Noise, float, float, float, float], ...] = (
    ("normal, error 0.5 of the true spread", "normal", 0.5, 0.5, 0, 1),
    ("normal, error 1.0 of the true spread", "normal", 1.0, 1.0, 0, 1),
    ("share among 4 to 6", "binomial", 4, 6, 5, 5),
    ("share among 4 to 40", "binomial", 4, 40, 8, 2),
    ("share among 100 to 900, rare", "binomial", 100, 900, 1, 99),
    ("rate of 100 to 900 people", "poisson", 100, 900, 4, 0.005),
    ("rate of 50 to 300 people, alike", "poisson", 50, 300, 20, 0.001),
)


def drawn(
    world: tuple[str, Noise, float, float, float, float], units: int
) -> tuple[Floats, Floats, Floats]:
    """True values, what is seen of them, and what is known of the error."""
    _, noise, low, high, one, two = world
    rng = np.random.default_rng(1)
    shape = (SETS, units)
    if noise == "normal":
        true = rng.normal(one, two, shape)
        error = np.full(shape, low)
        return true, true + error * rng.normal(size=shape), error
    n = rng.integers(int(low), int(high) + 1, shape)
    if noise == "binomial":
        true = rng.beta(one, two, shape)
        return true, rng.binomial(n, true) / n, n.astype(float)
    true = rng.gamma(one, two, shape)
    return true, rng.poisson(n * true) / n, n.astype(float)


def covered(
    world: tuple[str, Noise, float, float, float, float], units: int
) -> tuple[float, float]:
    """Share of true ranks inside, and the mean width; each data set is a group."""
    true, seen, known = drawn(world, units)
    cells = (1, SETS * units, 1)
    data = IndexData(
        tuple(f"{v:06d}" for v in range(SETS * units)),
        (2020,),
        ("x",),
        seen.reshape(cells),
        n=None if world[1] == "normal" else known.reshape(cells),
        se=known.reshape(cells) if world[1] == "normal" else None,
        groups={"group": np.repeat([f"{s:03d}" for s in range(SETS)], units)},
    )
    fw = Framework(
        "coverage",
        Words("coverage"),
        Branch("index", Words("index"), (Leaf("x", Words("x"), noise=world[1]),)),
        scale=Scale("none", goalposts="all_years"),
        treatment=None,
        groups=Groups(minimum=1),
        factors=Factors(concentration=None, aggregates=(), sampling=True),
    )
    found = uncertainty(fw, data, year=2020, seed=1, replications=REPLICATIONS)
    interval = found.rank_interval(0.9)
    rank = ((-true).argsort(axis=1).argsort(axis=1) + 1).ravel()
    inside = (interval[:, 0] <= rank) & (rank <= interval[:, 1])
    return float(inside.mean()), float((np.ptp(interval, axis=1) + 1).mean())


def main() -> None:
    print("| truth | units | true rank inside, % | mean width, ranks |")
    print("|---|---|---|---|")
    for world in WORLDS:
        for units in (15, 57, 100):
            share, width = covered(world, units)
            print(f"| {world[0]} | {units} | {100 * share:.1f} | {width:.1f} |")


if __name__ == "__main__":
    main()
