"""The page of one number, and charts to take away."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from bagana.indicators.queries.quality import error_rate_of
from bagana.portal import rendering
from bagana.portal.queries.catalogue import find_indicator
from bagana.portal.queries.numbers import read_number
from bagana.portal.views.pages import asked, page, reader_of, reading_date
from bagana.portal.views.units import series
from bagana.territory.queries import ancestors_of, find_version

CHART_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
}


def number(request: HttpRequest, pk: int) -> HttpResponse:
    found = read_number(pk, request.user)
    if found is None:
        raise Http404
    above = (
        ancestors_of(found.unit.unit, found.observation.period.end)
        if found.unit
        else []
    )
    o = found.observation
    checked = error_rate_of(o.indicator, o.period, o.unit_id, user=request.user)
    return page(request, "number", number=found, o=o, above=above, checked=checked)


def chart(request: HttpRequest, indicator: str, unit: str, kind: str) -> HttpResponse:
    """The series of a unit as a picture, or the specification that makes it."""
    found = find_indicator(indicator)
    version = find_version(unit, reading_date(request))
    if found is None or version is None or kind not in CHART_TYPES:
        raise Http404
    told = series(reader_of(request), version, found, asked(request, "every"))
    spec = told["spec"]
    if spec is None:
        raise Http404
    name = f"bagana-{indicator}-{unit}.{kind}"
    content = {
        "svg": lambda: rendering.svg(spec).encode(),
        "png": lambda: rendering.png(spec),
        "json": lambda: json.dumps(spec, ensure_ascii=False, indent=1).encode(),
    }[kind]()
    response = HttpResponse(content, content_type=CHART_TYPES[kind])
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
