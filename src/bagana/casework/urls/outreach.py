"""Addresses of outreach in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.casework.views import delegations, rounds

urlpatterns: list[URLPattern] = [
    path("rounds/<slug:code>/", rounds.rounds, name="rounds"),
    path("rounds/<slug:code>/new/", rounds.new, name="round_new"),
    path("round/<uuid:uid>/", rounds.one, name="round"),
    path("round/<uuid:uid>/held/", rounds.held, name="round_held"),
    path("round/<uuid:uid>/change/", rounds.change, name="round_change"),
    path("round/<uuid:uid>/cancel/", rounds.cancel, name="round_cancel"),
    path("delegations/<slug:code>/", delegations.delegations, name="delegations"),
    path("delegations/<slug:code>/new/", delegations.new, name="delegate"),
    path("delegation/<int:pk>/end/", delegations.end, name="delegation_end"),
]
