"""Addresses of what holds for the whole installation."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.casework.views import reference_kinds, terms

KIND = "reference-kinds/<slug:code>"
urlpatterns: list[URLPattern] = [
    path("climbing/", terms.climbing, name="climbing"),
    path("climbing/new/", terms.climbing_new, name="climbing_new"),
    path("reference-kinds/", reference_kinds.kinds, name="reference_kinds"),
    path("reference-kinds/new/", reference_kinds.add, name="reference_kind_new"),
    path(f"{KIND}/change/", reference_kinds.change, name="reference_kind_change"),
    path(f"{KIND}/withdraw/", reference_kinds.withdraw, name="reference_kind_withdraw"),
    path(
        f"{KIND}/take-back/", reference_kinds.take_back, name="reference_kind_take_back"
    ),
]
