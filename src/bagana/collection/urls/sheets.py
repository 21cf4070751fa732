"""Addresses of the office pages of sheets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
