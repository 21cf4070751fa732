"""The public pages of results: what there is, and one run in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bagana.portal.charts import Spec
from bagana.portal.ranking_charts import MOST_ROWS, group_chart, verdict_map
from bagana.portal.ranking_tables import cells_table, inputs_text, units_table
from bagana.portal.views.pages import asked, page
from bagana.ranking.freezing import results_text
from bagana.ranking.models import Run, Verdict
from bagana.ranking.queries.overview import overview
from bagana.ranking.queries.public_selection import round_of
from bagana.ranking.queries.rows import GroupResult, RunResults, UnitRow
from bagana.ranking.queries.run_facts import facts_of
from bagana.ranking.queries.runs import results_of, runs
from bagana.ranking.wording import (
    group_words,
    merged_words,
    nobody_words,
    not_ranked_words,
)
from bagana.territory.queries import versions_on
from bagana.web.tables import wanted_format

AT_ONCE: Final = 90
"""Up to so many units all groups stand on one page; else one group at a time."""
PAGE: Final = 50

SORTS: Final[dict[str, Callable[[UnitRow], Any]]] = {
    "rank": lambda row: (row.rank or 0, row.unit),
    "-p": lambda row: (-(row.p_top or 0), row.rank or 0),
    "p": lambda row: (row.p_top or 0, row.rank or 0),
    "-completeness": lambda row: (-row.completeness, row.rank or 0),
    "completeness": lambda row: (row.completeness, row.rank or 0),
    "name": lambda row: (row.place, row.short_name),
    "-name": lambda row: (row.place, row.short_name),
}


@dataclass(frozen=True)
class ShownGroup:
    """A group with its sentence, its picture and the part of its table asked for."""

    group: GroupResult
    sentence: str
    merged: list[str]
    chart: Spec
    pages: Page[UnitRow]
    bands: list[list[UnitRow]]
    is_banded: bool


def ranking(request: HttpRequest) -> HttpResponse:
    """What there is to read: results, selections, methods; the newest first."""
    return page(request, "ranking/ranking", found=overview())


def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    if asked(request, "inputs"):
        return _inputs(found)
    if asked(request, "results"):
        return _text(found, results_text(found), "results")
    results = results_of(found)
    format_ = wanted_format(request)
    if format_:
        of_cells = asked(request, "table") == "cells"
        return (cells_table if of_cells else units_table)(results, format_)
    shown = _asked_groups(request, results)
    chosen = asked(request, "unit")
    return page(
        request,
        "ranking/run",
        run=found,
        framework=found.version.framework,
        results=results,
        facts=facts_of(found),
        round=round_of(found),
        groups=[_shown(request, group, chosen) for group in shown],
        choices=results.groups if len(shown) < len(results.groups) else [],
        nobody=nobody_words(results),
        not_ranked=_not_ranked(request, results),
        verdict=asked(request, "verdict"),
        verdicts=[c for c in Verdict.choices if c[0] != Verdict.NOT_RANKED],
        sort=asked(request, "sort") or "rank",
        **_map(found, results, chosen),
    )


def _find(request: HttpRequest, pk: int) -> Run:
    visible = runs(request.user).filter(computed_at__isnull=False)
    return get_object_or_404(visible, pk=pk)


def _inputs(run: Run) -> HttpResponse:
    if run.inputs is None:
        raise Http404
    return _text(run, inputs_text(run), "inputs")


def _text(run: Run, text: str, part: str) -> HttpResponse:
    """A file that is byte for byte what a hash is over."""
    response = HttpResponse(text, content_type="application/json")
    name = f"index-{run.pk}-{part}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked_groups(request: HttpRequest, results: RunResults) -> list[GroupResult]:
    """All groups where they are few units, else the one asked for, else the first."""
    wanted = results.group_of(asked(request, "group"))
    if wanted is not None:
        return [wanted]
    if results.count <= AT_ONCE:
        return results.groups
    holder = next(
        (
            group
            for group in results.groups
            if any(row.unit == asked(request, "unit") for row in group.rows)
        ),
        None,
    )
    return [holder] if holder else results.groups[:1]


def _shown(request: HttpRequest, group: GroupResult, chosen: str) -> ShownGroup:
    verdict, sort = asked(request, "verdict"), asked(request, "sort")
    rows = [row for row in group.rows if not verdict or row.verdict == verdict]
    rows.sort(key=SORTS.get(sort, SORTS["rank"]), reverse=sort == "-name")
    pages = Paginator(rows, PAGE if len(rows) > MOST_ROWS else MOST_ROWS)
    whole = not verdict and sort in ("", "rank")
    part = pages.get_page(asked(request, "page"))
    return ShownGroup(
        group,
        group_words(group),
        [merged_words(one) for one in group.merged],
        group_chart(group, chosen),
        part,
        _bands(group, list(part)) if whole else [list(part)],
        whole and len(group.bands) > 1,
    )


def _bands(group: GroupResult, part: Sequence[UnitRow]) -> list[list[UnitRow]]:
    """Of the rows on this page those that cannot be told apart stand together."""
    shown = {row.unit for row in part}
    bands = [[row for row in band if row.unit in shown] for band in group.bands]
    return [band for band in bands if band]


def _not_ranked(
    request: HttpRequest, results: RunResults
) -> tuple[Page[UnitRow], list[tuple[UnitRow, str]]]:
    part = Paginator(results.not_ranked, PAGE).get_page(asked(request, "missing"))
    return part, [(row, not_ranked_words(row)) for row in part]


def _map(found: Run, results: RunResults, chosen: str) -> dict[str, Any]:
    rows = [*results.rows, *results.not_ranked]
    if len(rows) > 3 * AT_ONCE:
        # The shapes of a country weigh more than a page may.
        return {"map": None, "legend": []}
    units = versions_on(found.period.end).filter(unit__in=[row.unit_id for row in rows])
    picture, legend = verdict_map(
        list(units), rows, lambda row: profile_address(found, row), chosen
    )
    return {"map": picture, "legend": legend}


def profile_address(found: Run, row: UnitRow) -> str:
    return reverse("portal:ranking_unit", args=[found.pk, row.unit])
