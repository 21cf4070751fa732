"""Addresses of the office's re-drawing, part by part."""

from bagana.redistricting.urls import (
    blocks,
    editing,
    enactment,
    plans,
    proposals,
    scenarios,
)

app_name = "redistricting"
urlpatterns = [
    *blocks.urlpatterns,
    *proposals.urlpatterns,
    *enactment.urlpatterns,
    *scenarios.urlpatterns,
    *plans.urlpatterns,
    *editing.urlpatterns,
]
