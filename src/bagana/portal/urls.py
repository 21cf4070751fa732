"""Addresses of the public pages and of the office's first page."""

from django.urls import path

from bagana.portal.daily_urls import urlpatterns as daily_urls
from bagana.portal.programme_urls import urlpatterns as programme_urls
from bagana.portal.ranking_urls import urlpatterns as ranking_urls
from bagana.portal.redrawing_urls import urlpatterns as redrawing_urls
from bagana.portal.views import about, compare, data, home, indicators, numbers, units

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", units.search, name="search"),
    path("units/<slug:code>/", units.unit, name="unit"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("compare/", compare.compare, name="compare"),
    path("inequality/", compare.inequality, name="inequality"),
    path("numbers/<int:pk>/", numbers.number, name="number"),
    path(
        "charts/<slug:indicator>/<slug:unit>.<slug:kind>", numbers.chart, name="chart"
    ),
    path("data/", data.data, name="data"),
    path("data/<slug:table>.<slug:kind>", data.download, name="download"),
    path("changes/", about.changes, name="changes"),
    path("methods/", about.methods, name="methods"),
    *programme_urls,
    *ranking_urls,
    *redrawing_urls,
    *daily_urls,
    path("glossary/", about.glossary, name="glossary"),
    path("privacy/", about.privacy, name="privacy"),
    path("contact/", about.contact, name="contact"),
    path("office/", about.office, name="office"),
]
