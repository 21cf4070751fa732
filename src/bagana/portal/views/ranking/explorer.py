"""The public explorer: ranks with other weights, never an official result."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext

from bagana.engines.index import FrameworkInvalid, IndexRefused
from bagana.engines.index.framework import Framework
from bagana.portal.ranking_profile_charts import strip
from bagana.portal.views.pages import page
from bagana.ranking.forms.exploring import ExplorerForm
from bagana.ranking.queries.exploring import (
    MOST_UNITS,
    Asked,
    Explored,
    ExploredGroup,
    ExploredRow,
    explore,
)
from bagana.ranking.queries.runs import method_of, results_of, runs
from bagana.ranking.wording import interval_words
from bagana.web.tables import Column, table_response, wanted_format

MOST_ROWS = 60
"""A longer group shows its first places on the page; the table has all of it."""


def explorer(request: HttpRequest, pk: int) -> HttpResponse:
    """Weights and means stand in the address; a mistake is told and changes nothing."""
    run = get_object_or_404(runs(request.user), pk=pk, computed_at__isnull=False)
    method = method_of(run)
    asked_for = {key: request.GET.get(key, "") for key in _names(request)}
    form = ExplorerForm(method, asked_for)
    results = results_of(run)
    asked, refused = form.asked(), ""
    try:
        found = explore(run, results, asked)
    except (FrameworkInvalid, IndexRefused) as problem:
        refused = _words_of(problem)
        asked = Asked()
        found = explore(run, results, asked)
    if chosen := wanted_format(request):
        name = f"explored-{run.pk}"
        return table_response(chosen, name, _columns(), found.rows)
    return page(
        request,
        "ranking/explorer",
        run=run,
        method=method,
        form=form,
        found=found,
        asked=asked,
        refused=refused,
        may_replicate=results.count <= MOST_UNITS,
        groups=[_group(one) for one in found.groups],
        summary=_summary(found, asked),
        swaps=[_swap(one, method) for group in found.groups for one in group.swaps],
    )


def _words_of(problem: FrameworkInvalid | IndexRefused) -> str:
    told = problem.problems if isinstance(problem, FrameworkInvalid) else [problem]
    language = get_language() or "mn"
    return " ".join(f"{one.what.of(language)} {one.fix.of(language)}" for one in told)


def _names(request: HttpRequest) -> list[str]:
    """What the form reads; the format and the date are of the page."""
    return [key for key in request.GET if key not in ("format", "on")]


def _group(one: ExploredGroup) -> dict[str, Any]:
    size = max(1, one.group.size)
    return {
        "group": one.group,
        "rows": [(row, _strip(row, size)) for row in one.rows[:MOST_ROWS]],
        "left": max(0, len(one.rows) - MOST_ROWS),
    }


def _strip(row: ExploredRow, size: int) -> Any:
    official = row.row
    return strip(
        1,
        size,
        own=row.place.rank,
        low=official.rank_low,
        high=official.rank_high,
        middle=official.rank_median,
    )


def _summary(found: Explored, asked: Asked) -> str:
    if asked.changes_nothing:
        return gettext("Аргачлалын өөрийн жин, албан дүнтэй ижил эрэмбэ.")
    values = {"all": len(found.rows), "moved": found.moved, "outside": found.outside}
    if not found.moved:
        return gettext("%(all)s нэгжийн аль нь ч байраа өөрчлөөгүй.") % values
    if not found.outside:
        return (
            gettext(
                "%(all)s нэгжээс %(moved)s нь байраа өөрчилсөн, бүгд албан байрын "
                "хязгаартаа үлдсэн."
            )
            % values
        )
    return (
        gettext(
            "%(all)s нэгжээс %(moved)s нь байраа өөрчилсөн, %(outside)s нь албан "
            "байрын хязгаараас гарсан."
        )
        % values
    )


def _swap(one: Any, method: Framework) -> dict[str, Any]:
    language = get_language() or "mn"
    names = {child.code: child.name.of(language) for child in method.tree.children}
    return {
        "ahead": one.ahead,
        "behind": one.behind,
        "dimension": names.get(one.dimension, ""),
        "change": 100 * one.change,
        "share": 100 * one.share,
        # A change of half a per cent is small, not none.
        "decimals": 0 if abs(one.change) >= 0.01 else 1,
    }


def _columns() -> list[Column]:
    return [
        Column("unit", gettext("Код"), lambda row: row.row.unit),
        Column("name", gettext("Нэгж"), lambda row: row.row.name, 30),
        Column("place", gettext("Харьяалал"), lambda row: row.row.place, 20),
        Column("group", gettext("Бүлэг"), lambda row: row.row.group),
        Column("interval", gettext("Албан байр"), lambda row: interval_words(row.row)),
        Column("official", gettext("Тооцооны байр"), lambda row: row.row.rank),
        Column("explored", gettext("Энэ жингээр"), lambda row: row.place.rank),
        Column("shift", gettext("Зөрүү")),
        Column("score", gettext("Оноо"), lambda row: row.place.score),
    ]
