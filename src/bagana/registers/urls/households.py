"""Addresses of the office pages of households."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
