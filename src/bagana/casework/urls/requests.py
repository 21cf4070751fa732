"""Addresses of requests in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.casework.views import deeds, requests, taking

urlpatterns: list[URLPattern] = [
    path("", requests.index, name="index"),
    path("requests/<slug:code>/", requests.requests, name="requests"),
    path("requests/<slug:code>/new/", taking.take, name="take"),
    path("requests/<slug:code>/climb/", requests.climb, name="climb"),
    path("requests/<slug:code>/follow/", requests.follow, name="follow"),
    path("request/<uuid:uid>/", requests.one, name="request"),
    path("request/<uuid:uid>/<slug:slug>/", deeds.deed, name="deed"),
]
