"""Figures that other parts of the system compute from their own records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.indicators.actions.deriving import take_in
from bagana.indicators.catalogue import Declared, declared
from bagana.indicators.models import ImportBatch, Indicator, Period
from bagana.indicators.rules import require_writer, writing_reach
from bagana.indicators.versions import Figure
from bagana.territory.models import Unit
from bagana.web.errors import Refused


@transaction.atomic
def compute_declared(
    *,
    user: Any,
    units: Sequence[Unit],
    periods: Sequence[Period],
    codes: Collection[str] = (),
    system: bool = False,
) -> ImportBatch:
    """Compute declared indicators as drafts; the rule: docs/rules/derived.md.

    No codes given means all that are declared and stand in the catalogue. Raises
    Refused for a code that nobody declares, PermissionDenied outside the user's units.
    """
    if not system:
        require_writer(user)
    writing_reach(user, system=system).require(unit.pk for unit in units)
    chosen = _chosen(codes)
    indicators = Indicator.objects.in_bulk(list(chosen), field_name="code")
    keys = {unit.code: unit.pk for unit in units}
    figures = [
        figure
        for code, indicator in indicators.items()
        for period in periods
        for figure in _figures(chosen[code], indicator, period, units, keys)
    ]
    title = "Бүртгэлээс тооцсон үзүүлэлт"  # kept: in the language of record
    return take_in(user, title, list(indicators.values()), figures, system)


def _chosen(codes: Collection[str]) -> dict[str, Declared]:
    known = dict(declared())
    unknown = sorted(set(codes) - set(known))
    if unknown:
        raise Refused(
            _("Бүртгэлээс тооцдоггүй үзүүлэлт: %(codes)s.")
            % {"codes": ", ".join(unknown)},
            field="codes",
        )
    return {code: known[code] for code in codes} if codes else known


def _figures(
    one: Declared,
    indicator: Indicator,
    period: Period,
    units: Sequence[Unit],
    keys: dict[str, int],
) -> Iterable[Figure]:
    """What the engine leaves out or calls None stays missing."""
    records = one.source_query(units, period.start, period.end)
    for code, value in one.engine(records).items():
        if value is not None:
            yield Figure(indicator.pk, keys[code], period.code, value)
