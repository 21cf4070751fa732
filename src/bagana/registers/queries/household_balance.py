"""Households of a span, counted from stays: opened, split, come, gone, closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from bagana.registers.models import EntryKind, Event, EventKind, Stay
from bagana.registers.queries.balance import DAY, units_within
from bagana.territory.models import Unit


@dataclass(frozen=True)
class HouseholdBalance:
    """opening + opened + split + came − moved − redrawn − ended = closing."""

    opening: int
    opened: int
    split: int
    moved_in: int
    redrawn_in: int
    moved_out: int
    redrawn_out: int
    ended: int
    counted: int

    @property
    def closing(self) -> int:
        came = self.opened + self.split + self.moved_in + self.redrawn_in
        return self.opening + came - self.moved_out - self.redrawn_out - self.ended

    @property
    def difference(self) -> int:
        return self.counted - self.closing


def stays_on(units: Collection[int], on: date) -> QuerySet[Stay]:
    """Which households are in one of the units on the day."""
    return Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), unit__in=units, starts_on__lte=on
    )


def household_balance(unit: Unit, start: date, end: date) -> HouseholdBalance:
    units = units_within(unit, start, end)
    came = _begun(units, start, end)
    gone = Stay.objects.filter(unit__in=units, ends_on__range=(start, end))
    went = _ended(gone)
    return HouseholdBalance(
        opening=stays_on(units, start - DAY).count(),
        opened=came["opened"],
        split=came["split"],
        moved_in=came["moved"],
        redrawn_in=came["redrawn"],
        moved_out=went["moved"],
        redrawn_out=went["redrawn"],
        ended=went["ended"],
        counted=stays_on(units, end).count(),
    )


def _begun(units: Collection[int], start: date, end: date) -> Counter[str]:
    before = Stay.objects.filter(
        household=OuterRef("household"), starts_on__lte=OuterRef("starts_on")
    ).filter(pk__lt=OuterRef("pk"))
    rows = Stay.objects.filter(unit__in=units, starts_on__range=(start, end))
    grouped = (
        rows.annotate(again=Exists(before), by=F("entry__kind"))
        .order_by()
        .values("again", "by")
        .annotate(n=Count("pk"))
    )
    found: Counter[str] = Counter()
    for again, kind, n in grouped.values_list("again", "by", "n"):
        found[_how(bool(again), kind)] += n
    return found


def _how(again: bool, kind: str) -> str:
    if kind == EntryKind.REDRAWN:
        return "redrawn"
    if again:
        return "moved"
    return "split" if kind == EntryKind.SPLIT else "opened"


def _ended(gone: QuerySet[Stay]) -> Counter[str]:
    """A stay ended by a change of units is followed by one of such an entry."""
    after = Stay.objects.filter(
        household=OuterRef("household"),
        starts_on=OuterRef("ends_on"),
        entry__kind=EntryKind.REDRAWN,
    ).exclude(pk=OuterRef("pk"))
    left = Event.objects.filter(
        household=OuterRef("household"),
        unit=OuterRef("unit"),
        on=OuterRef("ends_on"),
        kind=EventKind.MOVE_OUT,
    )
    grouped = (
        gone.annotate(redrawn=Exists(after), moved=Exists(left))
        .order_by()
        .values("redrawn", "moved")
        .annotate(n=Count("pk"))
    )
    found: Counter[str] = Counter()
    for redrawn, moved, n in grouped.values_list("redrawn", "moved", "n"):
        found["redrawn" if redrawn else "moved" if moved else "ended"] += n
    return found
