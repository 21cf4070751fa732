"""Addresses of the office pages of events."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
