"""Drawing by hashes: seed, keys and rule are all that is needed to draw it again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction


class SamplingError(ValueError):
    """A sample that cannot be drawn of the frame."""


def seed_hash(seed: str) -> str:
    """SHA-256 of the seed in UTF-8, in hexadecimal: what is promised beforehand."""
    return hashlib.sha256(seed.encode()).hexdigest()


def frame_hash(keys: Sequence[str]) -> str:
    """SHA-256 of the frame: its keys in ascending order, each ended by a line feed."""
    text = "".join(f"{key}\n" for key in sorted(keys))
    return hashlib.sha256(text.encode()).hexdigest()


def draw(
    keys: Sequence[str], seed: str, size: int, strata: Sequence[str] | None = None
) -> list[int]:
    """Draw a sample without replacement.

    The keys stand in ascending order of SHA-256(seed + ":" + key); the first `size` of
    them are the sample. Nobody who does not know the seed can tell them, and everybody
    who knows it draws the same. By strata, each gives its share of the size by the
    method of largest remainders, at least one while there are enough, and within it
    the same rule holds.

    Parameters
    ----------
    keys
        (n,) different names of the things to draw from.
    seed
        Any text.
    size
        How many are drawn; all of them if there are not so many.
    strata
        (n,) the stratum of each, or None for one frame.

    Returns
    -------
    list of int
        Places in `keys`, in the order in which they were drawn: by stratum in the
        order of their names, by hash within.

    Raises
    ------
    SamplingError
        If two keys are alike, the size is below one, or `strata` is not as long.

    References
    ----------
    Rivest, R. L. (2011). Reference implementation code for pseudo-random sampler for
    election audits or other purposes.
    Hamilton's method of largest remainders: Balinski, M. L. and Young, H. P. (1982).
    Fair Representation.
    """
    if len(set(keys)) != len(keys):
        raise SamplingError("two keys are alike")
    if size < 1:
        raise SamplingError("a sample has at least one")
    names = [""] * len(keys) if strata is None else list(strata)
    if len(names) != len(keys):
        raise SamplingError("every key has a stratum")
    members: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        members[name].append(place)
    share = _shares({name: len(some) for name, some in members.items()}, size)
    found: list[int] = []
    for name in sorted(members):
        by_hash = sorted(members[name], key=lambda place: _rank(seed, keys[place]))
        found += by_hash[: share[name]]
    return found


def _rank(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()


def _shares(counts: dict[str, int], size: int) -> dict[str, int]:
    total = sum(counts.values())
    size = min(size, total)
    least = 1 if size >= len(counts) else 0
    exact = {name: Fraction(size * count, total) for name, count in counts.items()}
    share = {name: max(int(one), least) for name, one in exact.items()}
    # Of a bag lifted to the least one nothing remains: it has more than its share.
    by_remainder = sorted(counts, key=lambda name: (share[name] - exact[name], name))
    while sum(share.values()) < size:
        for name in by_remainder:
            if sum(share.values()) < size and share[name] < counts[name]:
                share[name] += 1
    # The least ones may have made it too many: the largest give way.
    while sum(share.values()) > size:
        largest = max(share, key=lambda name: (share[name], name))
        share[largest] -= 1
    return share
