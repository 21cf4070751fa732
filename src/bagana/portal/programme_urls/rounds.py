"""Public addresses of closed rounds of monitoring."""

from django.urls import path

from bagana.portal.views.programme import rounds

urlpatterns = [
    path("programme/<slug:code>/rounds/", rounds.programme_rounds, name="rounds"),
    path(
        "programme/<slug:code>/rounds/<slug:period>/",
        rounds.programme_round,
        name="round",
    ),
]
