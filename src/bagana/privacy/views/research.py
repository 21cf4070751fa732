"""Drawing an anonymised extract: HTTP only."""

from __future__ import annotations

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from bagana.accounts.roles import assignments
from bagana.privacy.forms import ResearchForm
from bagana.privacy.queries.readings import unit_of
from bagana.privacy.research import Report, draw_extract, extracts, preview
from bagana.privacy.rules import RESEARCHERS
from bagana.privacy.views.guard import crumbs, office_page
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.form_pages import taken


@office_page
def extract(request: HttpRequest) -> HttpResponse:
    """The form; a POST shows what would be given, a second one gives it."""
    roots = [one for one in assignments(request.user) if one.role in RESEARCHERS]
    if not roots:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    form = ResearchForm(
        request.POST or None,
        initial={"unit": roots[0].unit.code},
        kinds=[(one.code, one.title) for one in extracts()],
    )
    made: list[HttpResponse | Report] = []
    taken(request, form, lambda: made.append(_made(request, form)))
    if made and isinstance(made[0], HttpResponse):
        return made[0]
    context = {
        "form": form,
        "report": made[0] if made else None,
        "crumbs": crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/extract.html", context, status=status)


def _made(request: HttpRequest, form: ResearchForm) -> HttpResponse | Report:
    told = form.cleaned_data
    unit = unit_of(told["unit"])
    if unit is None:
        raise Refused(_("Ийм кодтой нэгж алга."), field="unit")
    asked = {"unit": unit, "what": told["what"], "least": told["least"]}
    if request.POST.get("do") != "draw":
        return preview(user=request.user, **asked)
    rng = np.random.default_rng()
    content, _export = draw_extract(
        user=request.user, reason=told["reason"], rng=rng, **asked
    )
    response = HttpResponse(content, content_type="application/zip")
    name = f"research-{told['what']}-{unit.code}-{timezone.localdate()}.zip"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
