"""Addresses of the office pages of livestock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
