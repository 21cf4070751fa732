"""Addresses of background work."""

from django.urls import URLPattern

app_name = "background"
urlpatterns: list[URLPattern] = []
