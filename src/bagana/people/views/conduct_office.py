"""Oaths and ethics duties, entered in the office."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions import conduct as actions
from bagana.people.forms.conduct import DutyEndForm, DutyForm, OathForm
from bagana.people.models import EthicsDuty
from bagana.people.queries.conduct import duties_over
from bagana.people.rules import can_give_duty
from bagana.people.views.posts_guard import (
    find_appointment,
    find_unit,
    post_crumbs,
    require_staffer,
    unit_crumbs,
)
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format


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
    form = DutyForm(request.POST or None)

    def act() -> None:
        actions.give_duty(user=request.user, unit=unit, **form.cleaned_data)

    back = reverse("people:duties", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Бүртгэлээ."))
        return redirect(back)
    title, button = _("Ёс зүйн үүрэг өгөх"), _("Бүртгэх")
    crumbs = [*unit_crumbs(unit), (back, _("Ёс зүйн үүрэг"))]
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=crumbs
    )


@private_page
def duties(request: HttpRequest, code: str) -> HttpResponse:
    """Who inquires over the unit or a unit above it, now and before."""
    version, today = find_unit(request, code), timezone.localdate()
    if not can_give_duty(request.user, version.unit):
        raise Http404
    rows = duties_over(version.unit, today)
    if chosen := wanted_format(request):
        return table_response(chosen, f"duties-{code}", _columns(), rows)
    context = {
        "version": version,
        "rows": [(row, _is_open(row, today)) for row in rows],
        "names": names_of({row.unit_id for row in rows}, today),
        "crumbs": unit_crumbs(version.unit),
    }
    return render(request, "people/duties.html", context)


def _is_open(row: EthicsDuty, today: date) -> bool:
    return row.valid_to is None or row.valid_to > today


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda row: row.unit.code),
        Column("holder", _("Нэвтрэх нэр"), lambda row: row.user.username, 24),
        Column("act", _("Үүрэг өгсөн шийдвэр"), lambda row: row.act.number),
        Column("valid_from", _("Эхлэх өдөр")),
        Column("valid_to", _("Дуусах өдөр, орохгүй")),
    ]


@private_page
def duty_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(EthicsDuty.objects.select_related("unit", "user"), pk=pk)
    if not can_give_duty(request.user, row.unit) or not _is_open(
        row, timezone.localdate()
    ):
        raise Http404
    form = DutyEndForm(request.POST or None)

    def act() -> None:
        actions.end_duty(user=request.user, duty=row, **form.cleaned_data)

    back = reverse("people:duties", args=[row.unit.code])
    if taken(request, form, act):
        messages.success(request, _("Бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Ёс зүйн үүргийг дуусгах"),
        button=_("Дуусгах"),
        back=back,
        crumbs=[*unit_crumbs(row.unit), (back, _("Ёс зүйн үүрэг"))],
        lead=row.user.username,
        danger=True,
    )
