"""Addresses of the office's ranking, part by part."""

from bagana.ranking.urls import frameworks, objections, runs, selection, signals

app_name = "ranking"
urlpatterns = [
    *frameworks.urlpatterns,
    *runs.urlpatterns,
    *signals.urlpatterns,
    *selection.urlpatterns,
    *objections.urlpatterns,
]
