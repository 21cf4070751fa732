"""One household, one person. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bagana.privacy.reading import note_reading
from bagana.privacy.revealing import reveal
from bagana.privacy.rules import can_erase
from bagana.registers.private import private_page
from bagana.registers.queries import people as queries
from bagana.registers.queries.households import names_of
from bagana.registers.rules import can_keep
from bagana.registers.showing import PersonLine, Showing, person_line, showing
from bagana.registers.views.guard import (
    bag_crumbs,
    find_household,
    find_person,
    find_unit,
    household_crumbs,
    household_title,
)

MOST_EVENTS = 30


@private_page
def household(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All that is kept of a household; a POST with a reason shows it in full once."""
    row, today = find_household(request, uid), timezone.localdate()
    version = find_unit(request, row.unit.code)
    asked = reveal(request, row.unit)
    how = showing(request.user, row.unit, revealed=asked.granted)
    members = queries.members_of(row, how, today)
    former = queries.members_of(row, how, today, present=False)
    events = list(queries.events_of(row)[:MOST_EVENTS])
    note_reading(
        user=request.user,
        what="household",
        unit=row.unit,
        subjects=[one.pk for one in (*members, *former) if not one.is_restricted],
        reason=asked.reason if asked.granted else "",
        unmasked=asked.granted,
    )
    context = {
        "row": row,
        "version": version,
        "title": household_title(row),
        "crumbs": bag_crumbs(version),
        "members": members,
        "former": former,
        "private": queries.household_private(row, how),
        "events": queries.event_lines(events, [*members, *former], today),
        "entries": queries.entries_about(request.user, row)[:MOST_EVENTS],
        "herds": queries.herd_lines(row),
        "may_keep": can_keep(request.user, row.unit) and row.closed_on is None,
        "reveal": asked,
        "how": how,
    }
    return render(request, "registers/household.html", context)


@private_page
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    row, today = find_person(request, uid), timezone.localdate()
    asked = reveal(request, row.unit)
    how = showing(request.user, row.unit, revealed=asked.granted)
    line = person_line(row, how, today)
    if not row.is_restricted:
        note_reading(
            user=request.user,
            what="person",
            unit=row.unit,
            subjects=[row.pk],
            reason=asked.reason if asked.granted else "",
            unmasked=asked.granted,
        )
    context = {
        "row": row,
        "line": line,
        "crumbs": household_crumbs(row.household),
        "facts": _facts(row, line, how),
        "events": queries.event_lines(
            list(queries.events_of_person(row)), [line], today
        ),
        "residences": _residences(row),
        "merged": queries.merged_into(request.user, row),
        "may_keep": can_keep(request.user, row.unit) and not row.is_restricted,
        # Of a restricted person nothing is shown, but who may lift it takes his wish.
        "may_ask": (can_erase if row.is_restricted else can_keep)(
            request.user, row.unit
        ),
        "reveal": asked,
        "how": how,
    }
    return render(request, "registers/person.html", context)


def _facts(row: Any, line: PersonLine, how: Showing) -> dict[str, Any]:
    return {"born": line.birth, "is_day": how.names and "-" in line.birth}


def _residences(row: Any) -> list[tuple[Any, str]]:
    rows = list(queries.residences_of(row))
    names = names_of({one.unit_id for one in rows}, timezone.localdate())
    return [(one, names.get(one.unit_id, one.unit.code)) for one in rows]
