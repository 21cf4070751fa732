"""The door to the ranking's work: methods, runs, selections, what waits."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bagana.programme.queries.standings import names_of
from bagana.ranking import rules
from bagana.ranking.queries import frameworks as queries
from bagana.ranking.queries import index as index_queries
from bagana.ranking.queries.office_runs import versions_for


@login_required
def index(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    found = list(queries.frameworks_for(user))
    names = names_of([one.unit_id for one in found], today)
    tiles = [
        {
            "framework": one,
            "unit": names.get(one.unit_id, one.unit.code),
            "versions": list(one.versions.all()),
            "may_edit": rules.can_edit(user, one),
        }
        for one in found
    ]
    context = {
        "tiles": tiles,
        "may_make": queries.makes_any(user),
        "may_run": versions_for(user).exists(),
        "runs": index_queries.newest_runs(user),
        "selections": index_queries.selections_for(user),
        "waiting": index_queries.waiting_for(user, today),
    }
    return render(request, "ranking/index.html", context)
