"""Collection over HTTP: rounds and how far their returns are; no row of a household."""

from ninja import Router

from bagana.collection.api.rounds import router as rounds

ROUTERS: dict[str, Router] = {"rounds": rounds}

__all__ = ["ROUTERS"]
