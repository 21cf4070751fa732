"""What citizens said, what was answered, the steps taken, what is handed over."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.documents.blocks import Block, Cell, Items, Row, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.frame import Counting
from bagana.documents.content.redrawing_facts import Facts
from bagana.engines.mongolian import format_number
from bagana.redistricting.models import HandoverItem, ProposalStep
from bagana.redistricting.queries.opinions import OpinionLine
from bagana.redistricting.queries.plan_objections import Told
from bagana.web import words


def opinions(facts: Facts, count: Counting) -> list[Block]:
    """Which touched bag said what of the plan; then every opinion with its words."""
    told: list[Block] = [
        Text(
            _(
                "Иргэдийн нийтийн хурлын санал шийдвэр гаргахад заавал дагах болзол"
                " биш; хурал бүрийн саналыг бүтнээр нь хавсаргав."
            )
        )
    ]
    unheard = [one.name for one in facts.heard if one.opinion is None]
    if unheard:
        names = ", ".join(unheard)
        told.append(
            Text(_("Саналаа хараахан өгөөгүй баг: %(names)s.") % {"names": names})
        )
    if not facts.opinions:
        return [*told, Text(_("Санал бүртгээгүй байна."), "note")]
    told.append(_opinion_table(facts, count))
    told += [Items(tuple(said)) for line in facts.opinions if (said := _words(line))]
    return told


def _opinion_table(facts: Facts, count: Counting) -> Table:
    columns = (
        cells.column(_("Баг"), 1.5),
        cells.column(pgettext("зааг", "Хувилбар"), 0.7),
        cells.column(_("Хурлын өдөр, тэмдэглэл"), 1.2),
        cells.figures(_("Төлөөлөл ирсэн өрх"), 1.0),
        cells.column(_("Ирц"), 1.0),
        cells.figures(_("Зөвшөөрсөн")),
        cells.figures(_("Татгалзсан")),
        cells.figures(_("Түдгэлзсэн")),
        cells.column(_("Хурлын санал"), 1.2),
    )
    rows = tuple(_opinion_row(line) for line in facts.opinions)
    title = count.table(_("Иргэдийн нийтийн хурлын санал"))
    return Table("opinions", title, columns, rows)


def _opinion_row(line: OpinionLine) -> Row:
    row = line.row
    stance = str(row.get_stance_display())
    if line.is_superseded:
        stance = f"{stance}, {_('дараагийн хурлаар сольсон')}"
    quorum = _("хүрсэн") if line.has_quorum else _("хүрээгүй")
    minutes = f", № {row.minutes}" if row.minutes else ""
    return cells.row(
        [
            Cell(line.name),
            Cell(line.letter or str(row.plan.number)),
            Cell(f"{words.short_date(row.held_on)}{minutes}", row.held_on),
            Cell(
                " / ".join(map(format_number, (row.represented, row.households))),
                row.represented,
            ),
            Cell(
                _("%(state)s (%(needed)s)") % {"state": quorum, "needed": line.needed}
            ),
            cells.count(row.votes_for),
            cells.count(row.votes_against),
            cells.count(row.votes_abstained),
            Cell(stance),
        ]
    )


def _words(line: OpinionLine) -> list[str]:
    """Remarks and the minority's view, whole."""
    row, found = line.row, []
    if row.remarks:
        found.append(f"{line.name}: {row.remarks}")
    if row.minority:
        found.append(f"{line.name}, {_('цөөнхийн санал')}: {row.minority}")
    return found


def objections(facts: Facts, count: Counting) -> list[Block]:
    """Each against the version of the plan as it stood, with its answer."""
    found = facts.objections
    told = _("Ирсэн %(count)s, хариулсан %(answered)s.") % {
        "count": found.count,
        "answered": found.answered,
    }
    if not found.rows:
        return [Text(told)]
    columns = (
        cells.column(_("Өдөр"), 0.8),
        cells.column(_("Хувилбар, баг"), 1.2),
        cells.column(_("Санал, эсэргүүцэл"), 2.2),
        cells.column(_("Тусгасан эсэх"), 1.0),
        cells.column(_("Хариу"), 2.2),
    )
    rows = tuple(_objection(one) for one in found.rows)
    title = count.table(_("Санал, эсэргүүцэл, хариу"))
    return [Text(told), Table("objections", title, columns, rows)]


def _objection(told: Told) -> Row:
    """Neither name nor contact: a paper goes further than a page."""
    row = told.row
    withheld = f"({told.ground or _('нийтлээгүй')})"
    about = ", ".join(filter(None, (told.letter or str(row.plan.number), told.unit)))
    return cells.row(
        [
            cells.day(words.day_of(row.made_at)),
            Cell(about),
            Cell(told.text or withheld),
            Cell(str(row.get_state_display())),
            Cell(row.answer or "–"),
        ]
    )


def steps(facts: Facts, count: Counting) -> list[Block]:
    """The ladder as it was climbed, with acts and deadlines."""
    rows = facts.standing.steps
    blocks: list[Block] = [Text(str(facts.rules.source), "note")]
    if not rows:
        return [*blocks, Text(_("Алхам бүртгээгүй байна."), "note")]
    columns = (
        cells.column(_("Өдөр"), 0.9),
        cells.column(pgettext("хувилбарын", "Төлөв"), 1.6),
        cells.column(_("Гарсан шийдвэр"), 2.2),
        cells.column(_("Дараагийн хугацаа"), 0.9),
        cells.column(_("Тэмдэглэл"), 1.8),
    )
    told = tuple(_step(row) for row in rows)
    return [*blocks, Table("steps", count.table(_("Алхмууд")), columns, told)]


def _step(row: ProposalStep) -> Row:
    state = str(row.get_state_display())
    return cells.row(
        [
            cells.day(row.done_on),
            Cell(f"{state}, {_('буцаасан')}" if row.is_return else state),
            Cell(official.act_in_words(row.act) if row.act else "–"),
            cells.day(row.due_on) if row.due_on else Cell("–"),
            Cell(row.note or "–"),
        ]
    )


def handovers(facts: Facts, count: Counting) -> list[Block]:
    """What must not be left behind: listed once the change is entered."""
    if not facts.handovers:
        return [
            Text(
                _(
                    "Хүлээлцэх зүйлийн жагсаалт шийдвэрийг хэрэгжүүлэхэд гарна: эрх,"
                    " арга хэмжээ, мөнгө, ноорог, баг солигдсон өрх бүр хаанаас хаашаа"
                    " очихоо нэрээр нь заасан байна."
                )
            )
        ]
    columns = (
        cells.column(_("Юу"), 2.6),
        cells.column(_("Хаанаас"), 1.2),
        cells.column(_("Хаашаа"), 1.2),
        cells.column(_("Хүлээлцсэн"), 1.0),
    )
    rows = tuple(_handover(facts, item) for item in facts.handovers)
    return [Table("handovers", count.table(_("Хүлээлцэх зүйл")), columns, rows)]


def _handover(facts: Facts, item: HandoverItem) -> Row:
    day = facts.proposal.effective_on or facts.scenario.on
    target = official.unit_name(item.target, day) if item.target else "–"
    return cells.row(
        [
            Cell(item.what),
            Cell(official.unit_name(item.source, facts.scenario.on)),
            Cell(target),
            cells.day(item.done_on) if item.done_on else Cell("–"),
        ]
    )
