"""Delegated functions in the office: the table, one more, one that ends. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import held_under
from bagana.casework.actions import delegations as actions
from bagana.casework.forms.delegations import DelegateForm, EndForm
from bagana.casework.models import Delegation
from bagana.casework.queries import delegations as queries
from bagana.casework.rules import PLANNERS, can_delegate
from bagana.casework.views.guard import find_place
from bagana.registers.queries.households import names_of
from bagana.territory.models import UnitVersion
from bagana.territory.queries import below, nearest_version
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

BAG_LEVEL = 3


@login_required
def delegations(request: HttpRequest, code: str) -> HttpResponse:
    """Every delegation of a unit and of units in it, ended ones as well."""
    version, today = find_place(request, code), timezone.localdate()
    rows = queries.history_of(version.unit, today)
    if chosen := wanted_format(request):
        return table_response(chosen, f"delegations-{code}", columns(), rows)
    names = names_of(
        {key for row in rows for key in (row.unit_id, row.giver_id)}, today
    )
    mine = held_under(request.user, PLANNERS)
    context = {
        "version": version,
        "lines": [_line(row, names, row.giver_id in mine) for row in rows],
        "may_delegate": version.kind.level < BAG_LEVEL
        and can_delegate(request.user, version.unit),
        "crumbs": delegation_crumbs(version)[:-1],
    }
    return render(request, "casework/delegations.html", context)


def _line(row: Delegation, names: dict[int, str], is_mine: bool) -> dict[str, Any]:
    today = timezone.localdate()
    goes_on = row.valid_to is None or row.valid_to > today
    return {
        "row": row,
        "unit": names.get(row.unit_id, row.unit.code),
        "giver": names.get(row.giver_id, row.giver.code),
        "in_force": goes_on and row.valid_from <= today,
        "may_end": goes_on and is_mine,
    }


def columns() -> list[Column]:
    return [
        Column("function", _("Чиг үүрэг"), lambda row: row.function.title, 48),
        Column("giver", _("Шилжүүлсэн"), lambda row: row.giver.code),
        Column("unit", _("Хүлээн авсан"), lambda row: row.unit.code),
        Column("valid_from", _("Эхлэх өдөр")),
        Column("valid_to", _("Дуусах өдөр")),
        Column("money", _("Жилийн мөнгө, ₮")),
        Column("posts", _("Орон тоо")),
        Column("act", _("Шийдвэр"), lambda row: str(row.act), 40),
    ]


def delegation_crumbs(version: UnitVersion) -> Crumbs:
    page = reverse("casework:delegations", args=[version.unit.code])
    return [
        (reverse("casework:index"), _("Иргэний хүсэлт")),
        (reverse("casework:requests", args=[version.unit.code]), version.name),
        (page, _("Шилжүүлсэн чиг үүрэг")),
    ]


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    version, today = find_place(request, code), timezone.localdate()
    if version.kind.level >= BAG_LEVEL or not can_delegate(request.user, version.unit):
        raise PermissionDenied
    inside = below(version.unit, today).order_by("kind__level", "unit__code")
    form = DelegateForm(request.POST or None, units=list(inside))

    def act() -> None:
        actions.delegate(user=request.user, giver=version.unit, **form.asked())

    back = reverse("casework:delegations", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Чиг үүргийг шилжүүллээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Чиг үүрэг шилжүүлэх"),
        button=_("Шилжүүлэх"),
        back=back,
        crumbs=delegation_crumbs(version),
    )


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Delegation.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("giver", "function"), pk=pk)
    if not can_delegate(request.user, row.giver):
        raise PermissionDenied
    version = nearest_version(row.giver.code, timezone.localdate())
    assert version is not None
    form = EndForm(request.POST or None)

    def act() -> None:
        actions.end_delegation(
            user=request.user, delegation=row, on=form.cleaned_data["on"]
        )

    back = reverse("casework:delegations", args=[row.giver.code])
    if taken(request, form, act):
        messages.success(request, _("Шилжүүлгийг дуусгалаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Шилжүүлгийг дуусгах"),
        button=_("Дуусгах"),
        back=back,
        crumbs=delegation_crumbs(version),
        lead=row.function.title,
    )
