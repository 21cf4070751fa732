"""Peer groups: one partition, groups that are too small merged, with the reason."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.framework import Groups
from bagana.engines.index.results import Merged

type Labels = NDArray[np.str_]

ALL = "all"


def settle(rule: Groups, labels: Labels) -> tuple[Labels, tuple[Merged, ...]]:
    """Merge the groups that are smaller than the rule's minimum.

    The smallest goes first (equal sizes by label, so that the order of units does not
    matter). It joins the first group of `rule.merge[label]` that has units, itself or
    through the group that it joined in turn; groups of `rule.apart` neither join nor
    are joined. Sizes are counted anew after each step. A unit labelled "" has no group.

    Parameters
    ----------
    labels
        (V,) group of each unit.

    Returns
    -------
    labels
        (V,) after merging.
    merged
        What was done with each group that was too small, in the order of doing.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.7.
    """
    found = np.array(labels, dtype=np.str_)
    into: dict[str, str] = {}
    done: list[Merged] = []
    left: set[str] = set()
    while (small := _smallest(rule, found, left)) is not None:
        label, size = small
        partner = _partner(rule, label, found, into)
        if partner:
            into[label] = partner
            found = np.array([partner if g == label else g for g in found.tolist()])
        else:
            left.add(label)
        done.append(_told(rule, label, partner, size))
    return found.astype(np.str_), tuple(done)


def together(units: int) -> Labels:
    """(V,) labels that put every unit into one group."""
    return np.full(units, ALL)


def _smallest(rule: Groups, labels: Labels, left: set[str]) -> tuple[str, int] | None:
    sizes = Counter(labels.tolist())
    small = [
        (size, label)
        for label, size in sizes.items()
        if label and size < rule.minimum and label not in left
    ]
    if not small:
        return None
    size, label = min(small)
    return label, size


def _partner(rule: Groups, label: str, labels: Labels, into: dict[str, str]) -> str:
    if label in rule.apart:
        return ""
    there = set(labels.tolist()) - set(rule.apart)
    for name in dict(rule.merge).get(label, ()):
        partner = _last(name, into)
        if partner in there and partner != label:
            return partner
    return ""


def _last(label: str, into: dict[str, str]) -> str:
    while label in into:
        label = into[label]
    return label


def _told(rule: Groups, label: str, partner: str, size: int) -> Merged:
    if partner:
        return Merged(label, partner, size, rule.minimum, "too_small")
    apart = label in rule.apart
    return Merged(
        label, label, size, rule.minimum, "kept_apart" if apart else "no_partner"
    )
