"""Routers of the application, joined by project.api."""

from ninja import Router

from bagana.meetings.api.meetings import router as meetings
from bagana.meetings.api.resolutions import router as resolutions

ROUTERS: dict[str, Router] = {"meetings": meetings, "resolutions": resolutions}
