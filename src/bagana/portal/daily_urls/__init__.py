"""Public addresses of the bag's daily work, part by part."""

from bagana.portal.daily_urls import (
    meetings,
    outreach,
    people,
    promptness,
    references,
    services,
    training,
)

urlpatterns = [
    *people.urlpatterns,
    *training.urlpatterns,
    *meetings.urlpatterns,
    *services.urlpatterns,
    *references.urlpatterns,
    *outreach.urlpatterns,
    *promptness.urlpatterns,
]
