"""What is known of officials, as indicators: docs/rules/staff-measures.md.

Shares are made by the system of the two counts; own counts, no official statistic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bagana.indicators.catalogue import Declared, declare
from bagana.people import measures
from bagana.people.measures import ConductTold, Staff


def _staff(
    value: Callable[[Staff], float],
) -> Callable[[Mapping[str, Staff]], Mapping[str, float | None]]:
    return lambda told: {code: float(value(one)) for code, one in told.items()}


def _conduct(place: int) -> Callable[[ConductTold], Mapping[str, float | None]]:
    return lambda told: {
        code: measures.told_of(one, place) for code, one in told.items()
    }


declare(
    Declared("posts_open", measures.staff, _staff(lambda one: one.posts)),
    Declared("posts_asked", measures.staff, _staff(lambda one: one.asked)),
    Declared("posts_held", measures.staff, _staff(lambda one: one.held)),
    Declared("officials_certified", measures.staff, _staff(lambda one: one.certified)),
    Declared("officials_ended", measures.staff, _staff(lambda one: one.ended)),
    Declared("posts_held_mean", measures.staff, _staff(lambda one: one.mean_held)),
    Declared("conduct_cases", measures.conduct, _conduct(0)),
    Declared("conduct_sanctions", measures.conduct, _conduct(1)),
    Declared("performance_score", measures.scores, measures.mean_scores),
)
