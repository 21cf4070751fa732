"""The minutes of the working group: what was done at each step, and by whom."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.documents.blocks import (
    Block,
    Cell,
    Heading,
    Paper,
    Row,
    Section,
    Signature,
    Table,
    Text,
)
from bagana.documents.content import cells, official
from bagana.documents.content.frame import (
    Counting,
    draft_mark,
    frame_words,
    language,
    marks,
    source,
)
from bagana.documents.content.selection_parts import (
    Facts,
    facts_table,
    nobody_text,
    proposed_word,
    result_blocks,
)
from bagana.engines import mongolian
from bagana.ranking.models import Selection
from bagana.ranking.papers import is_draft
from bagana.ranking.queries.objections import Told
from bagana.ranking.queries.selection_gates import FAILED, MISSING, PASSED
from bagana.ranking.queries.selection_rechecks import RecheckRow
from bagana.web import words


def protocol(selection: Selection) -> Paper:
    """Every figure of it is that of the selection's page."""
    facts, count = Facts(selection), Counting()
    act = selection.act
    return Paper(
        code="protocol",
        lang=language(),
        title=official.upper(_("Жишиг баг шалгаруулах ажлын хэсгийн тэмдэглэл")),
        subtitle=selection.title,
        issuer=official.upper(official.office_of(facts.place)),
        words=frame_words(),
        dated=facts.dated,
        headline=official.headline(facts.dated, "", facts.place),
        marks=marks(illustrative=selection.is_illustrative),
        draft=draft_mark() if is_draft(selection) else "",
        footer=selection.title,
        sections=tuple(_sections(facts, count)),
        signatures=_signatures(facts),
        contents=act is not None,
    )


def _sections(facts: Facts, count: Counting) -> list[Section]:
    chapters: list[tuple[str, list[Block]]] = [
        (_("Үндэслэл, аргачлал"), _grounds(facts)),
        (_("Ажлын хэсгийн бүрэлдэхүүн"), _members(facts, count)),
        (_("Болзлын шалгалт"), _gates(facts, count)),
        (_("Индексийн дүн"), result_blocks(facts, count, reasons=False)),
        (_("Тооны давтан шалгалт"), _rechecks(facts, count)),
        (_("Газар дээрх үзлэг"), _visits(facts, count)),
        (_("Ажлын хэсгийн санал"), _list(facts, count)),
        (_("Эсэргүүцэл, хариу"), _objections(facts, count)),
    ]
    if facts.selection.act:
        chapters.append((_("Шийдвэр"), _decision(facts)))
    return [
        Section(official.chapter(number, title), tuple(blocks))
        for number, (title, blocks) in enumerate(chapters, start=1)
    ]


def _grounds(facts: Facts) -> list[Block]:
    row, run = facts.selection, facts.selection.run
    version = row.version
    method = _("%(name)s, %(number)s-р хувилбар") % {
        "name": version.framework.name,
        "number": version.number,
    }
    rows = [
        (_("Хөтөлбөр"), row.programme.name),
        (_("Үзүүлэлтийн хугацаа"), row.period.label),
        (_("Аргачлал"), method),
        (
            _("Аргачлалыг баталсан"),
            official.act_in_words(version.act) if version.act else "",
        ),
        (_("Аргачлалын баталгааны код"), version.sha256),
        (_("Оролцсон баг"), mongolian.format_number(len(facts.places))),
    ]
    if row.late_reason:
        rows.append((_("Аргачлалыг хожуу царцаасан шалтгаан"), row.late_reason))
    if run is not None and run.computed_at is not None:
        rows += [
            (_("Индексийг бодсон"), words.moment_text(run.computed_at)),
            (_("Давталтын тоо"), mongolian.format_number(run.replications)),
            (_("Сугалааны үг (индекс)"), row.index_seed),
            (_("Тооцооны баталгааны код"), run.results_sha256),
        ]
    return [Text(facts.stands()), facts_table("grounds", "", rows)]


