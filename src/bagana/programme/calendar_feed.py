"""Due dates as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.programme.models import Activity, Measure, Programme, Round
from bagana.programme.queries.changes import last_change
from bagana.programme.queries.standings import measures_of, names_of
from bagana.territory.models import Unit

REFRESH = "P1D"
type Address = Callable[[Measure], str]


def calendar(
    programme: Programme,
    *,
    on: date,
    address: Address,
    office: Unit | None = None,
    unit: Unit | None = None,
) -> bytes:
    """All-day entries for measures, their activities and, unfiltered, rounds.

    `address` gives the public page of a measure. Identifiers stay the same for ever
    and the time stamp is that of the newest change: the same plan is the same file.
    """
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//Bagana//Programme 1//MN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", programme.name)
    feed.add("x-published-ttl", REFRESH)
    stamp = last_change(programme)
    found = measures_of(programme, on=on, office=office, unit=unit)
    measures = list(found.filter(dropped_on__isnull=True))
    for event in _of_measures(programme, measures, stamp, on, address):
        feed.add_component(event)
    if office is None and unit is None:
        for event in _of_rounds(programme, stamp):
            feed.add_component(event)
    written: bytes = feed.to_ical()
    return written


def _of_measures(
    programme: Programme,
    measures: list[Measure],
    stamp: datetime,
    on: date,
    address: Address,
) -> Iterable[Any]:
    offices = names_of({measure.office_id for measure in measures}, on)
    steps: dict[int, list[Activity]] = {}
    rows = Activity.objects.filter(measure__in=[measure.pk for measure in measures])
    for step in rows.order_by("measure", "position"):
        steps.setdefault(step.measure_id, []).append(step)
    for measure in measures:
        common = {
            "url": address(measure),
            "description": _("Хариуцах нэгж: %(office)s")
            % {"office": offices.get(measure.office_id, "")},
            "categories": [measure.objective.name],
        }
        what = f"{measure.number}. {measure.name}"
        yield _event(
            programme, "measure", measure.pk, measure.due_on, stamp, what, **common
        )
        for step in steps.get(measure.pk, []):
            done = _("хийсэн") if step.done_on else ""
            words = ": ".join(filter(None, (measure.number, done, step.name)))
            yield _event(
                programme, "activity", step.pk, step.due_on, stamp, words, **common
            )


def _of_rounds(programme: Programme, stamp: datetime) -> Iterable[Any]:
    rounds = Round.objects.filter(programme=programme).select_related("period")
    for one in rounds.order_by("period__end", "period__start"):
        words = _("Хяналт-шинжилгээний тайлан ирүүлэх эцсийн өдөр: %(period)s")
        text = words % {"period": one.period.label}
        yield _event(programme, "round", one.pk, one.due_on, stamp, text)


def _event(
    programme: Programme,
    kind: str,
    pk: int,
    day: date,
    stamp: datetime,
    summary: str,
    **more: Any,
) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{kind}-{pk}@{programme.code}.bagana")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("summary", summary, parameters={"language": get_language() or "mn"})
    event.add("transp", "TRANSPARENT")
    for name, value in more.items():
        event.add(name, value)
    return event
