"""GET /selections: rounds with their steps, lists, objections and awards."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.acts.api import act_row
from bagana.ranking.api.schemas import (
    AwardOut,
    ListedOut,
    ObjectionOut,
    SelectionCode,
    SelectionDetail,
    SelectionOut,
)
from bagana.ranking.models import Award, Selection, Support
from bagana.ranking.queries.objections import Told, public_objections
from bagana.ranking.queries.public_selection import (
    LISTED,
    Line,
    awards_of,
    outcome_of,
    public_selections,
)
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_rechecks import RecheckRow, rechecks_of
from bagana.ranking.queries.selection_units import units_of
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import CatalogueCode, Paged

router = ApiRouter(tags=["selections"])
CENT = Decimal("0.01")


class SelectionsAsked(Paged):
    programme: CatalogueCode | None = Field(None, description=_("Хөтөлбөрийн код"))


@router.get("", response=Page[SelectionOut], summary=_("Жишиг баг шалгаруулалтууд"))
def list_selections(
    request: HttpRequest, asked: Query[SelectionsAsked]
) -> dict[str, Any]:
    found = public_selections()
    if asked.programme is not None:
        found = found.filter(programme__code=asked.programme)
    return page_of(request, found, asked, lambda rows: map(selection_row, rows))


def selection_row(row: Selection) -> dict[str, Any]:
    names = (
        "code",
        "title_mn",
        "title_en",
        "state",
        "objections_from",
        "objections_until",
        "answers_due",
        "decided_on",
        "is_illustrative",
    )
    published = row.run is not None and row.run.published_at is not None
    return {
        **{name: getattr(row, name) for name in names},
        "programme": row.programme.code,
        "framework": row.version.framework.code,
        "version": row.version.number,
        "period": row.period.code,
        "run": row.run_id if published else None,
    }


def _selection(code: str) -> Selection:
    row = public_selections().filter(code=code).first()
    if row is None:
        raise Http404(gettext("Ийм кодтой шалгаруулалт алга: %s") % code)
    return row


@router.get(
    "/{code}",
    response=SelectionDetail,
    summary=_("Нэг шалгаруулалт"),
    description=_("Алхам бүр баталгааны кодтойгоо, давтан шалгалтын сугалаатай."),
)
def read_selection(request: HttpRequest, code: SelectionCode) -> dict[str, Any]:
    row = _selection(code)
    rechecks = rechecks_of(row)
    return {
        **selection_row(row),
        "act": act_row(row.act) if row.act else None,
        "late_reason": row.late_reason,
        "index_seed": row.index_seed,
        "recheck_seed": rechecks.seed,
        "recheck_size": rechecks.size,
        "recheck_items": list(rechecks.items),
        "rechecks": [_recheck(one) for one in rechecks.rows],
        "steps": [_step(one) for one in row.steps.all()],
    }


def _step(step: Any) -> dict[str, Any]:
    names = ("state", "note", "sha256", "made_at")
    kept = {name: getattr(step, name) for name in names}
    return {**kept, "act": step.act_id, "run": step.run_id}


def _recheck(one: RecheckRow) -> dict[str, Any]:
    return {
        "position": one.recheck.position,
        "item": one.item,
        "ticket": one.ticket,
        "observation": one.observation.pk,
        "published": one.observation.value,
        "found": one.recheck.found,
        "agrees": one.recheck.agrees,
        "note": one.recheck.note,
    }


@router.get(
    "/{code}/list",
    response=Page[ListedOut],
    summary=_("Шалгаруулалтын жагсаалт"),
    description=_("Урьдчилсан жагсаалт гарсны дараа үндэслэлтэйгээ."),
)
def list_listed(
    request: HttpRequest, code: SelectionCode, asked: Query[Paged]
) -> dict[str, Any]:
    row = _selection(code)
    outcome = outcome_of(row, units_of(row), gates_of(row))
    return page_of(request, outcome.lines, asked, lambda rows: map(_line, rows))


def _line(line: Line) -> dict[str, Any]:
    row, entry = line.row, line.entry
    return {
        "unit": line.unit,
        "group": row.group if row else entry.group if entry else "",
        "by_index": str(line.by_index),
        "gates": line.gates.state if line.gates else None,
        "proposed": entry.proposed if entry else None,
        "reason_mn": entry.reason_mn if entry else "",
        "reason_en": entry.reason_en if entry else "",
        "rank_low": row.rank_low if row else None,
        "rank_high": row.rank_high if row else None,
        "p_top": row.p_top if row else None,
    }


@router.get(
    "/{code}/objections",
    response=Page[ObjectionOut],
    summary=_("Шалгаруулалтын эсэргүүцэл, хариу"),
    description=_("Нийтэд нээсэн, хариулсан нь. Холбоо барих мэдээлэл хэзээ ч үгүй."),
)
def list_objections(
    request: HttpRequest, code: SelectionCode, asked: Query[Paged]
) -> dict[str, Any]:
    rows = public_objections(_selection(code)).rows
    return page_of(request, rows, asked, lambda page: map(_objection, page))


def _objection(told: Told) -> dict[str, Any]:
    row = told.row
    return {
        "id": row.pk,
        "unit": row.unit.code if row.unit else None,
        "observation": row.observation_id,
        "name": row.name if told.text else "",
        "text": told.text,
        "withheld": told.ground,
        "made_at": row.made_at,
        "state": row.state,
        "answer": row.answer,
        "answered_at": row.answered_at,
        "is_illustrative": row.is_illustrative,
    }


@router.get(
    "/{code}/awards",
    response=Page[AwardOut],
    summary=_("Шалгаруулалтын шагнал, дэмжлэг"),
)
def list_awards(
    request: HttpRequest, code: SelectionCode, asked: Query[Paged]
) -> dict[str, Any]:
    row = _selection(code)
    found = awards_of(row) if row.state in LISTED else []
    return page_of(request, found, asked, lambda page: map(_award, page))


def _award(award: Award) -> dict[str, Any]:
    try:
        seen = award.follow_up
    except ObjectDoesNotExist:
        seen = None
    return {
        "unit": award.unit.code,
        "title_mn": award.title_mn,
        "title_en": award.title_en,
        "act": award.act_id,
        "withdrawn_by": award.withdrawn_by_id,
        "supports": list(_supports(award.supports.all())),
        "followed_up_on": seen.seen_on if seen else None,
        "finding_mn": seen.finding_mn if seen else "",
        "finding_en": seen.finding_en if seen else "",
    }


def _supports(rows: Iterable[Support]) -> Iterable[dict[str, Any]]:
    for row in rows:
        amount = row.amount
        yield {
            "text_mn": row.text_mn,
            "text_en": row.text_en,
            "measure": row.measure_id,
            "amount": f"{amount.quantize(CENT):f}" if amount is not None else None,
        }
