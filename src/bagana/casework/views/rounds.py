"""Mobile rounds in the office: list, plan, one round, held, cancelled. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions import round_changes
from bagana.casework.actions import rounds as actions
from bagana.casework.forms.rounds import CancelForm, ChangeForm, HeldForm, RoundForm
from bagana.casework.models import MobileRound, RoundState
from bagana.casework.queries import rounds as queries
from bagana.casework.queries.places import centres
from bagana.casework.queries.services import offered_in
from bagana.casework.route_map import route_map
from bagana.casework.rules import can_send_round, can_serve
from bagana.casework.views.guard import find_place
from bagana.territory.models import UnitVersion
from bagana.territory.queries import below, nearest_version
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50
SUM_LEVEL, BAG_LEVEL = 2, 3


@login_required
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """Rounds of a unit and of all below it, filtered, sorted, taken away."""
    version, today = find_place(request, code), timezone.localdate()
    asked = queries.Asked.of(request.GET)
    rows = queries.rounds_of(version.unit, asked, today)
    if chosen := wanted_format(request):
        kept = list(rows)
        return table_response(chosen, f"rounds-{code}", _columns(kept), kept)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    served = queries.served_in(page.object_list)
    context = {
        "version": version,
        "page": page,
        "lines": [(row, served.get(row.pk)) for row in page.object_list],
        "asked": asked,
        "sort": asked.sort,
        "states": RoundState.choices,
        "may_send": _may_send(request, version),
        "crumbs": round_crumbs(version)[:-1],
    }
    return render(request, "casework/rounds.html", context)


def _may_send(request: HttpRequest, version: UnitVersion) -> bool:
    fits = version.kind.level in (SUM_LEVEL, BAG_LEVEL)
    return fits and can_send_round(request.user, version.unit)


def round_crumbs(version: UnitVersion) -> Crumbs:
    page = reverse("casework:rounds", args=[version.unit.code])
    return [
        (reverse("casework:index"), _("Иргэний хүсэлт")),
        (reverse("casework:requests", args=[version.unit.code]), version.name),
        (page, _("Явуулын үйлчилгээ")),
    ]


def _columns(rows: list[MobileRound]) -> list[Column]:
    served = queries.served_in(rows)
    return [
        Column("uid", "uid", lambda row: str(row.uid), 36),
        Column("title", _("Нэр"), width=40),
        Column("unit", _("Нэгж"), lambda row: row.unit.code),
        Column("starts_on", _("Эхлэх өдөр")),
        Column("ends_on", _("Дуусах өдөр")),
        Column("state", _("Төлөв"), lambda row: row.get_state_display()),
        Column("length_km", _("Зам, км")),
        Column("served", _("Үйлчилсэн хүн"), lambda row: served.get(row.pk)),
    ]


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Choose sections and places; the order is found when the button is pressed."""
    version, today = find_place(request, code), timezone.localdate()
    if not _may_send(request, version):
        raise PermissionDenied
    bags = list(below(version.unit, today, BAG_LEVEL).order_by("unit__code"))
    form = RoundForm(
        request.POST or None,
        versions=offered_in(version.unit, today),
        centres=centres({one.unit_id for one in bags}, today),
        bags=bags,
    )
    made: list[MobileRound] = []

    def act() -> None:
        asked = form.asked()
        made.append(actions.plan_round(user=request.user, unit=version.unit, **asked))

    if taken(request, form, act) and made:
        messages.success(request, _("Маршрутыг гаргалаа."))
        return redirect("casework:round", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Явуулын үйлчилгээ төлөвлөх"),
        button=_("Маршрут гаргах"),
        back=reverse("casework:rounds", args=[code]),
        crumbs=round_crumbs(version),
        lead=_("Сонгосон газруудаар явах хамгийн богино дарааллыг систем гаргана."),
    )


def find_round(request: HttpRequest, uid: UUID) -> MobileRound:
    rows = MobileRound.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(rows, uid=uid)


def _version_of(row: MobileRound) -> UnitVersion:
    version = nearest_version(row.unit.code, timezone.localdate())
    assert version is not None
    return version


