"""The tables of a programme that a reader takes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from bagana.programme.models import Measure, Programme
from bagana.programme.queries.board import Board, Line
from bagana.programme.queries.overview import OverviewLine
from bagana.programme.queries.standings import names_of
from bagana.programme.standings import Status
from bagana.web.tables import Column, table_response


def _counts() -> list[Column]:
    return [
        Column(f"measures_{status.value}", str(status.label), _count_of(status))
        for status in Status
    ]


def _count_of(status: Status) -> Callable[[Any], int]:
    return lambda line: line.counts.get(status, 0)


def _money() -> list[Column]:
    def of(name: str) -> Callable[[Any], Decimal]:
        return lambda line: getattr(line.money, name)

    return [
        Column("planned", _("төлөвлөсөн, ₮"), of("planned"), 20),
        Column("adjusted", _("тодотгосон, ₮"), of("adjusted"), 20),
        Column("committed", _("гэрээлсэн, ₮"), of("committed"), 20),
        Column("paid", _("төлсөн, ₮"), of("paid"), 20),
        Column(
            "execution",
            _("тодотгосон төлөвлөгөөний биелэлт, %"),
            lambda line: _share(line.money.execution.to_adjusted),
        ),
    ]


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def board_table(board: Board, format_: str) -> HttpResponse:
    """One row for each objective and one for the whole."""

    def light(name: str) -> Callable[[Line], int]:
        return lambda line: line.lights.get(name, 0)

    columns = [
        Column("objective", _("зорилт"), _number_of, 8),
        Column("name", _("нэр"), _name_of, 48),
        Column("measures", _("арга хэмжээ"), lambda line: line.all),
        *_counts(),
        Column("without_evidence", _("нотолгоогүй")),
        *_money(),
        Column("mean", _("үнэлгээний дундаж, %"), lambda line: _share(line.mean)),
        *[
            Column(f"targets_{name}", title, light(name))
            for name, title in (
                ("green", _("зорилтот түвшин: хэвийн")),
                ("amber", _("зорилтот түвшин: анхаарах")),
                ("red", _("зорилтот түвшин: хоцорсон")),
                ("grey", _("зорилтот түвшин: мэдээлэл алга")),
            )
        ],
    ]
    name = f"{board.programme.code}-board-{board.on:%Y-%m-%d}"
    return table_response(format_, name, columns, [*board.lines, board.total])


def _number_of(line: Line) -> int | None:
    return line.objective.number if line.objective else None


def _name_of(line: Line) -> str:
    return line.objective.name if line.objective else _("Нийт")


def measures_table(
    programme: Programme, measures: QuerySet[Measure], on: date, format_: str
) -> HttpResponse:
    """The measures of the list, all pages of it."""
    rows = list(measures)
    offices = names_of((measure.office_id for measure in rows), on)
    columns = [
        Column("number", _("дугаар"), width=10),
        Column("name", _("арга хэмжээ"), width=60),
        Column("phase", _("үе шат"), lambda m: m.phase.roman, 8),
        Column("objective", _("зорилт"), lambda m: m.objective.number, 8),
        Column("office", _("хариуцах нэгж"), lambda m: offices.get(m.office_id), 28),
        Column("starts_on", _("эхлэх")),
        Column("due_on", _("дуусах")),
        Column("status", _("явц"), lambda m: Status(m.status).label, 20),
        Column("evidence", _("нотолгоо"), lambda m: m.standing.evidence_count),
        Column("planned", _("төлөвлөсөн, ₮"), lambda m: m.standing.planned, 20),
        Column("adjusted", _("тодотгосон, ₮"), lambda m: m.standing.adjusted, 20),
        Column("committed", _("гэрээлсэн, ₮"), lambda m: m.standing.committed, 20),
        Column("paid", _("төлсөн, ₮"), lambda m: m.standing.paid, 20),
        Column("illustrative", _("жишээ"), lambda m: int(m.is_illustrative), 8),
    ]
    name = f"{programme.code}-measures-{on:%Y-%m-%d}"
    return table_response(format_, name, columns, rows)


def overview_table(
    lines: Sequence[OverviewLine], names: Mapping[int, str], on: date, format_: str
) -> HttpResponse:
    """One row for each programme."""
    columns = [
        Column("code", _("код"), lambda line: line.programme.code, 24),
        Column("unit", _("нэгжийн код"), lambda line: line.programme.unit.code),
        Column("place", _("нэгж"), lambda line: names.get(line.programme.unit_id), 28),
        Column("name", _("хөтөлбөр"), lambda line: line.programme.name, 48),
        Column("measures", _("арга хэмжээ"), lambda line: line.all),
        *_counts(),
        Column("without_evidence", _("нотолгоогүй")),
        *_money(),
        Column("mean", _("үнэлгээний дундаж, %"), lambda line: _share(line.mean)),
        Column("period", _("үнэлсэн үе")),
    ]
    return table_response(format_, f"bagana-programmes-{on:%Y-%m-%d}", columns, lines)
