"""The programme's text as of a day, its versions, and what differs between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from bagana.programme.models import Chapter, ChapterVersion, Programme

# DOMAIN §4.2: the order in which programmes of Mongolian assemblies are written.
USUAL_TITLES = (
    "Үндэслэл, шаардлага, өнөөгийн байдал",
    "Зорилго, зорилт, хэрэгжүүлэх хугацаа, үе шат",
    "Зорилтын хүрээнд хэрэгжүүлэх үйл ажиллагаа",
    "Хүрэх үр дүн, шалгуур үзүүлэлт",
    "Санхүүжилт, эх үүсвэр",
    "Удирдлага, зохион байгуулалт",
    "Хяналт-шинжилгээ, үнэлгээ",
)
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class ChapterOn:
    """A chapter and the wording in force on the day asked for."""

    chapter: Chapter
    version: ChapterVersion


def text_on(programme: Programme, day: date) -> list[ChapterOn]:
    """Every chapter that has a wording in force on the day, in order; one query."""
    versions = ChapterVersion.objects.filter(
        chapter__programme=programme, valid_from__lte=day
    ).select_related("chapter", "act__body")
    newest: dict[int, ChapterOn] = {}
    for version in versions.order_by("chapter__number", "valid_from"):
        newest[version.chapter_id] = ChapterOn(version.chapter, version)
    return list(newest.values())


def chapter_on(chapter: Chapter, day: date) -> ChapterVersion | None:
    found = chapter.versions.filter(valid_from__lte=day).select_related("act__body")
    return found.order_by("-valid_from").first()


def versions_of(programme: Programme) -> QuerySet[ChapterVersion]:
    """All wordings, by chapter, newest first."""
    found = ChapterVersion.objects.filter(chapter__programme=programme)
    related = found.select_related("chapter", "act__body", "made_by")
    return related.order_by("chapter__number", "-valid_from")


def wordings_of(programme: Programme) -> list[tuple[Chapter, list[ChapterVersion]]]:
    """Every chapter with all its wordings, newest first."""
    found: dict[int, tuple[Chapter, list[ChapterVersion]]] = {}
    for version in versions_of(programme):
        found.setdefault(version.chapter_id, (version.chapter, []))[1].append(version)
    return list(found.values())


def missing_chapters(programme: Programme) -> list[tuple[int, str]]:
    """Numbers and usual titles of chapters that are not written yet."""
    written = set(programme.chapters.values_list("number", flat=True))
    usual = enumerate(USUAL_TITLES, start=1)
    found = [(number, title) for number, title in usual if number not in written]
    return found or [(max(written) + 1, "")]


def next_wording(programme: Programme, number: int) -> dict[str, Any]:
    """What the form begins with: the newest wording, or the usual title."""
    newest = versions_of(programme).filter(chapter__number=number).first()
    if newest is None:
        usual = USUAL_TITLES[number - 1] if 1 <= number <= len(USUAL_TITLES) else ""
        return {
            "title_mn": usual,
            "act": programme.act_id,
            "valid_from": programme.act.date,
        }
    names = ("title_mn", "title_en", "text_mn", "text_en", "text_mong")
    return {name: getattr(newest, name) for name in names}


def before(version: ChapterVersion) -> ChapterVersion | None:
    """The wording that this one replaced."""
    earlier = version.chapter.versions.filter(valid_from__lt=version.valid_from)
    return earlier.order_by("-valid_from").first()


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `kind` is same, del or ins."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Word by word; what was taken away stands before what came in its place."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return list(_pieces(matcher, before, after))


def _pieces(
    matcher: SequenceMatcher[str], before: list[str], after: list[str]
) -> Iterator[Piece]:
    for verb, i, j, k, m in matcher.get_opcodes():
        if verb == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if j > i:
            yield Piece("del", "".join(before[i:j]))
        if m > k:
            yield Piece("ins", "".join(after[k:m]))
