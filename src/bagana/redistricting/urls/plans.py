"""Addresses of plans: the front, one plan, two beside each other."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import plans

urlpatterns: list[URLPattern] = [
    path("<slug:code>/plans/", plans.plan_list, name="plans"),
    path("<slug:code>/plans/<int:number>/", plans.plan, name="plan"),
    path(
        "<slug:code>/plans/<int:number>/blocks.csv",
        plans.blocks,
        name="plan_blocks",
    ),
    path(
        "<slug:code>/plans/<int:number>/units.geojson",
        plans.geojson,
        name="plan_geojson",
    ),
    path("<slug:code>/compare/", plans.compare_plans, name="compare"),
]
