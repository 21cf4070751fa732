"""Tables of a run to take away: the units, and every cell that they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator
from bagana.ranking.models import Run
from bagana.ranking.queries.rows import CellRow, RunResults, UnitRow
from bagana.ranking.queries.runs import node_names
from bagana.ranking.wording import (
    failed_words,
    interval_words,
    not_ranked_words,
    verdict_words,
)
from bagana.web.tables import Column, table_response


def units_table(results: RunResults, format_: str) -> HttpResponse:
    """One row for each unit, ranked or not; dimensions beside."""
    names = node_names(results.run)
    groups = {group.code: group.name for group in results.groups}
    columns = [
        Column("unit", _("код")),
        Column("name", _("нэр"), width=30),
        Column("place", _("харьяалал"), width=20),
        Column("group", _("бүлэг"), lambda row: groups.get(row.group, row.group), 24),
        Column("rank_low", _("байрын доод хязгаар")),
        Column("rank_high", _("байрын дээд хязгаар")),
        Column("interval", _("байр, үгээр"), interval_words, 20),
        Column("rank_median", _("голч байр")),
        Column("p_top", _("эхэнд орох магадлал")),
        Column("p_improved", _("дээшилсэн магадлал")),
        Column("verdict", _("дүгнэлт"), verdict_words, 24),
        Column("failed", _("хангаагүй нөхцөл"), _failed, 40),
        Column("p_years", _("жил бүрийн эхэнд орох магадлал"), _years, 24),
        Column("completeness", _("мэдээллийн бүрдэл")),
        Column("imputed", _("нөхөж тооцсон үзүүлэлт")),
        Column("score", _("оноо")),
        Column("rank", _("тооцооны байр")),
        *[
            Column(f"dimension_{code}", names.get(code, code), _dimension(code))
            for code in (results.run.results or {}).get("dimensions", ())
        ],
        Column("not_ranked", _("эрэмбэлээгүй шалтгаан"), _not_ranked, 60),
    ]
    rows = [*results.rows, *results.not_ranked]
    return table_response(format_, f"index-{results.run.pk}", columns, rows)


def _failed(row: UnitRow) -> str:
    return "; ".join(failed_words(row))


def _years(row: UnitRow) -> str:
    """As they were counted, so that the condition can be judged again."""
    return "; ".join(f"{year}: {p}" for year, p in row.years)


def _not_ranked(row: UnitRow) -> str:
    return "" if row.is_ranked else not_ranked_words(row)


def _dimension(code: str) -> Callable[[UnitRow], float | None]:
    return lambda row: row.dimensions.get(code)


@dataclass(frozen=True, slots=True)
class _Cell:
    row: UnitRow
    indicator: str
    cell: CellRow


def cells_table(results: RunResults, format_: str) -> HttpResponse:
    """Every cell of the ranked year, with the number of its observation."""
    names = node_names(results.run)
    natures = dict(
        Indicator.objects.filter(code__in=names).values_list("code", "nature")
    )
    columns = [
        Column("unit", _("код"), lambda one: one.row.unit),
        Column("name", _("нэр"), lambda one: one.row.name, 30),
        Column("indicator", _("үзүүлэлт"), lambda one: one.indicator, 24),
        Column(
            "indicator_name", _("үзүүлэлтийн нэр"), lambda one: names[one.indicator], 40
        ),
        Column("nature", _("төлөв"), lambda one: natures.get(one.indicator, "")),
        Column("year", _("он"), lambda one: one.cell.year),
        Column("raw", _("нийтэлсэн утга"), lambda one: one.cell.raw),
        Column("value", _("тооцоонд орсон утга"), lambda one: one.cell.value),
        Column("points", _("хэмжээст оноо"), lambda one: one.cell.normalised),
        Column("imputed", _("нөхөж тооцсон"), lambda one: int(one.cell.imputed)),
        Column(
            "recast",
            _("нэгжийн өөрчлөлтөөр шилжүүлсэн"),
            lambda one: int(one.cell.recast),
        ),
        Column("observation", _("ажиглалтын дугаар"), lambda one: one.cell.observation),
    ]
    return table_response(
        format_, f"index-{results.run.pk}-cells", columns, _cells(results)
    )


def _cells(results: RunResults) -> Iterator[_Cell]:
    for row in (*results.rows, *results.not_ranked):
        for code, cell in row.cells.items():
            yield _Cell(row, code, cell)


def inputs_text(run: Run) -> str:
    """The frozen inputs in the canonical text that the hash is over."""
    from bagana.ranking.definitions import canonical

    return canonical(run.inputs)
