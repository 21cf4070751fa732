"""The programme, changes and publications, methods, glossary, and the office."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from bagana.background.queries import has_any as has_any_work
from bagana.background.queries import unfinished_count as unfinished_work
from bagana.collection.queries.worklist import waiting_for as collection_waiting
from bagana.engines.mongolian import sort_key
from bagana.portal.chain import functions
from bagana.portal.glossary import terms
from bagana.portal.queries import office as waiting
from bagana.portal.queries import places
from bagana.portal.queries.about import (
    bags_by_location,
    newest,
    programme_act,
    publications,
    unit_changes,
)
from bagana.portal.queries.meetings_waiting import meetings_waiting
from bagana.portal.queries.people_waiting import people_waiting
from bagana.portal.queries.staff_waiting import staff_waiting
from bagana.portal.views.pages import asked, page, reading_date
from bagana.privacy.datasets import datasets
from bagana.privacy.impact import ASSESSED_ON, RISKS
from bagana.privacy.terms import term_on
from bagana.programme.queries.feedback import waiting_for
from bagana.ranking.queries.index import waiting_for as ranking_waiting
from bagana.redistricting.queries.enactment import waiting_handovers
from bagana.redistricting.queries.proposals import waiting_for as proposals_waiting
from bagana.redistricting.views.proposals_guard import page_of
from bagana.territory.queries import counts_by_level


def programme(request: HttpRequest) -> HttpResponse:
    home = places.home_version(reading_date(request))
    act = programme_act(home.unit) if home else None
    day = act.date if act else reading_date(request)
    counts = counts_by_level(home.unit, day) if home else {}
    types, tosgon = bags_by_location(home.unit, day) if home else ([], 0)
    return page(
        request,
        "programme",
        home=home,
        act=act,
        day=day,
        counts=counts,
        types=types,
        tosgon=tosgon,
    )


def privacy(request: HttpRequest) -> HttpResponse:
    """Which data of people are kept, why, how long; the assessment of impact."""
    return page(
        request,
        "privacy",
        datasets=datasets(),
        risks=RISKS,
        assessed_on=ASSESSED_ON,
        term=term_on(timezone.localdate()),
    )


def changes(request: HttpRequest) -> HttpResponse:
    pages = Paginator(unit_changes(), 30)
    return page(
        request,
        "changes",
        changes=pages.get_page(request.GET.get("page")),
        publications=publications()[:30],
    )


def methods(request: HttpRequest) -> HttpResponse:
    return page(request, "methods", functions=functions())


def contact(request: HttpRequest) -> HttpResponse:
    return page(request, "contact")


def glossary(request: HttpRequest) -> HttpResponse:
    text = asked(request, "find").lower()
    found = [t for t in terms() if text in f"{t.term_mn} {t.term_en}".lower()]
    if get_language() == "en":
        found.sort(key=lambda term: term.term_en.lower())
    else:
        found.sort(key=lambda term: sort_key(term.term_mn))
    return page(request, "glossary", terms=found, text=text)


@login_required
def office(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    return page(
        request,
        "office",
        roles=waiting.roles_of(user),
        drafts=waiting.drafts_waiting(user),
        imports=waiting.imports_waiting(user),
        comments=waiting_for(user),
        reports=waiting.reports_waiting(user),
        collection=[
            *collection_waiting(user, today),
            *people_waiting(user, today),
            *meetings_waiting(user, today),
            *staff_waiting(user, today),
        ],
        ranking=ranking_waiting(user, today),
        handovers=waiting_handovers(user),
        proposals=[
            (one, page_of(one.proposal, one.page)) for one in proposals_waiting(user)
        ],
        may_publish=waiting.may_publish(user),
        may_enter=waiting.may_enter(user),
        works=has_any_work(user),
        works_unfinished=unfinished_work(user),
        news=newest(4),
    )
