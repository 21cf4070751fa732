"""The programme in open formats: an IATI activity file, a calendar to subscribe to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.portal.views.pages import asked, reading_date
from bagana.programme.calendar_feed import calendar
from bagana.programme.iati import Link, activity_file
from bagana.programme.models import Measure, Programme
from bagana.territory.models import Unit

# Page, title in both languages, category of IATI's list.
PAGES = (
    ("portal:board", "Хөтөлбөрийн самбар", "Programme board", "A12"),
    ("portal:programme_text", "Хөтөлбөрийн бичвэр", "Programme text", "A02"),
    ("portal:programme_money", "Хөтөлбөрийн мөнгө", "Money of the programme", "A05"),
    ("portal:programme_targets", "Зорилтот түвшин", "Targets", "A08"),
    ("documents:index", "Албан баримт, тайлан", "Official papers and reports", "A07"),
)


@require_safe
def iati(request: HttpRequest, code: str) -> HttpResponse:
    programme = _programme(code)
    content = activity_file(
        programme, on=reading_date(request), links=_links(request, programme)
    )
    return _answer(content, "application/xml", f"iati-{code}.xml")


def _programme(code: str) -> Programme:
    found = Programme.objects.select_related("unit")
    return get_object_or_404(found, code=code)


def _links(request: HttpRequest, programme: Programme) -> list[Link]:
    links = []
    for name, mn, en, category in PAGES:
        try:
            path = reverse(name, args=[programme.code])
        except NoReverseMatch:
            continue
        links.append(Link(request.build_absolute_uri(path), mn, en, category))
    return links


def _answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Its ETag is made of the content by the middleware."""
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": content_disposition_header(False, name),
    }
    kind = f"{media_type}; charset=utf-8"
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
def ics(request: HttpRequest, code: str) -> HttpResponse:
    """A calendar has no cookies: ?lang=en asks for English."""
    programme = _programme(code)
    wished = asked(request, "lang")
    language = wished if wished in ("mn", "en") else translation.get_language()
    with translation.override(language):
        content = calendar(
            programme,
            on=reading_date(request),
            address=lambda measure: _address(request, measure),
            office=_unit(request, "office"),
            unit=_unit(request, "unit"),
        )
    return _answer(content, "text/calendar", f"{code}.ics")


def _unit(request: HttpRequest, name: str) -> Unit | None:
    code = asked(request, name)[:20]
    if not code:
        return None
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("Ийм кодтой нэгж алга: %(code)s") % {"code": code})
    return found


def _address(request: HttpRequest, measure: Measure) -> str:
    return request.build_absolute_uri(reverse("portal:measure", args=[measure.pk]))
