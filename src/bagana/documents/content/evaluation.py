"""The evaluation of a phase: words of the evaluator beside what was computed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from bagana.documents.blocks import (
    Block,
    Cell,
    Heading,
    KeyFigure,
    KeyFigures,
    Paper,
    Row,
    Section,
    Signature,
    Table,
    Text,
)
from bagana.documents.content import cells, effects, money, official
from bagana.documents.content.frame import (
    Counting,
    draft_mark,
    frame_words,
    language,
    marks,
    source,
)
from bagana.engines import mongolian
from bagana.indicators.calendar import period_label
from bagana.programme.models import Evaluation
from bagana.programme.queries.evaluation_facts import Carried, ObjectiveFacts
from bagana.programme.queries.evaluations import Judged, Shown, shown
from bagana.programme.templatetags.programme import light_parts, status_parts
from bagana.web import words


def evaluation(row: Evaluation) -> Paper:
    """A published evaluation as it was frozen; one that is being written, a draft."""
    found, count = shown(row), Counting()
    programme, act = row.programme, row.act
    published = words.day_of(row.published_at) if row.published_at else None
    place = official.unit_name(programme.unit, found.on)
    return Paper(
        code="evaluation",
        lang=language(),
        title=official.upper(_title(row)),
        subtitle=f"{programme.name}, {row.phase}",
        issuer=official.upper(official.office_of(place)),
        words=frame_words(),
        dated=published or found.on,
        headline=official.headline(
            act.date if act else published, act.number if act else "", place
        ),
        marks=marks(
            illustrative=row.is_illustrative
            or programme.is_illustrative
            or any(study.is_illustrative for study in found.studies)
        ),
        draft="" if published else draft_mark(),
        footer=f"{programme.name}, {row.phase}",
        sections=tuple(_sections(found, count)),
        signatures=_signatures(place),
        contents=True,
    )


def _title(row: Evaluation) -> str:
    if words.in_english():
        return f"Evaluation of phase {row.phase.roman}"
    return f"Хөтөлбөрийн {row.phase.roman} үе шатны үнэлгээний тайлан"


def _sections(found: Shown, count: Counting) -> list[Section]:
    chapters: list[tuple[str, tuple[Block, ...]]] = [
        (gettext("Үнэлгээний дүгнэлт"), _summary(found)),
        (gettext("Зорилтын биелэлт, зардал"), _figures(found, count)),
        (gettext("Зорилт тус бүрийн дүгнэлт"), _findings(found)),
        (gettext("Үе шатны нөлөөлөл"), effects.effects(found, count)),
        (
            gettext("Үргэлжлүүлэх, хассан, дуусаагүй арга хэмжээ"),
            _carried(found, count),
        ),
    ]
    return [
        Section(official.chapter(number, title), blocks)
        for number, (title, blocks) in enumerate(chapters, start=1)
    ]


def _summary(found: Shown) -> tuple[Block, ...]:
    total = found.total
    last = total.last_round
    mean = last.mean if last else None
    figures = KeyFigures(
        (
            KeyFigure(
                gettext("Хэрэгжсэн арга хэмжээ"),
                f"{total.done} / {total.measures}",
                words.as_of(found.on),
            ),
            KeyFigure(
                gettext("Дундаж биелэлт"),
                "–" if mean is None else mongolian.format_percent(mean),
                period_label(last.period) if last else "",
            ),
            KeyFigure(
                gettext("Төлсөн"),
                mongolian.format_money(total.paid),
                money.execution_cell(total.money).text,
            ),
        )
    )
    said = [Text(line) for line in official.paragraphs(found.summary)]
    nothing = Text(gettext("Дүгнэлтийг хараахан бичээгүй."), "note")
    return (*(said or [nothing]), figures)


def _figures(found: Shown, count: Counting) -> tuple[Block, ...]:
    columns = (
        cells.column(gettext("Зорилт"), 2.4),
        cells.column(gettext("Арга хэмжээ"), 1.7),
        cells.figures(gettext("Дундаж биелэлт"), 0.9),
        cells.figures(gettext("Зорилтот түвшний дундаж ахиц"), 1.05),
        cells.figures(gettext("Тодотгосон, ₮"), 1.3),
        cells.figures(gettext("Төлсөн, ₮"), 1.3),
        cells.figures(gettext("Нэг хэрэгжсэн арга хэмжээний зардал, ₮"), 1.3),
    )
    body = [_facts_row(one.facts) for one in found.objectives]
    body.append(_facts_row(found.total, total=True))
    remark = gettext(
        "Зардал: хэрэгжсэн арга хэмжээнд төлсөн дүнг тэдгээрийн тоонд хуваасан. "
        "Үнэлгээ, ахиц, төсвийн гүйцэтгэлийг хооронд нь дундажлахгүй."
    )
    table = Table(
        "objectives",
        count.table(gettext("Зорилтын үзүүлэлт")),
        columns,
        tuple(body),
        (source(found.on), remark),
    )
    return (table,)


def _facts_row(facts: ObjectiveFacts, *, total: bool = False) -> Row:
    last, progress = facts.last_round, facts.mean_progress
    mean = last.mean if last else None
    name = gettext("Бүгд") if total else f"{facts.number}. {facts.name}"
    return cells.row(
        [
            Cell(name),
            Cell(_counts(facts)),
            Cell("–") if mean is None else cells.percent(mean),
            Cell("–") if progress is None else cells.percent(100 * progress),
            cells.money(facts.adjusted),
            cells.money(facts.paid),
            cells.money(facts.cost_per_done) if facts.done else Cell("–"),
        ],
        "total" if total else "row",
    )


def _counts(facts: ObjectiveFacts) -> str:
    """«хэрэгжсэн 3, хугацаа хэтэрсэн 1», in the order of the bars."""
    parts = status_parts(facts.statuses)
    return "\n".join(f"{part.label} {part.count}" for part in parts) or "–"


def _findings(found: Shown) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for one in found.objectives:
        title = official.objective_title(one.facts.number, one.facts.name)
        blocks += [Heading(title), *_finding(one)]
    return tuple(blocks) or (Text(words.missing(), "note"),)


def _finding(one: Judged) -> list[Block]:
    said = (
        (gettext("Ач холбогдол"), one.words.relevance),
        (gettext("Үр дүн"), one.words.result),
        (gettext("Зардлын үр ашиг"), one.words.cost),
        (gettext("Сургамж, зөвлөмж"), one.words.lesson),
    )
    blocks: list[Block] = [
        Text(f"{title}: {' '.join(official.paragraphs(text))}")
        for title, text in said
        if text
    ]
    lights = light_parts(one.facts.lights)
    if lights:
        counted = ", ".join(f"{part.label} {part.count}" for part in lights)
        blocks.append(
            Text(
                gettext("Зорилтот түвшний төлөв: %(lights)s.") % {"lights": counted},
                "small",
            )
        )
    return blocks or [Text(gettext("Дүгнэлтийг хараахан бичээгүй."), "note")]


def _carried(found: Shown, count: Counting) -> tuple[Block, ...]:
    total = found.total
    groups: list[tuple[str, tuple[Carried, ...], Any]] = [
        (gettext("Дараагийн үе шатанд үргэлжлүүлсэн"), total.continued, "into"),
        (gettext("Хассан"), total.dropped, "reason"),
        (gettext("Дуусаагүй, үргэлжлүүлээгүй"), total.unfinished, "reason"),
    ]
    body: list[Row] = []
    for title, rows, field in groups:
        if rows:
            body.append(cells.group(f"{title} ({len(rows)})"))
            body += [_carried_row(row, getattr(row, field)) for row in rows]
    if not body:
        return (
            Text(gettext("Бүх арга хэмжээ энэ үе шатандаа хэрэгжиж дууссан."), "note"),
        )
    columns = (
        cells.column("№", 0.6, "center"),
        cells.column(gettext("Арга хэмжээ"), 3.6),
        cells.column(gettext("Аль арга хэмжээгээр үргэлжилсэн, шалтгаан"), 2.2),
    )
    title = count.table(gettext("Үе шат хоорондын шилжилт"))
    return (Table("carried", title, columns, tuple(body), (source(found.on),)),)


def _carried_row(row: Carried, more: str) -> Row:
    return cells.row(
        [cells.text(row.number), cells.text(row.name), cells.text(more or "–")]
    )


def _signatures(place: str) -> tuple[Signature, ...]:
    return (
        Signature(
            gettext("Үнэлгээ хийсэн"), gettext("Үнэлгээний ажлын хэсгийн ахлагч")
        ),
        Signature(gettext("Танилцсан"), official.governor_of(place)),
    )
