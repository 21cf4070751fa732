"""The registers over HTTP: read only, masked, only to the signed in."""

from ninja import Router

from bagana.registers.api.people import households, people

ROUTERS: dict[str, Router] = {"households": households, "people": people}

__all__ = ["ROUTERS"]
