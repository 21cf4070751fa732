"""Addresses of the office pages of imports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
