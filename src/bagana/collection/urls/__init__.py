"""Addresses of collection, part by part."""

from bagana.collection.urls import rounds, samples, sheets

app_name = "collection"
urlpatterns = [*rounds.urlpatterns, *sheets.urlpatterns, *samples.urlpatterns]
