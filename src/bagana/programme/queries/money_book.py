"""The book of money as the office reads it: entries, running sums, what is odd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, QuerySet, Sum, Value, When, Window
from django.utils import timezone
from django.utils.translation import gettext

from bagana.accounts.roles import assignments
from bagana.engines import mongolian
from bagana.programme.models import (
    FundingSource,
    Measure,
    MoneyEntry,
    MoneyKind,
    Programme,
)
from bagana.programme.queries.money import MoneySum, entries_of, sums
from bagana.programme.rules import PLANNERS
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below, find_version, versions_on
from bagana.web import words

AIMAG, SUM, BAG = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of the book is asked for; what is not, is not narrowed down."""

    measure: Measure | None = None
    unit: Unit | None = None
    source: str = ""
    year: int | None = None
    kind: str = ""

    @property
    def any(self) -> bool:
        return bool(self.measure or self.unit or self.source or self.year or self.kind)


def book(programme: Programme, filters: Filters) -> QuerySet[MoneyEntry]:
    """Entries, newest first, each with `.running`: the sum of its kind up to it.

    Plan and adjustments run together, for together they are the adjusted plan.
    """
    kind = Case(
        When(kind=MoneyKind.ADJUSTMENT, then=Value(str(MoneyKind.PLAN))),
        default="kind",
    )
    running = Window(Sum("amount"), partition_by=[kind], order_by=["booked_on", "id"])
    found = filtered(programme, filters).annotate(running=running)
    return found.select_related(
        "measure", "unit", "spender", "act", "reverses", "reversed_by", "made_by"
    ).order_by("-booked_on", "-id")


def filtered(programme: Programme, filters: Filters) -> QuerySet[MoneyEntry]:
    found = entries_of(programme, measure=filters.measure, unit=filters.unit)
    if filters.source:
        found = found.filter(source=filters.source)
    if filters.year is not None:
        found = found.filter(year=filters.year)
    return found.filter(kind=filters.kind) if filters.kind else found


def years_of(programme: Programme) -> list[int]:
    found = entries_of(programme).values_list("year", flat=True).distinct()
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something odd of a measure's money: booked all the same, but said in words."""

    measure: Measure | None
    source: str
    year: int | None
    reason: str

    @property
    def source_name(self) -> str:
        return str(FundingSource(self.source).label)


def flags(programme: Programme, filters: Filters) -> list[Flag]:
    """What a look at the neighbours of an entry shows; docs/rules/money.md.

    A contract may run over years, so commitments are compared over all of them.
    """
    entries = filtered(programme, filters)
    by_year = sums(entries, "measure", "source", "year")
    whole = sums(entries, "measure", "source")
    measures = Measure.objects.in_bulk({key[0] for key in whole})
    found = [
        Flag(measures[key[0]], key[1], None, reason)
        for key, money in whole.items()
        for reason in _of_all_years(money)
    ]
    found += [
        Flag(measures[key[0]], key[1], key[2], reason)
        for key, money in by_year.items()
        for reason in _of_one_year(money)
    ]
    found.sort(key=lambda f: (_key_of(f), f.source, f.year or 0))
    return [*_late_years(entries), *found]


def _key_of(flag: Flag) -> str:
    return flag.measure.sort_key if flag.measure else ""


def _late_years(entries: QuerySet[MoneyEntry]) -> Iterable[Flag]:
    """Sources of which too much was paid in December: one payment of a measure says
    nothing, a year of a source does."""
    for (source, year), money in sorted(sums(entries, "source", "year").items()):
        if money.execution.is_late:
            share = _percent(money.execution.late_share)
            reason = gettext("Төлбөрийн %(share)s нь 12 дугаар сард хийгдсэн.")
            yield Flag(None, source, year, reason % {"share": share})


def _of_all_years(money: MoneySum) -> Iterable[str]:
    if money.committed > 0 and money.adjusted <= 0:
        yield gettext("Төлөвлөгөөгүй гэрээ, үүрэг бий.")
    if 0 < money.committed < money.paid:
        yield gettext("Гүйцэтгэл нь гэрээ, үүргээс %(amount)s-өөр их.") % {
            "amount": _money(money.paid - money.committed)
        }


def _of_one_year(money: MoneySum) -> Iterable[str]:
    if money.adjusted < 0:
        yield gettext("Тодотгосон төлөвлөгөө тэгээс бага болсон.")
    if money.paid > 0 and money.adjusted <= 0:
        yield gettext("Төлөвлөөгүй зарцуулалт: %(amount)s.") % {
            "amount": _money(money.paid)
        }
    elif money.paid > money.adjusted:
        yield gettext("Гүйцэтгэл нь тодотгосон төлөвлөгөөнөөс %(amount)s-өөр их.") % {
            "amount": _money(money.paid - money.adjusted)
        }


def _money(amount: Decimal) -> str:
    return mongolian.format_money(amount)


def _percent(share: Decimal | None) -> str:
    return words.missing() if share is None else mongolian.format_percent(share)


def spenders(programme: Programme, user: Any) -> list[UnitVersion]:
    """Sums and aimags of the programme whose money the user may book."""
    today = timezone.localdate()
    roots = [a.unit_id for a in assignments(user) if a.role in PLANNERS]
    found = below(programme.unit, today).filter(kind__level__in=(AIMAG, SUM))
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=roots)
    plans = places.filter(unit=programme.unit).exists()
    if not plans:
        found = found.filter(unit__in=places.values("unit"))
    versions = list(found.order_by("kind__level", "sort_key"))
    own = find_version(programme.unit.code, today)
    if plans and own is not None and own.kind.level == SUM and own.parent_id:
        # A sum's programme may be paid for by its aimag too.
        versions += versions_on(today).filter(unit=own.parent_id, kind__level=AIMAG)
    return versions


def places_of(programme: Programme, today: date) -> list[tuple[str, list[UnitVersion]]]:
    """Units money can be spent for, the bags under the name of their sum."""
    found = below(programme.unit, today).filter(kind__level__in=(SUM, BAG))
    sums_ = {v.unit_id: v for v in found if v.kind.level == SUM}
    groups: dict[int, list[UnitVersion]] = {pk: [v] for pk, v in sums_.items()}
    for version in found:
        if version.kind.level == BAG and version.parent_id is not None:
            groups.setdefault(version.parent_id, []).append(version)
    ordered = sorted(sums_.values(), key=lambda v: v.sort_key)
    return [
        (
            version.name,
            sorted(
                groups[version.unit_id], key=lambda v: (v.kind.level, v.number or 0)
            ),
        )
        for version in ordered
    ]
