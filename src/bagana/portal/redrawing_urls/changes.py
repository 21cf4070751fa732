"""Public address of a change of units."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.redrawing import changes

urlpatterns: list[URLPattern] = [
    path("changes/<int:pk>/", changes.change, name="change"),
]
