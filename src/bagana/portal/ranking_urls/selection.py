"""Public addresses of this part of the ranking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
