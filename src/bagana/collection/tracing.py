"""The way of a public number back to the returns and the entries behind it.

Roles, days, hashes and numbers of entries; never a name, never a household.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.models import Step as Rung
from bagana.collection.rolling import OFFICE_CODES, PREFIX, RECOUNT, STANDING
from bagana.indicators.models import Observation
from bagana.indicators.queries.tracing import Origin, role_on
from bagana.indicators.queries.tracing import Step as Hop
from bagana.registers.models import Asset, Entry, Household, LivestockCount
from bagana.territory.models import Unit, UnitAncestry

FEW: Final = 5
"""Fewer entries are not numbered: they would tell how many households there are."""
COUNTED: Final = "collected"
HANDED: Final = {
    ReturnState.SUBMITTED: "collection.actions.ladder.submit",
    ReturnState.SUM_APPROVED: "collection.actions.ladder.approve",
    ReturnState.APPROVED: "collection.actions.ladder.approve",
    ReturnState.RETURNED: "collection.actions.ladder.send_back",
}


def way_of(row: Observation) -> list[Hop]:
    """Entries, the rungs of the return, and the counting, oldest first."""
    code = row.batch.options.get("round") if row.batch else None
    round = Round.objects.filter(code=code).select_related("period", "census").first()
    if round is None:
        return []
    below = UnitAncestry.objects.on(round.period.end).filter(ancestor=row.unit)
    units = Unit.objects.filter(pk__in=below.values("unit"))
    returns = Return.objects.filter(round=round, unit__in=units)
    return [
        *_entered(row, round, units),
        *_handed_in(round, returns),
        *_counted(row, round),
    ]


def _is_of_records(row: Observation) -> bool:
    """Not the figures on the returns themselves, nor on the second count."""
    standing = {f"{p}_{one}" for p in PREFIX.values() for one in STANDING}
    return row.indicator.code not in standing | set(RECOUNT)


def _entered(row: Observation, round: Round, units: QuerySet[Unit]) -> Iterator[Hop]:
    if not _is_of_records(row):
        return
    entries = _entries(row.indicator.code, round, units)
    found = entries.aggregate(last=Max("made_at"))
    number = entries.count()
    if not number:
        return
    words = _("Бүртгэлд цөөн бичилтээр оруулсан")
    if number >= FEW:
        words = ngettext(
            "Бүртгэлд %(n)s бичилтээр оруулсан",
            "Бүртгэлд %(n)s бичилтээр оруулсан",
            number,
        ) % {"n": number}
    function = (
        "registers.actions.livestock.record_livestock_count" if round.census else ""
    )
    yield Hop(COUNTED, words, function, found["last"])


def _entries(code: str, round: Round, units: QuerySet[Unit]) -> QuerySet[Entry]:
    rows: Any
    if code in OFFICE_CODES:
        rows = Asset.objects.filter(unit__in=units).values("entry")
    elif round.census:
        counts = LivestockCount.objects.filter(census=round.census, unit__in=units)
        rows = counts.values("entry")
    else:
        rows = Household.objects.filter(unit__in=units).values("entry")
    return Entry.objects.filter(pk__in=rows, undone_at__isnull=True)


def _handed_in(round: Round, returns: QuerySet[Return]) -> Iterator[Hop]:
    title = _("Цуглуулалт: %(round)s") % {"round": round.title}
    if returns.count() != 1:
        approved = returns.filter(state=ReturnState.APPROVED)
        last = approved.aggregate(last=Max("approved_at"))["last"]
        words = _("%(title)s. Баталсан мэдээ %(n)s, нийт %(of)s") % {
            "title": title,
            "n": approved.count(),
            "of": returns.count(),
        }
        yield Hop(COUNTED, words, HANDED[ReturnState.APPROVED], last)
        return
    rungs = Rung.objects.filter(returned__in=returns).select_related("made_by")
    for rung in rungs.order_by("id"):
        words = f"{title}. {rung.get_target_display()}"
        if rung.sha256:
            words = f"{words}, SHA-256 {rung.sha256[:12]}…"
        function = HANDED.get(ReturnState(rung.target), "")
        who = role_on(rung.made_by, rung.made_at)
        yield Hop(COUNTED, words, function, rung.made_at, who)


def _counted(row: Observation, round: Round) -> Iterator[Hop]:
    if _is_of_records(row) and round.census:
        words = _("Батлагдсан мэдээний мөрүүдийг эзэмшигчээр нь уншсан")
        yield Hop(COUNTED, words, "registers.queries.livestock.livestock_counts")
    words = _("Багаар нэмж, сум, аймагт нэгтгэсэн")
    yield Hop(COUNTED, words, "engines.rollup.roll_up")


ORIGIN = Origin(
    gettext_lazy("Батлагдсан мэдээнээс ноорог болгосон"),
    "collection.actions.publishing.draw_figures",
    way_of,
)
