"""The score sheet of a bag: every figure under its place, with its number."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.documents.blocks import (
    Block,
    Cell,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
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
from bagana.documents.content.selection_parts import Facts, proposed_word
from bagana.engines import mongolian
from bagana.engines.index.framework import walk
from bagana.ranking import wording
from bagana.ranking.method_wording import own_words
from bagana.ranking.models import Selection
from bagana.ranking.papers import is_draft
from bagana.ranking.public_wording import verdict_word
from bagana.ranking.queries.public_story import FigureLine, Story, line_for, story_of
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.runs import method_of
from bagana.territory.models import Unit
from bagana.web import words


def score_sheet(selection: Selection, unit: Unit) -> Paper | None:
    """None for a unit that takes no part in the selection."""
    facts, count = Facts(selection), Counting()
    place = facts.places.get(unit.pk)
    if place is None:
        return None
    line = line_for(facts.outcome, unit, facts.places, facts.gates)
    story = story_of(selection, unit, line, facts.rechecks)
    return Paper(
        code="score-sheet",
        lang=language(),
        title=official.upper(_("Багийн онооны хуудас")),
        subtitle=place.full_name,
        issuer=official.upper(official.office_of(facts.place)),
        words=frame_words(),
        dated=facts.dated,
        headline=official.headline(facts.dated, "", facts.place),
        marks=marks(illustrative=selection.is_illustrative),
        draft=draft_mark() if is_draft(selection) else "",
        footer=f"{selection.title}, {place.full_name}",
        sections=tuple(_sections(facts, story, count)),
        signatures=_signatures(facts, story),
    )


def _sections(facts: Facts, story: Story, count: Counting) -> list[Section]:
    chapters = [
        (_("Индексийн дүн"), _standing(facts, story)),
        (_("Чиглэл, үзүүлэлт"), _figures(facts, story, count)),
        (_("Болзол"), _gates(story, count)),
        (_("Газар дээрх үзлэг"), _visit(story, count)),
        (_("Ажлын хэсгийн дүгнэлт"), _finding(story)),
    ]
    return [
        Section(official.chapter(number, title), tuple(blocks))
        for number, (title, blocks) in enumerate(chapters, start=1)
    ]


def _standing(facts: Facts, story: Story) -> list[Block]:
    row = story.line.row
    if row is None:
        return [Text(_("Индексийн дүн гараагүй байна."), "note")]
    if not row.is_ranked:
        return [Text(wording.not_ranked_words(row))]
    results = facts.outcome.results
    group = results.group_of(row.group) if results else None
    told: list[Block] = [_key_figures(row, story)]
    told.append(Text(wording.standing_words(row, group.size if group else 0)))
    failed = wording.failed_words(row)
    if failed:
        told += [Heading(_("Хангаагүй нөхцөл")), Items(tuple(failed))]
    return told


def _key_figures(row: UnitRow, story: Story) -> KeyFigures:
    return KeyFigures(
        (
            KeyFigure(_("Байрын хязгаар"), wording.interval_words(row)),
            KeyFigure(_("Эхэнд орох магадлал"), wording.percent_words(row.p_top)),
            KeyFigure(_("Индексээр"), verdict_word(story.line.by_index)),
            KeyFigure(
                _("Мэдээллийн бүрдэл"),
                mongolian.format_percent(100 * row.completeness, 0),
            ),
        )
    )


def _figures(facts: Facts, story: Story, count: Counting) -> list[Block]:
    row, run = story.line.row, facts.selection.run
    if row is None or run is None:
        return [Text(_("Индексийн дүн гараагүй байна."), "note")]
    columns = (
        cells.column(_("Үзүүлэлт"), 2.4),
        cells.figures(_("Утга"), 0.9),
        cells.column(_("Хэмжих нэгж"), 0.8),
        cells.column(_("Хугацаа"), 0.7),
        cells.figures(_("Ажиглалтын дугаар"), 0.9),
        cells.figures(_("Оноо"), 0.7),
        cells.column(_("Тэмдэглэл"), 1.4),
    )
    lines = {one.leaf.code: one for one in story.figures}
    rows: list[Row] = []
    for branch in method_of(run).dimensions:
        score = row.dimensions.get(branch.code)
        told = wording_of_score(score)
        rows.append(cells.group(f"{own_words(branch.name)}: {told}"))
        rows += [_figure(lines[n.code]) for n in walk(branch) if n.code in lines]
    title = count.table(_("Оноо тулгуурласан тоонууд"))
    note = _("Оноог 1–100 хуваариар тооцсон: их нь сайн.")
    return [Table("figures", title, columns, tuple(rows), (note, source(facts.dated)))]


def wording_of_score(score: float | None) -> str:
    return words.missing() if score is None else mongolian.format_number(score, 1)


def _figure(one: FigureLine) -> Row:
    cell, seen, kept = one.cell, one.observation, one.indicator
    decimals = kept.decimals if kept else 2
    known = cell is not None and not cell.imputed
    return cells.row(
        [
            Cell(one.name),
            cells.number(one.value if known else None, decimals),
            Cell(kept.unit_name if kept else ""),
            Cell(seen.period.label if seen else str(cell.year) if cell else ""),
            Cell(str(seen.pk), seen.pk) if seen else Cell("–"),
            cells.number(cell.normalised if cell else None, 1),
            Cell(", ".join(_marks(one))),
        ]
    )


def _marks(one: FigureLine) -> list[str]:
    told = []
    if one.indicator:
        told.append(str(words.nature_word(one.indicator.nature)))
    if one.cell and one.cell.imputed:
        told.append(_("нөхөж тооцсон"))
    if one.cell and one.cell.recast:
        told.append(_("шилжүүлж тооцсон"))
    if one.recheck and not one.recheck.is_open:
        told.append(_("зөрсөн") if one.recheck.differs else _("зөрүүгүй"))
    if one.is_corrected:
        told.append(_("дараа нь зассан"))
    return told


def _gates(story: Story, count: Counting) -> list[Block]:
    row = story.line.gates
    if row is None or not row.cells:
        return [Text(_("Энэ аргачлалд болзол тавиагүй."), "note")]
    rows = tuple(
        cells.row([Cell(cell.gate.name), Cell(cell.word), Cell(cell.shown or "–")])
        for cell in row.cells
    )
    columns = (
        cells.column(_("Болзол"), 2.4),
        cells.column(_("Дүгнэлт"), 0.9),
        cells.column(_("Нотолгоо"), 1.8),
    )
    return [Table("gates", count.table(_("Болзлын дүн")), columns, rows)]


def _visit(story: Story, count: Counting) -> list[Block]:
    visit = story.visit
    if visit is None:
        return [Text(_("Үзлэг хийгээгүй."), "note")]
    posts = ", ".join(member.post for member in visit.members.all())
    word = _("дэмжсэн") if visit.supports else _("дэмжээгүй")
    blocks: list[Block] = [
        Text(f"{words.long_date(visit.visited_on)}: {posts}. {word.capitalize()}."),
        *(Text(line) for line in official.paragraphs(visit.finding)),
    ]
    if story.answers:
        rows = tuple(
            cells.row([Cell(one.question.words), cells.known(one.words)])
            for one in story.answers
        )
        columns = (cells.column(_("Асуулт"), 2.4), cells.column(_("Хариулт"), 1.2))
        title = count.table(_("Үзлэгийн хуудас"))
        blocks.append(Table("visit", title, columns, rows))
    return blocks


def _finding(story: Story) -> list[Block]:
    line = story.line
    if line.entry is None:
        return [Text(proposed_word(line))]
    blocks: list[Block] = [Text(f"{proposed_word(line).capitalize()}.")]
    blocks += [Text(text) for text in official.paragraphs(str(line.entry.reason))]
    if line.award is not None and line.award.withdrawn_by_id is None:
        told = f"{line.award.title}: {official.act_in_words(line.award.act)}"
        blocks.append(Text(told))
    return blocks


def _signatures(facts: Facts, story: Story) -> tuple[Signature, ...]:
    """Who has a conflict with the unit does not sign for it."""
    away = {member.pk for member in story.kept_away}
    return tuple(
        Signature(
            _("Ажлын хэсгийн ахлагч") if member.is_chair else _("Ажлын хэсгийн гишүүн"),
            member.post,
        )
        for member in facts.group.members
        if member.pk not in away
    )
