"""Addresses of collection, part by part."""

from bagana.collection.urls import rounds, samples, sheets

app_name = "collection"
# Named pages before "<round>/<unit>/", which would take their names for units.
urlpatterns = [*sheets.urlpatterns, *samples.urlpatterns, *rounds.urlpatterns]
