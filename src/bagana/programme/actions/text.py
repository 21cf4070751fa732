"""The programme's text: amended chapter by chapter, each time under an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme.actions.keeping import needed, planner_only
from bagana.programme.models import Chapter, ChapterVersion, Programme
from bagana.web.errors import Conflict, Refused

MOST_CHAPTERS = 50


@transaction.atomic
def amend_chapter(
    *,
    user: Any,
    programme: Programme,
    number: int,
    act: Act,
    valid_from: date,
    title_mn: str,
    text_mn: str,
    title_en: str = "",
    text_en: str = "",
    text_mong: str = "",
    is_illustrative: bool = False,
) -> ChapterVersion:
    """A new wording of a chapter from a day on; the first wording makes the chapter.

    Wordings only ever follow one another: what was in force on a past day can never
    read differently later. The traditional script is what a person wrote; nothing is
    converted.
    """
    planner_only(user, programme)
    if not 1 <= number <= MOST_CHAPTERS:
        raise Refused(
            _("Бүлгийн дугаар 1-ээс 50 хүртэл байна."),
            _("Дугаараа шалгана уу."),
            "number",
        )
    title = needed(title_mn, "title_mn", _("Гарчиг хоосон байна."))
    text = needed(text_mn, "text_mn", _("Бичвэр хоосон байна."))
    chapter, _new = Chapter.objects.get_or_create(programme=programme, number=number)
    _check_day(chapter, act, valid_from)
    version = ChapterVersion(
        chapter=chapter,
        act=act,
        valid_from=valid_from,
        title_mn=title,
        title_en=title_en.strip(),
        text_mn=text,
        text_en=text_en.strip(),
        text_mong=text_mong.strip(),
        is_illustrative=is_illustrative,
        made_by=user,
    )
    _check_difference(chapter, version)
    version.save()
    return version


def _check_day(chapter: Chapter, act: Act, valid_from: date) -> None:
    if valid_from < act.date:
        raise Refused(
            _("Өөрчлөлт шийдвэр гарахаас өмнө хүчинтэй болохгүй."),
            _("%(day)s буюу түүнээс хойших өдөр бичнэ үү.") % {"day": act.date},
            "valid_from",
        )
    newest = chapter.versions.order_by("-valid_from").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise Conflict(
            _("Энэ бүлгийн %(day)s өдрийн хувилбар байна.")
            % {"day": newest.valid_from},
            _("Түүнээс хойших өдөр бичнэ үү: өнгөрсөн өдрийн бичвэр өөрчлөгдөхгүй."),
            "valid_from",
        )


COMPARED = ("title_mn", "title_en", "text_mn", "text_en", "text_mong")


def _check_difference(chapter: Chapter, version: ChapterVersion) -> None:
    newest = chapter.versions.order_by("-valid_from").first()
    if newest is None:
        return
    if all(getattr(newest, name) == getattr(version, name) for name in COMPARED):
        raise Refused(
            _("Бичвэр өмнөхөөсөө өөрчлөгдөөгүй байна."),
            _("Өөрчлөх хэсгээ засаад хадгална уу."),
            "text_mn",
        )
