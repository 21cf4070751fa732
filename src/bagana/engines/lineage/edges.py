"""What one change of units moved where, and whether its shares add up."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

type Share = Fraction | float

MEASURES = ("households", "population", "area", "livestock")
"""Measures in which a change records how much of a source went to each target."""

SUM_TOLERANCE = 5e-6
"""Shares are kept to six decimals: ten of them may be off by this much together. A
sum within it is scaled to one, so that nothing is lost or made."""


class FaultKind(StrEnum):
    """Why the shares of a source cannot be used."""

    SUM_NOT_ONE = "sum_not_one"
    NOT_A_SHARE = "not_a_share"
    INCOMPLETE = "incomplete"
    DUPLICATE_TARGET = "duplicate_target"


@dataclass(frozen=True)
class Edge:
    """Part of a source unit that a change gave to a target unit.

    Attributes
    ----------
    change_id
        The change; changes of one date are taken in the order of their ids.
    date
        First day on which the change holds.
    source, target
        Codes of units before and after; equal when a unit keeps a part of itself.
    shares
        Measure to share of the source, from 0 to 1. A measure that is left out is
        unknown, unless the source has one target only: then the share is one.
    """

    change_id: int
    date: date
    source: str
    target: str
    shares: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """One set of shares that cannot be used; ``total`` is their sum."""

    kind: FaultKind
    change_id: int
    source: str
    measure: str
    total: float | None


class LineageError(ValueError):
    """Shares that do not add up; ``fault`` names change, source, measure and sum."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(
            f"{fault.kind}: change {fault.change_id}, source {fault.source}, "
            f"measure {fault.measure}, sum {fault.total}"
        )


def share_faults(edges: Iterable[Edge]) -> list[Fault]:
    """List every set of shares that cannot be used.

    Parameters
    ----------
    edges
        Edges of any number of changes.

    Returns
    -------
    list of Fault
        At most one for each change, source and measure; empty when all add up.
        A sum may differ from one by ``SUM_TOLERANCE``.
    """
    return [
        fault
        for group in by_source(edges)
        for measure in _measures_of(group)
        if (fault := _fault(group, measure)) is not None
    ]


def check_shares(edges: Iterable[Edge]) -> None:
    """Raise `LineageError` for the first set of shares that cannot be used."""
    faults = share_faults(edges)
    if faults:
        raise LineageError(faults[0])


def shares_from_counts(counts: Mapping[str, int]) -> dict[str, Fraction]:
    """Turn what each target received into exact shares of the source.

    Parameters
    ----------
    counts
        Target to count (households, people, head); none below zero.

    Returns
    -------
    dict
        Target to share, summing to exactly one. Empty when the total is zero:
        nothing counted says nothing about shares.

    Raises
    ------
    ValueError
        For a count below zero.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count below zero has no share")
    total = sum(counts.values())
    if total == 0:
        return {}
    return {target: Fraction(count, total) for target, count in counts.items()}


def by_source(edges: Iterable[Edge]) -> Iterator[list[Edge]]:
    """Group edges by change and source, in order of date and change."""
    groups: dict[tuple[date, int, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.date, edge.change_id, edge.source), []).append(edge)
    for key in sorted(groups):
        yield groups[key]


def shares_of(group: list[Edge], measure: str) -> dict[str, Share | None]:
    """Shares of one source in one change, scaled to one; None where unknown."""
    if len(group) == 1:
        return {group[0].target: Fraction(1)}
    if any(measure not in edge.shares for edge in group):
        return {edge.target: None for edge in group}
    total = sum(edge.shares[measure] for edge in group)
    return {edge.target: edge.shares[measure] / total for edge in group}


def _measures_of(group: list[Edge]) -> list[str]:
    return sorted({measure for edge in group for measure in edge.shares})


def _fault(group: list[Edge], measure: str) -> Fault | None:
    first = group[0]
    shares = [float(edge.shares[measure]) for edge in group if measure in edge.shares]
    total = math.fsum(shares)
    kind = _fault_kind(group, shares, total)
    if kind is None:
        return None
    return Fault(
        kind,
        first.change_id,
        first.source,
        measure,
        total if math.isfinite(total) else None,
    )


def _fault_kind(
    group: list[Edge], shares: list[float], total: float
) -> FaultKind | None:
    if len({edge.target for edge in group}) < len(group):
        return FaultKind.DUPLICATE_TARGET
    # Written so that NaN, which compares false with everything, is refused too.
    if not all(share >= 0 for share in shares):
        return FaultKind.NOT_A_SHARE
    if len(shares) < len(group):
        return FaultKind.INCOMPLETE
    if not abs(total - 1) <= SUM_TOLERANCE:
        return FaultKind.SUM_NOT_ONE
    return None
