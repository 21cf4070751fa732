"""The programme over HTTP: what is public, read only."""

from ninja import Router

from bagana.programme.api.figures import router as figures
from bagana.programme.api.measures import router as measures
from bagana.programme.api.programmes import router as programmes

programmes.add_router("", figures)

ROUTERS: dict[str, Router] = {"programmes": programmes, "measures": measures}

__all__ = ["ROUTERS"]
