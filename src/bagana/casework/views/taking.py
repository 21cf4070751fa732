"""A request entered at the desk: told by phone, in person, or on a round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.actions.steps import SUM_LEVEL
from bagana.casework.actions.taking import LATEST_DAYS, take_request
from bagana.casework.forms.requests import TakeForm
from bagana.casework.models import MobileRound, Request
from bagana.casework.queries.services import offered_in, version_of
from bagana.casework.views.guard import find_place, unit_crumbs
from bagana.registers.models import Household
from bagana.registers.private import private_page
from bagana.territory.models import UnitVersion
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.form_pages import form_page, taken


@private_page
def take(request: HttpRequest, code: str) -> HttpResponse:
    version, today = find_place(request, code), timezone.localdate()
    if version.kind.level < SUM_LEVEL:
        raise Http404
    if not rules.can_serve(request.user, version.unit):
        raise PermissionDenied(_("Энэ багийн хүсэлтийг бүртгэх эрх танд алга."))
    rounds = MobileRound.objects.filter(
        starts_on__gte=today - timedelta(days=2 * LATEST_DAYS), starts_on__lte=today
    ).visible_to(request.user)
    form = TakeForm(
        request.POST or None,
        versions=offered_in(version.unit, today),
        rounds=rounds,
        initial={"taken_on": today, "channel": "desk"},
    )
    made: list[tuple[Request, str]] = []

    def act() -> Any:
        made.append(_take(request, version, form))

    if taken(request, form, act):
        row, tracking = made[0]
        context = {"row": row, "code": tracking, "crumbs": unit_crumbs(version)}
        return render(request, "casework/taken.html", context)
    return form_page(
        request,
        form,
        title=_("Хүсэлт бүртгэх"),
        button=_("Бүртгэх"),
        back=reverse("casework:requests", args=[code]),
        crumbs=unit_crumbs(version),
        lead=version.name,
    )


def _take(
    request: HttpRequest, version: UnitVersion, form: TakeForm
) -> tuple[Request, str]:
    told = form.cleaned_data
    return take_request(
        user=request.user,
        unit=version.unit,
        version=version_of(told["version"].service.code, told["taken_on"])
        or told["version"],
        channel=told["channel"],
        taken_on=told["taken_on"],
        private=form.private(),
        household=_household(version, told["household"].strip()),
        distance_km=told["distance_km"],
        mobile_round=told["mobile_round"],
        why_late=told["why_late"],
    )


def _household(version: UnitVersion, number: str) -> Household | None:
    if not number:
        return None
    rows = Household.objects.filter(unit=version.unit, number=number, closed_on=None)
    found = rows.first()
    if found is None:
        raise Refused(
            _("Ийм дугаартай өрх багийн бүртгэлд алга."),
            _("Дугаарыг шалгах эсвэл хоосон үлдээнэ үү."),
            "household",
        )
    return found
