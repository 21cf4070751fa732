"""Called meetings as a feed that a phone's calendar follows. HTTP only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.meetings.models import Meeting, MeetingState
from bagana.meetings.queries.public import called
from bagana.meetings.queries.resolutions import within
from bagana.meetings.views.deciding import asked_unit

KEPT = timedelta(days=400)
LASTS = timedelta(hours=2)
MOST = 500


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`?unit=<code>`: of that unit and all below it; only what the public was told."""
    from icalendar import Calendar

    unit = asked_unit(request)
    if unit is None:
        raise Http404
    rows = called().filter(starts_at__gte=timezone.now() - KEPT)
    rows = within(rows, unit, "unit").select_related("section")
    feed = Calendar()
    feed.add("prodid", "-//Bagana//meetings//MN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", _("Багийн Иргэдийн Нийтийн Хурал"))
    for row in rows.order_by("starts_at", "pk")[:MOST]:
        feed.add_component(_event(request, row))
    answer = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'inline; filename="meetings-{unit.code}.ics"'
    )
    return answer


STATUS = {MeetingState.CANCELLED: "CANCELLED", MeetingState.FAILED: "CANCELLED"}


def _event(request: HttpRequest, row: Meeting) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row.uid}@bagana")
    event.add("summary", row.title)
    event.add("dtstamp", row.convened_at or row.made_at)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.closed_at or row.starts_at + LASTS)
    event.add("location", row.place)
    event.add("status", STATUS.get(MeetingState(row.state), "CONFIRMED"))
    event.add("url", request.build_absolute_uri(f"/meetings/{row.uid}/"))
    if row.longitude is not None and row.latitude is not None:
        event.add("geo", (row.latitude, row.longitude))
    return event