def _members(facts: Facts, count: Counting) -> list[Block]:
    members = [*facts.group.members, *facts.group.left]
    if not members:
        return [Text(_("Ажлын хэсгийг байгуулаагүй байна."), "note")]
    rows = []
    for member in members:
        conflicts = [
            facts.places[unit.pk].full_name
            for unit in member.conflicting.all()
            if unit.pk in facts.places
        ]
        name = f"{member.name}, {_('ахлагч')}" if member.is_chair else member.name
        rows.append(
            cells.row(
                [
                    Cell(name),
                    Cell(member.post),
                    cells.day(member.declared_on),
                    Cell("; ".join(conflicts) or _("зөрчилгүй")),
                    cells.day(member.left_on) if member.left_on else Cell("–"),
                ]
            )
        )
    columns = (
        cells.column(_("Нэр"), 1.4),
        cells.column(_("Албан тушаал"), 1.6),
        cells.column(_("Мэдүүлсэн өдөр"), 0.9),
        cells.column(_("Ашиг сонирхлын зөрчилтэй баг"), 1.6),
        cells.column(_("Чөлөөлөгдсөн"), 0.9),
    )
    title = count.table(_("Ажлын хэсгийн бүрэлдэхүүн"))
    return [Table("members", title, columns, tuple(rows))]


def _gates(facts: Facts, count: Counting) -> list[Block]:
    gates = facts.gates
    if not gates.gates:
        return [Text(_("Энэ аргачлалд болзол тавиагүй."), "note")]
    rows = []
    for at, gate in enumerate(gates.gates):
        states = [row.cells[at].state for row in gates.rows]
        told = [cells.count(states.count(s)) for s in (PASSED, FAILED, MISSING)]
        rows.append(cells.row([Cell(gate.name), *told]))
    columns = (
        cells.column(_("Болзол"), 2.6),
        cells.figures(_("Хангасан")),
        cells.figures(_("Хангаагүй")),
        cells.figures(words.missing()),
    )
    table = Table("gates", count.table(_("Болзлын дүн")), columns, tuple(rows))
    return [table, *_failing(facts, count)]


def _failing(facts: Facts, count: Counting) -> list[Block]:
    rows = [
        cells.row(
            [Cell(row.place.full_name), Cell(cell.gate.name), Cell(cell.shown or "–")]
        )
        for row in facts.gates.rows
        for cell in row.failed
    ]
    if not rows:
        return [Text(_("Бүх баг болзол бүрийг хангасан."))]
    columns = (
        cells.column(_("Баг"), 1.6),
        cells.column(_("Болзол"), 2.0),
        cells.column(_("Нотолгоо"), 1.6),
    )
    title = count.table(_("Болзол хангаагүй багууд"))
    return [Table("failing", title, columns, tuple(rows), (source(facts.dated),))]


def _rechecks(facts: Facts, count: Counting) -> list[Block]:
    found = facts.rechecks
    if not found.rows:
        return [Text(_("Давтан шалгах тоог сугалаагүй байна."), "note")]
    told = _(
        "Нэр дэвшигчдийн %(all)s тооноос %(drawn)s-г сугалж, %(done)s-г эх баримтаар нь"
        " дахин шалгасны %(differ)s нь зөрсөн. Сугалааны зарласан үг: %(seed)s."
    ) % {
        "all": len(found.items),
        "drawn": len(found.rows),
        "done": found.done,
        "differ": len(found.differing),
        "seed": found.seed,
    }
    columns = (
        cells.figures("№", 0.4),
        cells.column(_("Тоо"), 2.4),
        cells.figures(_("Ажиглалтын дугаар"), 0.8),
        cells.figures(_("Нийтэлсэн утга"), 0.8),
        cells.figures(_("Давтан шалгасан"), 0.8),
        cells.column(_("Дүгнэлт"), 1.6),
    )
    rows = tuple(_recheck(one) for one in found.rows)
    return [
        Text(told),
        Table("rechecks", count.table(_("Сугалсан тоо")), columns, rows),
    ]


def _recheck(one: RecheckRow) -> Row:
    seen, decimals = one.observation, one.observation.indicator.decimals
    name = one.place.full_name if one.place else seen.unit.code
    word = _("шалгаагүй") if one.is_open else _("зөрүүгүй")
    if one.differs:
        word = ". ".join(filter(None, (_("зөрсөн"), one.recheck.note)))
    return cells.row(
        [
            cells.count(one.recheck.position),
            Cell(f"{name}, {seen.indicator.name}, {seen.period.label}"),
            Cell(str(seen.pk), seen.pk),
            cells.number(seen.value, decimals),
            Cell("–") if one.is_open else cells.number(one.recheck.found, decimals),
            Cell(word),
        ]
    )


