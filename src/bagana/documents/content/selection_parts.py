"""What the papers of a selection share: the gathered facts, and their tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from bagana.documents.blocks import Block, Cell, Items, Row, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.frame import Counting, source
from bagana.ranking import wording
from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.public_wording import state_words, verdict_word
from bagana.ranking.queries.objections import (
    Objections,
    public_objections,
    window_of,
)
from bagana.ranking.queries.public_selection import (
    GroupOutcome,
    Line,
    Outcome,
    outcome_of,
)
from bagana.ranking.queries.selection_gates import GateTable, gates_of
from bagana.ranking.queries.selection_group import GroupStanding, group_of
from bagana.ranking.queries.selection_rechecks import RecheckTable, rechecks_of
from bagana.ranking.queries.selection_units import Place, units_of
from bagana.web import words

DECIDED = (SelectionState.DECIDED, SelectionState.CLOSED)


@dataclass(frozen=True)
class Facts:
    """A selection read once for a paper; the same queries as its page."""

    selection: Selection

    @cached_property
    def places(self) -> dict[int, Place]:
        return units_of(self.selection)

    @cached_property
    def gates(self) -> GateTable:
        return gates_of(self.selection)

    @cached_property
    def outcome(self) -> Outcome:
        return outcome_of(self.selection, self.places, self.gates)

    @cached_property
    def rechecks(self) -> RecheckTable:
        return rechecks_of(self.selection)

    @cached_property
    def group(self) -> GroupStanding:
        return group_of(self.selection)

    @cached_property
    def objections(self) -> Objections:
        return public_objections(self.selection)

    @cached_property
    def dated(self) -> date:
        """The day of the last step up to the act: the paper says what stood then."""
        step = self.selection.steps.exclude(state=SelectionState.CLOSED).last()
        return words.day_of(step.made_at) if step else self.selection.period.end

    @property
    def place(self) -> str:
        unit = self.selection.programme.unit
        return official.unit_name(unit, self.selection.period.end)

    @property
    def is_decided(self) -> bool:
        return self.selection.state in DECIDED

    def stands(self) -> str:
        window = window_of(self.selection, self.dated)
        return state_words(self.selection, self.outcome, window)


def result_blocks(facts: Facts, count: Counting, *, reasons: bool) -> list[Block]:
    """By peer group a sentence and a table, as on the page."""
    found: list[Block] = []
    for group in facts.outcome.groups:
        if group.result:
            found.append(Text(wording.group_words(group.result)))
        if group.lines:
            found.append(_result_table(facts, group, count, reasons))
    if not found:
        found.append(Text(_("Индексийн дүн гараагүй байна."), "note"))
    return found


def _result_table(
    facts: Facts, group: GroupOutcome, count: Counting, reasons: bool
) -> Table:
    columns = [
        cells.column(_("Баг"), 1.6),
        cells.column(_("Байрын хязгаар"), 1.0),
        cells.figures(_("Эхэнд орох магадлал"), 0.8),
        cells.column(_("Индексээр"), 1.1),
    ]
    if reasons:
        columns += [
            cells.column(_("Ажлын хэсэг"), 1.0),
            cells.column(_("Үндэслэл"), 2.4),
        ]
    return Table(
        f"result-{group.code}",
        count.table(group.name),
        tuple(columns),
        tuple(_result_row(line, reasons) for line in group.lines),
        (source(facts.dated),),
    )


def _result_row(line: Line, reasons: bool) -> Row:
    told = [
        Cell(line.full_name),
        interval_cell(line),
        probability_cell(line),
        Cell(verdict_word(line.by_index)),
    ]
    if reasons:
        entry = line.entry
        told += [
            Cell(proposed_word(line)),
            Cell(str(entry.reason) if entry else "–"),
        ]
    return cells.row(told)


def interval_cell(line: Line) -> Cell:
    told = wording.interval_words(line.row) if line.row else ""
    return Cell(told) if told else Cell(_("эрэмбэлээгүй"), None, missing=True)


def probability_cell(line: Line) -> Cell:
    p = line.row.p_top if line.row else None
    if p is None:
        return cells.missing()
    return Cell(wording.percent_words(p), 100 * p)


def proposed_word(line: Line) -> str:
    if line.entry is None:
        return _("жагсаалтад ороогүй")
    return _("санал болгосон") if line.entry.proposed else _("санал болгоогүй")


def nobody_text() -> Text:
    return Text(
        _(
            "Энэ удаа аль ч багийг жишиг багаар нэрлээгүй: болзол бүрийг хангасан баг"
            " гараагүй. Энэ нь журмын дагуу гарч болох дүн."
        )
    )


def listed(texts: Iterable[str]) -> Items:
    return Items(tuple(texts))


def facts_table(key: str, title: str, rows: Iterable[tuple[str, str]]) -> Table:
    """Two columns: what, and how it is."""
    return Table(
        key,
        title,
        (cells.column(_("Юу"), 1.2), cells.column(_("Хэрхэн"), 2.8)),
        tuple(cells.row([Cell(name), cells.known(value)]) for name, value in rows),
    )
