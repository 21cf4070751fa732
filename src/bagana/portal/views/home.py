"""The first page: what the programme is, the aimag's figures, a map to choose by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Reader
from bagana.portal.queries import places
from bagana.portal.queries.about import newest, programme_act
from bagana.portal.queries.catalogue import all_indicators, by_dimension, is_detail
from bagana.portal.queries.profile import profile
from bagana.portal.views.pages import (
    asked,
    choropleth,
    page,
    reader_of,
    reading_date,
    unit_link,
)
from bagana.territory.models import UnitVersion
from bagana.territory.queries import counts_by_level

SUM, BAG = 2, 3


def home(request: HttpRequest) -> HttpResponse:
    on = reading_date(request)
    version = places.home_version(on)
    if version is None:
        return page(request, "home_empty")
    reader = reader_of(request)
    lines = profile(reader, version.unit.code, [])
    level = SUM if request.GET.get("level") == "2" else BAG
    units = places.of_level(version.unit, on, level)
    return page(
        request,
        "home",
        version=version,
        counts=counts_by_level(version.unit, on),
        key_lines=lines.key_lines[:4],
        act=programme_act(version.unit),
        news=newest(),
        level=level,
        **_map(request, reader, units, asked(request, "indicator")),
    )


def _map(
    request: HttpRequest, reader: Reader, units: list[UnitVersion], code: str
) -> dict[str, object]:
    """The map with the choice of indicators that these units have."""
    codes = [v.unit.code for v in units]
    periods = reader.latest_of(codes)
    known = [i for i in all_indicators() if i.pk in periods and not is_detail(i.code)]
    chosen = _chosen(known, code)
    figures = {}
    if chosen:
        figures = reader.of_period(chosen, periods[chosen.pk][0], codes)
    query = {"indicator": chosen.code} if chosen else {}
    return {
        "map": choropleth(units, figures, chosen, unit_link(request, **query)),
        "indicator": chosen,
        "period": periods[chosen.pk][0] if chosen else None,
        "choices": by_dimension(known),
    }


def _chosen(known: list[Indicator], code: str) -> Indicator | None:
    by_code = {indicator.code: indicator for indicator in known}
    for wanted in (code, "population_census"):
        if wanted in by_code:
            return by_code[wanted]
    return known[0] if known else None
