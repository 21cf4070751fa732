"""Addresses of the office's objections."""

from django.urls import path

from bagana.ranking.views import objections

urlpatterns = [
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path("objections/<int:pk>/show/", objections.show, name="objection_show"),
    path("objections/<int:pk>/hide/", objections.hide, name="objection_hide"),
    path("objections/<int:pk>/answer/", objections.answer, name="objection_answer"),
    path("objections/<int:pk>/contact/", objections.contact, name="objection_contact"),
    path("objections/<int:pk>/forget/", objections.forget, name="objection_forget"),
]
