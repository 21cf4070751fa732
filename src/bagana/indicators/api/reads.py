"""Which figures a reader asked for and may see; always through `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from bagana.accounts.roles import assignments
from bagana.indicators.api.schemas import ObservationsChosen
from bagana.indicators.models import (
    ImportBatch,
    Indicator,
    Observation,
    Period,
    Publication,
    Withdrawal,
)
from bagana.territory import queries
from bagana.territory.models import Unit, UnitChange

FIELDS = {
    "id": "id",
    "indicator": "indicator__code",
    "unit": "unit__code",
    "period": "period__code",
    "value": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "status": "status",
    "version": "version",
    "source": "source__code",
    "nature": "indicator__nature",
    "publication": "publication_id",
    "entered_at": "entered_at",
    "note": "note",
    "note_en": "note_en",
}
# The order of the unique index, so that a page is read off without sorting.
ORDER = ("indicator_id", "period_id", "unit_id", "version")


def chosen_rows(user: Any, chosen: ObservationsChosen) -> QuerySet[Observation]:
    found = Observation.objects.visible_to(user).filter(status=chosen.status.value)
    if chosen.indicator:
        found = found.filter(indicator__in=_known(Indicator, chosen.indicator))
    if chosen.unit:
        found = found.filter(unit__in=_known(Unit, chosen.unit))
    if chosen.within is not None or chosen.level is not None:
        found = found.filter(unit__in=_places(chosen))
    if chosen.publication is not None:
        found = found.filter(publication=chosen.publication)
    return _of_periods(found, chosen)


def _known(model: type[Indicator | Unit], codes: Iterable[str]) -> list[int]:
    """Keys of the codes; a code that does not exist is an error, not an empty list."""
    wanted = set(codes)
    found = dict(model.objects.filter(code__in=wanted).values_list("code", "pk"))
    for code in sorted(wanted - set(found)):
        raise Http404(gettext("Ийм код алга: %s") % code)
    return list(found.values())


def _places(chosen: ObservationsChosen) -> Any:
    on = chosen.on or timezone.localdate()
    if chosen.within is None:
        levels = [] if chosen.level is None else [chosen.level]
        return queries.versions_on(on).filter(kind__level__in=levels).values("unit")
    root = Unit.objects.filter(code=chosen.within).first()
    if root is None:
        raise Http404(gettext("Ийм код алга: %s") % chosen.within)
    return queries.below(root, on, chosen.level).values("unit")


def _of_periods(
    found: QuerySet[Observation], chosen: ObservationsChosen
) -> QuerySet[Observation]:
    periods = Period.objects.all()
    if chosen.period:
        periods = periods.filter(code__in=chosen.period)
    if chosen.since:
        periods = periods.filter(start__gte=chosen.since)
    if chosen.until:
        periods = periods.filter(end__lte=chosen.until)
    if not (chosen.period or chosen.since or chosen.until):
        return found
    # Keys, not a subquery: the planner sees how few they are.
    return found.filter(period__in=list(periods.values_list("pk", flat=True)))


def observation_rows(found: QuerySet[Observation]) -> list[dict[str, Any]]:
    rows = found.values_list(*FIELDS.values())
    return [dict(zip(FIELDS, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class Fingerprint:
    """What an answer hangs on: the data, the reader's reach, the question.

    `page` is the entity tag of one page, `choice` the same for all pages of a choice.
    """

    page: str
    choice: str


def fingerprint(request: HttpRequest, on: date | None) -> Fingerprint:
    day = (on or timezone.localdate()).isoformat()
    reach = sorted(a.unit_id for a in assignments(request.user))
    choice = request.GET.copy()
    for name in ("limit", "offset"):
        choice.pop(name, None)
    known = [day, str(reach), *data_marks()]
    return Fingerprint(
        f'"{_digest([*known, request.get_full_path()])}"',
        _digest([*known, choice.urlencode()]),
    )


def _digest(parts: list[str]) -> str:
    return sha256("|".join(parts).encode()).hexdigest()[:32]


def total_of(found: QuerySet[Observation], choice: str) -> int:
    """How many rows there are; counted once, until the data change.

    Counting is the one part of a page that grows with the whole table.
    """
    total: int | None = cache.get(f"api-total:{choice}")
    if total is None:
        total = found.count()
        cache.set(f"api-total:{choice}", total)
    return total


def data_marks() -> list[str]:
    """The newest of everything by which an answer can change, in one query."""
    newest: list[tuple[type[Model], str]] = [
        (Observation, "id"),
        (Publication, "id"),
        (Withdrawal, "id"),
        (ImportBatch, "undone_at"),
        (UnitChange, "id"),
        (UnitChange, "undone_at"),
        (Indicator.history.model, "history_id"),
    ]
    quote = connection.ops.quote_name
    parts = [
        f"(SELECT MAX({quote(column)}) FROM {quote(model._meta.db_table)})"
        for model, column in newest
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}")
        return [str(mark) for mark in cursor.fetchone()]
