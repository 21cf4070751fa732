"""The list of a programme's papers, and the papers themselves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from bagana.documents import register_papers
from bagana.documents.blocks import Paper
from bagana.documents.content.books.book import Place
from bagana.documents.content.books.receipt import receipt as herders_receipt
from bagana.documents.content.redrawing import dossier
from bagana.documents.files import KINDS, LANGUAGES, TYPES, made
from bagana.documents.papers import (
    BAG,
    Wanted,
    may_read_drafts,
    offers,
    paper_of,
    sheet_offer,
)
from bagana.documents.selection_papers import Asked, selection_paper
from bagana.documents.word import TEMPLATE_NAME, template_bytes
from bagana.portal.queries import places
from bagana.portal.queries.versions import data_date
from bagana.portal.views.pages import asked, crumbs, reading_date
from bagana.portal.views.programme.frame import find_programme, place_of
from bagana.ranking.queries.public_selection import public_selections
from bagana.redistricting.queries.proposals import proposals_for
from bagana.registers.private import private_page
from bagana.registers.rules import can_see_names
from bagana.registers.views.guard import find_bag, find_household
from bagana.territory.queries import ancestors_of, find_version


@require_safe
def index(request: HttpRequest, code: str) -> HttpResponse:
    programme, on = find_programme(code), reading_date(request)
    place = place_of(request, programme)
    chosen = (
        find_version(asked(request, "unit"), on) if asked(request, "unit") else None
    )
    above = [] if place is None else [*ancestors_of(programme.unit, on), place]
    units = places.of_level(programme.unit, on, BAG)
    parents = places.parent_names(units, on)
    context = {
        "programme": programme,
        "crumbs": crumbs(request, above),
        "offers": offers(programme, user=request.user),
        "sheet": sheet_offer(chosen) if chosen else None,
        "chosen": chosen,
        "units": [(v, parents.get(v.parent_id or 0, "")) for v in units],
        "languages": LANGUAGES,
        "kinds": KINDS,
        "may_draft": may_read_drafts(programme, request.user),
        "data_date": data_date(),
    }
    return render(request, "documents/index.html", context)


@require_safe
def download(request: HttpRequest, code: str, paper: str, kind: str) -> HttpResponse:
    """A paper as a file, in the language asked for or else the reader's."""
    if kind not in TYPES:
        raise Http404
    wanted = Wanted(
        programme=find_programme(code),
        on=reading_date(request),
        user=request.user,
        phase=asked(request, "phase"),
        round=asked(request, "round"),
        unit=asked(request, "unit"),
    )
    about = wanted.round or wanted.unit or wanted.phase
    return paper_answer(
        request, lambda: paper_of(paper, wanted), kind, (code, paper, about)
    )


@require_safe
def selection(request: HttpRequest, code: str, paper: str, kind: str) -> HttpResponse:
    """A paper of a selection as a file."""
    if kind not in TYPES:
        raise Http404
    wanted = Asked(
        selection=get_object_or_404(public_selections(), code=code),
        user=request.user,
        address=request.build_absolute_uri(reverse("portal:selection", args=[code])),
        unit=asked(request, "unit"),
    )
    names = (code, paper, wanted.unit)
    return paper_answer(request, lambda: selection_paper(paper, wanted), kind, names)


@require_safe
def redrawing(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The dossier of a re-drawing: for all once published, before for its office."""
    if kind not in TYPES:
        raise Http404
    found = get_object_or_404(proposals_for(request.user), code=code)
    return paper_answer(request, lambda: dossier(found), kind, (code, "dossier"))


@require_safe
@private_page
def book(request: HttpRequest, unit: str, paper: str, kind: str) -> HttpResponse:
    """A book of a bag's register, or a blank form."""
    if kind not in register_papers.KINDS:
        raise Http404
    version = find_bag(request, unit)
    place = Place(version.unit, timezone.localdate())
    census = register_papers.census_asked(asked(request, "census"))
    wanted = register_papers.Asked(place, request.user, census)
    found = register_papers.allowed_book(paper, wanted)
    answer = paper_answer(request, lambda: found.gather(wanted), kind, (unit, paper))
    register_papers.note_book(found, wanted)
    return answer


@require_safe
@private_page
def receipt(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """What a herder takes away after the count."""
    if kind not in register_papers.KINDS:
        raise Http404
    household = find_household(request, uid)
    census = register_papers.census_asked(asked(request, "census"))
    if census is None or not can_see_names(request.user, household.unit):
        raise Http404
    names = (household.unit.code, "receipt", household.number)
    answer = paper_answer(
        request, lambda: herders_receipt(household, census), kind, names
    )
    register_papers.note_receipt(request.user, household)
    return answer


def paper_answer(
    request: HttpRequest,
    gather: Callable[[], Paper | None],
    kind: str,
    names: tuple[str, ...],
) -> HttpResponse:
    language = asked(request, "lang")
    if language not in LANGUAGES:
        language = translation.get_language() or LANGUAGES[0]
    with translation.override(language):
        found = gather()
        if found is None:
            raise Http404
        content = made(found, kind)
    name = "-".join(filter(None, (*names, found.lang)))
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Language"] = found.lang
    response.headers["Content-Disposition"] = content_disposition_header(
        True, f"{name}.{kind}"
    )
    return response


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The Word template in use, for an office that wants to change it."""
    content = template_bytes(settings.BAGANA_HOME)
    response = HttpResponse(content, content_type=TYPES["docx"])
    response.headers["Content-Disposition"] = content_disposition_header(
        True, TEMPLATE_NAME
    )
    return response
