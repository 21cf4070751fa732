"""Rows that say «withheld», and never of what value."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched

from django.db.models import Q

from bagana.indicators.models import ImportBatch, Observation, Status, Withheld
from bagana.indicators.periods import ensure_periods
from bagana.indicators.versions import CHUNK, Key
from bagana.indicators.withholding.screening import Screened


def keep(screened: Screened, batch: ImportBatch | None = None) -> int:
    """Write what is withheld, and forget what no longer is; returns how many are.

    A draft of a withheld figure goes: it would be published with the next.
    """
    hidden = {one.key: one for one in screened.withheld}
    forget(figure.key for figure in screened.publishable)
    if not hidden:
        return 0
    periods = ensure_periods({key[2] for key in hidden})
    rows = [
        Withheld(
            indicator_id=indicator,
            unit_id=unit,
            period=periods[period],
            batch=batch,
            is_primary=hidden[indicator, unit, period].is_primary,
        )
        for indicator, unit, period in hidden
    ]
    Withheld.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        update_fields=["is_primary", "batch"],
        unique_fields=["indicator", "unit", "period"],
    )
    _drop_drafts(hidden)
    return len(rows)


def forget(keys: Iterable[Key]) -> None:
    """These figures are no longer withheld."""
    wanted = set(keys)
    found = [pk for pk, key in _keys(wanted) if key in wanted]
    for some in batched(found, CHUNK):
        Withheld.objects.filter(pk__in=some).delete()


def _keys(wanted: set[Key]) -> Iterable[tuple[int, Key]]:
    rows = Withheld.objects.filter(
        indicator__in={key[0] for key in wanted},
        period__code__in={key[2] for key in wanted},
    )
    for pk, indicator, unit, period in rows.values_list(
        "pk", "indicator", "unit", "period__code"
    ):
        yield pk, (indicator, unit, period)


def _drop_drafts(keys: Iterable[Key]) -> None:
    wanted = set(keys)
    drafts = Observation.objects.filter(
        Q(status=Status.DRAFT),
        indicator__in={key[0] for key in wanted},
        period__code__in={key[2] for key in wanted},
    ).values_list("pk", "indicator", "unit", "period__code")
    found = [pk for pk, *key in drafts if tuple(key) in wanted]
    for some in batched(found, CHUNK):
        Observation.objects.filter(pk__in=some).update(status=Status.SUPERSEDED)
