"""GET /observations.csv: the whole choice, row by row, in the tidy import layout."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query

from bagana.indicators.api.reads import FIELDS, ORDER, chosen_rows
from bagana.indicators.api.schemas import ObservationsChosen
from bagana.web.api.answers import CSV, ApiRouter, answered_as

router = ApiRouter(tags=["observations"])
COLUMNS = [
    "indicator",
    "unit",
    "period",
    "value",
    "numerator",
    "denominator",
    "source",
    "nature",
    "status",
    "version",
    "note",
    "id",
]
CHUNK = 2000
# A spreadsheet would run text that begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Line:
    """A file for csv.writer that only hands back what was written to it."""

    def write(self, text: str) -> str:
        return text


@router.get(
    "",
    summary=_("Ажиглалтууд, CSV"),
    description=_("Хуудаслахгүй, бүх мөр; баганууд нь импортын загвартай ижил."),
    openapi_extra=answered_as(CSV),
)
def stream_observations(
    request: HttpRequest, chosen: Query[ObservationsChosen]
) -> StreamingHttpResponse:
    found = chosen_rows(request.user, chosen).order_by(*ORDER)
    rows = found.values_list(*(FIELDS[column] for column in COLUMNS))
    response = StreamingHttpResponse(
        lines(rows.iterator(chunk_size=CHUNK)), content_type=f"{CSV}; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="observations.csv"'
    return response


def lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Joined by the hundred: a chunk for each row would cost more than the query."""
    writer = csv.writer(Line())
    kept = [str(writer.writerow(COLUMNS))]
    for row in rows:
        kept.append(str(writer.writerow(map(_safe, row))))
        if len(kept) >= CHUNK:
            yield "".join(kept)
            kept = []
    yield "".join(kept)


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
