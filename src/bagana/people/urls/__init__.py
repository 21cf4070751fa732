"""Addresses of officials, part by part."""

from bagana.people.urls import conduct, performance, posts, training

app_name = "people"
urlpatterns = [
    *posts.urlpatterns,
    *training.urlpatterns,
    *conduct.urlpatterns,
    *performance.urlpatterns,
]
