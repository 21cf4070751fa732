"""Oaths and ethics duties, entered in the office."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.people.actions import conduct as actions
from bagana.people.forms.conduct import DutyForm, OathForm
from bagana.people.queries.conduct import newest_acts
from bagana.people.rules import can_give_duty
from bagana.people.views.posts_guard import (
    find_appointment,
    find_unit,
    post_crumbs,
    require_staffer,
    unit_crumbs,
)
from bagana.registers.private import private_page
from bagana.web.form_pages import form_page, taken


@private_page
def oath(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_appointment(request, uid)
    require_staffer(request, row.post.unit)
    form = OathForm(request.POST or None)

    def act() -> None:
        actions.record_oath(user=request.user, appointment=row, **form.cleaned_data)

    back = reverse("people:post", args=[row.post.uid])
    if taken(request, form, act):
        messages.success(request, _("Бүртгэлээ."))
        return redirect(back)
    title, button = _("Тангараг бүртгэх"), _("Бүртгэх")
    crumbs = post_crumbs(row.post)
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=crumbs
    )


@private_page
def duty(request: HttpRequest, code: str) -> HttpResponse:
    unit = find_unit(request, code).unit
    if not can_give_duty(request.user, unit):
        raise Http404
    form = DutyForm(request.POST or None, acts=newest_acts())

    def act() -> None:
        actions.give_duty(user=request.user, unit=unit, **form.cleaned_data)

    back = reverse("people:posts", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Бүртгэлээ."))
        return redirect(back)
    title, button = _("Ёс зүйн үүрэг өгөх"), _("Бүртгэх")
    crumbs = unit_crumbs(unit)
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=crumbs
    )
