"""Addresses of the protection of personal data."""

from django.urls import path

from bagana.privacy.views import readings, requests, research

app_name = "privacy"
urlpatterns = [
    path("", readings.index, name="index"),
    path("readings/", readings.readings, name="readings"),
    path("exports/", readings.exports, name="exports"),
    path("extract/", research.extract, name="extract"),
    path("requests/", requests.requests, name="requests"),
    path("requests/new/<uuid:uid>/", requests.take, name="take"),
    path("requests/<int:pk>/", requests.subject_request, name="request"),
    path("requests/<int:pk>/decide/", requests.decide, name="decide"),
    path("requests/<int:pk>/lift/", requests.lift, name="lift"),
]
