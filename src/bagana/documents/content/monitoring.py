"""The half-year and year report of a monitoring round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from bagana.documents.blocks import (
    Block,
    Items,
    KeyFigure,
    KeyFigures,
    Paper,
    Section,
    Signature,
    Table,
    Text,
)
from bagana.documents.content import cells, maps, money, official, ratings, targets
from bagana.documents.content.frame import (
    Counting,
    draft_mark,
    frame_words,
    language,
    marks,
    source,
)
from bagana.documents.shares import shares_picture
from bagana.engines import mongolian
from bagana.programme.models import Report, Round
from bagana.programme.queries.money import MoneySum
from bagana.programme.queries.results import MeasureResult, RoundResults
from bagana.programme.queries.rounds import phases_of, results_of
from bagana.web import words


@dataclass(frozen=True)
class _Round:
    """A round with what all of its chapters read."""

    round: Round
    results: RoundResults
    reports: dict[int, Report]
    user: Any
    count: Counting


def monitoring(round: Round, *, user: Any) -> Paper:
    """The report of a round: of a closed one as it was frozen, of an open one a draft.

    `user` decides which reports of an open round are read; of a closed one all are.
    """
    results = results_of(round)
    reports = Report.objects.visible_to(user).filter(round=round)
    found = _Round(round, results, {r.measure_id: r for r in reports}, user, Counting())
    programme, act = round.programme, round.act
    closed = words.day_of(round.closed_at) if round.closed_at else None
    day = act.date if act else closed
    place = official.unit_name(programme.unit, results.ends_on)
    return Paper(
        code="monitoring",
        lang=language(),
        title=official.upper(_title(round)),
        subtitle=programme.name,
        issuer=official.upper(official.office_of(place)),
        words=frame_words(),
        dated=closed or results.ends_on,
        headline=official.headline(day, act.number if act else "", place),
        marks=marks(
            illustrative=round.is_illustrative
            or programme.is_illustrative
            or any(measure.is_illustrative for measure in results.measures)
        ),
        draft="" if closed else draft_mark(),
        footer=f"{programme.name}, {round.period.label}",
        sections=tuple(_sections(found)),
        signatures=_signatures(place),
        contents=True,
    )


def _title(round: Round) -> str:
    label = round.period.label
    if words.in_english():
        return f"Monitoring report, {label}"
    of_period = mongolian.genitive(label)
    return f"Хөтөлбөрийн {of_period} хэрэгжилтийн хяналт-шинжилгээний тайлан"


def _sections(found: _Round) -> list[Section]:
    chapters: list[tuple[str, tuple[Block, ...]]] = [
        (gettext("Ерөнхий мэдээлэл"), _general(found)),
        (gettext("Арга хэмжээний биелэлт"), _ratings(found)),
        (gettext("Зорилтот түвшний биелэлт"), _targets(found)),
        (gettext("Санхүүжилт, төсвийн гүйцэтгэл"), _money(found)),
        (gettext("Саад, бэрхшээл, цаашид хийх ажил"), _obstacles(found)),
    ]
    numbered = [
        Section(official.chapter(number, title), blocks)
        for number, (title, blocks) in enumerate(chapters, start=1)
    ]
    annex = Section(
        gettext("Арга хэмжээ тус бүрийн биелэлт"),
        (_measures(found),),
        landscape=True,
        annex=(official.annex_of_paper(1),),
    )
    return [*numbered, annex]


def _general(found: _Round) -> tuple[Block, ...]:
    round = found.round
    programme = round.programme
    phases = ", ".join(str(p.roman) for p in phases_of(programme, round.period))
    founded = gettext("«%(name)s»: %(act)s (%(title)s).") % {
        "name": programme.name,
        "act": official.act_in_words(programme.act),
        "title": programme.act.title,
    }
    scope = gettext(
        "Тайлант хугацаа: %(first)s – %(last)s; %(phases)s үе шат. "
        "Үнэлсэн журам: %(rule)s."
    ) % {
        "first": words.long_date(round.period.start),
        "last": words.long_date(round.period.end),
        "phases": phases,
        "rule": round.scale.rule,
    }
    return (Text(founded), Text(scope), Text(_summary(found)), _key_figures(found))


def _summary(found: _Round) -> str:
    total = found.results.total
    said = [
        ngettext(
            "Тайланд %(all)s арга хэмжээ хамрагдав.",
            "Тайланд %(all)s арга хэмжээ хамрагдав.",
            total.total,
        )
        % {"all": total.total},
        gettext("Үнэлсэн нь %(rated)s, хугацаа болоогүй нь %(not_due)s.")
        % {"rated": total.rated, "not_due": total.not_due},
    ]
    if total.waiting or total.unreported:
        open_ = gettext("Шийдээгүй %(waiting)s, тайлагнаагүй %(unreported)s.")
        said.append(open_ % {"waiting": total.waiting, "unreported": total.unreported})
    if total.mean is not None:
        mean = gettext("Дундаж биелэлт %(mean)s.")
        said.append(mean % {"mean": ratings.mean_text(total)})
    return " ".join(said)


def _key_figures(found: _Round) -> KeyFigures:
    total = found.results.total
    paid = total.money or MoneySum()
    execution = money.execution_cell(paid)
    return KeyFigures(
        (
            KeyFigure(
                gettext("Дундаж биелэлт"),
                ratings.mean_text(total),
                gettext("үнэлсэн %(rated)s арга хэмжээ") % {"rated": total.rated},
            ),
            KeyFigure(
                gettext("Төлсөн"),
                mongolian.format_money(paid.paid),
                gettext("тодотгосон төлөвлөгөө %(adjusted)s")
                % {"adjusted": mongolian.format_money(paid.adjusted)},
            ),
            KeyFigure(
                gettext("Төсвийн гүйцэтгэл"),
                execution.text,
                words.as_of(found.results.ends_on),
            ),
        )
    )


def _ratings(found: _Round) -> tuple[Block, ...]:
    results, count = found.results, found.count
    blocks: list[Block] = [ratings.objectives_table(results, count)]
    if results.total.decided:
        title = gettext("Биелэлтийн эзлэх хувь, зорилтоор")
        blocks.append(
            shares_picture(
                ratings.bars(results),
                alt=f"{title}. {_summary(found)}",
                caption=f"{count.picture(title)}. {source(results.ends_on)}",
            )
        )
    if len(results.by_office) > 1:
        blocks.append(ratings.offices_table(results, count))
    return tuple(blocks)


def _targets(found: _Round) -> tuple[Block, ...]:
    table = targets.progress_table(
        found.round.programme,
        on=found.results.ends_on,
        user=None,
        count=found.count,
    )
    if table is None:
        return (Text(gettext("Зорилтот түвшин тогтоогоогүй байна."), "note"),)
    apart = gettext(
        "Зорилтот түвшний ахиц, арга хэмжээний үнэлгээ, төсвийн гүйцэтгэл нь гурван "
        "өөр дүгнэлт бөгөөд хооронд нь дундажлахгүй."
    )
    return (table, Text(apart, "note"))


def _money(found: _Round) -> tuple[Block, ...]:
    results = found.results
    total = results.total.money
    if not total:
        return (Text(gettext("Мөнгөний бичилт оруулаагүй байна."), "note"),)
    rows = [
        (f"{group.number}. {group.name}", group.money or MoneySum())
        for group in results.objectives
    ]
    blocks: list[Block] = [
        Text(money.total_sentence(gettext("Төлсөн дүн"), total.paid)),
        money.money_table(
            "money",
            found.count.table(gettext("Санхүүжилт, зорилтоор")),
            gettext("Зорилт"),
            rows,
            total,
            results.ends_on,
        ),
    ]
    picture = maps.money_map(
        found.round.programme, on=results.ends_on, count=found.count
    )
    blocks += [picture] if picture else []
    return (*blocks, Text(money.bag_remark(), "note"))


def _obstacles(found: _Round) -> tuple[Block, ...]:
    """In the offices' own words, by the number of the measure."""

    def said(field: str) -> tuple[str, ...]:
        return tuple(
            f"{measure.number}. {text}"
            for measure in found.results.measures
            if (text := _said(found.reports.get(measure.pk), field))
        )

    blocks: list[Block] = []
    for title, field in (
        (gettext("Саад, бэрхшээл"), "obstacles"),
        (gettext("Цаашид хийх ажил"), "next_steps"),
    ):
        lines = said(field)
        if lines:
            blocks += [Text(f"{title}:", "lead"), Items(lines)]
    nothing = Text(gettext("Тайланд дурдсан саад, бэрхшээл алга."), "note")
    return tuple(blocks) or (nothing,)


