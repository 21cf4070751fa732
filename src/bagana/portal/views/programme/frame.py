"""What the public pages of a programme share: finding it, its place, its frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bagana.portal.views.pages import crumbs, page, reading_date
from bagana.programme.models import Phase, Programme
from bagana.programme.queries.board import chosen_phase
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, nearest_version


def find_programme(code: str) -> Programme:
    found = Programme.objects.select_related("unit", "act__body")
    return get_object_or_404(found, code=code)


def place_of(request: HttpRequest, programme: Programme) -> UnitVersion | None:
    return nearest_version(programme.unit.code, reading_date(request))


def asked_phase(request: HttpRequest, phases: list[Phase]) -> Phase | None:
    return chosen_phase(phases, request.GET.get("phase", ""))


def programme_page(
    request: HttpRequest, name: str, programme: Programme, **context: Any
) -> HttpResponse:
    """A page under the programme's own links, with the way up to its unit."""
    place = place_of(request, programme)
    above = []
    if place is not None:
        above = crumbs(request, [*ancestors_of(programme.unit, reading_date(request))])
        above += crumbs(request, [place])
    return page(
        request,
        f"programme/{name}",
        programme=programme,
        place=place,
        crumbs=above,
        **context,
    )
