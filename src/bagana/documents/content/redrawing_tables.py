"""Tables of the dossier: question, bags before and after, costs, alternatives."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.documents.blocks import Block, Cell, Column, Row, Table, Text
from bagana.documents.content import cells
from bagana.documents.content.frame import Counting, source
from bagana.documents.content.redrawing_facts import Facts
from bagana.documents.content.selection_parts import facts_table
from bagana.engines import mongolian
from bagana.redistricting.models import WEIGHTS, Minimise, Plan
from bagana.redistricting.plan_tables import state_word
from bagana.redistricting.queries.plan_moves import public_moves
from bagana.redistricting.queries.plans import Balance, Pair, PlanAudit, UnitRow
from bagana.redistricting.queries.withheld import Shield, shield_of
from bagana.redistricting.wording import (
    plan_name,
    share_words,
    weight_name,
)
from bagana.territory.queries import versions_on
from bagana.web import words

ABSENT = "–"


def question(facts: Facts, count: Counting) -> Table:
    """What was asked of the search, by whom and with which figures."""
    scenario, blocks = facts.scenario, facts.scenario.block_set
    rows = [
        (_("Санал"), facts.proposal.code),
        (_("Сум"), _sums(facts)),
        (_("Аль өдрийн багаас"), words.long_date(scenario.on)),
        (_("Суурь хэсэг"), f"{blocks.title}, {words.nature_word(blocks.nature)}"),
        (_("Тооны эх сурвалж"), f"{blocks.source} ({blocks.period})"),
        (_("Зөвшөөрөх зөрүү"), _tolerances(scenario.tolerance)),
        (_("Юуг багасгасан"), _minimised(scenario.minimise)),
        (_("Журам"), str(facts.rules.title)),
        (pgettext("хувилбарын", "Төлөв"), str(facts.proposal.get_state_display())),
    ]
    if facts.plan is not None:
        rows += [
            (pgettext("зааг", "Хувилбар"), facts.plan_words),
            (_("Хувилбарын баталгааны код"), facts.plan.sha256),
        ]
    return facts_table("question", count.table(_("Даалгавар")), rows)


def _sums(facts: Facts) -> str:
    units = facts.scenario.sums.all()
    found = versions_on(facts.scenario.on).filter(unit__in=units)
    return ", ".join(v.name for v in found.order_by("unit__code"))


def _tolerances(tolerance: dict[str, float]) -> str:
    told = [
        f"{weight_name(name)} ±{share_words(tolerance[name], 0)}"
        for name in WEIGHTS
        if name in tolerance
    ]
    return "; ".join(told) or _("тавиагүй")


def _minimised(names: Iterable[str]) -> str:
    known = dict(Minimise.choices)
    return "; ".join(str(known.get(name, name)) for name in names)


def _audit(facts: Facts) -> PlanAudit:
    assert facts.audit is not None  # asked for before
    return facts.audit


def _bag(row: UnitRow) -> Cell:
    if row.state == "changed":
        return Cell(row.unit.name)
    return Cell(f"{row.unit.name}, {state_word(row.state)}")


def _pair(value: Pair, state: str, decimals: int = 0) -> Cell:
    """«874 → 912»; the sheet counts with what is after."""
    sides = []
    for side, absent in ((value.before, "new"), (value.after, "ended")):
        if state == absent:
            sides.append(ABSENT)
        elif side is None:
            sides.append(words.missing())
        else:
            sides.append(mongolian.format_number(side, decimals))
    return Cell(" → ".join(sides), value.after, missing=value.after is None)


def _off(balance: Balance, state: str) -> Cell:
    both = balance.deviation_percent
    cell = _pair(both, state)
    if cell.missing and state != "ended":
        return cells.missing()
    outside = " !" if balance.is_within is False else ""
    return Cell(f"{cell.text}{outside}", both.after, missing=cell.missing)


def balances(facts: Facts, count: Counting) -> Table:
    """Each weight of each bag before → after, and how far off its target."""
    audit = _audit(facts)
    columns: list[Column] = [cells.column(_("Баг"), 1.7)]
    for name in WEIGHTS:
        columns.append(cells.figures(weight_name(name), 1.3))
        columns.append(cells.figures(_("зөрүү, %"), 0.8))
    rows = []
    for row in audit.rows:
        told = [_bag(row)]
        for balance in row.in_order:
            value = _pair(balance.value, row.state, balance.decimals)
            told += [value, _off(balance, row.state)]
        rows.append(cells.row(told))
    notes = (
        _(
            "Өнөөдөр → хувилбарт. Нутаг дэвсгэр км²-ээр. Зөрүү нь сумын нийт дүнг"
            " багуудад зорилтот хувиар хуваасан хэмжээнээс; «!» нь зөвшөөрөх зөрүүнээс"
            " хэтэрсэн."
        ),
        source(facts.dated, facts.scenario.block_set.source),
    )
    title = count.table(_("Баг бүрийн дөрвөн тэнцвэр"))
    return Table("balances", title, tuple(columns), tuple(rows), notes)


def journeys(facts: Facts, count: Counting) -> Table:
    """Who comes and goes, how far the office is, how compact the bag."""
    columns = (
        cells.column(_("Баг"), 1.7),
        cells.figures(_("Ирэх өрх")),
        cells.figures(_("Явах өрх")),
        cells.figures(_("Ирэх хүн")),
        cells.figures(_("Явах хүн")),
        cells.figures(_("Албан байр хүртэл дунджаар, км"), 1.2),
        cells.figures(_("Хамгийн хол, км"), 1.2),
        cells.figures(_("Нягт дүрс"), 1.2),
    )
    shield, plan = shield_of(facts.proposal), _audit(facts).plan
    rows = tuple(_journey(row, shield, plan) for row in _audit(facts).rows)
    note = _("Зам нь шулуун зайгаар; албан байрны газар нь даалгаварт заасан таамаг.")
    title = count.table(_("Шилжилт, зам, дүрс"))
    return Table("journeys", title, columns, rows, (note,))


def _journey(row: UnitRow, shield: Shield, plan: Plan) -> Row:
    people, households = row.balances["population"], row.balances["households"]
    comes = shield.coming(plan, row.unit.key)
    leaves = shield.leaving(plan, row.unit.key)
    return cells.row(
        [
            _bag(row),
            _count(households.moved_in, row.state == "ended", comes),
            _count(households.moved_out, row.state == "new", leaves),
            _count(people.moved_in, row.state == "ended", comes),
            _count(people.moved_out, row.state == "new", leaves),
            _pair(row.travel_mean, row.state, 1),
            _pair(row.travel_max, row.state, 1),
            _pair(row.compactness, row.state, 2),
        ]
    )


def _count(value: float | None, absent: bool, is_withheld: bool) -> Cell:
    if is_withheld:
        return _told(None, is_withheld)
    return Cell(ABSENT) if absent and value is None else cells.number(value)


def inequality(facts: Facts, count: Counting) -> Table:
    """Over all bags: the largest deviation, what is allowed, the Gini coefficient."""
    columns = (
        cells.column(_("Үзүүлэлт"), 1.6),
        cells.figures(_("Хамгийн их зөрүү, %"), 1.2),
        cells.figures(_("Зөвшөөрөх зөрүү, %")),
        cells.figures(_("Тэгш бус байдал (Жини)"), 1.2),
        cells.figures(_("Баг нь солигдох")),
        cells.figures(_("Баг нь солигдох, %")),
    )
    rows = tuple(
        cells.row(
            [
                Cell(weight_name(row.weight)),
                _pair(row.deviation_percent, "", 1),
                Cell(ABSENT)
                if row.tolerance is None
                else cells.number(row.tolerance_percent),
                _pair(row.gini, "", 3),
                cells.number(row.moved),
                cells.number(row.moved_percent, 1),
            ]
        )
        for row in _audit(facts).weights
    )
    title = count.table(_("Бүх баг: өнөөдөр → хувилбарт"))
    return Table("inequality", title, columns, rows)


def moves(facts: Facts, count: Counting) -> list[Block]:
    audit = _audit(facts)
    lines = public_moves(facts.proposal, audit.plan, audit.units)
    if not lines:
        return [Text(_("Хэний ч баг нь солигдохгүй."))]
    columns = (
        cells.column(_("Одоогийн баг"), 1.6),
        cells.column(_("Шилжих баг"), 1.6),
        cells.figures(_("Өрх")),
        cells.figures(_("Хүн ам")),
        cells.figures(_("Нутаг дэвсгэр, км²")),
        cells.figures(_("Хонин толгой")),
    )
    rows = tuple(
        cells.row(
            [
                Cell(line.source.name),
                Cell(line.target.name),
                _told(line.households, line.is_withheld),
                _told(line.people, line.is_withheld),
                cells.number(line.area, line.area_decimals),
                _told(line.sheep_units, line.is_withheld),
            ]
        )
        for line in lines
    )
    return [Table("moves", count.table(_("Хаанаас хаашаа шилжих вэ")), columns, rows)]


def _told(value: float | None, is_withheld: bool) -> Cell:
    """A count of few households is left out of a paper that everybody may read."""
    return Cell(_("нууцалсан"), missing=True) if is_withheld else cells.number(value)


def costs(facts: Facts, count: Counting) -> Table:
    """Numbers, then money that is illustrative and says so."""
    found = facts.costs
    assert found is not None  # asked for before
    journey, example = found.journeys, f" ({_('жишээ')})"
    columns = (cells.column(_("Юу"), 2.4), cells.figures(_("Хэмжээ")))
    rows = [
        (_("Баг, хаяг нь солигдох өрх"), cells.number(found.households)),
        (_("Баг нь солигдох хүн"), cells.number(found.people)),
        (_("Шинээр байгуулагдах баг"), cells.count(found.begun)),
        (_("Татан буугдах баг"), cells.count(found.ended)),
        (_("Албан байр ойртох хүн"), cells.number(journey.nearer)),
        (_("Албан байр холдох хүн"), cells.number(journey.farther)),
        (
            _("Нийт замын өөрчлөлт, хүн-км (хүн бүр нэг удаа)"),
            cells.number(journey.person_km),
        ),
        (_("Нэмэгдэх орон тоо") + example, cells.count(found.posts)),
        (_("Жилд нэмэгдэх зардал, ₮") + example, cells.money(found.yearly)),
        (_("Нэг удаагийн зардал, ₮") + example, cells.money(found.once)),
    ]
    told = tuple(cells.row([Cell(name), cell]) for name, cell in rows)
    return Table("costs", count.table(_("Зардал")), columns, told)


def alternatives(facts: Facts, count: Counting) -> Table:
    """The plans that were laid before the hearing, in the same measures."""
    columns = (
        cells.column(pgettext("зааг", "Хувилбар"), 1.6),
        *(cells.figures(_("%(weight)s: хамгийн их зөрүү, %%") % {"weight": name})
          for name in map(weight_name, WEIGHTS)),
        cells.figures(_("Баг нь солигдох хүн")),
        cells.figures(_("Албан байр хүртэл дунджаар, км")),
    )  # fmt: skip
    rows = []
    for row, audit in facts.alternatives:
        mark = f", {_('санал болгож буй')}" if row.is_preferred else ""
        name = f"{row.letter}. {plan_name(audit.plan)}{mark}"
        rows.append(
            cells.row(
                [
                    Cell(name),
                    *(
                        cells.number(weight.deviation_percent.after, 1)
                        for weight in audit.weights
                    ),
                    cells.number(audit.weight("population").moved),
                    cells.number(audit.travel_mean.after, 1),
                ]
            )
        )
    title = count.table(_("Хэлэлцүүлэгт тавьсан хувилбарууд"))
    return Table("alternatives", title, columns, tuple(rows))
