"""Public addresses of this part of the ranking."""

from django.urls import path

from bagana.portal.views.ranking import explorer

urlpatterns = [
    path("ranking/runs/<int:pk>/explore/", explorer.explorer, name="ranking_explorer"),
]
