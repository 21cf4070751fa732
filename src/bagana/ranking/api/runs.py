"""GET /runs: runs of the index, their rows, their frozen inputs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.ranking.api.schemas import InputsOut, Number, RowOut, RunOut
from bagana.ranking.models import Run, UnitResult
from bagana.ranking.queries.runs import runs
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import CatalogueCode, Paged, PeriodCode

router = ApiRouter(tags=["runs"])


class RunsAsked(Paged):
    framework: CatalogueCode | None = Field(None, description=_("Аргачлалын код"))
    period: PeriodCode | None = Field(None, description=_("Хугацааны код"))


class RowsAsked(Paged):
    group: CatalogueCode | None = Field(
        None, description=_("Ижил төстэй багуудын бүлгийн код")
    )


@router.get(
    "",
    response=Page[RunOut],
    summary=_("Индексийн тооцоонууд"),
    description=_("Нийтэлсэн нь бүгдэд; бусад нь зөвхөн эрхтэй хүнд харагдана."),
)
def list_runs(request: HttpRequest, asked: Query[RunsAsked]) -> dict[str, Any]:
    found: QuerySet[Run] = runs(request.user).order_by("-id")
    if asked.framework is not None:
        found = found.filter(version__framework__code=asked.framework)
    if asked.period is not None:
        found = found.filter(period__code=asked.period)
    return page_of(request, found, asked, lambda rows: map(run_row, rows))


def run_row(run: Run) -> dict[str, Any]:
    names = (
        "kind",
        "replications",
        "computed_at",
        "published_at",
        "inputs_sha256",
        "results_sha256",
    )
    return {
        **{name: getattr(run, name) for name in names},
        "id": run.pk,
        "seed": str(run.seed),
        "framework": run.version.framework.code,
        "version": run.version.number,
        "period": run.period.code,
    }


def _run(request: HttpRequest, key: int, rows: QuerySet[Run] | None = None) -> Run:
    found = runs(request.user) if rows is None else rows
    run = found.filter(pk=key).first()
    if run is None:
        raise Http404(gettext("Ийм дугаартай тооцоо алга: %s") % key)
    return run


@router.get("/{run_id}", response=RunOut, summary=_("Нэг тооцоо"))
def read_run(request: HttpRequest, run_id: Number) -> dict[str, Any]:
    return run_row(_run(request, run_id))


@router.get(
    "/{run_id}/rows",
    response=Page[RowOut],
    summary=_("Тооцооны дүн нэгжээр"),
    description=_(
        "Байр нь зөвхөн бүлэг дотроо; rank_low–rank_high нь 90 хувийн хязгаар."
    ),
)
def list_rows(
    request: HttpRequest, run_id: Number, asked: Query[RowsAsked]
) -> dict[str, Any]:
    found = _run(request, run_id).rows.select_related("unit")
    if asked.group is not None:
        found = found.filter(group=asked.group)
    return page_of(request, found, asked, _rows)


def _rows(rows: Iterable[UnitResult]) -> Iterable[dict[str, Any]]:
    names = (
        "group",
        "score",
        "rank",
        "rank_low",
        "rank_high",
        "rank_median",
        "p_top",
        "completeness",
        "imputed",
        "verdict",
    )
    for row in rows:
        details = row.details or {}
        yield {
            **{name: getattr(row, name) for name in names},
            "unit": row.unit.code,
            "failed": list(details.get("failed", ())),
            "years": list(details.get("years", ())),
            "dimensions": details.get("dimensions", {}),
            "missing": list(details.get("missing", ())),
        }


@router.get(
    "/{run_id}/inputs",
    response=InputsOut,
    summary=_("Тооцооны царцаасан оролт"),
    description=_("Нүд бүр аль ажиглалтаас гарсныг хамт өгнө: дүнг өөрөө бодож болно."),
)
def read_inputs(request: HttpRequest, run_id: Number) -> dict[str, Any]:
    run = _run(request, run_id, Run.objects.visible_to(request.user))
    return {"sha256": run.inputs_sha256, "inputs": run.inputs}
