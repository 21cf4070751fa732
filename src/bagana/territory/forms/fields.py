"""Fields that find units and read shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from shapely.errors import GEOSException
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from bagana.territory.models import UnitVersion
from bagana.territory.queries import open_units, search

DAY = {"type": "date"}


class DayField(forms.DateField):
    """A day; browsers show their calendar, others take 2019-01-01."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs=DAY)
    input_formats = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d"]


class UnitField(forms.CharField):
    """A unit by its code, by "code name" as the list offers it, or by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=250, **options)
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> UnitVersion | None:
        text = super().clean(value).strip()
        if not text:
            return None
        return find_open(text)


class UnitsField(UnitField):
    """Several units, apart by commas or new lines."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[UnitVersion]:  # type: ignore[override]
        text = forms.CharField.clean(self, value)
        pieces = text.replace("\n", ",").replace(";", ",").split(",")
        found = [find_open(piece.strip()) for piece in pieces if piece.strip()]
        return list({version.pk: version for version in found}.values())


def find_open(text: str) -> UnitVersion:
    """The one unit that the text means.

    Raises
    ------
    forms.ValidationError
        When it means none, or several: their codes are named.
    """
    code = text.split(maxsplit=1)[0]
    version = open_units().filter(unit__code=code).first()
    if version is not None:
        return version
    found = search(text, timezone.localdate())
    open_ones = [one for one in found if one.valid_to is None]
    exact = [one for one in open_ones if getattr(one, "best", 2) < 2]
    if len(exact or open_ones) == 1:
        return (exact or open_ones)[0]
    if not open_ones:
        message = _("«%(text)s» нэгж олдсонгүй. Кодоор нь бичиж үзнэ үү.")
        raise forms.ValidationError(message % {"text": text})
    codes = ", ".join(f"{one.unit.code} {one.name}" for one in open_ones[:6])
    message = _("«%(text)s» нэртэй хэд хэдэн нэгж бий: %(codes)s. Кодоор нь бичнэ үү.")
    raise forms.ValidationError(message % {"text": text, "codes": codes})


class OutlinesField(forms.CharField):
    """GeoJSON: a feature for each unit with its code, or one shape for one unit.

    Clean value: code → shape; a shape that names no code is under "".
    """

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value).strip()
        if not text:
            return {}
        try:
            return dict(_shapes(json.loads(text)))
        except (ValueError, KeyError, TypeError, AttributeError, GEOSException) as why:
            raise forms.ValidationError(
                _("Энэ бичвэр GeoJSON биш байна: FeatureCollection хэлбэрээр өгнө үү.")
            ) from why


def shapes_text(shapes: Mapping[str, BaseGeometry]) -> str:
    """The text that `OutlinesField` reads back."""
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(drawn)}
        for code, drawn in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _shapes(document: dict[str, Any]) -> list[tuple[str, Any]]:
    if document["type"] == "FeatureCollection":
        features = document["features"]
    elif document["type"] == "Feature":
        features = [document]
    else:
        features = [{"properties": {}, "geometry": document}]
    found = [
        (str((f.get("properties") or {}).get("code", "")), shape(f["geometry"]))
        for f in features
    ]
    if not found or any(
        s.geom_type not in ("Polygon", "MultiPolygon") for _, s in found
    ):
        raise ValueError("no polygons")
    return found
