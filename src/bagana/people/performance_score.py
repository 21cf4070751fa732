"""The score of a year, from judgements and weights: docs/rules/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Total:
    """Out of 100; `covered` is the per cent of all weight that was judged."""

    score: float | None
    covered: float


def total(weights: Mapping[int, float], scores: Mapping[int, float]) -> Total:
    """Weighted mean of what was judged; what is missing takes its weight along.

    Parameters
    ----------
    weights
        Criterion → weight, of any common unit.
    scores
        Criterion → 0 to 100; criteria without a judgement are absent.
    """
    whole = sum(weights.values())
    known = {key: weight for key, weight in weights.items() if key in scores}
    judged = sum(known.values())
    if not judged or not whole:
        return Total(None, 0.0)
    reached = sum(weight * scores[key] for key, weight in known.items())
    return Total(reached / judged, 100 * judged / whole)


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion brings: its share of the judged weight, its points."""

    share: float
    points: float


def parts(weights: Mapping[int, float], scores: Mapping[int, float]) -> dict[int, Part]:
    """The working of `total`: points of all parts add up to its score.

    share = 100 w / W, points = w s / W, W the weight of all that was judged.
    """
    judged = sum(weight for key, weight in weights.items() if key in scores)
    if not judged:
        return {}
    return {
        key: Part(100 * weight / judged, weight * scores[key] / judged)
        for key, weight in weights.items()
        if key in scores
    }


def on_scale(value: float, worst: float, best: float) -> float:
    """0 at `worst`, 100 at `best`, linear between and held at both ends."""
    if worst == best:
        raise ValueError("worst and best are alike")
    return min(100.0, max(0.0, 100 * (value - worst) / (best - worst)))


def mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None
