"""When an office comes to us, who decides what, and how programs file requests."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.casework.models import MobileRound, RoundStop
from bagana.casework.open311 import jurisdictions, services_on
from bagana.casework.queries import delegations as deciding
from bagana.casework.queries import rounds as queries
from bagana.casework.queries.delegations import FunctionLine
from bagana.casework.queries.services import versions_on
from bagana.casework.round_feed import calendar
from bagana.casework.route_map import route_map
from bagana.engines.mongolian import format_number
from bagana.portal.queries.places import home_version
from bagana.portal.views.pages import asked, crumbs, page, reading_date
from bagana.registers.queries.households import names_of
from bagana.territory.models import UnitVersion
from bagana.territory.queries import (
    ancestors_of,
    below,
    find_version,
    nearest_version,
)
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


def _place(request: HttpRequest, on: date) -> UnitVersion:
    """The unit of the address, else the one whose pages open the portal."""
    code = asked(request, "unit")
    found = find_version(code, on) if code else home_version(on)
    if found is None:
        raise Http404
    return found


def _choices(version: UnitVersion, on: date) -> list[UnitVersion]:
    """The unit, what lies above it, and what lies right below, to choose from."""
    above = ancestors_of(version.unit, on)
    inside = below(version.unit, on).filter(parent=version.unit)
    return [*above, version, *inside.order_by("sort_key")]


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Stops that are coming, soonest first; few people are not told."""
    today = timezone.localdate()
    version = _place(request, today)
    stops = queries.coming(version.unit, today)
    if chosen := wanted_format(request):
        return table_response(chosen, "rounds", _columns(), stops)
    shown = Paginator(stops, PER_PAGE).get_page(request.GET.get("page"))
    names = names_of({stop.unit_id for stop in shown.object_list}, today)
    return page(
        request,
        "daily/rounds",
        version=version,
        crumbs=crumbs(request, ancestors_of(version.unit, today)),
        choices=_choices(version, today),
        page=shown,
        stops=[
            (stop, names.get(stop.unit_id, stop.unit.code))
            for stop in shown.object_list
        ],
        moved=queries.moved_rounds(stop.mobile_round_id for stop in shown.object_list),
        cancelled=[
            (row, queries.changes_of(row))
            for row in queries.called_off(version.unit, today)[:PER_PAGE]
        ],
        today=today,
        feed=request.build_absolute_uri(
            reverse("portal:mobile_rounds_feed", query={"unit": version.unit.code})
        ),
    )


def _columns() -> list[Column]:
    return [
        Column("on", _("Өдөр")),
        Column("place", _("Газар"), width=36),
        Column("unit", _("Баг"), lambda stop: stop.unit.code),
        Column("round", _("Үйлчилгээ"), lambda stop: stop.mobile_round.title, 40),
        Column("longitude", _("Уртраг")),
        Column("latitude", _("Өргөрөг")),
    ]


def _public(count: int | None) -> str | None:
    """A number, or words where it is too small to be told; None is not known."""
    if count is None:
        return None
    return _("5-аас цөөн") if queries.is_few(count) else format_number(count, 0)


def _stop_line(stop: RoundStop, names: dict[int, str]) -> dict[str, Any]:
    return {
        "stop": stop,
        "bag": names.get(stop.unit_id, stop.unit.code),
        "households": _public(stop.households),
        "people": _public(stop.people),
        "served": _public(stop.served),
    }


@require_safe
def round_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One round: its days, services and the way."""
    row = get_object_or_404(MobileRound.objects.select_related("unit"), uid=uid)
    version = nearest_version(row.unit.code, row.starts_on)
    if version is None:
        raise Http404
    stops, today = queries.stops_of(row), timezone.localdate()
    names = names_of({stop.unit_id for stop in stops}, today)
    return page(
        request,
        "daily/round",
        row=row,
        version=version,
        crumbs=crumbs(request, ancestors_of(row.unit, today)),
        lines=[_stop_line(stop, names) for stop in stops],
        map=route_map(row, stops),
        changes=queries.changes_of(row),
        services=versions_on(max(today, row.starts_on)).filter(
            service__in=row.services.values("pk")
        ),
    )


@require_safe
def rounds_feed(request: HttpRequest) -> HttpResponse:
    """Stops to subscribe to; a calendar signs in nowhere, and ?lang=en is asked."""
    today = timezone.localdate()
    version, wished = _place(request, today), asked(request, "lang")
    language = wished if wished in ("mn", "en") else translation.get_language()
    with translation.override(language):
        content = calendar(
            queries.for_calendar(version.unit, today),
            lambda row: request.build_absolute_uri(
                reverse("portal:mobile_round", args=[row.uid])
            ),
        )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Function by function: whose it is by law, and to whom it was handed down."""
    on = reading_date(request)
    version = _place(request, on)
    lines = deciding.table(version.unit, on)
    if chosen := wanted_format(request):
        flat = [(line, row) for line in lines for row in line.delegations or (None,)]
        return table_response(chosen, "delegations", _deciding(), flat)
    keys = {row.unit_id for line in lines for row in line.delegations}
    names = names_of(keys, on)
    return page(
        request,
        "daily/delegations",
        version=version,
        crumbs=crumbs(request, ancestors_of(version.unit, on)),
        choices=_choices(version, on),
        lines=[_function_line(line, names) for line in lines],
        delegated=sum(line.is_delegated for line in lines),
    )


def _function_line(line: FunctionLine, names: dict[int, str]) -> dict[str, Any]:
    return {
        "line": line,
        "rows": [
            (row, names.get(row.unit_id, row.unit.code)) for row in line.delegations
        ],
    }


def _deciding() -> list[Column]:
    def told(name: str) -> Any:
        return lambda pair: getattr(pair[1], name) if pair[1] else None

    return [
        Column("function", _("Чиг үүрэг"), lambda pair: pair[0].function.title, 48),
        Column("level", _("Хуулиар аль шат"), lambda pair: pair[0].function.level),
        Column("unit", _("Хэн шийддэг"), lambda p: p[1].unit.code if p[1] else None),
        Column("valid_from", _("Эхлэх өдөр"), told("valid_from")),
        Column("valid_to", _("Дуусах өдөр"), told("valid_to")),
        Column("money", _("Жилийн мөнгө, ₮"), told("money")),
        Column("posts", _("Орон тоо"), told("posts")),
        Column("act", _("Шийдвэр"), lambda p: str(p[1].act) if p[1] else None, 40),
    ]


@require_safe
def open311(request: HttpRequest) -> HttpResponse:
    """How a program files a request and follows it; with the calls to try."""
    return page(
        request,
        "daily/open311",
        endpoint=request.build_absolute_uri(reverse("open311:root")),
        services=services_on(timezone.localdate(), None),
        jurisdictions=jurisdictions(),
    )
