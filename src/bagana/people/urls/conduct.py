"""Addresses of conduct in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.people.views import conduct, conduct_office, conduct_terms

ONE = "conduct/<uuid:uid>"
urlpatterns: list[URLPattern] = [
    path("conduct/", conduct.index, name="conduct"),
    path("conduct/declare/", conduct.declare, name="declare"),
    path("conduct/terms/", conduct_terms.terms, name="conduct_terms"),
    path("conduct/terms/new/", conduct_terms.terms_new, name="conduct_terms_new"),
    path("conduct/declarations/", conduct_terms.declarations, name="declarations"),
    path("conduct/declarations/<uuid:uid>/", conduct.declaration, name="declaration"),
    path(f"{ONE}/", conduct.case, name="conduct_case"),
    path(f"{ONE}/inquire/", conduct.inquire, name="conduct_inquire"),
    path(f"{ONE}/decide/", conduct.decide, name="conduct_decide"),
    path(f"{ONE}/dismiss/", conduct.dismiss, name="conduct_dismiss"),
    path("appointments/<uuid:uid>/oath/", conduct_office.oath, name="oath"),
    path("units/<slug:code>/duties/", conduct_office.duties, name="duties"),
    path("duties/<int:pk>/end/", conduct_office.duty_end, name="duty_end"),
    path("units/<slug:code>/duties/add/", conduct_office.duty, name="duty_add"),
]
