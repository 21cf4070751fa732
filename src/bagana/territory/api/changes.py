"""GET /changes: what became of which unit, under which act, by which shares."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema
from pydantic import Field

from bagana.acts.api import ActOut, act_row
from bagana.territory.api.reads import changes_found
from bagana.territory.models import ChangeKind, UnitChange
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import WITHIN, Day, Paged, UnitCode

router = ApiRouter(tags=["changes"])


class Share(Schema):
    source: str
    target: str
    measure: str
    share: float


class ChangeOut(Schema):
    id: int
    kind: str
    effective_on: date
    units: list[str]
    lineage: list[Share]
    act: ActOut
    note: str
    is_assumption: bool


class ChangesAsked(Paged):
    within: UnitCode | None = Field(None, description=WITHIN)
    kind: ChangeKind | None = Field(None, description=_("Үйлдлийн төрөл"))
    since: Day | None = Field(
        None, alias="from", description=_("Хүчин төгөлдөр болсон: энэ өдрөөс")
    )
    until: Day | None = Field(
        None, alias="to", description=_("Хүчин төгөлдөр болсон: энэ өдөр хүртэл")
    )


@router.get(
    "",
    response=Page[ChangeOut],
    summary=_("Нэгжийн өөрчлөлтүүд"),
    description=_("Хүчинтэй өөрчлөлтүүд, шинээс нь; буцаасныг харуулахгүй."),
)
def list_changes(request: HttpRequest, asked: Query[ChangesAsked]) -> dict[str, Any]:
    found = changes_found(**asked.dict(include={"within", "kind", "since", "until"}))
    return page_of(request, found, asked, lambda rows: map(change_row, rows))


def change_row(change: UnitChange) -> dict[str, Any]:
    return {
        "id": change.pk,
        "kind": change.kind,
        "effective_on": change.effective_on,
        "units": sorted(unit.code for unit in change.units.all()),
        "lineage": [
            {
                "source": row.source.code,
                "target": row.target.code,
                "measure": row.measure,
                "share": float(row.share),
            }
            for row in change.lineage.all()
        ],
        "act": act_row(change.act),
        "note": change.note,
        "is_assumption": change.is_assumption,
    }
