"""Addresses of the office pages of events, balances and changes of units."""

from __future__ import annotations

from django.urls import path

from bagana.registers.urls import households as _converters  # noqa: F401 - unitcode
from bagana.registers.views import (
    events,
    events_balance,
    events_following,
    events_new,
    events_rules,
)

urlpatterns = [
    path("elections/", events_rules.elections, name="elections"),
    path(
        "elections/<int:pk>/remove/",
        events_rules.election_remove,
        name="election_remove",
    ),
    path("following/<int:pk>/", events_following.following, name="following"),
    path("<unitcode:code>/events/", events.events, name="events"),
    path("<unitcode:code>/events/new/", events_new.event_new, name="event_new"),
    path("<unitcode:code>/waiting/", events.waiting, name="waiting"),
    path("<unitcode:code>/waiting/<uuid:uid>/", events.receive, name="receive"),
    path("<unitcode:code>/balance/", events_balance.balance_page, name="balance"),
    path("<unitcode:code>/movements/", events_balance.movements, name="movements"),
]
