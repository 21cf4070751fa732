"""What the views of the portal share: the date, addresses, maps of figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure, Reader
from bagana.portal.maps import METHODS, MapPicture, MapUnit, draw
from bagana.portal.queries.places import shapes_of
from bagana.portal.queries.versions import data_date
from bagana.portal.wording import own_name, value_text
from bagana.territory.models import UnitVersion

MOST_CHARACTERS = 200

type Link = Callable[[UnitVersion], str]


def reading_date(request: HttpRequest) -> date:
    """The date as of which the page is read; the middleware has put it there."""
    on: date = request.on  # type: ignore[attr-defined]
    return on


def asked(request: HttpRequest, name: str) -> str:
    """A parameter of the address, short and without what no database takes."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:MOST_CHARACTERS]


def reader_of(request: HttpRequest) -> Reader:
    return Reader(request.user, reading_date(request), tell_withheld=True)


def page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    context["data_date"] = data_date()
    return render(request, f"portal/{name}.html", context)


def address(request: HttpRequest, name: str, *args: str, **query: str) -> str:
    """An address of the portal that keeps the date where it was asked for."""
    if getattr(request, "on_given", False):
        query["on"] = reading_date(request).isoformat()
    tail = f"?{urlencode(query)}" if query else ""
    return reverse(f"portal:{name}", args=args) + tail


def unit_link(request: HttpRequest, **query: str) -> Link:
    return lambda version: address(request, "unit", version.unit.code, **query)


def crumbs(
    request: HttpRequest, ancestors: Sequence[UnitVersion]
) -> list[tuple[str, str]]:
    link = unit_link(request)
    return [(link(version), own_name(version)) for version in ancestors]


def choropleth(
    units: Sequence[UnitVersion],
    figures: Mapping[str, Figure],
    indicator: Indicator | None,
    link: Link,
    *,
    method: str = "quantile",
    chosen: str = "",
) -> MapPicture | None:
    """A map of the units, coloured by an indicator where one is given."""
    drawn = []
    for version in units:
        code = version.unit.code
        figure = figures.get(code)
        value = figure.value if figure else None
        is_withheld = figure is not None and figure.withheld
        text = value_text(value, indicator, is_withheld) if indicator else ""
        drawn.append(
            MapUnit(
                code,
                own_name(version),
                link(version),
                text,
                value,
                code == chosen,
                is_withheld=is_withheld,
            )
        )
    method = method if method in METHODS else "quantile"
    return draw(drawn, shapes_of(list(units)), method=method)
