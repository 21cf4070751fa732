"""What every page of collection begins with, and how its forms are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.collection.models import Return, Round
from bagana.collection.queries import returns as queries
from bagana.collection.queries.rounds import names_of
from bagana.web.errors import refusals_in

type Crumbs = list[tuple[str, str]]


def find_round(request: HttpRequest, code: str) -> Round:
    rounds = Round.objects.visible_to(request.user)
    return get_object_or_404(
        rounds.select_related("unit", "period", "census"), code=code
    )


def find_return(request: HttpRequest, code: str, unit: str) -> Return:
    """What is not visible answers as what does not exist."""
    found = queries.find_return(request.user, code, unit)
    if found is None:
        raise Http404
    return found


def bag_name(returned: Return) -> str:
    names = names_of([returned.unit_id], returned.round.period.end)
    return names.get(returned.unit_id, returned.unit.code)


def round_crumbs(round: Round) -> Crumbs:
    page = reverse("collection:round", args=[round.code])
    return [(reverse("collection:rounds"), _("Цуглуулалт")), (page, round.title)]


def return_crumbs(returned: Return) -> Crumbs:
    page = reverse("collection:return", args=[returned.round.code, returned.unit.code])
    return [*round_crumbs(returned.round), (page, bag_name(returned))]


def taken(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent and the action done; a refusal stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    with refusals_in(form):
        act()
    return form.is_valid()


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
    }
    status = 422 if form.errors else 200
    return render(request, "collection/form.html", context, status=status)
