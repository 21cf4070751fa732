"""What programmes did in a unit: for its page and its paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bagana.programme.models import (
    Evidence,
    EvidenceKind,
    Measure,
    MeasureUnit,
    Programme,
)
from bagana.programme.queries.measure_page import Shown
from bagana.programme.queries.money import MoneySum, unit_money
from bagana.programme.queries.standings import concerning, names_of
from bagana.programme.standings import Status, status_on
from bagana.territory.models import Lineage, Unit, UnitAncestry

MOST_MEASURES = 8
MOST_PICTURES = 4


@dataclass(frozen=True)
class UnitProgramme:
    """Measures that name the unit, what lies in it, or what it came from.

    Measures of the whole aimag that name no unit below it are not among them.
    """

    programmes: list[Programme]
    counts: Mapping[str, int]
    measures: list[Measure]
    predecessors: list[str]
    money: MoneySum
    pictures: list[Shown]

    @property
    def all(self) -> int:
        return sum(self.counts.values()) - self.counts.get(Status.DROPPED, 0)

    @property
    def done(self) -> int:
        return self.counts.get(Status.DONE, 0)

    @property
    def late(self) -> int:
        return self.counts.get(Status.LATE, 0)

    @property
    def whole(self) -> int:
        return sum(self.counts.values())


def of_unit(unit: Unit, on: date) -> UnitProgramme | None:
    """None where no programme covers the unit: its page then says nothing of any."""
    programmes = list(_covering(unit, on))
    if not programmes:
        return None
    earlier = predecessors_of(unit, on)
    found = measures_of_unit(unit, on, earlier)
    counted: Any = found.order_by().values_list("status")
    names = names_of(earlier, on)
    return UnitProgramme(
        programmes=programmes,
        counts=dict(counted.annotate(count=Count("pk"))),
        measures=list(_newest(found)),
        predecessors=[names[pk] for pk in earlier if pk in names],
        money=unit_money(unit, on),
        pictures=_pictures(unit, found, on),
    )


def _covering(unit: Unit, on: date) -> QuerySet[Programme]:
    """Programmes of the unit and of those above it; of the country, all below."""
    places = UnitAncestry.objects.in_force(on)
    above = places.filter(unit=unit, ancestor=OuterRef("unit"))
    below = places.filter(unit=OuterRef("unit"), ancestor=unit)
    return Programme.objects.filter(Q(Exists(above)) | Q(Exists(below)))[:MOST_MEASURES]


def predecessors_of(unit: Unit, on: date) -> list[int]:
    """Primary keys of the units from which this one came by the day."""
    rows = Lineage.objects.filter(
        target=unit, change__undone_at__isnull=True, change__effective_on__lte=on
    ).exclude(source=unit)
    return list(rows.order_by("source").values_list("source", flat=True).distinct())


def measures_of_unit(unit: Unit, on: date, earlier: list[int]) -> Any:
    """Measures, each with its status, that concern the unit or what it came from."""
    before = MeasureUnit.objects.filter(measure=OuterRef("pk"), unit__in=earlier)
    own = Q(concerning(unit, on))
    found = Measure.objects.filter(own | Q(Exists(before)) if earlier else own)
    return found.annotate(**{"status": status_on(on)})


def _newest(found: Any) -> Any:
    """What was finished or touched last first, what is to come last."""
    order = ("-standing__last_sign_on", "due_on", "sort_key")
    return found.select_related("programme", "standing").order_by(*order)[
        :MOST_MEASURES
    ]


def _pictures(unit: Unit, found: Any, on: date) -> list[Shown]:
    """The newest public photos taken in the unit, or of no stated place."""
    inside = UnitAncestry.objects.in_force(on).filter(ancestor=unit).values("unit")
    rows = Evidence.objects.visible_to(None).filter(
        Q(unit__isnull=True) | Q(unit__in=inside),
        measure__in=found.order_by().values("pk"),
        kind=EvidenceKind.PHOTO,
        taken_on__lte=on,
    )
    photos = list(rows.order_by("-taken_on", "-id")[:MOST_PICTURES])
    names = names_of({one.unit_id for one in photos if one.unit_id}, on)
    return [Shown(one, names.get(one.unit_id or 0, "")) for one in photos]
