"""The book of events, and who is on the way between bags. HTTP only."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_export, note_reading
from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.actions.moving import move_in
from bagana.registers.actions.receiving import receive_household
from bagana.registers.forms.events import ReceiveForm, SpanForm, year_span
from bagana.registers.models import Event, EventKind, Household
from bagana.registers.private import private_page
from bagana.registers.queries.balance import units_within
from bagana.registers.queries.events import (
    Asked,
    EventLine,
    event_lines,
    events_in,
    person_name,
)
from bagana.registers.queries.waiting import (
    arrivals_of,
    companions,
    departures_of,
)
from bagana.registers.rules import can_keep
from bagana.registers.showing import showing
from bagana.registers.views.guard import (
    bag_crumbs,
    find_bag,
    find_unit,
    register_crumbs,
    require_keeper,
)
from bagana.web.errors import Refused
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50
MOST_WAITING: Final = 200


def crumbs_of(version: Any) -> list[tuple[str, str]]:
    return bag_crumbs(version) if version.kind.level == BAG_LEVEL else register_crumbs()


@private_page
def events(request: HttpRequest, code: str) -> HttpResponse:
    """What happened to people of a bag, or of all bags below: by kind and span."""
    version, today = find_unit(request, code), timezone.localdate()
    form = SpanForm(year_span(today) | request.GET.dict())
    span = form.cleaned_data if form.is_valid() else year_span(today)
    kind = request.GET.get("kind", "")
    asked = Asked(span["start"], span["end"], kind if kind in EventKind.values else "")
    rows = events_in(request.user, version.unit, asked)
    how = showing(request.user, version.unit)
    if chosen := wanted_format(request):
        return _file(request, version, chosen, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = event_lines(list(page.object_list), how, today)
    note_reading(
        user=request.user, what="events", unit=version.unit, subjects=_subjects(lines)
    )
    context = {
        "version": version,
        "form": form,
        "asked": asked,
        "kinds": EventKind.choices,
        "page": page,
        "lines": lines,
        "is_bag": version.kind.level == BAG_LEVEL,
        "may_keep": can_keep(request.user, version.unit),
        "crumbs": crumbs_of(version),
    }
    return render(request, "registers/events.html", context)


def _subjects(lines: list[EventLine]) -> list[int]:
    people = (line.event.person for line in lines)
    return [person.pk for person in people if not person.is_restricted]


def _file(request: HttpRequest, version: Any, chosen: str, rows: Any) -> HttpResponse:
    """Without names: a file goes from hand to hand."""
    found = list(rows)
    note_export(user=request.user, what="events", unit=version.unit, rows=len(found))
    note_reading(
        user=request.user,
        what="events",
        unit=version.unit,
        subjects=[one.person_id for one in found],
    )
    return table_response(chosen, f"events-{version.unit.code}", _columns(), found)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Баг"), value=lambda one: one.unit.code),
        Column("on", _("Болсон өдөр")),
        Column("registered_on", _("Бүртгэсэн өдөр")),
        Column("kind", _("Төрөл"), value=lambda one: one.get_kind_display()),
        Column("number", _("Өрхийн дугаар"), value=lambda one: one.household.number),
        Column("sex", _("Хүйс"), value=lambda one: one.person.get_sex_display()),
        Column("birth_year", _("Төрсөн он"), value=lambda one: one.person.birth_year),
        Column(
            "other",
            _("Нөгөө баг"),
            value=lambda one: one.other_unit.code if one.other_unit else None,
        ),
        Column("place", _("Хаанаас, хаашаа")),
    ]


@private_page
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """Who has set out for the bag, and who left it and is nowhere registered yet."""
    version, today = find_unit(request, code), timezone.localdate()
    units = units_within(version.unit, today, today)
    how = showing(request.user, version.unit)
    came = event_lines(list(arrivals_of(units)[:MOST_WAITING]), how, today)
    went = event_lines(list(departures_of(units)[:MOST_WAITING]), how, today)
    note_reading(
        user=request.user,
        what="events",
        unit=version.unit,
        subjects=_subjects([*came, *went]),
    )
    context = {
        "version": version,
        "came": came,
        "went": went,
        "is_bag": version.kind.level == BAG_LEVEL,
        "may_keep": can_keep(request.user, version.unit),
        "crumbs": crumbs_of(version),
    }
    return render(request, "registers/events_waiting.html", context)


@private_page
def receive(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Register who has arrived: with his household, or into one of the bag."""
    version = find_bag(request, code)
    require_keeper(request, version.unit)
    event = arrivals_of([version.unit.pk]).filter(person__uid=uid).first()
    if event is None:
        raise Http404
    how = showing(request.user, version.unit)
    together = list(companions(event))
    note_reading(
        user=request.user,
        what="event",
        unit=version.unit,
        subjects=[one.pk for one in together if not one.is_restricted],
    )
    closed = event.household.closed_on is not None
    initial = {"on": event.on, "whole": closed}
    form = ReceiveForm(request.POST or None, initial=initial)
    if not closed:
        del form.fields["whole"]
    if taken(request, form, lambda: _received(request, event, form)):
        messages.success(request, _("Шилжиж ирснийг бүртгэлээ."))
        return redirect("registers:waiting", code)
    return form_page(
        request,
        form,
        title=_("Шилжиж ирснийг хүлээн авах"),
        lead=", ".join(person_name(one, how) for one in together),
        button=_("Хүлээн авч бүртгэх"),
        back=reverse("registers:waiting", args=[code]),
        crumbs=bag_crumbs(version),
    )


def _received(request: HttpRequest, event: Event, form: ReceiveForm) -> None:
    told, unit = form.cleaned_data, event.other_unit
    assert unit is not None
    about = {"user": request.user, "on": told["on"], "paper": told["paper"]}
    if told.get("whole"):
        receive_household(event=event, unit=unit, number=told["number"], **about)
        return
    rows = Household.objects.filter(unit=unit, closed_on__isnull=True)
    household = rows.filter(number=told["number"].strip() or "-").first()
    if household is None:
        raise Refused(_("Ийм дугаартай өрх энэ багт алга."), field="number")
    move_in(household=household, person=event.person, **about)
