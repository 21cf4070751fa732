"""Whether a method was frozen only after figures of its year were out."""

from __future__ import annotations

from bagana.indicators.models import Observation
from bagana.ranking.definitions import engine_framework
from bagana.ranking.models import Selection
from bagana.ranking.queries.selection_units import units_of


def published_before_freezing(selection: Selection) -> int:
    """How many figures of the year were published before the version was frozen.

    Figures of a fixed earlier year are known to everybody and are left out.
    """
    version = selection.version
    method = engine_framework(version)
    codes = [leaf.code for leaf in method.leaves if leaf.year is None]
    found = Observation.objects.filter(
        indicator__code__in=codes,
        period=selection.period,
        unit__in=units_of(selection),
        publication__made_at__lt=version.frozen_at,
    )
    return found.values("indicator", "unit").distinct().count()
