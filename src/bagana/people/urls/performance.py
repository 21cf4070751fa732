"""Addresses of performance in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.people.views import performance
from bagana.people.views import performance_deeds as deeds

ONE = "agreements/<uuid:uid>"
LINE = f"{ONE}/promises/<int:key>"
urlpatterns: list[URLPattern] = [
    path("performance/", performance.index, name="performance"),
    path("performance/criteria/", performance.criteria, name="criteria"),
    path("performance/criteria/new/", performance.criteria_new, name="criteria_new"),
    path("performance/lacking/", performance.lacking, name="agreements_lacking"),
    path("appointments/<uuid:uid>/agreement/", deeds.draft, name="agreement_draft"),
    path(f"{ONE}/", performance.agreement, name="agreement"),
    path(f"{ONE}/drop/", deeds.drop, name="agreement_drop"),
    path(f"{ONE}/promise/<int:position>/", deeds.promise, name="agreement_promise"),
    path(f"{LINE}/edit/", deeds.promise_edit, name="agreement_promise_edit"),
    path(f"{LINE}/drop/", deeds.promise_drop, name="agreement_promise_drop"),
    path(f"{ONE}/sign/", deeds.sign, name="agreement_sign"),
    path(f"{ONE}/assess/<int:position>/", deeds.assess, name="agreement_assess"),
    path(f"{ONE}/close/", deeds.close, name="agreement_close"),
    path(f"{ONE}/anew/", deeds.anew, name="agreement_anew"),
]
