"""Public addresses of services: the catalogue, filing a request, following it."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import filing, services, tracking

urlpatterns: list[URLPattern] = [
    path("services/", services.services, name="services"),
    path("services/<slug:code>/", services.service, name="service"),
    path("request/", filing.file_request, name="file_request"),
    path("track/", tracking.track, name="track"),
]
