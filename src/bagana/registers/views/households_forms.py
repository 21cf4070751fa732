"""Forms of households and people. HTTP only; the actions decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_reading
from bagana.registers.actions import households as actions
from bagana.registers.actions import sections as sections_actions
from bagana.registers.actions.people import add_person, change_person, seen_of
from bagana.registers.forms import households as forms
from bagana.registers.forms.households import People
from bagana.registers.models import EventKind, Household, Person, Relation, Section
from bagana.registers.people import private_of
from bagana.registers.private import private_page
from bagana.registers.queries.households import sections_of
from bagana.registers.rules import can_keep
from bagana.registers.views.guard import (
    bag_crumbs,
    find_bag,
    find_household,
    find_person,
    household_crumbs,
    household_title,
    require_keeper,
)
from bagana.web.errors import Refused
from bagana.web.form_pages import form_page, taken

ROWS = 3


@private_page
def add_household(request: HttpRequest, code: str) -> HttpResponse:
    """A household with its people on one page; «one more row» needs no JavaScript."""
    version = find_bag(request, code)
    require_keeper(request, version.unit)
    data = request.POST or None
    start = {"opened_on": timezone.localdate()}
    form = forms.HouseholdForm(data, bag=version.unit, is_new=True, initial=start)
    people = People(data, _rows(request))
    if data is not None and "more" in data:
        return _new_page(request, version, form, people, typed=True)
    if data is not None and form.is_valid() & people.is_valid():
        household = _added(request, version.unit, form, people)
        if household is not None:
            messages.success(request, _("Өрхийг бүртгэлээ."))
            return redirect("registers:household", household.uid)
    return _new_page(request, version, form, people)


def _rows(request: HttpRequest) -> int:
    told = request.POST.get("rows", "")
    rows = int(told) if told.isdecimal() and len(told) < 4 else ROWS
    return rows + 1 if "more" in request.POST else rows


def _added(
    request: HttpRequest, unit: Any, form: forms.HouseholdForm, people: People
) -> Household | None:
    try:
        return actions.add_household(
            user=request.user, unit=unit, people=people.new_people(), **form.told
        )
    except Refused as refused:
        message = " ".join(filter(None, (refused.reason, refused.fix)))
        if not people.refuse(refused.field, message):
            field = refused.field if refused.field in form.fields else None
            form.add_error(field, message)
    return None


def _new_page(
    request: HttpRequest, version: Any, form: Any, people: People, typed: bool = False
) -> HttpResponse:
    """With one row more nothing is refused yet: what was typed is only shown again."""
    wrong = not typed and bool(
        form.errors or any(member.errors for member in people.forms)
    )
    context = {
        "form": form,
        "people": people,
        "version": version,
        "typed": typed,
        "wrong": wrong,
        "crumbs": bag_crumbs(version),
    }
    status = 422 if request.method == "POST" and wrong else 200
    return render(request, "registers/household_new.html", context, status=status)


@private_page
def change_household(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_household(request, uid)
    require_keeper(request, row.unit)
    form = forms.HouseholdForm(
        request.POST or None,
        bag=row.unit,
        is_new=False,
        initial=forms.told_of(row) | {"seen": seen_of(row)},
    )
    _note_household(request, row)

    def act() -> None:
        actions.change_household(
            user=request.user,
            household=row,
            seen=form.cleaned_data["seen"],
            **form.told,
        )

    page = reverse("registers:household", args=[uid])
    if _taken(request, form, act, row):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Өрхийн мэдээлэл засах"),
        lead=household_title(row),
        button=_("Засварыг хадгалах"),
        back=page,
        crumbs=household_crumbs(row),
        template="registers/household_form.html",
    )


def _taken(request: HttpRequest, form: Form, act: Callable[[], Any], row: Any) -> bool:
    """Whether the form was sent and the action done.

    A form that another change has overtaken is refused once; it may be sent again,
    now knowingly: nothing typed is lost.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, " ".join(filter(None, (refused.reason, refused.fix))))
        fresh = type(row).objects.get(pk=row.pk)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = seen_of(fresh)  # type: ignore[index]
    return form.is_valid()


