"""Addresses of the programme's open formats."""

from django.urls import path

from bagana.portal.views.programme import formats

urlpatterns = [
    path("programme/<slug:code>/iati.xml", formats.iati, name="iati"),
    path("programme/<slug:code>/calendar.ics", formats.ics, name="calendar"),
]
