"""Addresses of this part of the office's ranking."""

from django.urls import path

from bagana.ranking.views import signals

urlpatterns = [
    path("runs/<int:pk>/signals/", signals.signals, name="signals"),
]
