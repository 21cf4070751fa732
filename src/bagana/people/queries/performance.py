"""Reads of agreements: which judgement counts, which figure judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bagana.indicators.queries import published
from bagana.people.models import Agreement, Assessment, Criterion, Party
from bagana.people.performance_score import on_scale

SIGNED = "signed by "


@dataclass(frozen=True, slots=True)
class Judging:
    """A published figure as it judges a criterion."""

    value: float
    score: float
    period: str
    observation: int

    def as_kept(self) -> str:
        return f"{self.period}: {self.value:g} #{self.observation}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of an agreement with the judgement that counts."""

    criterion: Criterion
    assessment: Assessment | None
    observation: int | None

    @property
    def by_figures(self) -> bool:
        return self.criterion.party in (Party.CITIZENS, Party.FIGURES)


def figure_for(item: Criterion, unit: int, year: int) -> Judging | None:
    """The year's published figure of the official's unit; None where there is none."""
    if item.indicator_id is None or item.worst is None or item.best is None:
        return None
    rows = published(None).filter(
        indicator=item.indicator_id,
        unit=unit,
        period__start=date(year, 1, 1),
        period__end=date(year, 12, 31),
        value__isnull=False,
    )
    found = rows.values_list("value", "period__code", "pk").order_by("-pk").first()
    if found is None:
        return None
    value, period, key = found
    return Judging(value, on_scale(value, item.worst, item.best), period, key)


def counting(agreement: Agreement) -> dict[int, Assessment]:
    """The newest judgement of each criterion."""
    rows = agreement.assessments.order_by("pk")
    return {row.criterion_id: row for row in rows}


def judged(agreement: Agreement) -> list[Judged]:
    found = counting(agreement)
    items = agreement.criteria.items.select_related("indicator")
    return [Judged(one, found.get(one.pk), _opened(found.get(one.pk))) for one in items]


def _opened(row: Assessment | None) -> int | None:
    """The observation a judgement by figures names, to be opened on its page."""
    if row is None or row.party not in (Party.CITIZENS, Party.FIGURES):
        return None
    tail = row.note.rpartition("#")[2]
    return int(tail) if tail.isdecimal() else None


def signatures_of(agreement: Agreement) -> set[str]:
    """Sides that have signed what stands: a later line makes signatures void."""
    reasons = agreement.history.order_by("history_id").values_list(
        "history_change_reason", flat=True
    )
    given: set[str] = set()
    for reason in reasons:
        if reason == "promised":
            given = set()
        elif (reason or "").startswith(SIGNED):
            given.add(reason.removeprefix(SIGNED))
    return given


def agreements_for(user: Any) -> QuerySet[Agreement]:
    """Of units under the user's roles, and his own."""
    rows = Agreement.objects.select_related(
        "appointment__post__unit", "appointment__official", "criteria"
    )
    seen = Agreement.objects.visible_to(user).values("pk")
    own = Agreement.objects.filter(appointment__official__user=user.pk).values("pk")
    return (rows.filter(pk__in=seen) | rows.filter(pk__in=own)).order_by("-year", "-pk")
