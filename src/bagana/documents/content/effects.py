"""What changed in supported bags against comparable others, with its honest limits."""

from __future__ import annotations

from django.utils.translation import gettext

from bagana.documents.blocks import Block, Cell, Row, Table, Text
from bagana.documents.content import cells
from bagana.documents.content.frame import Counting, source
from bagana.documents.pictures import chart_picture
from bagana.indicators.calendar import period_label
from bagana.portal.programme_effects import effects as effects_chart
from bagana.programme.queries.evaluations import Shown, StudyShown
from bagana.web import words


def effects(found: Shown, count: Counting) -> tuple[Block, ...]:
    """The chart and the table of the page, and what each study allows to say."""
    if not found.studies:
        return (Text(gettext("Нөлөөллийн тооцоо хийгээгүй байна."), "note"),)
    blocks: list[Block] = []
    title = gettext("Дэмжлэг авсан багуудын өөрчлөлт, бусадтай харьцуулснаар")
    axis = gettext("эхний түвшний хувиар")
    spec = effects_chart(found.studies, title=title, axis=axis)
    if spec is not None:
        caption = f"{count.picture(title)}, {axis}."
        blocks.append(chart_picture(spec, alt=title, caption=caption, width=0.86))
    blocks.append(_table(found, count))
    for study in found.studies:
        blocks += [Text(line) for line in _said(study)]
    return tuple(blocks)


def _table(found: Shown, count: Counting) -> Table:
    columns = (
        cells.column(gettext("Үзүүлэлт, хугацаа"), 2.3),
        cells.figures(gettext("Дэмжлэг авсан баг: өмнө, дараа"), 1.4),
        cells.figures(gettext("Харьцуулсан баг: өмнө, дараа"), 1.45),
        cells.figures(gettext("Зөрүүгийн зөрүү, 95 хувийн завсар"), 1.5),
        cells.figures(gettext("Сольж шалгасан p"), 1.0),
        cells.figures(gettext("Илрүүлж чадах хамгийн бага өөрчлөлт"), 1.2),
    )
    return Table(
        "effects",
        count.table(gettext("Дэмжлэг авсан багт юу өөрчлөгдсөн бэ")),
        columns,
        tuple(_row(study) for study in found.studies),
        (source(found.on, gettext("нийтэлсэн үзүүлэлт")),),
    )


def _row(study: StudyShown) -> Row:
    name = (
        f"{study.name}, {study.unit} [{words.nature_word(study.nature)}]\n"
        f"{period_label(study.before)} → {period_label(study.after)}"
    )
    effect = study.effect
    if effect is None:
        return cells.row([Cell(name), *(cells.missing() for _ in range(5))])
    figures = study.figures
    return cells.row(
        [
            Cell(name),
            Cell(_pair(study, "supported")),
            Cell(_pair(study, "comparison")),
            Cell(_estimate(study), figures["estimate"]),
            cells.number(effect["permutation"]["p"], 4),
            cells.number(figures["minimum_detectable"], study.difference_decimals),
        ]
    )


def _pair(study: StudyShown, side: str) -> str:
    """Levels before and after, and of how many bags."""
    found = (study.figures[f"{side}_{when}"] for when in ("before", "after"))
    levels = " → ".join(cells.number(level, study.decimals).text for level in found)
    effect = study.effect or {}
    return f"{levels}\n(n = {effect[side]})"


def _estimate(study: StudyShown) -> str:
    figures, decimals = study.figures, study.difference_decimals
    number = cells.number(figures["estimate"], decimals).text
    estimate = f"{number} {study.difference_unit}"
    if figures["low"] is None:
        return estimate
    low, high = (cells.number(figures[key], decimals).text for key in ("low", "high"))
    return f"{estimate}\n({low} – {high})"


def _said(study: StudyShown) -> list[str]:
    """The words of the page, with their limits."""
    if study.effect is None:
        return [f"{study.name}: {gettext('бодоогүй')}."]
    said = [f"{study.name}. {study.reason}".strip(), _verdict(study)]
    found = study.effect["permutation"]
    said.append(
        gettext(
            "Аль баг дэмжлэг авсныг сольж үзсэн %(n)s хувилбарт ийм буюу үүнээс том "
            "зөрүү гарсан нь p = %(p)s. Энэ тооны багаар гарч болох хамгийн бага p нь "
            "%(least)s."
        )
        % {
            "n": cells.count(found["assignments"]).text,
            "p": cells.number(found["p"], 4).text,
            "least": cells.number(found["smallest_p"], 4).text,
        }
    )
    return said


def _verdict(study: StudyShown) -> str:
    if study.is_unclear:
        return gettext(
            "Завсарт тэг багтаж байгаа, эсвэл завсар гараагүй: өөрчлөлт гарсан гэж "
            "хэлэх үндэс алга. Өөрчлөлт гараагүй гэж ч энэ нь харуулахгүй."
        )
    return gettext(
        "Завсарт тэг багтахгүй: ийм зөрүү санамсаргүй гарах нь ховор. Гэхдээ "
        "дэмжлэгээс болсныг энэ нь тогтоохгүй: дэмжих багийг сугалж сонгоогүй, "
        "бусад шалтгаан зэрэг нөлөөлсөн байж болно."
    )
