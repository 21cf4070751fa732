"""The measured gap before and after a session, beside bags that did not attend.

No cause is claimed: the page says what was measured (docs/rules/training-gaps.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import QuerySet

from bagana.indicators.models import Indicator, Observation, Period
from bagana.indicators.queries import published
from bagana.people.models import GapRule, TrainingSession
from bagana.people.queries.training_gaps import BAG
from bagana.territory.queries import below, find_version

FEWEST_OTHERS = 3
"""Fewer bags beside say nothing of what would have come anyway."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure of one bag before and after; None where nothing is published."""

    indicator: Indicator
    unit: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator of a session: bags that attended beside those that did not."""

    indicator: Indicator
    worse_above: bool
    before: Period | None
    after: Period | None
    attended: tuple[Effect, ...]
    others: tuple[Effect, ...]

    @property
    def attended_change(self) -> float | None:
        return _middle(self.attended)

    @property
    def others_change(self) -> float | None:
        """The middle change of the others; None while they are too few."""
        measured = [one for one in self.others if one.change is not None]
        return _middle(measured) if len(measured) >= FEWEST_OTHERS else None

    @property
    def better(self) -> bool | None:
        change = self.attended_change
        if not change:
            return None
        return (change < 0) == self.worse_above


def _middle(rows: Iterable[Effect]) -> float | None:
    changes = [one.change for one in rows if one.change is not None]
    return median(changes) if changes else None


def comparisons_of(
    session: TrainingSession, *, user: Any = None
) -> tuple[Comparison, ...]:
    """Each indicator by which the course is offered, before and after the session."""
    attended = set(
        session.enrolments.filter(attendance__present=True).values_list(
            "unit__code", flat=True
        )
    )
    beside = _bags_beside(session) - attended
    rules = session.course.gap_rules.select_related("indicator").order_by("pk")
    newest = {rule.indicator_id: rule for rule in rules}
    return tuple(
        _compare(session, rule, attended, beside, user) for rule in newest.values()
    )


def effect_of(session: TrainingSession, *, user: Any = None) -> tuple[Effect, ...]:
    """The bags that attended, indicator by indicator."""
    found = comparisons_of(session, user=user)
    return tuple(effect for one in found for effect in one.attended)


def _bags_beside(session: TrainingSession) -> set[str]:
    """All bags under the unit that held it, as they stood on its first day."""
    on = session.starts_on
    bags = below(session.unit, on, level=BAG).values_list("unit__code", flat=True)
    version = find_version(session.unit.code, on)
    if version is not None and version.kind.level == BAG and version.parent:
        bags = below(version.parent, on, level=BAG).values_list("unit__code", flat=True)
    return set(bags)


def _compare(
    session: TrainingSession,
    rule: GapRule,
    attended: set[str],
    beside: set[str],
    user: Any,
) -> Comparison:
    rows = published(user).filter(
        indicator=rule.indicator, unit__code__in=attended | beside
    )
    before, after = _periods(rows, session.starts_on, session.ends_on)
    figures = {
        (unit, period): value
        for unit, period, value in rows.filter(
            period__in=[one for one in (before, after) if one]
        ).values_list("unit__code", "period", "value")
    }

    def effects(codes: Iterable[str]) -> tuple[Effect, ...]:
        return tuple(
            Effect(
                rule.indicator,
                code,
                figures.get((code, before.pk)) if before else None,
                figures.get((code, after.pk)) if after else None,
            )
            for code in sorted(codes)
        )

    return Comparison(
        rule.indicator,
        rule.worse_above,
        before,
        after,
        effects(attended),
        effects(beside),
    )


def _periods(
    rows: QuerySet[Observation], starts: date, ends: date
) -> tuple[Period | None, Period | None]:
    """The last period that ended before the session, the newest begun after it.

    Both of one kind, so that a year is never laid beside a month; of kinds that have
    both, the shortest, which lies closest to the session.
    """
    known: Sequence[Period] = list(
        Period.objects.filter(pk__in=rows.values("period")).order_by("start")
    )
    pairs = []
    for kind in ("month", "quarter", "half", "year"):
        mine = [one for one in known if one.kind == kind]
        before = next((one for one in reversed(mine) if one.end < starts), None)
        after = next((one for one in reversed(mine) if one.start > ends), None)
        pairs.append((before, after))
    whole = (pair for pair in pairs if all(pair))
    half = (pair for pair in pairs if pair[0])
    return next(whole, None) or next(half, (None, None))
