"""The public page of a measure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bagana.portal.programme_wording import why
from bagana.portal.views.pages import reading_date
from bagana.portal.views.programme.frame import programme_page
from bagana.programme.queries.feedback import comments_of
from bagana.programme.queries.measure_page import (
    amendments_of,
    measure_page,
    public_measures,
)


def measure(request: HttpRequest, pk: int) -> HttpResponse:
    on = reading_date(request)
    found = get_object_or_404(public_measures(on), pk=pk)
    shown = measure_page(found, on=on, user=request.user)
    return programme_page(
        request,
        "measure",
        found.programme,
        measure=found,
        shown=shown,
        expected=found.expected.select_related("indicator"),
        why=why(shown),
        amendments=amendments_of(found, on),
        conversation=comments_of(found, request.user),
    )
