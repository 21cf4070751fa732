"""Public addresses of people."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import people

urlpatterns: list[URLPattern] = [
    path("officials/", people.directory_home, name="officials_home"),
    path("officials/<slug:code>/", people.directory, name="officials"),
]
