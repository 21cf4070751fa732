"""Requests in the office: the worklist, the list of a unit, one request. HTTP only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from bagana.casework import rules
from bagana.casework.actions.climbing import escalate_overdue
from bagana.casework.actions.moving import pass_on
from bagana.casework.actions.steps import SUM_LEVEL, base_rung, works_on
from bagana.casework.actions.working import may_extend
from bagana.casework.clock import days_left
from bagana.casework.definitions import SHEET
from bagana.casework.models import Channel, Request, RequestState, Rung, ServiceKind
from bagana.casework.queries import requests as queries
from bagana.casework.queries.backdating import backdated_by_unit
from bagana.casework.queries.requests import Asked
from bagana.casework.states import possible
from bagana.casework.views.deeds import BUTTONS
from bagana.casework.views.guard import (
    casework_crumbs,
    find_place,
    find_request,
    note_shown,
    unit_crumbs,
)
from bagana.registers.private import private_page
from bagana.registers.queries.asset_page import my_units_paged
from bagana.registers.queries.households import names_of
from bagana.web.errors import PermissionDenied
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50
WORKLIST: Final = 20
UNITS: Final = 20
SOON: Final = timedelta(days=3)
BACKDATED: Final = timedelta(days=30)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me, oldest due first, and the units I read."""
    today = timezone.localdate()
    rows = my_units_paged(request.user, today)
    page = page_of(rows, UNITS, request.GET.get("page"))
    if not page.object_list:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    waiting = queries.waits_for(request.user, today, WORKLIST)
    keys = [one.unit_id for one in page]
    counts = queries.waiting_by_unit(keys, today, today + SOON)
    late = backdated_by_unit(keys, today, today - BACKDATED)
    context = {
        "units": [(one, counts[one.unit_id], late[one.unit_id]) for one in page],
        "page": page,
        "lines": _named(waiting, today),
        "today": today,
        "sheet": SHEET,
    }
    return render(request, "casework/index.html", context)


@private_page
def requests(request: HttpRequest, code: str) -> HttpResponse:
    """Requests of a unit and all below it; nobody is named in the list."""
    version, today = find_place(request, code), timezone.localdate()
    asked = Asked.of(request.GET)
    rows = queries.listed(request.user, version.unit, asked, today)
    if chosen := wanted_format(request):
        return table_response(chosen, f"requests-{code}", columns(), rows)
    keys = rows.values_list("pk", flat=True)
    page = page_of(keys, PER_PAGE, request.GET.get("page"))
    shown = queries.told(list(page.object_list), today)
    context = {
        "version": version,
        "crumbs": casework_crumbs(),
        "page": page,
        "lines": _named(shown, today),
        "counts": queries.waiting_in(version.unit, today, today + SOON),
        "asked": asked,
        "states": _states(),
        "choices": _choices(),
        "today": today,
        "has_ended": version.valid_to is not None and version.valid_to <= today,
        "may_serve": rules.can_serve(request.user, version.unit)
        and version.kind.level >= SUM_LEVEL,
        "may_decide": rules.can_decide_above(request.user, version.unit),
    }
    return render(request, "casework/requests.html", context)


def _named(rows: Sequence[Request], today: date) -> list[tuple[Request, str]]:
    names = names_of({row.unit_id for row in rows}, today)
    return [(row, names.get(row.unit_id, row.unit.code)) for row in rows]


def _states() -> list[tuple[str, Any]]:
    return [
        ("open", _("шийдээгүй")),
        ("overdue", _("хугацаа хэтэрсэн")),
        ("backdated", _("нөхөж бүртгэсэн")),
        *RequestState.choices,
        ("all", _("бүгд")),
    ]


