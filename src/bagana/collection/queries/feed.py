"""Last days of the rounds as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.collection.models import Round

REFRESH = "P1D"
type Address = Callable[[Round], str]


def calendar(address: Address) -> bytes:
    """All-day entries of every round that is not closed; no unit, no figure."""
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//Bagana//Collection 1//MN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _("Тоо цуглуулалтын хугацаа"))
    feed.add("x-published-ttl", REFRESH)
    for round in Round.objects.filter(closed_at__isnull=True).order_by("opens_on"):
        stamp = round.history.order_by("-history_date").first()
        moment = stamp.history_date if stamp else datetime(2000, 1, 1, tzinfo=UTC)
        for kind, day, words in _days(round):
            feed.add_component(_event(round, kind, day, words, moment, address))
    written: bytes = feed.to_ical()
    return written


def _days(round: Round) -> list[tuple[str, date, str]]:
    title = {"title": round.title}
    return [
        ("open", round.opens_on, _("%(title)s: цуглуулалт эхлэх") % title),
        ("bag", round.due_on, _("%(title)s: баг илгээх эцсийн өдөр") % title),
        ("sum", round.sum_due_on, _("%(title)s: сум батлах эцсийн өдөр") % title),
        ("aimag", round.aimag_due_on, _("%(title)s: аймаг батлах эцсийн өдөр") % title),
    ]


def _event(
    round: Round,
    kind: str,
    day: date,
    words: str,
    stamp: datetime,
    address: Address,
) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{kind}-{round.code}@collection.bagana")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("summary", words, parameters={"language": get_language() or "mn"})
    event.add("transp", "TRANSPARENT")
    event.add("url", address(round))
    return event
