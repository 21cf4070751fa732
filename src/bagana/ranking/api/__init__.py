"""The ranking over HTTP: methods, runs, selections; read only, what pages show."""

from ninja import Router

from bagana.ranking.api.frameworks import router as frameworks
from bagana.ranking.api.runs import router as runs
from bagana.ranking.api.selections import router as selections

ROUTERS: dict[str, Router] = {
    "frameworks": frameworks,
    "runs": runs,
    "selections": selections,
}

__all__ = ["ROUTERS"]
