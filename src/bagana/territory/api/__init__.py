"""Units, their shapes, history and changes over HTTP."""

from ninja import Router

from bagana.territory.api.changes import router as changes
from bagana.territory.api.shapes import router as shapes
from bagana.territory.api.units import router as units

ROUTERS: dict[str, Router] = {"units": units, "shapes": shapes, "changes": changes}

__all__ = ["ROUTERS"]
