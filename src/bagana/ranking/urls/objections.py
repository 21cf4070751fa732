"""Addresses of this part of the office's ranking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
