"""Who should learn what, and why: courses offered from measured figures.

The rule: docs/rules/training-gaps.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from bagana.indicators.models import Indicator
from bagana.indicators.queries import published
from bagana.people.models import (
    Appointment,
    Course,
    Enrolment,
    GapRule,
    Official,
    PostKind,
)
from bagana.people.training_days import unit_of
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, versions_on

BAG: Final = 3
OLDEST: Final = timedelta(days=2 * 366)
"""A figure whose period ended longer ago offers nothing."""
FIRST: Final = (PostKind.GOVERNOR, PostKind.TOSGON_HEAD)


@dataclass(frozen=True, slots=True)
class Offer:
    """A course a bag's officials are offered, with the figure that says why."""

    course: Course
    rule: GapRule
    indicator: Indicator
    unit: int
    period: str
    value: float
    observation: int

    def as_kept(self, unit: str) -> dict[str, Any]:
        """The gap as an enrolment keeps it, whatever is published later."""
        return {
            "indicator": self.indicator.code,
            "unit": unit,
            "period": self.period,
            "value": self.value,
            "limit": self.rule.limit,
            "worse_above": self.rule.worse_above,
            "observation": self.observation,
        }


@dataclass(frozen=True, slots=True)
class Learner:
    """Who holds a post in a bag, and whether he learns the course or has learned it."""

    official: Official
    post: str
    enrolment: Enrolment | None

    @property
    def going(self) -> bool:
        return self.enrolment is not None and self.enrolment.completed_on is None

    @property
    def learned_on(self) -> date | None:
        return self.enrolment.completed_on if self.enrolment else None


@dataclass(frozen=True, slots=True)
class GapLine:
    version: UnitVersion
    sum: str
    offer: Offer
    learners: tuple[Learner, ...]


def rules_on(on: date) -> list[GapRule]:
    """Rules of open courses that hold on a day."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = GapRule.objects.filter(open_end, valid_from__lte=on)
    rows = rows.filter(course__is_closed=False)
    return list(rows.select_related("course", "indicator"))


def is_gap(rule: GapRule, value: float) -> bool:
    return value > rule.limit if rule.worse_above else value < rule.limit


def newest_figures(
    indicators: Iterable[int], units: Iterable[int], on: date, user: Any = None
) -> dict[tuple[int, int], tuple[str, float, int]]:
    """(unit, indicator) → period, value and observation: the newest that has ended.

    Of periods that end alike the longest one: a year says more than its last month.
    """
    rows = published(user).filter(
        indicator__in=list(indicators),
        unit__in=list(units),
        period__end__lte=on,
        period__end__gte=on - OLDEST,
    )
    ordered = rows.order_by("period__end", "-period__start").values_list(
        "unit", "indicator", "period__code", "value", "pk"
    )
    found: dict[tuple[int, int], tuple[str, float, int]] = {}
    for unit, indicator, period, value, key in ordered:
        found[unit, indicator] = (period, value, key)
    return found


def offers_of(
    units: Iterable[int], on: date, *, user: Any = None, course: str = ""
) -> list[Offer]:
    """Every offer to the units named; two queries whatever their number."""
    wanted = list(units)
    rules = [rule for rule in rules_on(on) if course in ("", rule.course.code)]
    figures = newest_figures((rule.indicator_id for rule in rules), wanted, on, user)
    offers = []
    for unit in wanted:
        for rule in rules:
            figure = figures.get((unit, rule.indicator_id))
            if figure is not None and is_gap(rule, figure[1]):
                period, value, key = figure
                offers.append(
                    Offer(rule.course, rule, rule.indicator, unit, period, value, key)
                )
    return offers


def offer(target: Unit | Official, on: date, *, user: Any = None) -> tuple[Offer, ...]:
    """What a unit's officials, or one official by his post, should learn."""
    unit = unit_of(target, on) if isinstance(target, Official) else target
    return tuple(offers_of([unit.pk], on, user=user)) if unit else ()


def gap_lines(
    unit: Unit, on: date, *, user: Any = None, course: str = ""
) -> list[GapLine]:
    """The bags under a unit that measure below a rule, with who works there."""
    bags = {one.unit_id: one for one in below(unit, on, level=BAG)}
    parents = {one.parent_id for one in bags.values()}
    names = {one.unit_id: one.name for one in versions_on(on).filter(unit__in=parents)}
    offers = offers_of(bags, on, user=user, course=course)
    holders = holders_in({one.unit for one in offers}, on)
    learning = _learning(holders, {one.course.pk for one in offers})
    return [
        GapLine(
            bags[one.unit],
            names.get(bags[one.unit].parent_id or 0, ""),
            one,
            _learners(holders.get(one.unit, []), one.course, learning),
        )
        for one in offers
    ]


def holders_in(units: Iterable[int], on: date) -> dict[int, list[Appointment]]:
    """Who holds a post in each unit on a day, the head of the bag first."""
    held = Appointment.objects.on(on).filter(post__unit__in=list(units))
    found: dict[int, list[Appointment]] = {}
    for one in held.select_related("official", "post"):
        found.setdefault(one.post.unit_id, []).append(one)
    for rows in found.values():
        rows.sort(key=lambda row: (row.post.kind not in FIRST, row.post.kind))
    return found


type Learning = Mapping[tuple[int, int], Enrolment]


def _learning(
    holders: Mapping[int, list[Appointment]], courses: Iterable[int]
) -> Learning:
    """(official, course) → the newest enrolment."""
    officials = {one.official_id for rows in holders.values() for one in rows}
    rows = Enrolment.objects.filter(official__in=officials, course__in=list(courses))
    ordered = rows.select_related("session").order_by("pk")
    return {(row.official_id, row.course_id): row for row in ordered}


def _learners(
    held: Iterable[Appointment], course: Course, learning: Learning
) -> tuple[Learner, ...]:
    """Each person once, whatever number of posts he holds."""
    found: dict[int, Learner] = {}
    for one in held:
        enrolment = learning.get((one.official_id, course.pk))
        learner = Learner(one.official, one.post.title, enrolment)
        found.setdefault(one.official_id, learner)
    return tuple(found.values())
