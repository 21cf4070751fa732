"""Record an event: which kind, which household, then one form. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_reading
from bagana.registers.actions import events, moving, splitting
from bagana.registers.calendar import stop_on
from bagana.registers.forms.events import KINDS, EventForm
from bagana.registers.models import Household, Person
from bagana.registers.private import private_page
from bagana.registers.queries.events import bags_beside, person_name, present_of
from bagana.registers.rules import can_keep
from bagana.registers.showing import showing
from bagana.registers.views.guard import (
    bag_crumbs,
    find_bag,
    household_crumbs,
    household_title,
    require_keeper,
)
from bagana.territory.models import Unit
from bagana.web.errors import Refused
from bagana.web.form_pages import form_page, taken

MOVES = ("move_in", "move_out", "move_household")


@private_page
def event_new(request: HttpRequest, code: str) -> HttpResponse:
    """`?kind=…&household=<uid>` or `&number=…`; without them the question which."""
    version = find_bag(request, code)
    require_keeper(request, version.unit)
    kind = KINDS.get(request.GET.get("kind", ""))
    household = _household(request, version.unit)
    if kind is None or household is None:
        return _ask(request, version, household)
    members = present_of(household)
    note_reading(
        user=request.user,
        what="event",
        unit=version.unit,
        subjects=[one.pk for one in members if not one.is_restricted],
    )
    how = showing(request.user, version.unit)
    today = timezone.localdate()
    form = EventForm(
        request.POST or None,
        kind=kind,
        members=[(str(one.uid), person_name(one, how)) for one in members],
        bags=bags_beside(version.unit, today),
        initial={"on": today, "person": request.GET.get("person", "")},
    )
    if taken(request, form, lambda: _act(request, household, form)):
        messages.success(request, _("Бүртгэлээ. Бичилтийн түүхээс буцааж болно."))
        return redirect("registers:household", household.uid)
    return form_page(
        request,
        form,
        title=str(kind.title),
        lead=household_title(household),
        button=_("Бүртгэх"),
        back=reverse("registers:household", args=[household.uid]),
        crumbs=household_crumbs(household),
        template="registers/event_form.html",
        hint=kind.hint,
        stop=stop_on(today) if kind.code in MOVES else None,
    )


def _household(request: HttpRequest, unit: Unit) -> Household | None:
    """Of this bag and open: by its uid, or by the number that was typed."""
    rows = Household.objects.visible_to(request.user).filter(
        unit=unit, closed_on__isnull=True
    )
    try:
        uid = UUID(request.GET.get("household", ""))
    except ValueError:
        number = request.GET.get("number", "").strip()
        return rows.filter(number=number).first() if number else None
    return rows.filter(uid=uid).first()


def _ask(
    request: HttpRequest, version: Any, household: Household | None
) -> HttpResponse:
    number = request.GET.get("number", "").strip()
    context = {
        "version": version,
        "kinds": KINDS.values(),
        "kind": request.GET.get("kind", ""),
        "household": household,
        "number": household.number if household else number,
        "not_found": bool(number) and household is None,
        "crumbs": bag_crumbs(version),
    }
    return render(request, "registers/event_new.html", context)


def _act(request: HttpRequest, household: Household, form: EventForm) -> None:
    ACTS[form.kind.code](request.user, household, form)


def _member(household: Household, uid: str) -> Person | None:
    return household.people.filter(uid=uid, is_present=True).first() if uid else None


def _who(household: Household, form: EventForm) -> dict[str, Any]:
    """The person chosen, the head of those who stay, the day."""
    told = form.cleaned_data
    person = cast(Person, _member(household, told["person"]))
    new_head = _member(household, told.get("new_head", ""))
    return {"person": person, "new_head": new_head, "on": told["on"]}


def _told(form: EventForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _new(form: EventForm) -> dict[str, Any]:
    new = form.newcomer
    return {"private": new.private, "sex": new.sex, "relation": new.relation}


def _unit(form: EventForm) -> Unit | None:
    return Unit.objects.filter(code=form.cleaned_data.get("to_unit") or "-").first()


def _other(user: Any, household: Household, form: EventForm) -> Household:
    number = form.cleaned_data["other"].strip()
    rows = Household.objects.filter(
        unit=household.unit, number=number, closed_on__isnull=True
    )
    found = rows.first()
    if found is None or not can_keep(user, found.unit):
        raise Refused(_("Ийм дугаартай өрх энэ багт алга."), field="other")
    return found


def _change(user: Any, household: Household, form: EventForm) -> None:
    splitting.change_of_household(
        user=user,
        household=_other(user, household, form),
        relation=form.cleaned_data["relation"] or "other",
        **_who(household, form),
    )


def _split(user: Any, household: Household, form: EventForm) -> None:
    told = form.cleaned_data
    splitting.split_household(
        user=user,
        household=household,
        people=list(household.people.filter(uid__in=told["people"])),
        head=cast(Person, _member(household, told["head"])),
        new_head=_member(household, told["new_head"]),
        **_told(form, "on", "number", "reason"),
    )


ACTS: dict[str, Callable[[Any, Household, EventForm], Any]] = {
    "birth": lambda user, household, form: events.record_birth(
        user=user, household=household, **_new(form), **_told(form, "on", "paper")
    ),
    "death": lambda user, household, form: events.record_death(
        user=user, **_who(household, form), **_told(form, "paper")
    ),
    "move_in": lambda user, household, form: moving.move_in(
        user=user,
        household=household,
        newcomer=form.newcomer,
        **_told(form, "on", "place", "paper"),
    ),
    "move_out": lambda user, household, form: moving.move_out(
        user=user,
        to_unit=_unit(form),
        **_who(household, form),
        **_told(form, "place", "paper"),
    ),
    "temporary_in": lambda user, household, form: events.register_temporary(
        user=user,
        household=household,
        **_new(form),
        **_told(form, "on", "until", "place", "paper"),
    ),
    "temporary_out": lambda user, household, form: events.end_temporary(
        user=user, **_who(household, form), **_told(form, "place")
    ),
    "change_household": _change,
    "split": _split,
    "merge": lambda user, household, form: splitting.merge_households(
        user=user,
        kept=household,
        other=_other(user, household, form),
        **_told(form, "on", "reason"),
    ),
    "move_household": lambda user, household, form: moving.move_household(
        user=user,
        household=household,
        to_unit=_unit(form),
        **_told(form, "on", "place", "number", "paper"),
    ),
    "corrected_in": lambda user, household, form: events.correct_in(
        user=user, household=household, **_new(form), **_told(form, "on", "reason")
    ),
    "corrected_out": lambda user, household, form: events.correct_out(
        user=user, **_who(household, form), **_told(form, "reason")
    ),
}
"""What each kind of event does with its form."""
