"""Evidence: published figures, and drawings that stand in for photographs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bagana.accounts.models import User
from bagana.demo.programme.book import measures_of
from bagana.demo.tables import table
from bagana.indicators.models import Observation
from bagana.programme import standings
from bagana.programme.actions.evidence import (
    Place,
    add_photo,
    link_observation,
    publish_evidence,
)
from bagana.programme.models import Programme
from bagana.territory.models import Unit, UnitVersion

SIZE = (960, 640)
SKY, GROUND, WALL, ROOF = "#dbe7f2", "#c9c3a5", "#f3efe4", "#8a5a44"
BARE, DARK, POLE = "#b9b2a6", "#59626c", "#9a6200"


def add_photos(user: User, programme: Programme) -> None:
    measures = measures_of(programme)
    rows = table("programme/photos.csv")
    places = _places({row["unit"] for row in rows})
    for number, row in enumerate(rows):
        unit = Unit.objects.get(code=row["unit"])
        evidence = add_photo(
            user=user,
            measure=measures[row["measure"]],
            file=_file(row, number),
            caption=row["caption_mn"],
            caption_en=row["caption_en"],
            stage=row["stage"],
            unit=unit,
            taken_on=date.fromisoformat(row["taken_on"]),
            place=places[unit.code],
            is_illustrative=True,
            refresh=False,
        )
        publish_evidence(user=user, evidence=evidence)
    standings.refresh({measures[row["measure"]].pk for row in rows})


def link_figures(user: User, programme: Programme) -> None:
    """Published figures that show what a measure came to."""
    measures = measures_of(programme)
    rows = table("programme/figures.csv")
    for row in rows:
        evidence = link_observation(
            user=user,
            measure=measures[row["measure"]],
            observation=Observation.objects.get(
                indicator__code=row["indicator"],
                unit__code=row["unit"],
                period__code=row["period"],
                status="published",
            ),
            is_illustrative=True,
            refresh=False,
        )
        publish_evidence(user=user, evidence=evidence)
    standings.refresh({measures[row["measure"]].pk for row in rows})


def _places(codes: set[str]) -> dict[str, Place]:
    versions = UnitVersion.objects.on(timezone.localdate()).filter(unit__code__in=codes)
    points = {
        version.unit.code: shapely.from_wkb(
            bytes(version.boundary.simplified)
        ).representative_point()
        for version in versions.select_related("unit", "boundary")
        if version.boundary
    }
    return {code: Place(point.y, point.x) for code, point in points.items()}


def _file(row: Mapping[str, str], number: int) -> Any:
    content = draw(row["stage"], horizon=400 + 6 * number)
    return SimpleUploadedFile(f"{row['stage']}.jpg", content, "image/jpeg")


def draw(stage: str, horizon: int) -> bytes:
    """A small house at a stage of its works before a horizon, as a JPEG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, horizon, *SIZE), fill=GROUND)
    if stage == "before":
        pen.rectangle((300, 300, 660, 480), fill=BARE)
        pen.polygon([(280, 300), (430, 220), (560, 260), (680, 300)], fill=DARK)
        pen.rectangle((360, 350, 430, 480), fill=DARK)
    else:
        pen.rectangle((260, 260, 700, 490), fill=WALL)
        pen.polygon([(230, 260), (480, 140), (730, 260)], fill=ROOF)
        pen.rectangle((440, 350, 520, 490), fill=ROOF)
        for left in (310, 580):
            pen.rectangle((left, 320, left + 80, 390), fill=SKY, outline=DARK, width=4)
    if stage == "during":
        for left in (240, 400, 560, 720):
            pen.line((left, 120, left, 500), fill=POLE, width=8)
        for top in (200, 300, 400):
            pen.line((240, top, 720, top), fill=POLE, width=8)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()
