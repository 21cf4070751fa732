"""Public addresses of results."""

from django.urls import path

from bagana.portal.views.ranking import runs

urlpatterns = [
    path("ranking/", runs.ranking, name="ranking"),
    path("ranking/runs/<int:pk>/", runs.run, name="ranking_run"),
]
