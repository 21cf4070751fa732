"""Addresses of runs in the office."""

from django.urls import path

from bagana.ranking.views import runs

urlpatterns = [
    path("runs/", runs.run_list, name="runs"),
    path("runs/new/", runs.new, name="run_new"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/publish/", runs.publish, name="run_publish"),
]
