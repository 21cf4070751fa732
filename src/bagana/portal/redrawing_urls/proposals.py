"""Public addresses of proposals to re-draw bags, and of what people say of them."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.redrawing import objections, proposals

ONE = "redrawings/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("redrawings/", proposals.redrawings, name="redrawings"),
    path(
        "redrawings/objections/",
        objections.plan_objection_find,
        name="plan_objection_find",
    ),
    path(
        "redrawings/objections/<slug:code>/",
        objections.plan_objection,
        name="plan_objection",
    ),
    path(
        "redrawings/objections/<slug:code>/forget/",
        objections.plan_objection_forget,
        name="plan_objection_forget",
    ),
    path(ONE, proposals.redrawing, name="redrawing"),
    path(f"{ONE}plans/<slug:letter>/", proposals.redrawing_plan, name="redrawing_plan"),
    path(f"{ONE}object/", objections.redrawing_object, name="redrawing_object"),
]
