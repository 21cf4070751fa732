"""Addresses of services and requests, part by part."""

from bagana.casework.urls import outreach, references, requests, services, terms

app_name = "casework"
urlpatterns = [
    *services.urlpatterns,
    *requests.urlpatterns,
    *references.urlpatterns,
    *outreach.urlpatterns,
    *terms.urlpatterns,
]
