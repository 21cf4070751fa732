"""Stops of mobile rounds as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from bagana.casework.models import MobileRound, RoundState, RoundStop

REFRESH = "P1D"
type Address = Callable[[MobileRound], str]


def calendar(stops: Iterable[RoundStop], address: Address) -> bytes:
    """An all-day entry for each stop: where, and which round; nobody is named."""
    from icalendar import Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//Bagana//Rounds 1//MN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _("Явуулын үйлчилгээний хуваарь"))
    feed.add("x-published-ttl", REFRESH)
    for stop in stops:
        row = stop.mobile_round
        event = Event()
        event.add("uid", f"{row.uid}-{stop.position}@rounds.bagana")
        event.add("dtstamp", row.made_at)
        # A calendar drops or moves what it holds only for a higher sequence.
        event.add("sequence", getattr(stop, "times_changed", 0))
        if row.state == RoundState.CANCELLED:
            event.add("status", "CANCELLED")
        event.add("dtstart", stop.on)
        event.add("dtend", stop.on + timedelta(days=1))
        event.add("summary", f"{stop.place}: {row.title}")
        event.add("location", stop.place)
        event.add("geo", (stop.latitude, stop.longitude))
        event.add("url", address(row))
        feed.add_component(event)
    written: bytes = feed.to_ical()
    return written
