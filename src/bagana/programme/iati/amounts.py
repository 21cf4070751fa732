"""Budgets by year, and each commitment and payment of the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import override

from bagana.programme.iati.writing import child, money, titled
from bagana.programme.models import (
    FundingSource,
    Measure,
    MoneyEntry,
    MoneyKind,
    Programme,
)
from bagana.programme.queries.money import money_by
from bagana.programme.queries.standings import names_of

FUNDING = "1"
ORIGINAL, REVISED = "1", "2"
COMMITTED = "2"  # approved by an act
TYPES = {MoneyKind.COMMITMENT: "2", MoneyKind.PAYMENT: "4"}
LOCAL_GOVERNMENT = "11"
# The kind of organisation that each source stands for.
FUNDERS = {
    FundingSource.STATE: "10",
    FundingSource.LOCAL: LOCAL_GOVERNMENT,
    FundingSource.LDF: LOCAL_GOVERNMENT,
    FundingSource.PROJECT: "90",
    FundingSource.OTHER: "90",
}


def in_both(source: str) -> tuple[str, str]:
    label = FundingSource(source).label
    with override("mn"):
        mn = str(label)
    with override("en"):
        return mn, str(label)


def funders(activity: Any, programme: Programme) -> None:
    """A funding organisation for each source that anything was booked under."""
    booked = MoneyEntry.objects.filter(measure__programme=programme)
    known = set(booked.order_by().values_list("source", flat=True).distinct())
    for source in FundingSource.values:
        if source in known:
            attributes = {"role": FUNDING, "type": FUNDERS[FundingSource(source)]}
            titled(activity, "participating-org", *in_both(source), **attributes)


def write(
    activity: Any, programme: Programme, measures: Iterable[Measure], on: date
) -> None:
    by_year = money_by(programme, "year", until=on)
    for year in sorted(by_year):
        sums = by_year[year]
        if sums.planned:
            _budget(activity, year, ORIGINAL, sums.planned)
        if sums.adjusted != sums.planned:
            _budget(activity, year, REVISED, sums.adjusted)
    entries = MoneyEntry.objects.filter(
        measure__programme=programme, kind__in=TYPES, booked_on__lte=on
    ).order_by("booked_on", "pk")
    names = {measure.pk: measure for measure in measures}
    rows = list(entries.select_related("spender"))
    spenders = {row.spender_id for row in rows}
    with override("mn"):
        mn = names_of(spenders, on)
    with override("en"):
        en = names_of(spenders, on)
    for row in rows:
        spender = (mn.get(row.spender_id, ""), en.get(row.spender_id, ""))
        _transaction(activity, row, names[row.measure_id], spender)


def _budget(activity: Any, year: int, kind: str, amount: Any) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    budget = child(activity, "budget", type=kind, status=COMMITTED)
    child(budget, "period-start", iso_date=first.isoformat())
    child(budget, "period-end", iso_date=last.isoformat())
    money(budget, amount, first)


def _transaction(
    activity: Any, row: MoneyEntry, measure: Measure, spender: tuple[str, str]
) -> None:
    """A reversal has its own negative amount: the book is told as it is kept."""
    element = child(activity, "transaction", ref=str(row.pk))
    child(element, "transaction-type", code=TYPES[MoneyKind(row.kind)])
    child(element, "transaction-date", iso_date=row.booked_on.isoformat())
    money(element, row.amount, row.booked_on)
    mn, en = in_both(row.source)
    titled(
        element,
        "description",
        f"{measure.number}. {measure.name_mn} ({mn})",
        f"{measure.number}. {measure.name_en} ({en})" if measure.name_en else "",
    )
    if spender[0]:
        attributes = {"ref": f"MN-BAGANA-{row.spender.code}", "type": LOCAL_GOVERNMENT}
        titled(element, "provider-org", *spender, **attributes)
