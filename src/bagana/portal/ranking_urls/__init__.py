"""Public addresses of the ranking, part by part."""

from bagana.portal.ranking_urls import explorer, methods, profile, runs, selection

urlpatterns = [
    *runs.urlpatterns,
    *methods.urlpatterns,
    *profile.urlpatterns,
    *explorer.urlpatterns,
    *selection.urlpatterns,
]