def _choices() -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    return [
        ("channel", _("Ирсэн хэлбэр"), Channel.choices),
        ("kind", _("Төрөл"), ServiceKind.choices),
        ("rung", _("Хаана"), Rung.choices),
        (
            "sort",
            _("Эрэмбэ"),
            [
                ("due", _("хугацаа ойрхон нь эхэнд")),
                ("-due", _("хугацаа хол нь эхэнд")),
                ("taken", _("хуучин нь эхэнд")),
                ("-taken", _("шинэ нь эхэнд")),
            ],
        ),
    ]


def columns() -> list[Column]:
    """Days and states only: what is carried away names nobody."""
    return [
        Column("number", _("Дугаар")),
        Column("unit", _("Код"), lambda row: row.unit.code),
        Column("service", _("Үйлчилгээ"), lambda row: row.version.title, 40),
        Column("channel", _("Ирсэн хэлбэр"), Request.get_channel_display),
        Column("taken_on", _("Авсан өдөр")),
        Column("due_on", _("Дуусах хугацаа")),
        Column("answered_on", _("Хариу өгсөн өдөр")),
        Column("state", pgettext("version", "Төлөв"), Request.get_state_display, 24),
        Column("rung", _("Хаана"), Request.get_rung_display),
        Column("extended", _("Сунгасан")),
        Column("reopened", _("Дахин нээсэн")),
        Column("satisfaction", _("Сэтгэл ханамж")),
        Column("backdated", _("Нөхөж бүртгэсэн"), lambda row: int(row.is_backdated)),
        Column("fictional", _("Зохиомол"), lambda row: int(row.is_fictional)),
    ]


@require_POST
@login_required
def climb(request: HttpRequest, code: str) -> HttpResponse:
    """Overdue ones of the unit go one rung up."""
    version = find_place(request, code)
    count = escalate_overdue(user=request.user, unit=version.unit)
    messages.success(
        request,
        ngettext(
            "%(n)s хүсэлтийг дээд шатанд шилжүүллээ.",
            "%(n)s хүсэлтийг дээд шатанд шилжүүллээ.",
            count,
        )
        % {"n": count},
    )
    return redirect("casework:requests", code)


@require_POST
@login_required
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Open requests of a unit that ended go to its heir."""
    version = find_place(request, code)
    count = pass_on(user=request.user, unit=version.unit)
    messages.success(
        request,
        ngettext(
            "%(n)s хүсэлтийг залгамжлах нэгжид шилжүүллээ.",
            "%(n)s хүсэлтийг залгамжлах нэгжид шилжүүллээ.",
            count,
        )
        % {"n": count},
    )
    return redirect("casework:requests", code)


@private_page
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A request with its clock, its steps and what can be done with it."""
    row, today = find_request(request, uid), timezone.localdate()
    version = find_place(request, row.unit.code)
    named = rules.can_serve(request.user, row.unit)
    note_shown(request, row)
    private = row.private
    context = {
        "row": row,
        "version": version,
        "crumbs": unit_crumbs(version),
        "asker": queries.asker_of(private, named=named),
        "text": private.get("text", "") if named or _works(request, row) else "",
        "late": private.get("late", ""),
        "steps": list(row.steps.select_related("made_by", "request").order_by("id")),
        "shows_words": named or _works(request, row),
        "left": days_left(row, today),
        "today": today,
        "buttons": _buttons(request, row),
        "issues": row.version.service.reference_kind and named,
        "references": row.references.select_related("kind"),
    }
    return render(request, "casework/request.html", context)


def _works(request: HttpRequest, row: Request) -> bool:
    return works_on(request.user, row)


def _buttons(request: HttpRequest, row: Request) -> list[tuple[str, str]]:
    """Deeds that lead on from here, of those that are this user's to do."""
    if not _works(request, row):
        return []
    can = possible(row.state)
    if not may_extend(request.user, row):
        can -= {"extended"}
    if row.rung == Rung.AIMAG:
        can -= {"escalated"}
    if row.rung == base_rung(row.unit):
        can -= {"returned"}
    if row.satisfaction is not None:
        can -= {"rated"}
    return [(slug, str(deed.button)) for slug, deed in BUTTONS.items() if slug in can]
