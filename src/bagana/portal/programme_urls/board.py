from django.urls import URLPattern, path

from bagana.portal.views import about
from bagana.portal.views.programme import board, measure, overview, text

urlpatterns: list[URLPattern] = [
    path("programme/", overview.programme, name="programme"),
    path("programme/about/", about.programme, name="programme_about"),
    path("programme/all/", overview.programmes, name="programmes"),
    path("programme/<slug:code>/", board.programme_board, name="board"),
    path("programme/<slug:code>/measures/", board.measures, name="measures"),
    path("programme/<slug:code>/text/", text.programme_text, name="programme_text"),
    path("measures/<int:pk>/", measure.measure, name="measure"),
]
