"""Public addresses of this part of the ranking."""

from django.urls import path

from bagana.portal.views.ranking import profile

urlpatterns = [
    path("ranking/runs/<int:pk>/units/<slug:unit>/", profile.unit, name="ranking_unit"),
]
