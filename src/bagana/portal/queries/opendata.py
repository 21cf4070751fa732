"""Rows of the tables that anyone may take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from bagana.indicators.models import Indicator, Observation
from bagana.indicators.queries import data_version, published
from bagana.indicators.queries.reader import Reader
from bagana.indicators.queries.withheld import told
from bagana.portal.queries.catalogue import find_indicator
from bagana.portal.wording import WITHHELD
from bagana.territory.models import Lineage, Unit, UnitAncestry, UnitVersion

HEADING = (
    "id", "indicator", "unit", "period", "value", "numerator", "denominator",
    "nature", "source", "version", "publication", "note",
)  # fmt: skip


def observation_rows(
    within: Unit | None, on: date, indicator: Indicator | None
) -> QuerySet[Observation, tuple[Any, ...]]:
    """Published figures, which are the same for every reader, in a fixed order."""
    rows = published(None)
    if within is not None:
        rows = rows.within(within, on)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    return rows.order_by("indicator", "period", "unit").values_list(
        "pk", "indicator__code", "unit__code", "period__code", "value", "numerator",
        "denominator", "indicator__nature", "source__code", "version", "publication",
        "note",
    )  # fmt: skip


def withheld_rows(
    within: Unit | None, on: date, indicator: Indicator | None
) -> list[tuple[Any, ...]]:
    """What is withheld, as rows of the same table: no number, no value, a note."""
    rows = told()
    if within is not None:
        below = UnitAncestry.objects.on(on).filter(ancestor=within)
        rows = rows.filter(unit__in=below.values("unit"))
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    fields = (
        "indicator__code", "unit__code", "period__code", "indicator__nature",
        "indicator__source__code",
    )  # fmt: skip
    return [
        (None, *row[:3], None, None, None, *row[3:], None, None, WITHHELD)
        for row in rows.values_list(*fields)
    ]


def observation_count() -> int:
    """Counted once for each state of the data: the count reads the whole table."""
    key = f"observation-count:{data_version()}"
    count: int | None = cache.get(key)
    if count is None:
        count = published(None).count()
        cache.set(key, count, None)
    return count


def lineage_rows() -> QuerySet[Lineage, tuple[Any, ...]]:
    standing = Lineage.objects.filter(change__undone_at__isnull=True)
    return standing.order_by("change", "source", "target", "measure").values_list(
        "change", "change__effective_on", "source__code", "target__code", "measure",
        "share",
    )  # fmt: skip


def newest_values(
    code: str, versions: Sequence[UnitVersion], user: Any
) -> dict[str, dict[str, Any]]:
    """The newest figure of an indicator for each unit, as properties of its shape."""
    indicator = find_indicator(code)
    if indicator is None or not versions:
        return {}
    codes = [version.unit.code for version in versions]
    newest = max(version.valid_from for version in versions)
    reader = Reader(user, newest, tell_withheld=True)
    found: dict[str, dict[str, Any]] = {}
    for figure in reader.series(indicator, codes):
        found[figure.unit] = {
            "indicator": code,
            "period": figure.period.code,
            "value": figure.value,
            **({"note": WITHHELD} if figure.withheld else {}),
        }
    return found
