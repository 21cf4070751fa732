"""The tables of a selection's public page, to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.ranking.models import Award, ObjectionState, Selection, Support
from bagana.ranking.public_wording import verdict_word
from bagana.ranking.queries.inputs import group_names
from bagana.ranking.queries.objections import Told, public_objections
from bagana.ranking.queries.public_selection import Line, awards_of, outcome_of
from bagana.ranking.queries.selection_gates import GateCell, GateRow, gates_of
from bagana.ranking.queries.selection_rechecks import RecheckRow, rechecks_of
from bagana.ranking.queries.selection_units import units_of
from bagana.web.tables import Column

type Made = tuple[list[Column], Iterable[Any]]


def rows_of_table(name: str, selection: Selection) -> Made:
    """Columns and rows of one of `TABLES`."""
    return TABLES[name](selection)


def _list(selection: Selection) -> Made:
    outcome = outcome_of(selection, units_of(selection), gates_of(selection))

    def of_row(name: str) -> Callable[[Line], Any]:
        return lambda line: getattr(line.row, name, None)

    columns = [
        Column("code", _("Код"), lambda line: line.unit),
        Column("name", _("Баг"), lambda line: line.full_name, 30),
        Column("group", _("Бүлэг"), _group, 30),
        Column("rank_low", _("Байр, дээд хязгаар"), of_row("rank_low")),
        Column("rank_high", _("Байр, доод хязгаар"), of_row("rank_high")),
        Column("p_top", _("Эхэнд орох магадлал"), of_row("p_top")),
        Column("by_index", _("Индексээр"), lambda line: verdict_word(line.by_index)),
        Column("gates", _("Болзол"), _passed),
        Column("proposed", _("Ажлын хэсэг санал болгосон"), _proposed),
        Column("reason", _("Үндэслэл"), _reason, 60),
        Column("award", _("Шагнал"), _award, 30),
    ]
    return columns, outcome.lines


def _group(line: Line) -> str:
    code = line.row.group if line.row else ""
    return group_names().get(code, code)


def _passed(line: Line) -> str:
    """In the words of the page; the first cell in the worst state has them."""
    if line.gates is None or not line.gates.cells:
        return ""
    state = line.gates.state
    return next(cell.word for cell in line.gates.cells if cell.state == state)


def _proposed(line: Line) -> int | None:
    return int(line.entry.proposed) if line.entry else None


def _reason(line: Line) -> str:
    return str(line.entry.reason) if line.entry else ""


def _award(line: Line) -> str:
    if line.award is None or line.award.withdrawn_by_id:
        return ""
    return str(line.award.title)


def _gates(selection: Selection) -> Made:
    cells: Sequence[tuple[GateRow, GateCell]] = [
        (row, cell) for row in gates_of(selection).rows for cell in row.cells
    ]
    columns = [
        Column("code", _("Код"), lambda pair: pair[0].place.code),
        Column("name", _("Баг"), lambda pair: pair[0].place.full_name, 30),
        Column("gate", _("Болзол"), lambda pair: pair[1].gate.name, 40),
        Column("state", _("Дүн"), lambda pair: pair[1].word),
        Column("evidence", _("Нотолгоо"), lambda pair: pair[1].shown, 60),
        Column("observation", _("Ажиглалт"), _observation),
    ]
    return columns, cells


def _observation(pair: tuple[GateRow, GateCell]) -> int | None:
    result = pair[1].result
    return result.observation_id if result else None


def _rechecks(selection: Selection) -> Made:
    def of(name: str) -> Callable[[RecheckRow], Any]:
        return lambda row: getattr(row.recheck, name)

    columns = [
        Column("position", _("Сугалааны дараалал"), of("position")),
        Column("item", _("Тоо"), lambda row: row.item, 40),
        Column("ticket", "SHA-256", lambda row: row.ticket, 66),
        Column("published", _("Нийтэлсэн"), lambda row: row.observation.value),
        Column("found", _("Давтан шалгасан"), of("found")),
        Column("agrees", _("Зөрүүгүй"), _agrees),
        Column("note", _("Тайлбар"), of("note"), 60),
        Column("checked_on", _("Шалгасан өдөр"), of("checked_on")),
    ]
    return columns, rechecks_of(selection).rows


def _agrees(row: RecheckRow) -> int | None:
    agrees = row.recheck.agrees
    return None if agrees is None else int(agrees)


def _objections(selection: Selection) -> Made:
    columns = [
        Column("made_at", _("Огноо"), lambda told: told.row.made_at),
        Column("unit", _("Баг"), lambda told: told.unit, 30),
        Column("figure", _("Тоо"), lambda told: told.row.observation_id),
        Column("name", _("Нэр"), lambda told: told.row.name, 24),
        Column("text", _("Эсэргүүцэл"), lambda told: told.text, 60),
        Column("withheld", _("Нийтлээгүй үндэслэл"), lambda told: told.ground, 30),
        Column("state", _("Эсэргүүцлийн төлөв"), _state),
        Column("answer", _("Хариу"), lambda told: told.row.answer, 60),
        Column("answered_at", _("Хариулсан"), lambda told: told.row.answered_at),
        Column("illustrative", _("Жишээ"), lambda told: int(told.row.is_illustrative)),
    ]
    return columns, public_objections(selection).rows


def _state(told: Told) -> str:
    return str(ObjectionState(told.row.state).label)


def _awards(selection: Selection) -> Made:
    places = units_of(selection)
    rows: list[tuple[Award, Support | None]] = []
    for award in awards_of(selection):
        supports = list(award.supports.all())
        rows += [(award, support) for support in supports] or [(award, None)]
    columns = [
        Column("code", _("Код"), lambda pair: pair[0].unit.code),
        Column("name", _("Баг"), lambda pair: _name(places.get(pair[0].unit_id)), 30),
        Column("title", _("Шагнал"), lambda pair: pair[0].title, 40),
        Column("act", _("Шийдвэр"), lambda pair: str(pair[0].act), 40),
        Column(
            "withdrawn",
            _("Хүчингүй болсон"),
            lambda pair: int(pair[0].withdrawn_by_id is not None),
        ),
        Column("support", _("Дэмжлэг"), lambda pair: pair[1] and pair[1].text, 40),
        Column("measure", _("Арга хэмжээ"), lambda pair: _measure(pair[1])),
        Column("amount", _("Хөрөнгө, ₮"), lambda pair: pair[1] and pair[1].amount),
    ]
    return columns, rows


def _name(place: Any) -> str:
    return str(place.full_name) if place else ""


def _measure(support: Any) -> str:
    return str(support.measure.number) if support and support.measure else ""


TABLES: Final[dict[str, Callable[[Selection], Made]]] = {
    "list": _list,
    "gates": _gates,
    "rechecks": _rechecks,
    "objections": _objections,
    "awards": _awards,
}
