"""Every address of the installation."""

from django.urls import include, path

from bagana.project.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("accounts/", include("bagana.accounts.sign_in_urls")),
    path("office/users/", include("bagana.accounts.urls")),
    path("office/territory/", include("bagana.territory.urls")),
    path("office/figures/", include("bagana.indicators.urls")),
    path("office/registers/", include("bagana.registers.urls")),
    path("office/collection/", include("bagana.collection.urls")),
    path("office/privacy/", include("bagana.privacy.urls")),
    path("office/programme/", include("bagana.programme.urls")),
    path("office/people/", include("bagana.people.urls")),
    path("office/meetings/", include("bagana.meetings.urls")),
    path("office/casework/", include("bagana.casework.urls")),
    path("open311/v2/", include("bagana.casework.urls.open311")),
    path("office/ranking/", include("bagana.ranking.urls")),
    path("office/redrawing/", include("bagana.redistricting.urls")),
    path("office/work/", include("bagana.background.urls")),
    path("documents/", include("bagana.documents.urls")),
    path("acts/", include("bagana.acts.urls")),
    path("", include("bagana.web.urls")),
    path("", include("bagana.portal.urls")),
]