def _visits(facts: Facts, count: Counting) -> list[Block]:
    rows = []
    visits = facts.selection.visits.prefetch_related("members")
    for visit in visits.order_by("visited_on", "unit__code"):
        place = facts.places.get(visit.unit_id)
        posts = ", ".join(member.post for member in visit.members.all())
        rows.append(
            cells.row(
                [
                    Cell(place.full_name if place else ""),
                    cells.day(visit.visited_on),
                    Cell(posts),
                    Cell(_("дэмжсэн") if visit.supports else _("дэмжээгүй")),
                    Cell(visit.finding),
                ]
            )
        )
    if not rows:
        return [Text(_("Үзлэг хийгээгүй."), "note")]
    columns = (
        cells.column(_("Баг"), 1.4),
        cells.column(_("Очсон өдөр"), 0.8),
        cells.column(_("Очсон гишүүд"), 1.8),
        cells.column(_("Дүгнэлт"), 0.8),
        cells.column(_("Юу үзсэн"), 2.2),
    )
    return [Table("visits", count.table(_("Үзлэг")), columns, tuple(rows))]


def _list(facts: Facts, count: Counting) -> list[Block]:
    if not facts.outcome.is_listed:
        return [Text(_("Урьдчилсан жагсаалт гараагүй."), "note")]
    lines = [line for line in facts.outcome.lines if line.entry]
    blocks: list[Block] = [] if facts.outcome.proposed else [nobody_text()]
    if not lines:
        return blocks
    rows = tuple(
        cells.row(
            [
                Cell(line.full_name),
                Cell(proposed_word(line)),
                Cell(str(line.entry.reason) if line.entry else ""),
            ]
        )
        for line in lines
    )
    columns = (
        cells.column(_("Баг"), 1.4),
        cells.column(_("Санал"), 0.9),
        cells.column(_("Үндэслэл"), 3.0),
    )
    return [*blocks, Table("list", count.table(_("Жагсаалт")), columns, rows)]


def _objections(facts: Facts, count: Counting) -> list[Block]:
    found = facts.objections
    told = _("Ирсэн %(count)s, хариулсан %(answered)s, хүлээн авсан %(upheld)s.") % {
        "count": found.count,
        "answered": found.answered,
        "upheld": found.upheld,
    }
    if not found.rows:
        return [Text(told)]
    columns = (
        cells.column(_("Өдөр"), 0.8),
        cells.column(_("Юуг"), 1.3),
        cells.column(_("Эсэргүүцэл"), 2.2),
        cells.column(_("Шийдвэр"), 1.0),
        cells.column(_("Хариу"), 2.2),
    )
    rows = tuple(cells.row(_objection(one)) for one in found.rows)
    table = Table("objections", count.table(_("Эсэргүүцэл, хариу")), columns, rows)
    return [Text(told), table]


def _objection(told: Told) -> list[Cell]:
    """Neither name nor contact: a paper goes further than a page."""
    row = told.row
    about = told.unit or _("жагсаалтыг бүхэлд нь")
    if row.observation:
        about = f"{told.unit}, {row.observation.indicator.name}"
    withheld = f"({told.ground or _('нийтлээгүй')})"
    return [
        cells.day(words.day_of(row.made_at)),
        Cell(about),
        Cell(told.text or withheld),
        Cell(str(row.get_state_display())),
        Cell(row.answer or "–"),
    ]


def _decision(facts: Facts) -> list[Block]:
    act = facts.selection.act
    assert act is not None  # asked for above
    blocks: list[Block] = [Text(official.act_in_words(act))]
    if not facts.outcome.awarded:
        return [*blocks, nobody_text()]
    blocks.append(Heading(_("Нэрлэсэн баг")))
    for line in facts.outcome.awarded:
        award = line.award
        if award is not None and award.withdrawn_by_id is None:
            blocks.append(Text(f"{line.full_name}: {award.title}"))
    return blocks


def _signatures(facts: Facts) -> tuple[Signature, ...]:
    return tuple(
        Signature(
            _("Ажлын хэсгийн ахлагч") if member.is_chair else _("Ажлын хэсгийн гишүүн"),
            member.post,
        )
        for member in facts.group.members
    )
