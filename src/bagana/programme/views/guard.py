"""What every office page on a plan begins with, and how its forms are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.programme.models import Measure, Programme
from bagana.programme.queries.planning import programmes_for
from bagana.web.errors import PermissionDenied, refusals_in

type Crumbs = list[tuple[str, str]]


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


def taken(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent and the action done; a refusal stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    with refusals_in(form):
        act()
    return form.is_valid()


def plan_crumbs(programme: Programme) -> Crumbs:
    plan = reverse("programme:plan", args=[programme.code])
    return [(reverse("programme:index"), _("Хөтөлбөр")), (plan, _("Төлөвлөгөө"))]


def measure_crumbs(measure: Measure) -> Crumbs:
    page = reverse("programme:measure", args=[measure.pk])
    return [*plan_crumbs(measure.programme), (page, measure.number)]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    crumbs: Crumbs,
    lead: str = "",
    danger: bool = False,
    **more: Any,
) -> HttpResponse:
    """One form on a page of its own; 422 where it was sent and not taken."""
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "crumbs": crumbs,
        "lead": lead,
        "danger": danger,
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, "programme/plan_form.html", context, status=status)
