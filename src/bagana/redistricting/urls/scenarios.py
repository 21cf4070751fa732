"""Addresses of scenarios and their searches."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import locks, scenarios

urlpatterns: list[URLPattern] = [
    path("scenarios/", scenarios.scenario_list, name="scenarios"),
    path("new/", scenarios.scenario_new, name="scenario_new"),
    path("<slug:code>/", scenarios.scenario, name="scenario"),
    path("<slug:code>/change/", scenarios.scenario_change, name="scenario_change"),
    path("<slug:code>/copy/", scenarios.scenario_copy, name="scenario_copy"),
    path("<slug:code>/locks/", locks.locks, name="scenario_locks"),
    path("<slug:code>/search/", scenarios.search_start, name="search_start"),
    path("<slug:code>/searches/<int:pk>/", scenarios.search, name="search"),
]
