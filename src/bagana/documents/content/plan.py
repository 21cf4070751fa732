"""The programme and its plan: chapters of the text, the plan table as an annex."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from bagana.documents.blocks import Paper, Row, Section, Signature, Style, Table, Text
from bagana.documents.content import cells, measures, official
from bagana.documents.content.frame import (
    Counting,
    frame_words,
    language,
    marks,
    source,
)
from bagana.documents.content.money import money_section
from bagana.documents.content.targets import Wished, planned_table
from bagana.programme.models import ChapterVersion, Phase, Programme
from bagana.programme.queries.text import text_on
from bagana.web import words


def plan(programme: Programme, *, phase: Phase | None, on: date) -> Paper:
    """The text in force on the day and the plan of one phase or of all."""
    count = Counting()
    versions = [chapter.version for chapter in text_on(programme, on)]
    rows = measures.listed(programme, on=on, phase=phase)
    illustrative = programme.is_illustrative or any(
        [v.is_illustrative for v in versions]
        + [r.measure.is_illustrative for r in rows]
    )
    enacted = official.enacted(programme.act)
    sections = [
        *_text(programme, versions),
        *_annexes(programme, phase, on, rows, count),
    ]
    if enacted:
        sections = _behind_act(programme, enacted, sections)
    return Paper(
        code="plan",
        lang=language(),
        title=programme.act.title if enacted else official.upper(programme.name),
        subtitle="" if enacted else _span(programme, phase),
        issuer=programme.act.body.name if enacted else "",
        words=frame_words(),
        dated=on,
        annex=() if enacted else official.annex_of_act(programme.act),
        headline=official.headline(
            programme.act.date,
            programme.act.number,
            official.unit_name(programme.unit, programme.act.date),
        )
        if enacted
        else (),
        marks=marks(illustrative=illustrative),
        footer=programme.name,
        sections=tuple(sections),
        signatures=_signatures(programme),
        contents=True,
    )


def _span(programme: Programme, phase: Phase | None) -> str:
    first, last = programme.starts_on.year, programme.ends_on.year
    years = gettext("%(first)s–%(last)s он") % {"first": first, "last": last}
    if phase is None:
        return years
    return gettext("%(phase)s үе шат: %(first)s–%(last)s он") % {
        "phase": phase.roman,
        "first": phase.starts_on.year,
        "last": phase.ends_on.year,
    }


def _text(programme: Programme, versions: Sequence[ChapterVersion]) -> list[Section]:
    sections = [_chapter(programme, version) for version in versions]
    if not sections:
        empty = Text(gettext("Хөтөлбөрийн бичвэрийг оруулаагүй байна."), "note")
        sections = [Section("", (empty,))]
    if any(version.text_mong for version in versions):
        sections[-1] = Section(
            sections[-1].heading,
            (*sections[-1].blocks, Text(_traditional(), "note")),
        )
    return sections


def _chapter(programme: Programme, version: ChapterVersion) -> Section:
    blocks = [Text(line) for line in official.paragraphs(version.text)]
    if version.act_id != programme.act_id:
        amended = gettext(
            "Энэ бүлгийг өөрчилсөн шийдвэр: %(act)s. Хүчинтэй болсон: %(day)s."
        ) % {
            "act": official.act_in_words(version.act),
            "day": words.short_date(version.valid_from),
        }
        blocks.append(Text(amended, "note"))
    title = official.chapter(version.chapter.number, version.title)
    return Section(title, tuple(blocks))


def _traditional() -> str:
    return gettext(
        "Үндэсний бичгээрх эх нь цахим хуудас, өгөгдөлд байна: босоо бичгийг энэ файлд "
        "зөв хэвлэх боломжгүй тул оруулаагүй."
    )


def _behind_act(
    programme: Programme, enacted: list[tuple[str, str]], sections: list[Section]
) -> list[Section]:
    """The act itself in front, the programme as its annex on a page of its own."""
    blocks = tuple(Text(line, _style(style)) for line, style in enacted)
    head = Section(
        official.upper(programme.name),
        (Text(_span(programme, None), "small"),),
        annex=official.annex_of_act(programme.act),
        new_page=True,
    )
    return [Section("", blocks), head, *sections]


def _style(style: str) -> Style:
    return "enact" if style == "enact" else "body"


def _annexes(
    programme: Programme,
    phase: Phase | None,
    on: date,
    rows: list[measures.Listed],
    count: Counting,
) -> list[Section]:
    found = [_plan_annex(programme, phase, on, rows, count)]
    targets = planned_table(programme, phase=phase, on=on, count=count)
    if targets is not None:
        found.append(
            Section(
                gettext("Шалгуур үзүүлэлт, суурь ба зорилтот түвшин"),
                (targets,),
                landscape=True,
                annex=(official.annex_of_paper(len(found) + 1),),
            )
        )
    money = money_section(programme, phase=phase, on=on, count=count)
    found.append(
        Section(
            gettext("Санхүүжилт, эх үүсвэр"),
            money,
            annex=(official.annex_of_paper(len(found) + 1),),
            new_page=True,
        )
    )
    return found


def _plan_annex(
    programme: Programme,
    phase: Phase | None,
    on: date,
    rows: list[measures.Listed],
    count: Counting,
) -> Section:
    phases = [phase] if phase else list(programme.phases.all())
    tables = [
        plan_table(
            programme,
            one,
            [row for row in rows if row.measure.phase_id == one.pk],
            title=count.table(
                gettext("%(phase)s үе шатны төлөвлөгөө") % {"phase": one.roman}
            ),
            on=on,
        )
        for one in phases
    ]
    return Section(
        gettext("Зорилтын хүрээнд хэрэгжүүлэх арга хэмжээ"),
        tuple(tables),
        landscape=True,
        annex=(official.annex_of_paper(1),),
    )


def plan_table(
    programme: Programme,
    phase: Phase,
    rows: list[measures.Listed],
    *,
    title: str,
    on: date,
) -> Table:
    """Measures under their objectives, in the columns of the official plan."""
    wished = Wished(programme, phase, on)
    columns = (
        cells.column("№", 0.55, "center"),
        cells.column(gettext("Хэрэгжүүлэх арга хэмжээ, хүлээгдэж буй гарц"), 2.7),
        cells.column(gettext("Хамрах нэгж"), 1.15),
        cells.column(gettext("Хугацаа"), 1.15, "center"),
        cells.column(gettext("Хариуцах эзэн, хамтран хэрэгжүүлэгч"), 1.75),
        cells.column(gettext("Шалгуур үзүүлэлт"), 1.5),
        cells.figures(gettext("Суурь түвшин"), 0.9),
        cells.figures(gettext("Зорилтот түвшин"), 0.95),
        cells.figures(gettext("Шаардагдах хөрөнгө, ₮"), 1.2),
        cells.column(gettext("Хөрөнгийн эх үүсвэр"), 1.1),
        cells.column(gettext("Биелэлт"), 0.9, "center"),
    )
    body = [
        line
        for heading, own in measures.by_objective(rows)
        for line in measures.group_rows(
            heading, [_plan_row(row, wished) for row in own]
        )
    ]
    notes = [source(on)]
    if any(row.measure.dropped_on for row in rows):
        notes.append(
            gettext("Хассан арга хэмжээг дугаарынх нь хажууд «×» тэмдгээр заав.")
        )
    return Table(f"plan-{phase.number}", title, columns, tuple(body), tuple(notes))


def _plan_row(row: measures.Listed, wished: Wished) -> Row:
    measure = row.measure
    levels = [wished.of(measure, indicator) for indicator in row.indicators]
    dropped = " ×" if measure.dropped_on else ""
    return cells.row(
        [
            cells.text(f"{measure.number}{dropped}"),
            measures.what(row),
            measures.where(row),
            measures.when(row),
            measures.who(row),
            cells.known("\n".join(indicator.name for indicator in row.indicators)),
            cells.text("\n".join(one.baseline for one in levels) or "–"),
            cells.text("\n".join(one.wanted for one in levels) or "–"),
            cells.money(row.money.adjusted if row.money else None),
            cells.known(", ".join(row.sources)),
            cells.percent(row.last_percent, 0),
        ]
    )


def _signatures(programme: Programme) -> tuple[Signature, ...]:
    """The body's chair where the act's own text is printed; else who keeps the plan."""
    if programme.act.text.strip():
        return (Signature("", gettext("Хурлын дарга")),)
    return (
        Signature(gettext("Боловсруулсан"), gettext("Хөтөлбөрийн нэгжийн ахлагч")),
        Signature(gettext("Хянасан"), gettext("Засаг даргын Тамгын газрын дарга")),
    )
