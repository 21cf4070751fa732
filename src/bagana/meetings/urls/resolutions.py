"""Addresses of resolutions in the office."""

from __future__ import annotations

from django.urls import path

from bagana.meetings.views import obligations, remarks, resolutions

urlpatterns = [
    path("resolutions/", resolutions.resolutions, name="resolutions"),
    path(
        "<uuid:uid>/items/<int:position>/resolution/",
        resolutions.new,
        name="resolution_new",
    ),
    path("resolutions/<uuid:uid>/", resolutions.resolution, name="resolution"),
    path("resolutions/<uuid:uid>/edit/", resolutions.edit, name="resolution_edit"),
    path("resolutions/<uuid:uid>/sign/", resolutions.sign, name="resolution_sign"),
    path(
        "resolutions/<uuid:uid>/discard/",
        resolutions.discard,
        name="resolution_discard",
    ),
    path("resolutions/<uuid:uid>/annul/", resolutions.annul, name="resolution_annul"),
    path("resolutions/<uuid:uid>/rank/", resolutions.rank, name="resolution_rank"),
    path(
        "resolutions/<uuid:uid>/obligations/new/",
        obligations.new,
        name="obligation_new",
    ),
    path("obligations/", obligations.obligations, name="obligations"),
    path("obligations/<uuid:uid>/", obligations.obligation, name="obligation"),
    path(
        "obligations/<uuid:uid>/report/", obligations.report, name="obligation_report"
    ),
    path(
        "obligations/<uuid:uid>/proof/<int:pk>/",
        obligations.proof,
        name="obligation_proof",
    ),
    path("remarks/", remarks.remarks, name="remarks"),
    path("remarks/<int:pk>/", remarks.remark, name="remark"),
    path("remarks/<int:pk>/show/", remarks.show, name="remark_show"),
    path("remarks/<int:pk>/hide/", remarks.hide, name="remark_hide"),
]
