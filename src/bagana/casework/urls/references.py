"""Addresses of references in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.casework.views import references, references_new

urlpatterns: list[URLPattern] = [
    path("references/<slug:unit>/", references.references, name="references"),
    path("references/<slug:unit>/new/", references_new.new, name="reference_new"),
    path(
        "references/<slug:unit>/new/<slug:kind>/<uuid:household>/",
        references_new.issue,
        name="reference_issue",
    ),
    path("reference/<uuid:uid>/", references.reference, name="reference"),
    path("reference/<uuid:uid>/revoke/", references.revoke, name="reference_revoke"),
]
