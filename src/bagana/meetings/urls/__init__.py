"""Addresses of citizens' meetings, part by part."""

from bagana.meetings.urls import holding, meetings, resolutions

app_name = "meetings"
urlpatterns = [
    *meetings.urlpatterns,
    *holding.urlpatterns,
    *resolutions.urlpatterns,
]
