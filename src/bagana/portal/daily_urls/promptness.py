"""Public addresses of promptness, and of complaints about conduct."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import conduct, promptness

urlpatterns: list[URLPattern] = [
    path("promptness/", promptness.promptness, name="promptness"),
    path("conduct/", conduct.complain_here, name="conduct"),
    path("conduct/follow/", conduct.follow, name="conduct_follow"),
]
