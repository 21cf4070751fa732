"""Addresses of enacting a proposal, undoing it and handing over."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import enactment

ONE = "proposals/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}enact/", enactment.enact, name="enact"),
    path(f"{ONE}enact/undo/", enactment.undo, name="enact_undo"),
    path(f"{ONE}handover/", enactment.handover, name="handover"),
    path(f"{ONE}handover/done/", enactment.done, name="handover_done"),
    path(f"{ONE}handover/<int:pk>/back/", enactment.back, name="handover_back"),
]
