"""Re-drawings over HTTP: read only, what the public pages show."""

from ninja import Router

from bagana.redistricting.api.redrawings import router as redrawings

ROUTERS: dict[str, Router] = {"redrawings": redrawings}

__all__ = ["ROUTERS"]
