"""Indicators, periods, figures, imports and publications over HTTP."""

from ninja import Router

from bagana.indicators.api.catalogue import indicators, periods
from bagana.indicators.api.imports import router as imports
from bagana.indicators.api.observations import router as observations
from bagana.indicators.api.publications import router as publications
from bagana.indicators.api.streaming import router as streaming

ROUTERS: dict[str, Router] = {
    "indicators": indicators,
    "periods": periods,
    "observations.csv": streaming,
    "observations": observations,
    "imports": imports,
    "publications": publications,
}

__all__ = ["ROUTERS"]
