"""Public addresses of selections and of objections to them."""

from django.urls import path

from bagana.portal.views.ranking import objections, selection

urlpatterns = [
    path("selection/<slug:code>/", selection.selection, name="selection"),
    path(
        "selection/<slug:code>/units/<slug:unit>/",
        selection.selection_unit,
        name="selection_unit",
    ),
    path(
        "selection/<slug:code>/object/", objections.objection_new, name="objection_new"
    ),
    path("objections/", objections.objection_find, name="objection_find"),
    path("objections/<slug:code>/", objections.objection, name="objection"),
    path(
        "objections/<slug:code>/forget/",
        objections.objection_forget,
        name="objection_forget",
    ),
]
