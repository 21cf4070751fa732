"""The programme's text as of a day, its versions, and what a version changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from bagana.portal.views.pages import asked, reading_date
from bagana.portal.views.programme.frame import find_programme, programme_page
from bagana.programme.models import ChapterVersion
from bagana.programme.queries.text import Piece, difference, text_on, versions_of


@dataclass(frozen=True)
class Change:
    """A version beside the one before it; without one, the chapter was added."""

    version: ChapterVersion
    before: ChapterVersion | None
    title: list[Piece]
    text: list[Piece]


def programme_text(request: HttpRequest, code: str) -> HttpResponse:
    programme, on = find_programme(code), reading_date(request)
    versions = list(versions_of(programme))
    return programme_page(
        request,
        "text",
        programme,
        chapters=text_on(programme, on),
        versions=versions,
        days=sorted({version.valid_from for version in versions}, reverse=True),
        change=_change(versions, asked(request, "change")),
    )


def _change(versions: list[ChapterVersion], wanted: str) -> Change | None:
    version = next((v for v in versions if str(v.pk) == wanted), None)
    if version is None:
        return None
    earlier = [
        other
        for other in versions
        if other.chapter_id == version.chapter_id
        and other.valid_from < version.valid_from
    ]
    before = max(earlier, key=lambda other: other.valid_from, default=None)
    return Change(
        version,
        before,
        difference(before.title if before else "", version.title),
        difference(before.text if before else "", version.text),
    )
