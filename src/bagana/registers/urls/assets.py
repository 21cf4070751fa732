"""Addresses of the office pages of assets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
