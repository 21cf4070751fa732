"""Routers of the application, joined by project.api."""

from ninja import Router

ROUTERS: dict[str, Router] = {}
