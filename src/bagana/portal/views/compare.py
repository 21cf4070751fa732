"""Two to five units side by side, and inequality among bags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.indicators.models import Indicator
from bagana.indicators.queries.inequality import GROUPS, Unequal, inequality_of
from bagana.indicators.queries.reader import Figure, Reader
from bagana.portal import charts
from bagana.portal.queries import places
from bagana.portal.queries.catalogue import (
    all_indicators,
    is_detail,
    is_telling,
    main_first,
)
from bagana.portal.queries.lengths import one_length
from bagana.portal.views.pages import asked, page, reader_of, reading_date
from bagana.portal.views.units import point_of
from bagana.portal.wording import WITHHELD, own_name
from bagana.territory.models import UnitVersion
from bagana.territory.queries import search, versions_on
from bagana.web.tables import Column, table_response, wanted_format

MOST = 5
UNEQUAL = (
    "households",
    "population_census",
    "area_km2",
    "livestock_total",
    "livestock_modelled_total",
)


def compare(request: HttpRequest) -> HttpResponse:
    """?units=432259,432257 or repeated; names are accepted as well as codes."""
    reader = reader_of(request)
    texts = _texts(request)
    units, unknown = _asked(request, texts[:MOST])
    rows = _table(reader, units) if units else []
    format_ = wanted_format(request)
    if format_:
        return _download(format_, units, rows)
    return page(
        request,
        "compare",
        units=units,
        unknown=unknown,
        left_out=texts[MOST:],
        asked=",".join(v.unit.code for v in units),
        rows=rows,
        charts=_charts(units, rows) if len(units) > 1 else [],
        lines=_lines(request, reader, units) if len(units) > 1 else None,
        most=MOST,
    )


def _texts(request: HttpRequest) -> list[str]:
    texts = (
        part.replace("\x00", "").strip()[:80]
        for given in request.GET.getlist("units")
        for part in given.replace(";", ",").split(",")
    )
    return list(dict.fromkeys(filter(None, texts)))


def _asked(
    request: HttpRequest, texts: Sequence[str]
) -> tuple[list[UnitVersion], list[str]]:
    on = reading_date(request)
    by_code = {v.unit.code: v for v in versions_on(on).filter(unit__code__in=texts)}
    units, unknown = [], []
    for text in texts:
        found = by_code.get(text) or next(iter(search(text, on)), None)
        if found is None:
            unknown.append(text)
        elif found not in units:
            units.append(found)
    return units, unknown


type CompareRow = tuple[Indicator, list[Figure | None]]


def _table(reader: Reader, units: Sequence[UnitVersion]) -> list[CompareRow]:
    """Each whole indicator in its newest period that any of the units has."""
    codes = [version.unit.code for version in units]
    periods = reader.latest_of(codes)
    known = [i for i in all_indicators() if i.pk in periods and not is_detail(i.code)]
    by_key = {i.pk: i for i in known}
    newest = list({periods[key][0].pk: periods[key][0] for key in by_key}.values())
    values = reader.values(by_key, newest, codes)
    return [
        (i, [values.get((i.pk, periods[i.pk][0].pk), {}).get(c) for c in codes])
        for i in main_first(known)
    ]


def _charts(
    units: Sequence[UnitVersion], rows: Sequence[CompareRow]
) -> list[tuple[Indicator, charts.Spec]]:
    """Bars of the first key figures that all of the units have."""
    full = [(i, own) for i, own in rows if all(f and f.value is not None for f in own)]
    return [(i, _bars(i, units, own)) for i, own in full[:4]]


def _bars(
    indicator: Indicator, units: Sequence[UnitVersion], own: Sequence[Figure | None]
) -> charts.Spec:
    points = [
        charts.Point(figure.period.start.year, figure.value, name=own_name(version))
        for version, figure in zip(units, own, strict=True)
        if figure
    ]
    return charts.ranked(
        points,
        title=indicator.name,
        nature=indicator.nature,
        decimals=indicator.decimals,
    )


def _lines(
    request: HttpRequest, reader: Reader, units: Sequence[UnitVersion]
) -> dict[str, Any] | None:
    """Series of one indicator: the one asked for, else that with most periods."""
    codes = [version.unit.code for version in units]
    periods = reader.latest_of(codes)
    known = [i for i in all_indicators() if len(periods.get(i.pk, [])) > 1]
    known = [i for i in main_first(known) if not is_detail(i.code)]
    if not known:
        return None
    by_code = {i.code: i for i in known}
    longest = max(known, key=lambda i: (is_telling(i), len(periods[i.pk])))
    chosen = by_code.get(asked(request, "indicator"), longest)
    names = {version.unit.code: own_name(version) for version in units}
    found = one_length(reader.series(chosen, codes), asked(request, "every"))
    points = [point_of(figure, names[figure.unit]) for figure in found.figures]
    spec = charts.comparison(points, title=chosen.name, unit=chosen.unit_name)
    is_drawn = any(point.value is not None for point in points)
    return {
        "indicator": chosen,
        "known": known,
        "spec": spec if is_drawn else None,
        "every": found.chosen,
        "lengths": found.lengths,
    }


def _download(
    format_: str, units: Sequence[UnitVersion], rows: Sequence[CompareRow]
) -> HttpResponse:
    columns = [
        Column("indicator", gettext("үзүүлэлт"), lambda r: r[0].code, 28),
        Column("name", gettext("нэр"), lambda r: r[0].name, 40),
        Column("period", gettext("хугацаа"), _period_of),
        Column("note", gettext("тэмдэглэл"), _withheld_in, 24),
        *[
            Column(version.unit.code, version.name, _value_at(place), 24)
            for place, version in enumerate(units)
        ],
    ]
    return table_response(format_, "bagana-compare", columns, rows)


def _period_of(row: CompareRow) -> str:
    return next((figure.period.code for figure in row[1] if figure), "")


def _withheld_in(row: CompareRow) -> str:
    """Whose value is withheld, by the code at the head of its column."""
    codes = [figure.unit for figure in row[1] if figure and figure.withheld]
    return f"{WITHHELD}: {', '.join(codes)}" if codes else ""


def _value_at(place: int) -> Any:
    def value(row: CompareRow) -> float | None:
        figure = row[1][place]
        return figure.value if figure else None

    return value


def inequality(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    version = places.home_version(reader.on)
    if version is None:
        return page(request, "home_empty")
    group = request.GET.get("group", "parent")
    group = group if group in GROUPS else "parent"
    units = places.of_level(version.unit, reader.on, 3)
    by_code = {i.code: i for i in all_indicators()}
    wanted = [by_code[code] for code in UNEQUAL if code in by_code]
    found = inequality_of(reader, wanted, units, group)
    format_ = wanted_format(request)
    if format_:
        return _unequal_download(format_, found)
    return page(
        request,
        "inequality",
        version=version,
        units=units,
        group=group,
        found=[(one, _strip(one)) for one in found],
    )


def _strip(one: Unequal) -> charts.Spec | None:
    if len(one.values) < 3:
        return None
    values = [(own_name(version), value) for version, value in one.values]
    return charts.strip(values, title=one.indicator.name, unit=one.indicator.unit_name)


def _unequal_download(format_: str, found: Sequence[Unequal]) -> HttpResponse:
    def of(name: str) -> Any:
        return lambda one: getattr(one.result, name) if one.result else None

    columns = [
        Column("indicator", gettext("үзүүлэлт"), lambda one: one.indicator.code, 28),
        Column("period", gettext("хугацаа"), lambda one: one.period.code),
        Column("units", gettext("нэгжийн тоо"), lambda one: one.known),
        Column("missing", gettext("тоогүй нэгж"), lambda one: len(one.missing)),
        Column("least", gettext("хамгийн бага"), of("least")),
        Column("greatest", gettext("хамгийн их"), of("greatest")),
        Column("mean", gettext("дундаж"), of("mean")),
        Column("cv", gettext("хэлбэлзлийн илтгэлцүүр"), of("coefficient_of_variation")),
        Column("gini", gettext("Жини"), of("gini")),
        Column("theil", gettext("Тейл"), of("theil")),
        Column(
            "between_percent",
            gettext("бүлэг хоорондын хувь"),
            lambda one: one.between_share,
        ),
    ]
    return table_response(format_, "bagana-inequality", columns, found)
