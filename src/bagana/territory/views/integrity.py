"""The page of the integrity checks: the same as `bagana check` says."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bagana.accounts.models import User
from bagana.territory.actions.mending import rebuild_ancestry
from bagana.territory.checks import all_checks, run_checks
from bagana.territory.views.guard import officers
from bagana.web.tables import Column, table_response, wanted_format

COLUMNS = [Column("name"), Column("code"), Column("message"), Column("mend")]


@officers
@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        rows = rebuild_ancestry(user=cast(User, request.user))
        said = _("Харьяаллын хүснэгтийг дахин байгууллаа: %(rows)s мөр.")
        messages.success(request, said % {"rows": rows})
        return redirect("territory:checks")
    findings = run_checks(request.on)  # type: ignore[attr-defined]
    format_ = wanted_format(request)
    if format_:
        return table_response(format_, "integrity-checks", COLUMNS, findings)
    groups = [
        (check, [one for one in findings if one.name == check.name])
        for check in all_checks()
    ]
    context = {"groups": groups, "count": len(findings)}
    return render(request, "territory/checks.html", context)
