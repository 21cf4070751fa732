"""The public board of a programme, and the list of its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.portal.maps import MapPicture, MapUnit, draw
from bagana.portal.programme_charts import timeline
from bagana.portal.programme_tables import board_table, measures_table
from bagana.portal.queries import places
from bagana.portal.queries.about import programme_act
from bagana.portal.views.pages import asked, reading_date, unit_link
from bagana.portal.views.programme.frame import (
    asked_phase,
    find_programme,
    programme_page,
)
from bagana.portal.wording import own_name
from bagana.programme.models import Programme
from bagana.programme.queries.board import Board, board, measures_by_unit
from bagana.programme.queries.feedback import feedback_counts
from bagana.programme.queries.money import money_by, per_head
from bagana.programme.queries.standings import (
    measures_of,
    names_of,
    without_evidence,
)
from bagana.programme.standings import Status
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import find_version
from bagana.web import words
from bagana.web.tables import wanted_format

SHORT_LIST = 6
PAGE = 50
BAG = 3
MILLION = Decimal(1_000_000)


def programme_board(request: HttpRequest, code: str) -> HttpResponse:
    programme, on = find_programme(code), reading_date(request)
    phases = list(programme.phases.all())
    found = board(
        programme, phase=asked_phase(request, phases), on=on, user=request.user
    )
    format_ = wanted_format(request)
    if format_:
        return board_table(found, format_)
    measures = measures_of(programme, on=on, phase=found.phase)
    rounds = programme.rounds.filter(closed_at__isnull=False).select_related("period")
    return programme_page(
        request,
        "board",
        programme,
        board=found,
        late=found.late[:SHORT_LIST],
        bare=found.without_evidence[:SHORT_LIST],
        chart=timeline(measures, phases, rounds, on=on),
        is_announced=_is_announced(programme),
        feedback=feedback_counts(programme),
        **_map(request, programme, found),
    )


def _is_announced(programme: Programme) -> bool:
    """Whether this is the programme that the page «about» tells of."""
    act = programme_act(programme.unit)
    return act is not None and act.pk == programme.act_id


@dataclass(frozen=True)
class Shade:
    """What the map is coloured by; the legend reads it as it reads an indicator."""

    code: str
    name: str
    unit_name: str
    decimals: int
    note: str
    nature: str = "own"


def shades() -> dict[str, Shade]:
    return {
        "measures": Shade(
            "measures",
            gettext("Арга хэмжээний тоо"),
            "",
            0,
            gettext("Багийг нэрлэсэн арга хэмжээг тоолов; бүх багийг хамарсныг биш."),
        ),
        "money": Shade(
            "money",
            gettext("Багийн төлөө зарцуулсан мөнгө"),
            gettext("сая ₮"),
            1,
            gettext("Баг өөрийн төсөвгүй: сум, аймаг түүний төлөө төлсөн дүн."),
        ),
        "head": Shade(
            "head",
            gettext("Нэг хүнд ногдох мөнгө"),
            gettext("₮"),
            0,
            gettext("Төлсөн дүнг хамгийн сүүлийн нийтэлсэн хүн амд хуваав."),
        ),
    }


def _map(request: HttpRequest, programme: Programme, found: Board) -> dict[str, Any]:
    choices = shades()
    shade = choices.get(asked(request, "map")) or choices["measures"]
    units = places.of_level(programme.unit, found.on, BAG)
    bags = [version.unit_id for version in units]
    values = _values(shade.code, request, programme, found, bags)
    return {
        "map": _picture(request, units, values, shade),
        "shade": shade,
        "shades": choices.values(),
        "rows": [(version, values.get(version.unit_id)) for version in units],
    }


def _values(
    code: str,
    request: HttpRequest,
    programme: Programme,
    found: Board,
    units: Iterable[int],
) -> dict[int, Decimal | None]:
    """By unit. No measure is a nought that is known; no entry in the book is not."""
    on, phase = found.on, found.phase
    if code == "money":
        sums = money_by(programme, "unit", phase=phase, until=on)
        return {unit: money.paid / MILLION for unit, money in sums.items()}
    if code == "head":
        rows = per_head(programme, on=on, user=request.user, phase=phase)
        return {row.unit.pk: row.per_head for row in rows}
    counts = measures_by_unit(programme, on=on, phase=phase)
    bags = places.of_level(programme.unit, on, BAG)
    return {
        version.unit_id: Decimal(counts.get(version.unit_id, 0)) for version in bags
    }


def _picture(
    request: HttpRequest,
    units: list[UnitVersion],
    values: Mapping[int, Decimal | None],
    shade: Shade,
) -> MapPicture | None:
    link = unit_link(request)
    drawn = [
        MapUnit(
            version.unit.code,
            own_name(version),
            f"{link(version)}#programme",
            _shown(values.get(version.unit_id), shade),
            _float(values.get(version.unit_id)),
        )
        for version in units
    ]
    return draw(drawn, places.shapes_of(units))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _shown(value: Decimal | None, shade: Shade) -> str:
    if value is None:
        return words.missing()
    word = shade.unit_name or gettext("арга хэмжээ")
    return f"{mongolian.format_number(value, shade.decimals)} {word}"


SORTS = {
    "number": ("sort_key",),
    "due": ("due_on", "sort_key"),
    "-due": ("-due_on", "sort_key"),
    "paid": ("standing__paid", "sort_key"),
    "-paid": ("-standing__paid", "sort_key"),
}


def measures(request: HttpRequest, code: str) -> HttpResponse:
    """All measures of a programme, filtered and sorted by the address."""
    programme, on = find_programme(code), reading_date(request)
    phases = list(programme.phases.all())
    phase = asked_phase(request, phases)
    status = asked(request, "status")
    unit = _unit(asked(request, "unit"), on)
    objectives = list(programme.objectives.all())
    objective = next(
        (o for o in objectives if str(o.number) == asked(request, "objective")), None
    )
    found = measures_of(
        programme,
        on=on,
        phase=phase,
        objective=objective,
        unit=unit,
        status=status if status in Status.values else "",
    )
    if asked(request, "evidence") == "none":
        found = found.filter(pk__in=without_evidence(programme, on=on).values("pk"))
    sort = asked(request, "sort")
    found = found.order_by(*SORTS.get(sort, SORTS["number"]))
    format_ = wanted_format(request)
    if format_:
        return measures_table(programme, found, on, format_)
    pages = Paginator(found, PAGE).get_page(request.GET.get("page"))
    offices = names_of((measure.office_id for measure in pages), on)
    return programme_page(
        request,
        "measures",
        programme,
        pages=pages,
        rows=[(measure, offices.get(measure.office_id, "")) for measure in pages],
        phases=phases,
        phase=phase,
        objectives=objectives,
        objective=objective,
        statuses=Status.choices,
        status=status,
        unit=find_version(unit.code, on) if unit else None,
        bare=asked(request, "evidence") == "none",
        sort=sort if sort in SORTS else "number",
    )


def _unit(code: str, on: date) -> Unit | None:
    version = find_version(code, on) if code else None
    return version.unit if version else None
