"""Public addresses of outreach."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import outreach

urlpatterns: list[URLPattern] = [
    path("rounds/", outreach.rounds, name="mobile_rounds"),
    path("rounds/calendar.ics", outreach.rounds_feed, name="mobile_rounds_feed"),
    path("rounds/<uuid:uid>/", outreach.round_page, name="mobile_round"),
    path("delegations/", outreach.delegations, name="delegations"),
    path("open311/", outreach.open311, name="open311"),
]