def _note_household(request: HttpRequest, row: Household) -> None:
    """The address, the camps and the phone are those of its people."""
    people = row.people.filter(is_present=True, is_restricted=False)
    note_reading(
        user=request.user,
        what="household",
        unit=row.unit,
        subjects=people.values_list("pk", flat=True),
    )


@private_page
def add_member(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody who was there when the register began and was left out of it."""
    row = find_household(request, uid)
    require_keeper(request, row.unit)
    start = {"on": row.opened_on, "relation": Relation.CHILD}
    form = forms.AddPersonForm(request.POST or None, initial=start)

    def act() -> None:
        told = form.new_person
        add_person(
            user=request.user,
            household=row,
            private=told.private,
            sex=told.sex,
            birth_year=told.birth_year,
            relation=told.relation,
            is_temporary=told.is_temporary,
            how=EventKind.OPENING,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
        )

    page = reverse("registers:household", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Хүнийг өрхөд нэмлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Өрхөд хүн нэмэх"),
        lead=_("Бүртгэл эхлэхэд орхигдсон хүн. Төрсөн, шилжиж ирснийг тусад нь."),
        button=_("Нэмэх"),
        back=page,
        crumbs=household_crumbs(row),
    )


@private_page
def change_member(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Full numbers stand in this form: opening it is noted as such."""
    row = find_person(request, uid)
    require_keeper(request, row.unit)
    page = reverse("registers:person", args=[uid])
    if row.is_restricted:
        return redirect(page)
    start = forms.told_of_person(private_of(row), row) | {"seen": seen_of(row)}
    form = forms.ChangePersonForm(request.POST or None, initial=start)
    _note_change(request, row)

    def act() -> None:
        told = form.new_person
        change_person(
            user=request.user,
            person=row,
            private=told.private,
            sex=told.sex,
            birth_year=told.birth_year,
            relation=told.relation,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )

    if _taken(request, form, act, row):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Хүний мэдээлэл засах"),
        lead=household_title(row.household),
        button=_("Засварыг хадгалах"),
        back=page,
        crumbs=household_crumbs(row.household),
    )


def _note_change(request: HttpRequest, row: Person) -> None:
    note_reading(
        user=request.user,
        what="person",
        unit=row.unit,
        subjects=[row.pk],
        reason=_("мэдээлэл засах"),
        unmasked=True,
    )


@private_page
def close_household(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_household(request, uid)
    require_keeper(request, row.unit)
    form = forms.CloseForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> None:
        actions.close_household(user=request.user, household=row, **form.cleaned_data)

    page = reverse("registers:household", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Өрхийн бүртгэлийг хаалаа."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Өрхийн бүртгэлийг хаах"),
        lead=_("Бүртгэлтэй хүнгүй болсон өрхийг хаана. Түүх нь үлдэнэ."),
        button=_("Хаах"),
        back=page,
        crumbs=household_crumbs(row),
        danger=True,
    )


@private_page
def sections(request: HttpRequest, code: str) -> HttpResponse:
    """The sections of a bag; a form for a new one."""
    version = find_bag(request, code)
    form = forms.SectionForm(request.POST or None)

    def act() -> None:
        sections_actions.add_section(
            user=request.user, unit=version.unit, **form.cleaned_data
        )

    if request.method == "POST":
        require_keeper(request, version.unit)
    if taken(request, form, act):
        messages.success(request, _("Хэсгийг нэмлээ."))
        return redirect("registers:sections", code)
    context = {
        "version": version,
        "form": form,
        "rows": sections_of(version.unit),
        "may_keep": can_keep(request.user, version.unit),
        "crumbs": bag_crumbs(version),
    }
    status = 422 if form.errors else 200
    return render(request, "registers/sections.html", context, status=status)


@private_page
def change_section(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    version = find_bag(request, code)
    require_keeper(request, version.unit)
    section = get_object_or_404(Section, unit=version.unit, pk=pk)
    form = forms.ChangeSectionForm(
        request.POST or None,
        initial={"name": section.name, "is_closed": section.is_closed},
    )

    def act() -> None:
        sections_actions.change_section(
            user=request.user, section=section, **form.cleaned_data
        )

    page = reverse("registers:sections", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Засварыг хадгаллаа."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Хэсгийг засах"),
        button=_("Засварыг хадгалах"),
        back=page,
        crumbs=[*bag_crumbs(version), (page, _("Багийн хэсгүүд"))],
    )
