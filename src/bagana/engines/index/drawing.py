"""A lot that anybody can draw again: no generator, only a hash of public words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def draw(seed: str, items: Iterable[str], size: int) -> list[str]:
    """The `size` items with the smallest SHA-256 of "seed|item", smallest first.

    The order in which the items are given does not matter, and whoever knows the seed
    and the items repeats the draw with any tool that computes SHA-256. Taking items
    away or adding some leaves the order of the others as it was.

    Parameters
    ----------
    seed
        Public words, best of a kind that nobody could foresee; any text.
    items
        Different texts, N of them.
    size
        How many to draw; all of them where there are fewer.

    Returns
    -------
    list of str
        min(size, N) items, in ascending order of their hash.

    Raises
    ------
    ValueError
        For an item that stands twice and for a negative size.

    Notes
    -----
    Each item gets a pseudo-random number from the seed and its own name, and the
    smallest are taken: consistent sampling without replacement, as in Rivest,
    *Consistent Sampling with Replacement*, arXiv:1808.10016, 2018.
    """
    if size < 0:
        raise ValueError(f"size is {size}, not 0 or more")
    found = list(items)
    if len(set(found)) != len(found):
        raise ValueError("an item stands twice")
    return sorted(found, key=lambda item: (ticket(seed, item), item))[:size]


def ticket(seed: str, item: str) -> str:
    """SHA-256 of "seed|item" in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}|{item}".encode()).hexdigest()


def seed_number(words: str) -> int:
    """A whole number in [0, 2^63) from public words: SHA-256, its first 63 bits.

    Serves as the seed of a generator that takes no text; 63 bits fit a signed column.
    """
    digest = hashlib.sha256(words.encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
