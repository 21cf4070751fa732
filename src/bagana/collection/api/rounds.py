"""GET /rounds: what is collected, how far each bag is, cells of unit forms."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Schema

from bagana.collection import cell_rows
from bagana.collection.forms import form_of
from bagana.collection.models import Return, Round
from bagana.collection.queries.returns import find_return
from bagana.collection.queries.rounds import returns_for, rounds_for, standing_of
from bagana.registers.private import not_kept
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import Paged

router = ApiRouter(tags=["collection"])
Code = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z_-]{1,60}$",
        description=_("Цуглуулалтын код"),
        examples=["livestock-43-2025"],
    ),
]
BagCode = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z-]{1,20}$",
        description=_("Багийн код"),
        examples=["432259"],
    ),
]


class StandingOut(Schema):
    due: int
    handed_in: int
    in_time: int
    sum_approved: int
    approved: int


class CollectionRoundOut(Schema):
    code: str
    form: str
    unit: str
    period: str
    title_mn: str
    title_en: str
    opens_on: date
    due_on: date
    sum_due_on: date
    aimag_due_on: date
    closed_at: datetime | None
    is_illustrative: bool


class RoundDetail(CollectionRoundOut):
    standing: StandingOut


class ReturnOut(Schema):
    unit: str
    state: str
    submitted_at: datetime | None
    approved_at: datetime | None


class ReturnStepOut(Schema):
    source: str
    target: str
    made_at: datetime
    sha256: str


class CellOut(Schema):
    field: str
    value: float | None
    text: str


class ReturnDetail(ReturnOut):
    steps: list[ReturnStepOut]
    cells: list[CellOut]


@router.get(
    "",
    response=Page[CollectionRoundOut],
    summary=_("Цуглуулалтууд"),
    description=_("Нэвтэрсэн хүний нэгжид хамаарах нь; зочинд хоосон жагсаалт."),
)
def list_rounds(
    request: HttpRequest, response: HttpResponse, asked: Query[Paged]
) -> dict[str, Any]:
    not_kept(response)
    found = rounds_for(request.user)
    return page_of(request, found, asked, lambda rows: map(round_row, rows))


def round_row(round: Round) -> dict[str, Any]:
    names = (
        "code", "form", "title_mn", "title_en", "opens_on", "due_on", "sum_due_on",
        "aimag_due_on", "closed_at",
    )  # fmt: skip
    return {
        **{name: getattr(round, name) for name in names},
        "unit": round.unit.code,
        "period": round.period.code,
        "is_illustrative": form_of(round.form).is_illustrative,
    }


def _round(request: HttpRequest, code: str) -> Round:
    found = rounds_for(request.user).filter(code=code).first()
    if found is None:
        raise Http404(gettext("Ийм кодтой цуглуулалт алга: %s") % code)
    return found


@router.get(
    "/{code}",
    response=RoundDetail,
    summary=_("Нэг цуглуулалт"),
    description=_("Харагдах багуудын илгээсэн, баталсан тоо нэмэгдэнэ."),
)
def read_round(
    request: HttpRequest, response: HttpResponse, code: Code
) -> dict[str, Any]:
    not_kept(response)
    round = _round(request, code)
    mine = list(returns_for(request.user, round).values_list("unit", flat=True))
    standing = standing_of(round, mine)
    names = ("due", "handed_in", "in_time", "sum_approved", "approved")
    return {
        **round_row(round),
        "standing": {name: getattr(standing, name) for name in names},
    }


@router.get(
    "/{code}/returns",
    response=Page[ReturnOut],
    summary=_("Багийн мэдээнүүд"),
    description=_("Төлөв, илгээсэн хугацаа; өрхийн мөр өгөхгүй."),
)
def list_returns(
    request: HttpRequest, response: HttpResponse, code: Code, asked: Query[Paged]
) -> dict[str, Any]:
    not_kept(response)
    found = returns_for(request.user, _round(request, code))
    return page_of(request, found, asked, lambda rows: map(return_row, rows))


def return_row(returned: Return) -> dict[str, Any]:
    return {
        "unit": returned.unit.code,
        "state": returned.state,
        "submitted_at": returned.submitted_at,
        "approved_at": returned.approved_at,
    }


@router.get(
    "/{code}/returns/{unit}",
    response=ReturnDetail,
    summary=_("Нэг багийн мэдээ"),
    description=_("Алхмууд; нэгжийн маягт бол нүднүүд. Өрхийн мөр өгөхгүй."),
)
def read_return(
    request: HttpRequest, response: HttpResponse, code: Code, unit: BagCode
) -> dict[str, Any]:
    not_kept(response)
    found = find_return(request.user, code, unit)
    if found is None:
        raise Http404(gettext("Ийм мэдээ алга: %s") % unit)
    steps = found.steps.order_by("id").values("source", "target", "made_at", "sha256")
    return {**return_row(found), "steps": list(steps), "cells": _cells(found)}


def _cells(returned: Return) -> list[dict[str, Any]]:
    if form_of(returned.round.form).of_households:
        return []
    return [
        {
            "field": field,
            "value": float(value) if isinstance(value, (int, Decimal)) else None,
            "text": value if isinstance(value, str) else "",
        }
        for field, value in sorted(cell_rows.values_of(returned).items())
    ]
