"""The door to the programme's work: a tile for each programme."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bagana.programme import rules
from bagana.programme.queries import feedback, planning, standings


@login_required
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    programmes = list(planning.programmes_for(request.user))
    names = standings.names_of([one.unit_id for one in programmes], today)
    tiles = [
        {
            "programme": one,
            "unit": names.get(one.unit_id, one.unit.code),
            "may_plan": rules.can_plan(request.user, one),
            "may_moderate": feedback.may_moderate_in(request.user, one),
            "may_evaluate": rules.can_evaluate(request.user, one),
        }
        for one in programmes
    ]
    context = {"tiles": tiles, "may_found": planning.founds_any(request.user)}
    return render(request, "programme/index.html", context)
