"""GET /units and what lies behind one unit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Schema
from pydantic import Field

from bagana.territory import queries
from bagana.territory.api.changes import ChangeOut, change_row
from bagana.territory.api.reads import (
    day,
    division_ids,
    division_ids_on,
    slim,
    unit_or_404,
    unit_row,
    unit_rows,
    units_found,
    version_or_404,
    with_parts,
)
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import LEVEL, WITHIN, AsOf, Level, Paged, Text, UnitCode

router = ApiRouter(tags=["units"])
Code = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z-]{1,20}$",
        description=_("Нэгжийн код"),
        examples=["432259"],
    ),
]


class UnitOut(Schema):
    code: str
    ocd_id: str
    kind: str
    level: int
    name_mn: str
    name_en: str
    proper_name: str
    number: int | None
    parent: str | None
    location_type: str | None
    is_tosgon: bool
    assumption_mn: str
    assumption_en: str
    valid_from: date
    valid_to: date | None
    area_km2: float | None
    boundary_status: str | None


class Named(Schema):
    text: str
    source: str
    is_official: bool


class Coded(Schema):
    registry: str
    code: str


class UnitDetail(UnitOut):
    names: list[Named]
    external_codes: list[Coded]


class UnitHistory(Schema):
    code: str
    versions: list[UnitOut]
    changes: list[ChangeOut]


class UnitsAsked(AsOf, Paged):
    within: UnitCode | None = Field(None, description=WITHIN)
    level: Level | None = Field(None, description=LEVEL)
    kind: Annotated[str, Field(pattern="^[a-z_]{1,20}$")] | None = Field(
        None, description=_("Төрөл: aimag, capital, sum, district, bag, khoroo")
    )
    q: Text = Field(
        "", description=_("Код, нэр, галиг; хамгийн сайн тохирсон 50 хүртэл нэгж")
    )


@router.get(
    "",
    response=Page[UnitOut],
    summary=_("Нэгжүүд"),
    description=_("Өгсөн өдөр байсан нэгжүүд, монгол цагаан толгойн дарааллаар."),
)
def list_units(request: HttpRequest, asked: Query[UnitsAsked]) -> dict[str, Any]:
    on = day(asked.on)
    found = units_found(on, asked.within, asked.level, asked.kind, asked.q)
    return page_of(request, found, asked, lambda rows: unit_rows(rows, on))


@router.get("/{code}", response=UnitDetail, summary=_("Нэг нэгж"))
def read_unit(request: HttpRequest, code: Code, asked: Query[AsOf]) -> dict[str, Any]:
    on = day(asked.on)
    version = version_or_404(code, on)
    path = division_ids([version.unit_id], on).get(version.unit_id, "")
    names = version.unit.names.order_by("-is_official", "text")
    codes = version.unit.external_codes.all()
    return {
        **unit_row(version, path),
        "names": names.values("text", "source", "is_official"),
        "external_codes": codes.values("code", registry=F("register")),
    }


@router.get(
    "/{code}/ancestors",
    response=list[UnitOut],
    summary=_("Дээд нэгжүүд"),
    description=_("Улсаас эхлээд шууд харьяалагдах нэгж хүртэл."),
)
def read_ancestors(
    request: HttpRequest, code: Code, asked: Query[AsOf]
) -> list[dict[str, Any]]:
    on = day(asked.on)
    above = queries.ancestors_of(version_or_404(code, on).unit, on)
    return unit_rows(above, on)


@router.get(
    "/{code}/history",
    response=UnitHistory,
    summary=_("Нэгжийн түүх"),
    description=_("Бүх хувилбар, хуучнаас нь; хүчинтэй өөрчлөлтүүд, шинээс нь."),
)
def read_history(request: HttpRequest, code: Code) -> dict[str, Any]:
    unit = unit_or_404(code)
    found = slim(unit.versions.select_related("unit", "kind", "parent"))
    versions = list(found.order_by("valid_from"))
    paths = division_ids_on(unit, [version.valid_from for version in versions])
    changes = with_parts(queries.history_of(unit))
    return {
        "code": unit.code,
        "versions": [
            unit_row(version, paths[version.valid_from]) for version in versions
        ],
        "changes": [change_row(change) for change in changes],
    }