def _said(report: Report | None, field: str) -> str:
    if report is None:
        return ""
    text: str = getattr(report, field)
    if field == "done" and words.in_english():
        text = report.done_en or text
    return " ".join(official.paragraphs(text))


def _measures(found: _Round) -> Table:
    columns = (
        cells.column("№", 0.5, "center"),
        cells.column(gettext("Арга хэмжээ"), 2.6),
        cells.column(gettext("Хариуцах эзэн"), 1.3),
        cells.column(gettext("Хийсэн ажил"), 3.4),
        cells.column(gettext("Саад, бэрхшээл"), 1.7),
        cells.column(gettext("Биелэлтийн үнэлгээ"), 1.2, "center"),
    )
    names = {group.pk: (group.number, group.name) for group in found.results.objectives}
    body, current = [], None
    for measure in found.results.measures:
        if measure.objective != current and measure.objective in names:
            current = measure.objective
            body.append(cells.group(official.objective_title(*names[current])))
        body.append(cells.row(_measure(measure, found.reports.get(measure.pk))))
    title = found.count.table(gettext("Арга хэмжээ, хийсэн ажил, биелэлт"))
    notes = (source(found.results.ends_on),)
    return Table("measures", title, columns, tuple(body), notes)


def _measure(measure: MeasureResult, report: Report | None) -> list[Any]:
    return [
        cells.text(measure.number),
        cells.text(measure.name),
        cells.known(measure.office_name),
        cells.known(_said(report, "done")),
        cells.text(_said(report, "obstacles") or "–"),
        ratings.level_text(measure.level),
    ]


def _signatures(place: str) -> tuple[Signature, ...]:
    return (
        Signature(gettext("Тайлан гаргасан"), gettext("Хөтөлбөрийн нэгжийн ахлагч")),
        Signature(gettext("Хянасан"), gettext("Засаг даргын Тамгын газрын дарга")),
        Signature(gettext("Баталсан"), official.governor_of(place)),
    )
