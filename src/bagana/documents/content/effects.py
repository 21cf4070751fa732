"""What changed in supported bags against comparable others, with its honest limits."""

from __future__ import annotations

from django.utils.translation import gettext

from bagana.documents.blocks import Block, Cell, Row, Table, Text
from bagana.documents.content import cells
from bagana.documents.content.frame import Counting, source
from bagana.engines import mongolian
from bagana.indicators.calendar import period_label
from bagana.programme.queries.evaluations import Shown, StudyShown
from bagana.web import words


def effects(found: Shown, count: Counting) -> tuple[Block, ...]:
    """A table of the studies and what each allows to say; or that there is none."""
    if not found.studies:
        return (Text(gettext("Нөлөөллийн тооцоо хийгээгүй байна."), "note"),)
    columns = (
        cells.column(gettext("Үзүүлэлт, хугацаа"), 2.3),
        cells.figures(gettext("Дэмжсэн баг: өмнө, дараа"), 1.35),
        cells.figures(gettext("Харьцуулсан баг: өмнө, дараа"), 1.45),
        cells.figures(gettext("Ялгавар, 95% хязгаар"), 1.5),
        cells.figures(gettext("Байрыг сольж шалгасан p"), 1.1),
        cells.figures(gettext("Илрүүлж чадах хамгийн бага нөлөө"), 1.2),
    )
    table = Table(
        "effects",
        count.table(gettext("Дэмжсэн багт юу өөрчлөгдсөн бэ")),
        columns,
        tuple(_row(study) for study in found.studies),
        (source(found.on, gettext("нийтэлсэн үзүүлэлт")), _reading()),
    )
    said = [Text(_sentence(study)) for study in found.studies]
    return (table, *said)


def _reading() -> str:
    return gettext(
        "Ялгавар: дэмжсэн багийн өөрчлөлтөөс харьцуулсан багийнхыг хассан дүн. Энэ "
        "нь шалтгааныг батлахгүй: бусад нөхцөл ижил өөрчлөгдсөн бол л хөтөлбөрийнх "
        "гэж үзнэ."
    )


def _row(study: StudyShown) -> Row:
    name = (
        f"{study.name}, {study.unit} [{words.nature_word(study.nature)}]\n"
        f"{period_label(study.before)} → {period_label(study.after)}"
    )
    effect = study.effect
    if effect is None:
        return cells.row([Cell(name), *(cells.missing() for _ in range(5))])
    return cells.row(
        [
            Cell(name),
            Cell(_pair(study, "supported")),
            Cell(_pair(study, "comparison")),
            Cell(_estimate(study), effect["estimate"]),
            cells.number(effect["permutation"]["p"], 4),
            cells.number(effect.get("minimum_detectable"), study.decimals + 1),
        ]
    )


def _pair(study: StudyShown, side: str) -> str:
    effect = study.effect or {}
    before, after = effect[f"{side}_before"], effect[f"{side}_after"]
    figures = " → ".join(
        mongolian.format_number(value, study.decimals + 1) for value in (before, after)
    )
    return f"{figures}\n(n = {effect[side]})"


def _estimate(study: StudyShown) -> str:
    effect = study.effect or {}
    figure = mongolian.format_number(effect["estimate"], study.decimals + 1)
    if effect["low"] is None:
        return figure
    low, high = (
        mongolian.format_number(effect[key], study.decimals + 1)
        for key in ("low", "high")
    )
    return f"{figure}\n({low} … {high})"


def _sentence(study: StudyShown) -> str:
    if study.effect is None:
        return gettext("%(name)s: тооцоо хараахан хийгээгүй.") % {"name": study.name}
    words_ = {"name": study.name, "reason": study.reason or study.comparison_words}
    if study.is_unclear:
        return (
            gettext(
                "%(name)s: ялгаа илэрсэнгүй; энэ нь нөлөө байхгүйн баталгаа биш. "
                "%(reason)s"
            )
            % words_
        )
    return (
        gettext(
            "%(name)s: дэмжсэн баг харьцуулсан багаас өөрөөр өөрчлөгджээ. %(reason)s"
        )
        % words_
    )
