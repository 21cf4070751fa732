"""Tables that a reader takes away: CSV, XLSX, JSON, GeoJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure
from bagana.portal import wording
from bagana.portal.queries.places import full_shapes_of
from bagana.portal.queries.profile import Line, Profile
from bagana.territory.models import UnitVersion
from bagana.web.tables import CSV_TYPE, Column, safe_text, table_response


def profile_table(lines: Profile, version: UnitVersion, format_: str) -> HttpResponse:
    """All newest figures of a unit with those of its group."""
    columns = [
        Column("indicator", _("үзүүлэлтийн код"), lambda x: x.indicator.code, 24),
        Column("name", _("үзүүлэлт"), lambda x: x.indicator.name, 40),
        Column("unit", _("хэмжих нэгж"), lambda x: x.indicator.unit_name),
        Column("period", _("хугацаа"), lambda x: x.figure.period.code),
        Column("value", _("утга"), lambda x: x.figure.value),
        Column("previous_period", _("өмнөх хугацаа"), _previous_period),
        Column("previous", _("өмнөх утга"), _previous),
        Column("rank", _("байр")),
        Column("group", _("харьцуулсан нэгжийн тоо")),
        Column("median", _("бүлгийн голч")),
        Column("nature", _("төлөв"), lambda x: x.indicator.get_nature_display()),
        Column("rule", _("шилжүүлсэн дүрэм"), lambda x: wording.rule_text(x.figure)),
        Column("source", _("эх сурвалж"), lambda x: str(x.indicator.source), 40),
        Column("note", _("тэмдэглэл"), lambda x: wording.note_of(x.figure), 40),
    ]
    name = f"bagana-{version.unit.code}"
    return table_response(format_, name, columns, lines.lines)


def _previous_period(line: Line) -> str:
    return line.before.period.code if line.before else ""


def _previous(line: Line) -> float | None:
    return line.before.value if line.before else None


@dataclass(frozen=True)
class Placed:
    """A unit and its figure of one indicator and period; None is missing."""

    version: UnitVersion
    figure: Figure | None
    rank: int | None
    parent_name: str = ""

    @property
    def value(self) -> float | None:
        return self.figure.value if self.figure else None


def values_table(
    indicator: Indicator, period: str, rows: Sequence[Placed], format_: str
) -> HttpResponse:
    """One indicator in one period for units of one level."""
    columns = [
        Column("code", _("код"), lambda r: r.version.unit.code),
        Column("name", _("нэгж"), lambda r: r.version.name, 32),
        Column("parent", _("харьяа нэгж"), _parent_code),
        Column("indicator", _("үзүүлэлт"), lambda _r: indicator.code, 24),
        Column("period", _("хугацаа"), lambda _r: period),
        Column("value", _("утга")),
        Column("rank", _("байр")),
        Column("rule", _("шилжүүлсэн дүрэм"), _rule_of, 32),
        Column("note", _("тэмдэглэл"), lambda r: wording.note_of(r.figure), 24),
    ]
    return table_response(format_, f"bagana-{indicator.code}-{period}", columns, rows)


def _parent_code(row: Placed) -> str:
    return row.version.parent.code if row.version.parent else ""


def _rule_of(row: Placed) -> str:
    return wording.rule_text(row.figure) if row.figure else ""


class _Echo:
    """A file that hands back what is written to it, for a stream."""

    def write(self, text: str) -> str:
        return text


def stream_csv(
    name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A table of any length, row by row: memory does not grow with it."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(heading)
        for row in rows:
            yield writer.writerow([safe_text(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def geojson(
    versions: Sequence[UnitVersion], properties: Mapping[str, Mapping[str, Any]]
) -> HttpResponse:
    """Units with their full shapes; those without one have a null geometry."""
    shapes = full_shapes_of(list(versions))
    features = [
        {
            "type": "Feature",
            "id": version.unit.code,
            "geometry": _geometry(shapes.get(version.unit.code)),
            "properties": {
                "code": version.unit.code,
                "name_mn": version.name_mn,
                "name_en": version.name_en,
                "kind": version.kind_id,
                "parent": version.parent.code if version.parent else None,
                "location_type": version.location_type or None,
                "tosgon": version.is_tosgon,
                "valid_from": version.valid_from.isoformat(),
                "valid_to": version.valid_to and version.valid_to.isoformat(),
                **properties.get(version.unit.code, {}),
            },
        }
        for version in versions
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False
    )
    response = HttpResponse(text, content_type="application/geo+json")
    response.headers["Content-Disposition"] = (
        'attachment; filename="bagana-units.geojson"'
    )
    return response


def _geometry(shape: Any) -> Any:
    return None if shape is None else json.loads(shapely.to_geojson(shape))
