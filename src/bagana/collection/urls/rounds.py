"""Addresses of the office pages of rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
