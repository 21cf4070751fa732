"""Citizens' proposals in public: what was proposed, and what became of it."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from bagana.portal.queries import places
from bagana.portal.views.pages import asked, crumbs, page, reading_date
from bagana.programme.actions import proposals as actions
from bagana.programme.forms.proposals import ProposeForm
from bagana.programme.queries.proposals import (
    BAG,
    Told,
    Year,
    years_by_bag,
    years_of_proposals,
)
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, below, nearest_version
from bagana.web.errors import refusals_in
from bagana.web.tables import Column, table_response, wanted_format

SESSION_KEY = "proposals_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3


def proposals(request: HttpRequest) -> HttpResponse:
    version = _place(request)
    if version is None:
        return page(request, "home_empty")
    # The same for every reader: what nobody has taken up yet is only counted.
    years = years_of_proposals(version.unit, None)
    year = _year(asked(request, "year"), years)
    bags = below(version.unit, reading_date(request), BAG).order_by("unit__code")
    found = [one for one in years_by_bag(list(bags), year, None) if one.rows]
    if chosen := wanted_format(request):
        name = f"bagana-proposals-{version.unit.code}-{year}"
        return table_response(chosen, name, _columns(), _flat(found))
    return page(
        request,
        "programme/proposals",
        version=version,
        crumbs=crumbs(request, ancestors_of(version.unit, reading_date(request))),
        is_bag=version.kind.level == BAG,
        years=years,
        year=year,
        found=found,
        lists=found if version.kind.level > 1 else [],
        total=sum(len(one.standing) for one in found),
        approved=sum(
            1 for one in found for told in one.standing if told.outcome == "approved"
        ),
        money=sum((one.approved for one in found), start=Decimal(0)),
    )


def _place(request: HttpRequest) -> UnitVersion | None:
    code = asked(request, "unit")
    if not code:
        return places.home_version(reading_date(request))
    found = nearest_version(code, reading_date(request))
    if found is None:
        raise Http404
    return found


def _year(text: str, years: list[int]) -> int:
    if text.isdecimal() and len(text) == 4:
        return int(text)
    return years[0] if years else timezone.localdate().year + 1


def _flat(found: list[Year]) -> list[tuple[Year, Told]]:
    return [(one, told) for one in found for told in one.rows]


def _columns() -> list[Column]:
    def of(name: str) -> Any:
        return lambda row: getattr(row[1].proposal, name)

    return [
        Column("unit", gettext("Код"), lambda row: row[0].unit.unit.code),
        Column("name", gettext("Баг"), lambda row: row[0].unit.name, 24),
        Column("year", gettext("Төсвийн он"), lambda row: row[0].year),
        Column("rank", gettext("Эрэмбэ"), of("rank")),
        Column("title", gettext("Санал"), of("title"), 50),
        Column("supporters", gettext("Дэмжсэн өрх"), lambda row: row[1].supporters),
        Column("cost", gettext("Өртөг, ₮"), of("cost"), 18),
        Column(
            "state",
            gettext("Юу болсон"),
            lambda row: row[1].proposal.get_state_display(),
            20,
        ),
        Column("outcome", gettext("Хурлын шийдвэр"), lambda row: row[1].outcome),
        Column(
            "illustrative",
            gettext("Жишээ"),
            lambda r: int(r[1].proposal.is_illustrative),
        ),
    ]


def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The public form of a bag: nobody signs in, no name is asked."""
    today = timezone.localdate()
    version = nearest_version(code, today)
    if version is None or version.kind.level != BAG:
        raise Http404
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            _take_in(request, version, form)
        if form.is_valid():
            messages.success(
                request,
                gettext(
                    "Баярлалаа. Саналыг багийн хурал хэлэлцэж эрэмбэлсний дараа энд"
                    " харагдана. Таны холбогдох мэдээллийг хадгалаагүй."
                ),
            )
            return redirect(f"{reverse('portal:proposals')}?unit={code}")
    return page(
        request,
        "programme/proposal_form",
        form=form,
        version=version,
        year=today.year + 1,
        crumbs=crumbs(request, [*ancestors_of(version.unit, today), version]),
    )


def _take_in(request: HttpRequest, version: UnitVersion, form: ProposeForm) -> None:
    if form.is_from_a_machine:
        return  # thanked like anyone, and dropped
    since = time.time() - SESSION_SECONDS
    sent = [at for at in request.session.get(SESSION_KEY, []) if at > since]
    if len(sent) >= MOST_IN_SESSION:
        raise actions.too_many()
    today = timezone.localdate()
    actions.receive_proposal(
        unit=version.unit,
        year=today.year + 1,
        title=form.cleaned_data["title"],
        text=form.cleaned_data["text"],
        received_on=today,
    )
    request.session[SESSION_KEY] = [*sent, time.time()]
