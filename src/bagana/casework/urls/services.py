"""Addresses of services in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.casework.views import services

urlpatterns: list[URLPattern] = [
    path("services/", services.services, name="services"),
    path("services/new/", services.add, name="service_new"),
    path("services/<slug:code>/", services.change, name="service_change"),
    path("days/", services.days, name="days"),
    path("days/new/", services.day_set, name="day_set"),
]
