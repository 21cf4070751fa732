"""What a second count says of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Allowed:
    """How far two counts of a thing may lie apart: in pieces, or as a share."""

    pieces: float = 0.0
    share: float = 0.0

    def within(self, one: float, other: float) -> bool:
        """|one - other| <= max(pieces, share · max(one, other))."""
        return abs(one - other) <= max(self.pieces, self.share * max(one, other))


def differs(
    reported: Mapping[str, float | None],
    found: Mapping[str, float | None],
    allowed: Mapping[str, Allowed],
) -> tuple[str, ...]:
    """The names whose two counts lie further apart than is allowed.

    What the second count left open is not compared; what the first left open counts as
    none: whoever finds animals that nobody reported has found a difference.
    """
    return tuple(
        name
        for name, value in found.items()
        if value is not None
        and not allowed.get(name, Allowed()).within(reported.get(name) or 0.0, value)
    )


def wilson(errors: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of a share of which `errors` of `n` were seen.

    With p = errors / n and z the normal quantile of (1 + level) / 2:
    (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n).

    Returns
    -------
    tuple of float
        Lower and upper bound, from 0 to 1.

    Raises
    ------
    ValueError
        If n is below one, or errors lie outside 0 … n.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association 22.
    """
    if n < 1 or not 0 <= errors <= n:
        raise ValueError("errors are some of at least one")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = errors / n
    middle = p + z * z / (2 * n)
    spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return (0.0 if errors == 0 else low, 1.0 if errors == n else high)
