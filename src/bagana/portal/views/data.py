"""Open data: everything published, as tables and shapes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from operator import itemgetter
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from bagana.portal.exports import geojson, stream_csv
from bagana.portal.queries import places
from bagana.portal.queries.about import licence_sources, unit_changes
from bagana.portal.queries.catalogue import all_indicators, find_indicator
from bagana.portal.queries.opendata import (
    HEADING,
    lineage_rows,
    newest_values,
    observation_count,
    observation_rows,
    withheld_rows,
)
from bagana.portal.views.pages import asked, page, reading_date
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, find_version, versions_on
from bagana.web.tables import FORMATS, Column, table_response

MOST_IN_MEMORY = 100_000
"""Rows of an XLSX or JSON file; what is longer is streamed as CSV."""


def data(request: HttpRequest) -> HttpResponseBase:
    home = places.home_version(reading_date(request))
    return page(
        request,
        "data",
        home=home,
        rows=observation_count(),
        units=versions_on(reading_date(request)).count(),
        indicators=all_indicators(),
        sources=licence_sources(),
        columns=list(zip(HEADING, _meanings(), strict=True)),
    )


def _meanings() -> list[str]:
    return [
        _("утгын дугаар: /numbers/дугаар/ хаягт түүний хуудас бий"),
        _("үзүүлэлтийн код, indicators хүснэгтээс"),
        _("нэгжийн код, units хүснэгтээс"),
        _("хугацаа: 2025, 2025-H1, 2025-Q3, 2025-07"),
        _("утга, үзүүлэлтийн хэмжих нэгжээр; байхгүй утга мөргүй, тэг биш"),
        _("харьцааны хүртвэр"),
        _("харьцааны хуваарь"),
        _("хэний тоо: official албан, own өөрийн тоо, modelled загвар"),
        _("эх сурвалжийн код, sources хүснэгтээс"),
        _("хувилбарын дугаар: залруулга шинэ хувилбар үүсгэнэ"),
        _("нийтлэлийн дугаар"),
        _("тэмдэглэл; withheld бол утгыг нууцалсан, тэг биш"),
    ]


def download(request: HttpRequest, table: str, kind: str) -> HttpResponseBase:
    """One table in one format; `within` and `indicator` narrow the figures."""
    tables: dict[str, Callable[[HttpRequest, str], HttpResponseBase]] = {
        "observations": _observations,
        "units": _units,
        "indicators": _indicators,
        "sources": _sources,
        "changes": _changes,
        "lineage": _lineage,
    }
    if table not in tables or (kind not in FORMATS and (table, kind) != GEO):
        raise Http404
    return tables[table](request, kind)


GEO = ("units", "geojson")


def _within(request: HttpRequest) -> Unit | None:
    code = asked(request, "within")
    if not code:
        return None
    version = find_version(code, reading_date(request))
    if version is None:
        raise Http404
    return version.unit


def _observations(request: HttpRequest, kind: str) -> HttpResponseBase:
    code = asked(request, "indicator")
    indicator = find_indicator(code) if code else None
    if code and indicator is None:
        raise Http404
    within, on = _within(request), reading_date(request)
    rows = observation_rows(within, on, indicator)
    name = "-".join(["bagana-observations", *([code] if code else [])])
    withheld = withheld_rows(within, on, indicator)
    if kind == "csv" or rows.count() > MOST_IN_MEMORY:
        told = chain(rows.iterator(chunk_size=2000), withheld)
        return stream_csv(name, HEADING, told)
    columns = [
        Column(key, value=itemgetter(place)) for place, key in enumerate(HEADING)
    ]
    return table_response(kind, name, columns, [*rows, *withheld])


def _unit_rows(request: HttpRequest) -> list[UnitVersion]:
    within, on = _within(request), reading_date(request)
    found = below(within, on) if within else versions_on(on)
    return list(found.order_by("unit__code"))


def _units(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind == "geojson":
        home = places.home_version(reading_date(request))
        within = _within(request) or (home.unit if home else None)
        if within is None:
            raise Http404
        found = list(below(within, reading_date(request)).order_by("unit__code"))
        code = asked(request, "indicator")
        return geojson(found, newest_values(code, found, request.user) if code else {})
    columns = [
        Column("code", value=lambda v: v.unit.code),
        Column("parent", value=lambda v: v.parent.code if v.parent else ""),
        Column("kind", value=lambda v: v.kind_id),
        Column("level", value=lambda v: v.kind.level),
        Column("name_mn", width=32),
        Column("name_en", width=32),
        Column("number"),
        Column("location_type"),
        Column("tosgon", value=lambda v: int(v.is_tosgon)),
        Column("valid_from"),
        Column("valid_to"),
        Column("assumption_mn", width=40),
        Column("assumption_en", width=40),
    ]
    return table_response(kind, "bagana-units", columns, _unit_rows(request))


def _indicators(request: HttpRequest, kind: str) -> HttpResponseBase:
    names = [
        "code", "name_mn", "name_en", "dimension", "unit_mn", "unit_en", "direction",
        "decimals", "across_units", "across_time", "nature",
    ]  # fmt: skip
    columns = [
        *[Column(name) for name in names],
        Column("source", value=lambda i: i.source.code),
        Column("lowest_level"),
        Column("numerator", value=lambda i: i.numerator.code if i.numerator else ""),
        Column(
            "denominator", value=lambda i: i.denominator.code if i.denominator else ""
        ),
        Column("factor"),
        *[
            Column(name, width=50)
            for name in ("definition_mn", "definition_en", "note_mn", "note_en")
        ],
    ]
    return table_response(kind, "bagana-indicators", columns, all_indicators())


def _sources(request: HttpRequest, kind: str) -> HttpResponseBase:
    names = (
        "code",
        "publisher_mn",
        "publisher_en",
        "title_mn",
        "title_en",
        "year",
        "url",
    )
    columns = [Column(name, width=30) for name in names]
    return table_response(kind, "bagana-sources", columns, licence_sources())


def _changes(request: HttpRequest, kind: str) -> HttpResponseBase:
    columns: list[Column] = [
        Column("id", value=lambda c: c.pk),
        Column("kind"),
        Column("effective_on"),
        Column("units", value=_codes_of, width=30),
        Column("body", value=lambda c: c.act.body.name_mn, width=40),
        Column("act_number", value=lambda c: c.act.number),
        Column("act_date", value=lambda c: c.act.date),
        Column("act_title", value=lambda c: c.act.title_mn, width=50),
        Column("illustrative", value=lambda c: int(c.act.is_illustrative)),
        Column("assumption", value=lambda c: int(c.is_assumption)),
    ]
    return table_response(kind, "bagana-changes", columns, unit_changes())


def _codes_of(change: Any) -> str:
    return " ".join(unit.code for unit in change.units.all())


def _lineage(request: HttpRequest, kind: str) -> HttpResponseBase:
    names = ("change", "effective_on", "source", "target", "measure", "share")
    columns = [Column(key, value=itemgetter(place)) for place, key in enumerate(names)]
    return table_response(kind, "bagana-lineage", columns, lineage_rows())
