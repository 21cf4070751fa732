"""Public addresses of outreach."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import outreach

urlpatterns: list[URLPattern] = [
    path("rounds/", outreach.rounds, name="rounds"),
    path("rounds/calendar.ics", outreach.rounds_feed, name="rounds_feed"),
    path("rounds/<uuid:uid>/", outreach.round_page, name="round"),
    path("delegations/", outreach.delegations, name="delegations"),
    path("open311/", outreach.open311, name="open311"),
]
