"""Numbers without gaps or reuse: one series per office, kind and year.

The number is taken in the transaction that makes the row it numbers: a rollback gives
it back, a commit spends it for good. The rule: docs/rules/numbering.md.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from bagana.acts.models import NumberSeries


def take_number(series: str, year: int) -> int:
    """The next number of the series, from 1; others wait until this one is settled.

    Raises
    ------
    RuntimeError
        Outside a transaction: the number could be spent on nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    NumberSeries.objects.get_or_create(series=series, year=year)
    mine = NumberSeries.objects.select_for_update().filter(series=series, year=year)
    mine.update(last=F("last") + 1)
    return mine.values_list("last", flat=True).get()
