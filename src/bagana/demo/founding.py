"""Selenge as it was in 2018, and the one change since: units, shapes, acts.

Every assumption is named in docs/rules/demonstration-assumptions.md and shown with the
version that it concerns.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from django.db import transaction
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from bagana.accounts.models import User
from bagana.acts.models import Act, Body
from bagana.demo.tables import Row, geojson, table
from bagana.territory.actions import Outline, Part, split
from bagana.territory.boundaries import found_boundaries
from bagana.territory.founding import open_register, package_table
from bagana.territory.models import BoundaryStatus, Unit, UnitChange, UnitVersion

LATER = "433157"  # Дөмбөн, opened from Номгон in 2019: an assumption
AIMAG = "43"
SHAPES_SOURCE = "Багана төсөл: бүдүүвч зураг / The Bagana project: schematic map"


@transaction.atomic
def found_register() -> None:
    """The national register of 2018 with the classification and shapes of Selenge."""
    open_register(without=frozenset({LATER}))
    _classify()
    _draw()


def _classify() -> None:
    rows = UnitVersion.objects.select_related("unit")
    versions = {v.unit.code: v for v in rows.filter(unit__code__startswith=AIMAG)}
    classified = []
    for row in table("classification.csv"):
        version = versions.get(row["code"])
        if version is None:
            continue
        version.location_type = row["location_type_2018"]
        version.is_tosgon = row["tosgon"] == "1"
        version.assumption_mn = row["basis_mn"]
        version.assumption_en = row["basis_en"]
        classified.append(version)
    fields = ["location_type", "is_tosgon", "assumption_mn", "assumption_en"]
    UnitVersion.objects.bulk_update(classified, fields)


def _draw() -> None:
    """Outlines as of 2018, one rung at a time; the aimag is the union of its sums."""
    sums = _founding_features("boundaries_sums")
    whole = shapely.coverage_union_all([shape(f["geometry"]) for f in sums])
    _found({AIMAG: whole}, {})
    for features in (sums, _founding_features("boundaries_bags")):
        shapes = {f["properties"]["code"]: shape(f["geometry"]) for f in features}
        _found(shapes, {f["properties"]["code"]: f["properties"] for f in features})


def _found(shapes: dict[str, BaseGeometry], known: dict[str, dict[str, Any]]) -> None:
    areas = {code: values["published_area_km2"] for code, values in known.items()}
    found_boundaries(
        shapes,
        status=BoundaryStatus.SCHEMATIC,
        source=SHAPES_SOURCE,
        registered={code: area for code, area in areas.items() if area},
    )


def _features(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = geojson(f"{name}.geojson.gz")["features"]
    return features


def _founding_features(name: str) -> list[dict[str, Any]]:
    """Without the outlines that hold only since 2019."""
    return [f for f in _features(name) if f["properties"].get("variant") != "today"]


@transaction.atomic
def record_acts(user: User) -> dict[str, Act]:
    """The decisions that are known, and the illustrative one, by key."""
    return {row["key"]: _act(row, user) for row in table("acts.csv")}


def _act(row: Row, user: User) -> Act:
    body, _made = Body.objects.get_or_create(
        name_mn=row["body_mn"],
        defaults={
            "name_en": row["body_en"],
            "unit": Unit.objects.get(code=row["body_unit"]),
        },
    )
    act = Act(
        body=body,
        kind=row["kind"],
        number=row["number"],
        meeting=row["meeting"],
        date=date.fromisoformat(row["date"]),
        title_mn=row["title_mn"],
        title_en=row["title_en"],
        is_illustrative=row["illustrative"] == "1",
        note_mn=row["note_mn"],
        note_en=row["note_en"],
    )
    act._history_user = user  # type: ignore[attr-defined]
    act._change_reason = "recorded"  # type: ignore[attr-defined]
    act.save()
    return act


def change_of_2019(acts: dict[str, Act], user: User) -> UnitChange:
    """Дөмбөн is opened from Номгон, by the same action that an officer uses."""
    rows = table("changes.csv")
    shares: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        shares[row["measure"]][row["to_code"]] = Decimal(row["share"])
    source = rows[0]["from_code"]
    today = {row["code"]: row for row in table("classification.csv")}
    outlines = {
        f["properties"]["code"]: _outline(f)
        for f in _features("boundaries_bags")
        if f["properties"]["variant"] == "today"
    }
    return split(
        user=user,
        act=acts[rows[0]["act"]],
        effective_on=date.fromisoformat(rows[0]["effective_on"]),
        unit=Unit.objects.get(code=source),
        parts=[
            _part(code, today[code], outlines[code], is_new=code != source)
            for code in shares["area"]
        ],
        shares=shares,
        is_assumption=True,
        note=acts[rows[0]["act"]].note_mn,
    )


def _outline(feature: dict[str, Any]) -> Outline:
    return Outline(
        geometry=shape(feature["geometry"]),
        status=feature["properties"]["status"],
        source=SHAPES_SOURCE,
        registered_area_km2=feature["properties"]["published_area_km2"],
    )


def _part(code: str, today: Row, outline: Outline, *, is_new: bool) -> Part:
    known: dict[str, Any] = {
        "location_type": today["location_type_today"],
        "is_tosgon": today["tosgon"] == "1",
        "assumption_mn": today["basis_mn"],
        "assumption_en": today["basis_en"],
        "outline": outline,
    }
    return Part(code=code, **known, **(_names(code) if is_new else {}))


def _names(code: str) -> dict[str, Any]:
    """Name, spellings and other registers' codes, from the national tables."""
    row = next(row for row in package_table("units") if row["code"] == code)
    return {
        "name_mn": row["name_mn"],
        "name_en": row["name_en"],
        "proper_name": row["proper_name"],
        "number": int(row["number"]),
        "aliases": tuple(
            (alias["alias"], alias["source"])
            for alias in package_table("aliases")
            if alias["code"] == code
        ),
        "external_codes": tuple(
            (external["register"], external["external_code"])
            for external in package_table("external_codes")
            if external["code"] == code
        ),
    }
