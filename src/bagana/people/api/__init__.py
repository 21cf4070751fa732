"""Posts and officials over HTTP: read only, public facts, in the shapes of Popolo."""

from ninja import Router

from bagana.people.api.officials import memberships, officials, organizations, posts

ROUTERS: dict[str, Router] = {
    "organizations": organizations,
    "posts": posts,
    "officials": officials,
    "memberships": memberships,
}

__all__ = ["ROUTERS"]