@login_required
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The route, its map and what can be done with it."""
    row = find_round(request, uid)
    version, stops = _version_of(row), queries.stops_of(row)
    if chosen := wanted_format(request):
        return table_response(chosen, f"round-{row.starts_on}", stop_columns(), stops)
    may_send, today = can_send_round(request.user, row.unit), timezone.localdate()
    is_open = may_send and row.state == RoundState.PLANNED
    context = {
        "row": row,
        "version": version,
        "stops": stops,
        "map": route_map(row, stops),
        "versions": offered_in(row.unit, today).filter(
            service__in=row.services.values("pk")
        ),
        "may_hold": is_open and row.ends_on <= today,
        "may_cancel": is_open,
        "changes": queries.changes_of(row),
        "taken": row.requests.count(),
        "may_take": may_send
        and version.kind.level in (SUM_LEVEL, BAG_LEVEL)
        and can_serve(request.user, row.unit),
        "crumbs": round_crumbs(version),
    }
    return render(request, "casework/round.html", context)


def stop_columns() -> list[Column]:
    return [
        Column("position", _("Дараалал")),
        Column("on", _("Өдөр")),
        Column("place", _("Газар"), width=36),
        Column("unit", _("Баг"), lambda stop: stop.unit.code),
        Column("longitude", _("Уртраг")),
        Column("latitude", _("Өргөрөг")),
        Column("leg_km", _("Өмнөх цэгээс, км")),
        Column("households", _("Хүрэх өрх")),
        Column("people", _("Хүрэх хүн")),
        Column("served", _("Үйлчилсэн хүн")),
    ]


@login_required
def held(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_round(request, uid)
    form = HeldForm(request.POST or None, stops=queries.stops_of(row))
    return _do(
        request,
        row,
        form,
        lambda: actions.hold_round(
            user=request.user, mobile_round=row, served=form.served()
        ),
        title=_("Хийсэн гэж тэмдэглэх"),
        lead=_("Тоолоогүй зогсоолыг хоосон үлдээнэ; 0 гэвэл хэн ч ирээгүй гэсэн үг."),
    )


@login_required
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_round(request, uid)
    form = CancelForm(request.POST or None)
    return _do(
        request,
        row,
        form,
        lambda: round_changes.cancel_round(
            user=request.user, mobile_round=row, **form.cleaned_data
        ),
        title=_("Үйлчилгээг цуцлах"),
        lead=_("Нийтийн хуудсанд цуцалсан гэж харагдана."),
        danger=True,
    )


@login_required
def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Days, places, services or staff of a round that is planned, and why."""
    row, today = find_round(request, uid), timezone.localdate()
    if not can_send_round(request.user, row.unit):
        raise PermissionDenied
    bags = list(below(row.unit, today, BAG_LEVEL).order_by("unit__code"))
    form = ChangeForm(
        request.POST or None,
        row=row,
        stops=queries.stops_of(row),
        versions=offered_in(row.unit, today),
        centres=centres({one.unit_id for one in bags}, today),
        bags=bags,
    )
    return _do(
        request,
        row,
        form,
        lambda: round_changes.change_round(
            user=request.user, mobile_round=row, **form.asked()
        ),
        title=_("Үйлчилгээг өөрчлөх"),
        lead=_("Өмнө зарласан өдөр, газар нийтийн хуудсанд шалтгаантайгаа үлдэнэ."),
    )


def _do(
    request: HttpRequest,
    row: MobileRound,
    form: Any,
    act: Callable[[], Any],
    *,
    title: str,
    lead: str,
    danger: bool = False,
) -> HttpResponse:
    if not can_send_round(request.user, row.unit):
        raise PermissionDenied
    back = reverse("casework:round", args=[row.uid])
    # A form without fields is bound only by the button that was pressed.
    if request.method == "POST":
        form.is_bound, form.data = True, request.POST
    if taken(request, form, act):
        messages.success(request, _("Хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=title,
        button=title,
        back=back,
        crumbs=[*round_crumbs(_version_of(row)), (back, row.title)],
        lead=lead,
        danger=danger,
    )
