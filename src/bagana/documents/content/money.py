"""Money in papers: by source, by year, by objective, with the total in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext

from bagana.documents.blocks import Block, Cell, Row, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.frame import Counting, source
from bagana.engines import mongolian
from bagana.engines.progress import Verdict
from bagana.programme.models import FundingSource, Phase, Programme
from bagana.programme.queries.money import MoneySum, money_by, money_total

NOTHING = MoneySum()
type Named = Sequence[tuple[str, MoneySum]]


def money_section(
    programme: Programme, *, phase: Phase | None, on: date, count: Counting
) -> tuple[Block, ...]:
    """What the plan costs: by source and by year, and the total in words."""
    total = money_total(programme, phase=phase, until=on)
    if not total:
        return (Text(gettext("Санхүүжилтийн төлөвлөгөө оруулаагүй байна."), "note"),)
    return (
        Text(total_sentence(gettext("Шаардагдах хөрөнгө"), total.adjusted)),
        money_table(
            "money-source",
            count.table(gettext("Хөрөнгийн эх үүсвэр")),
            gettext("Эх үүсвэр"),
            by_source(programme, phase=phase, on=on),
            total,
            on,
        ),
        money_table(
            "money-year",
            count.table(gettext("Хөрөнгө, жилээр")),
            gettext("Он"),
            by_year(programme, phase=phase, on=on),
            total,
            on,
        ),
        Text(bag_remark(), "note"),
    )


def bag_remark() -> str:
    return gettext(
        "Баг өөрийн төсөвгүй: багт зориулсан хөрөнгийг сум, аймгийн төсвөөр дамжуулан "
        "зарцуулна."
    )


def total_sentence(what: str, amount: Decimal) -> str:
    """«Шаардагдах хөрөнгө: ₮ 59,400,000 (тавин есөн сая …).»"""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    figure = mongolian.format_money(whole)
    spelt = official.money_words(whole)
    return f"{what}: {figure} ({spelt})." if spelt else f"{what}: {figure}."


def by_source(programme: Programme, *, phase: Phase | None, on: date) -> Named:
    found = money_by(programme, "source", phase=phase, until=on)
    return [(str(s.label), found[s.value]) for s in FundingSource if s.value in found]


def by_year(programme: Programme, *, phase: Phase | None, on: date) -> Named:
    found = money_by(programme, "year", phase=phase, until=on)
    return [(str(year), found[year]) for year in sorted(found)]


def by_objective(programme: Programme, *, phase: Phase | None, on: date) -> Named:
    found = money_by(programme, "objective", phase=phase, until=on)
    return [
        (f"{objective.number}. {objective.name}", found.get(objective.pk, NOTHING))
        for objective in programme.objectives.all()
    ]


def money_table(
    key: str, title: str, head: str, rows: Named, total: MoneySum, on: date
) -> Table:
    """Planned, adjusted, committed, paid, and paid of the adjusted plan."""
    columns = (
        cells.column(head, 2.2),
        cells.figures(gettext("Төлөвлөсөн, ₮"), 1.35),
        cells.figures(gettext("Тодотгосон, ₮"), 1.35),
        cells.figures(gettext("Гэрээлсэн, ₮"), 1.35),
        cells.figures(gettext("Төлсөн, ₮"), 1.35),
        cells.figures(gettext("Гүйцэтгэл"), 1.15),
    )
    body = [cells.row([Cell(name), *amounts(one)]) for name, one in rows]
    body.append(cells.row([Cell(gettext("Бүгд")), *amounts(total)], "total"))
    note = gettext("Гүйцэтгэл: тодотгосон төлөвлөгөөнд эзлэх төлсөн дүн.")
    return Table(key, title, columns, tuple(body), (source(on), note))


def amounts(one: MoneySum) -> list[Cell]:
    return [
        cells.money(one.planned),
        cells.money(one.adjusted),
        cells.money(one.committed),
        cells.money(one.paid),
        execution_cell(one),
    ]


def execution_cell(one: MoneySum) -> Cell:
    """Per cent of the adjusted plan, or why there is none."""
    found = one.execution
    if found.to_adjusted is not None:
        return cells.percent(found.to_adjusted)
    if found.verdict is Verdict.UNPLANNED:
        return Cell(gettext("төлөвлөөгүй"))
    return Cell("–")


def row_of(name: str, one: MoneySum) -> Row:
    return cells.row([Cell(name), *amounts(one)])


def needed(found: Mapping[Any, MoneySum], key: Any) -> Cell:
    """The adjusted plan of one measure, missing where nothing was planned."""
    one = found.get(key)
    return cells.money(one.adjusted if one and (one.planned or one.adjusted) else None)
