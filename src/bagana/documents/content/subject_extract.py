"""What is kept of a person, and who saw it: the extract that the person gets."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.documents.blocks import Block, Cell, Paper, Section, Signature, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.frame import Counting, frame_words, language, source
from bagana.privacy.models import SubjectRequest
from bagana.privacy.queries.readings import (
    Look,
    exports_of_person,
    looks_at_person,
)
from bagana.privacy.queries.requests import kept_of


def subject_extract(request: SubjectRequest, on: date) -> Paper:
    """As of the day on which it is printed; the printing itself stands in it."""
    place = official.unit_name(request.unit, on)
    count = Counting()
    chapters: list[tuple[str, list[Block]]] = [
        (_("Таны талаар хадгалж буй мэдээлэл"), _kept(request, count, on)),
        (_("Хэн үзсэн"), _seen(looks_at_person(request.subject), count, on)),
        (_("Хэн файл болгон авсан"), _taken(request.subject, count, on)),
        (_("Таны эрх"), [Text(_rights())]),
    ]
    return Paper(
        code="subject",
        lang=language(),
        title=official.upper(_("Хувийн мэдээллийн лавлагаа")),
        issuer=official.upper(official.office_of(place)),
        words=frame_words(),
        dated=on,
        headline=official.headline(on, str(request.pk), place),
        footer=_("Хүсэлт № %(number)s") % {"number": request.pk},
        sections=tuple(
            Section(official.chapter(number, title), tuple(blocks))
            for number, (title, blocks) in enumerate(chapters, start=1)
        ),
        signatures=(Signature(_("Лавлагаа олгосон"), official.governor_of(place)),),
    )


def _kept(request: SubjectRequest, count: Counting, on: date) -> list[Block]:
    tables: list[Block] = [
        Table(
            key=f"kept{number}",
            title=count.table(title),
            columns=(
                cells.column(_("Мэдээлэл"), 1.2),
                cells.column(_("Утга"), 2.4),
            ),
            rows=tuple(
                cells.row([cells.text(label), cells.known(value)])
                for label, value in lines
            ),
            notes=(source(on, _("Багана, хүн ам өрхийн статистик бүртгэл")),),
        )
        for number, (title, lines) in enumerate(kept_of(request.subject), start=1)
    ]
    note = _("Энэ бүртгэл статистикийн бүртгэл бөгөөд иргэний улсын бүртгэл биш.")
    return [*tables, Text(note, "note")]


def _seen(found: list[Look], count: Counting, on: date) -> list[Block]:
    if not found:
        return [Text(_("Үзсэн бичлэг алга."))]
    explained = _(
        "Нэг хүн нэг төрлийн хуудсыг арван минутын дотор дахин үзсэнийг нэг гэж"
        " тооцсон. «Бүх бүртгэл»: багийн бүртгэлийг бүхэлд нь үзсэн."
    )
    return [
        Text(explained, "note"),
        Table(
            key="seen",
            title=count.table(_("Таны мэдээллийг үзсэн нь")),
            columns=(
                cells.column(_("Хэзээ"), 1.1),
                cells.column(_("Хэн, ямар эрхээр"), 2),
                cells.column(_("Юуг"), 1.6),
                cells.column(_("Шалтгаан"), 1.6),
            ),
            rows=tuple(cells.row(_seen_row(look)) for look in found),
            notes=(source(on, _("Багана, үзсэн бүртгэл")),),
        ),
    ]


def _minute(look: Look) -> str:
    return f"{timezone.localtime(look.at):%Y-%m-%d %H:%M}"


def _seen_row(look: Look) -> list[Cell]:
    marks = [
        _("бүх бүртгэл") if look.whole_unit else "",
        _("дугаарыг бүтэн") if look.unmasked else "",
    ]
    what = ", ".join(filter(None, (look.what, *marks)))
    return [
        cells.text(_minute(look)),
        cells.text(f"{look.who}, {look.capacity}"),
        cells.text(what),
        cells.text(look.reason or "–"),
    ]


def _taken(person_id: int, count: Counting, on: date) -> list[Block]:
    found = exports_of_person(person_id)
    if not found:
        return [Text(_("Таны бүртгэлтэй байсан хугацаанд файл авсан бичлэг алга."))]
    rows = [
        cells.row(
            [
                cells.text(_minute(look)),
                cells.text(f"{look.who}, {look.capacity}"),
                cells.text(look.what),
                cells.count(look.count),
            ]
        )
        for look in found
    ]
    return [
        Table(
            key="taken",
            title=count.table(_("Таны бүртгэлтэй багийн мэдээллээс авсан файл")),
            columns=(
                cells.column(_("Хэзээ"), 1.1),
                cells.column(_("Хэн, ямар эрхээр"), 2),
                cells.column(_("Юуг"), 1.8),
                cells.figures(_("Мөр"), 0.6),
            ),
            rows=tuple(rows),
            notes=(source(on, _("Багана, авсан файлын бүртгэл")),),
        )
    ]


def _rights() -> str:
    return _(
        "Буруу мэдээллийг засуулах, жагсаалт, хайлтад гаргахгүй байлгах, устгуулах"
        " хүсэлтийг багийн Засаг даргад гаргана. Хууль хадгалахыг шаардах хугацаанд"
        " устгахаас үндэслэлтэй татгалзаж болно."
    )
