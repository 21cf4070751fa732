"""What the office's own pages read: drafts, batches, publications."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from bagana.accounts.models import Role
from bagana.accounts.roles import has_any_role
from bagana.indicators.models import (
    ImportBatch,
    Indicator,
    Observation,
    Period,
    Publication,
    Status,
)
from bagana.indicators.queries.drafts import drafts_of
from bagana.indicators.rules import Reach, publishing_reach, reach
from bagana.territory.models import Unit, UnitVersion

SHOWN = ("indicator", "unit", "period", "source", "entered_by", "batch")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Drafts of one indicator and period, in the user's reach as a publisher."""

    indicator: Indicator
    period: Period
    drafts: int
    changed: int

    @property
    def new(self) -> int:
        return self.drafts - self.changed


def waiting(user: Any) -> list[Waiting]:
    """What could be published, by indicator and period; newest period first."""
    drafts = within_reach(drafts_of(), publishing_reach(user))
    rows = drafts.values("indicator", "period").annotate(
        drafts=Count("pk"), changed=Count("pk", filter=Q(Exists(_published_twin())))
    )
    found = list(rows)
    indicators = Indicator.objects.in_bulk({row["indicator"] for row in found})
    periods = Period.objects.in_bulk({row["period"] for row in found})
    listed = [
        Waiting(
            indicators[row["indicator"]],
            periods[row["period"]],
            row["drafts"],
            row["changed"],
        )
        for row in found
    ]
    listed.sort(key=lambda one: (one.indicator.position, one.indicator.code))
    return sorted(listed, key=lambda one: one.period.start, reverse=True)


def within_reach(rows: QuerySet[Observation], reach: Reach) -> QuerySet[Observation]:
    return rows if reach.units is None else rows.filter(unit__in=reach.units)


def _published_twin() -> QuerySet[Observation]:
    return Observation.objects.filter(
        status=Status.PUBLISHED,
        indicator=OuterRef("indicator"),
        unit=OuterRef("unit"),
        period=OuterRef("period"),
    )


def with_published(drafts: QuerySet[Observation]) -> QuerySet[Observation]:
    """Each draft with `published_value` and `published_id` of what it would replace."""
    twin = _published_twin()
    return (
        drafts.select_related(*SHOWN)
        .annotate(
            published_value=Subquery(twin.values("value")[:1]),
            published_id=Subquery(twin.values("pk")[:1]),
        )
        .order_by(
            "indicator__position", "indicator__code", "period__start", "unit__code"
        )
    )


def count_changed(drafts: QuerySet[Observation]) -> int:
    """How many of the drafts would take the place of a published figure."""
    return drafts.filter(Exists(_published_twin())).count()


def visible_drafts(
    user: Any, *, indicator: str = "", period: str = "", unit: Unit | None = None
) -> QuerySet[Observation]:
    """Drafts that the user may read, narrowed by codes and unit."""
    rows = drafts_of(unit=unit) & Observation.objects.visible_to(user)
    if indicator:
        rows = rows.filter(indicator__code=indicator)
    if period:
        rows = rows.filter(period__code=period)
    return with_published(rows)


def batches_visible_to(user: Any) -> QuerySet[ImportBatch]:
    """The user's own batches, and those that lie whole in units under a role."""
    if not has_any_role(user):
        return ImportBatch.objects.none()
    under = reach(user, tuple(Role)).units or frozenset()
    rows = Observation.objects.filter(batch=OuterRef("pk"))
    whole = Q(Exists(rows)) & ~Q(Exists(rows.exclude(unit__in=under)))
    found = ImportBatch.objects.filter(Q(made_by=user.pk) | whole)
    return found.defer("content").select_related("made_by", "undone_by")


def publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("act__body", "made_by")


def rows_of(publication: Publication, user: Any) -> QuerySet[Observation]:
    rows = publication.observations.visible_to(user)
    return rows.select_related("indicator", "unit", "period", "source").order_by(
        "indicator__position", "indicator__code", "period__start", "unit__code"
    )


def names_of_units(unit_ids: Iterable[int]) -> dict[int, UnitVersion]:
    """The newest version of each unit, for its name on a page."""
    rows = UnitVersion.objects.filter(unit__in=set(unit_ids)).order_by("valid_from")
    return {version.unit_id: version for version in rows}


def name_units(rows: Sequence[Observation]) -> None:
    """Give each row `unit_name`, in one query."""
    names = names_of_units(row.unit_id for row in rows)
    for row in rows:
        version = names.get(row.unit_id)
        row.unit_name = version.name if version else row.unit.code  # type: ignore[attr-defined]
