"""GET /redrawings: proposals to re-draw bags, read only, what their pages show."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.acts.api import act_row
from bagana.redistricting.api.schemas import (
    AlternativeOut,
    BlockOut,
    Letter,
    OpinionOut,
    PlanObjectionOut,
    RedrawingCode,
    RedrawingDetail,
    RedrawingOut,
)
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.queries.opinions import (
    OpinionLine,
    letters_of,
    opinion_lines,
)
from bagana.redistricting.queries.plan_objections import Told, public_objections
from bagana.redistricting.queries.proposals import public_proposals, touched_units
from bagana.redistricting.queries.proposals_touched import (
    Touched,
    leading_plan,
    published,
)
from bagana.redistricting.queries.public import (
    BlockLine,
    Laid,
    block_lines,
    laid_open,
)
from bagana.redistricting.queries.withheld import guarded, shield_of
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import Paged

router = ApiRouter(tags=["redrawings"])


class RedrawingsAsked(Paged):
    state: ProposalState | None = Field(None, description=_("Саналын явц"))


@router.get(
    "",
    response=Page[RedrawingOut],
    summary=_("Багуудыг шинэчлэн зохион байгуулах саналууд"),
    description=_("Нийтэлсэн нь, шинээс нь."),
)
def list_redrawings(
    request: HttpRequest, asked: Query[RedrawingsAsked]
) -> dict[str, Any]:
    found = public_proposals().prefetch_related("scenario__sums")
    if asked.state is not None:
        found = found.filter(state=asked.state)
    return page_of(request, found, asked, lambda rows: map(redrawing_row, rows))


def redrawing_row(row: Proposal) -> dict[str, Any]:
    names = (
        "code",
        "title_mn",
        "title_en",
        "state",
        "round",
        "rules",
        "hearing_from",
        "hearing_until",
        "answers_due",
        "effective_on",
        "is_illustrative",
    )
    return {
        **{name: getattr(row, name) for name in names},
        "unit": row.scenario.unit.code,
        "sums": sorted(one.code for one in row.scenario.sums.all()),
    }


def _redrawing(code: str) -> Proposal:
    row = public_proposals().filter(code=code).first()
    if row is None:
        raise Http404(gettext("Ийм кодтой санал алга: %s") % code)
    return row


@router.get(
    "/{code}",
    response=RedrawingDetail,
    summary=_("Нэг санал"),
    description=_("Алхам бүр баталгааны кодтойгоо, шийдвэрүүд, хөндөгдөх багууд."),
)
def read_redrawing(request: HttpRequest, code: RedrawingCode) -> dict[str, Any]:
    row = _redrawing(code)
    acts = row.sum_acts.select_related("body").order_by("date", "id")
    return {
        **redrawing_row(row),
        "reason_mn": row.reason_mn,
        "reason_en": row.reason_en,
        "plan": letters_of(row).get(row.plan_id or 0),
        "sum_acts": [act_row(act) for act in acts],
        "aimag_act": act_row(row.aimag_act) if row.aimag_act else None,
        "touched": [_touched(one) for one in _guarded(row)],
        "units": list(row.planned_units.all()),
        "steps": [_step(one) for one in row.steps.order_by("id")],
    }


def _guarded(row: Proposal) -> tuple[Touched, ...]:
    plan = row.plan or leading_plan(row, public=True)
    return guarded(touched_units(row, public=True), plan, shield_of(row))


def _step(step: Any) -> dict[str, Any]:
    names = ("state", "is_return", "done_on", "due_on", "note", "sha256")
    return {**{name: getattr(step, name) for name in names}, "act": step.act_id}


def _touched(one: Touched) -> dict[str, Any]:
    return {
        "unit": one.code,
        "is_new": one.is_new,
        "ends": one.ends,
        "households_leaving": one.leaving.households,
        "people_leaving": one.leaving.population,
        "households_coming": one.coming.households,
        "people_coming": one.coming.population,
    }


@router.get(
    "/{code}/alternatives",
    response=Page[AlternativeOut],
    summary=_("Хэлэлцүүлсэн хувилбарууд"),
)
def list_alternatives(
    request: HttpRequest, code: RedrawingCode, asked: Query[Paged]
) -> dict[str, Any]:
    row = _redrawing(code)
    return page_of(request, laid_open(row), asked, lambda rows: map(_alternative, rows))


def _alternative(one: Laid) -> dict[str, Any]:
    row, audit = one.row, one.audit
    return {
        "letter": row.letter,
        "number": row.plan.number,
        "says_mn": row.says_mn,
        "says_en": row.says_en,
        "is_preferred": row.is_preferred,
        "is_chosen": one.is_chosen,
        "sha256": row.plan.sha256,
        "nature": row.plan.scenario.block_set.nature,
        "bags": one.bags,
        "households": one.households,
        "people": one.people,
        "deviation": {each.weight: each.deviation.after for each in audit.weights},
        "travel_mean_km": audit.travel_mean.after,
        "travel_max_km": audit.travel_max.after,
    }


@router.get(
    "/{code}/alternatives/{letter}/blocks",
    response=Page[BlockOut],
    summary=_("Хувилбарын суурь хэсэг бүр аль багт орох"),
)
def list_blocks(
    request: HttpRequest, code: RedrawingCode, letter: Letter, asked: Query[Paged]
) -> dict[str, Any]:
    row = _redrawing(code)
    one = published(row).filter(letter=letter).first()
    if one is None:
        raise Http404(gettext("Ийм хувилбар алга: %s") % letter)
    lines = block_lines(row, one.plan)
    return page_of(request, lines, asked, lambda page: map(_block, page))


def _block(line: BlockLine) -> dict[str, Any]:
    return {
        "block": line.code,
        "lon": line.lon,
        "lat": line.lat,
        "unit": line.target,
        "moves": line.moves,
        "households": line.households,
        "people": line.people,
        "is_withheld": line.is_withheld,
        "before_km": line.before_km,
        "after_km": line.after_km,
    }


@router.get(
    "/{code}/opinions",
    response=Page[OpinionOut],
    summary=_("Багуудын иргэдийн нийтийн хурлын санал"),
    description=_("Орлуулсан бүртгэл ч хэвээр үлдэнэ."),
)
def list_opinions(
    request: HttpRequest, code: RedrawingCode, asked: Query[Paged]
) -> dict[str, Any]:
    lines = opinion_lines(_redrawing(code))
    return page_of(request, lines, asked, lambda page: map(_opinion, page))


def _opinion(line: OpinionLine) -> dict[str, Any]:
    names = (
        "round",
        "held_on",
        "households",
        "represented",
        "votes_for",
        "votes_against",
        "votes_abstained",
        "stance",
        "remarks",
        "minority",
        "minutes",
        "is_illustrative",
    )
    return {
        **{name: getattr(line.row, name) for name in names},
        "plan": line.letter,
        "unit": line.row.unit.code,
        "has_quorum": line.has_quorum,
        "is_superseded": line.is_superseded,
    }


@router.get(
    "/{code}/objections",
    response=Page[PlanObjectionOut],
    summary=_("Хувилбарын талаарх иргэдийн санал, хариу"),
    description=_("Нийтэд нээсэн, хариулсан нь. Холбоо барих мэдээлэл хэзээ ч үгүй."),
)
def list_objections(
    request: HttpRequest, code: RedrawingCode, asked: Query[Paged]
) -> dict[str, Any]:
    rows = public_objections(_redrawing(code)).rows
    return page_of(request, rows, asked, lambda page: map(_objection, page))


def _objection(told: Told) -> dict[str, Any]:
    row = told.row
    return {
        "id": row.pk,
        "plan": told.letter,
        "unit": row.unit.code if row.unit else None,
        "name": row.name if told.text else "",
        "text": told.text,
        "withheld": told.ground,
        "made_at": row.made_at,
        "state": row.state,
        "answer": row.answer,
        "answered_at": row.answered_at,
        "is_illustrative": row.is_illustrative,
    }
