"""The history of a unit as a line of dated events with their acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from bagana.acts.models import Act
from bagana.territory.founding import register_start
from bagana.territory.models import Unit, UnitChange
from bagana.territory.queries import history_of


@dataclass(frozen=True)
class Event:
    on: date
    title: str
    act: Act | None = None
    change: UnitChange | None = None
    note: str = ""


def story_of(unit: Unit) -> list[Event]:
    """Changes of the unit, newest first, down to the opening of the register."""
    changes = list(history_of(unit).prefetch_related("units__versions"))
    events = [
        Event(
            change.effective_on,
            str(change.get_kind_display()),
            change.act,
            change,
            change.note,
        )
        for change in changes
    ]
    first = unit.versions.order_by("valid_from").first()
    if first and first.opened_by_id is None and first.valid_from == register_start():
        events.append(Event(first.valid_from, gettext("Бүртгэл эхэлсэн өдөр байсан")))
    return events
