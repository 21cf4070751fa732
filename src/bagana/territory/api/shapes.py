"""GET /shapes: boundaries as GeoJSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema
from pydantic import Field

from bagana.territory.api.reads import day, within
from bagana.territory.models import UnitVersion
from bagana.web.api.answers import GEOJSON, ApiRouter, answered_as
from bagana.web.api.paging import frame
from bagana.web.api.parameters import (
    LEVEL,
    WITHIN,
    AsOf,
    Flag,
    Level,
    Paged,
    UnitCode,
)

router = ApiRouter(tags=["shapes"])


class Geometry(Schema):
    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]


class ShapeProperties(Schema):
    code: str
    name_mn: str
    name_en: str
    level: int
    kind: str
    parent: str | None
    status: str
    source: str
    area_km2: float
    registered_area_km2: float | None


class Feature(Schema):
    type: Literal["Feature"]
    id: str
    geometry: Geometry
    properties: ShapeProperties


class FeatureCollection(Schema):
    type: Literal["FeatureCollection"]
    on: date
    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    features: list[Feature]


class ShapesAsked(AsOf, Paged):
    within: UnitCode | None = Field(None, description=WITHIN)
    level: Level | None = Field(None, description=LEVEL)
    simplified: Flag = Field(
        True, description=_("true: газрын зурагт зориулж хялбарчилсан хэлбэр")
    )


@router.get(
    "",
    response=FeatureCollection,
    summary=_("Нэгжийн зааг, GeoJSON"),
    description=_("WGS 84; зааг нь бүртгэгдээгүй нэгж орохгүй."),
    openapi_extra=answered_as(GEOJSON),
)
def list_shapes(request: HttpRequest, asked: Query[ShapesAsked]) -> HttpResponse:
    on = day(asked.on)
    found = _with_shape(within(on, asked.within, asked.level), asked.simplified)
    total = found.count()
    rows = found[asked.offset : asked.offset + asked.limit]
    collection = {
        "type": "FeatureCollection",
        "on": on.isoformat(),
        **frame(request, total, asked),
        "features": [_feature(version, asked.simplified) for version in rows],
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type=GEOJSON)


def _with_shape(
    versions: QuerySet[UnitVersion], simplified: bool
) -> QuerySet[UnitVersion]:
    unused = "boundary__geometry" if simplified else "boundary__simplified"
    found = versions.filter(boundary__isnull=False).select_related("boundary")
    return found.defer(unused)


def _feature(version: UnitVersion, simplified: bool) -> dict[str, Any]:
    import shapely

    boundary = version.boundary
    assert boundary is not None
    stored = boundary.simplified if simplified else boundary.geometry
    shape = shapely.from_wkb(bytes(stored))
    return {
        "type": "Feature",
        "id": version.unit.code,
        "geometry": json.loads(shapely.to_geojson(shape)),
        "properties": {
            "code": version.unit.code,
            "name_mn": version.name_mn,
            "name_en": version.name_en,
            "level": version.kind.level,
            "kind": version.kind_id,
            "parent": version.parent.code if version.parent else None,
            "status": boundary.status,
            "source": boundary.source,
            "area_km2": boundary.area_km2,
            "registered_area_km2": boundary.registered_area_km2,
        },
    }
