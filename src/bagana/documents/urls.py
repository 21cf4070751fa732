"""Addresses of official papers."""

from django.urls import path

from bagana.documents import daily_views, privacy_views, views

app_name = "documents"
urlpatterns = [
    path("template.docx", views.template, name="template"),
    path("programme/<slug:code>/", views.index, name="index"),
    path(
        "programme/<slug:code>/<slug:paper>.<slug:kind>",
        views.download,
        name="download",
    ),
    path(
        "selection/<slug:code>/<slug:paper>.<slug:kind>",
        views.selection,
        name="selection",
    ),
    path(
        "privacy/requests/<int:pk>/extract.<slug:kind>",
        privacy_views.subject,
        name="subject",
    ),
    path(
        "redrawing/<slug:code>/dossier.<slug:kind>",
        views.redrawing,
        name="redrawing",
    ),
    path("daily/<slug:paper>/<slug:key>.<slug:kind>", daily_views.daily, name="daily"),
    path(
        "registers/receipt/<uuid:uid>.<slug:kind>",
        views.receipt,
        name="receipt",
    ),
    path(
        "registers/<slug:unit>/<slug:paper>.<slug:kind>",
        views.book,
        name="book",
    ),
]
