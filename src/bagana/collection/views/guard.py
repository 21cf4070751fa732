"""What every page of collection begins with, and how its forms are taken."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.collection.models import Return, Round
from bagana.collection.queries import returns as queries
from bagana.collection.queries.rounds import names_of
from bagana.web.form_pages import Crumbs


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
