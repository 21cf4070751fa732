"""What every office page on a plan begins with, and how its forms are taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.programme.models import Measure, Programme
from bagana.programme.queries.planning import programmes_for
from bagana.web import form_pages
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs


def find_programme(request: HttpRequest, code: str) -> Programme:
    """The programme, if it is any work of the user's."""
    found = get_object_or_404(
        Programme.objects.select_related("unit", "act"), code=code
    )
    if not programmes_for(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def find_measure(request: HttpRequest, pk: int) -> Measure:
    measures = Measure.objects.select_related(
        "programme__unit", "objective", "phase", "office", "standing", "continues"
    )
    measure = get_object_or_404(measures, pk=pk)
    find_programme(request, measure.programme.code)
    return measure


def allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Энэ үйлдлийг хийх эрх танд алга."))


def plan_crumbs(programme: Programme) -> Crumbs:
    plan = reverse("programme:plan", args=[programme.code])
    return [(reverse("programme:index"), _("Хөтөлбөр")), (plan, _("Төлөвлөгөө"))]


def measure_crumbs(measure: Measure) -> Crumbs:
    page = reverse("programme:measure", args=[measure.pk])
    return [*plan_crumbs(measure.programme), (page, measure.number)]


def form_page(request: HttpRequest, form: forms.Form, **page: Any) -> HttpResponse:
    """The form page with what a plan adds to it: differences, a way to remove."""
    return form_pages.form_page(
        request, form, template="programme/plan_form.html", **page
    )
