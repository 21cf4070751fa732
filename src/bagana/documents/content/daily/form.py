"""The form that papers of daily work share: letterhead, headline, seal, check."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.documents.blocks import Block, Check, Paper, Section, Signature, Text
from bagana.documents.content import official
from bagana.documents.content.frame import frame_words, language, marks
from bagana.engines import mongolian
from bagana.people.models import Appointment
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of
from bagana.web import words


@dataclass(frozen=True)
class Office:
    """A unit as its papers name it on a day."""

    unit: Unit
    on: date

    @property
    def place(self) -> str:
        return official.unit_name(self.unit, self.on)

    @property
    def above(self) -> list[str]:
        """«Сэлэнгэ аймаг», «Мандал сум»."""
        found = [one for one in ancestors_of(self.unit, self.on) if one.kind.level]
        return [official.unit_name(one.unit, self.on) for one in found]

    @property
    def whole(self) -> str:
        """«Сэлэнгэ аймгийн Мандал сумын 5-р баг, Түнхэл»."""
        if words.in_english():
            return ", ".join([self.place, *reversed(self.above)])
        return " ".join([*map(mongolian.genitive, self.above), self.place])

    @property
    def governor(self) -> str:
        return official.governor_of(self.whole)


def paper(
    code: str,
    title: str,
    office: Office,
    blocks: Sequence[Block | Section],
    *,
    issuer: str = "",
    number: str | None = None,
    **more: Any,
) -> Paper:
    """A paper with the letterhead of the unit; `number` None leaves the head line out.

    `blocks` are of one section, or are sections already.
    """
    whole = [one for one in blocks if isinstance(one, Section)]
    plain = tuple(one for one in blocks if not isinstance(one, Section))
    head = (
        official.headline(office.on, number, office.place) if number is not None else ()
    )
    illustrative = bool(more.pop("illustrative", False))
    said = marks(illustrative=illustrative)
    if more.pop("fictional", False):
        said = (*said, _("зохиомол өрх"))
    # A dense list says whose it is in its subtitle.
    is_list = more.get("layout", "paper") != "paper"
    return Paper(
        code=code,
        lang=language(),
        title=official.upper(title),
        issuer="" if is_list else official.upper(issuer or office.governor),
        words=frame_words(),
        dated=office.on,
        headline=head,
        marks=said,
        sections=(Section("", plain), *whole) if plain else tuple(whole),
        **more,
    )


def numbered(lines: Sequence[str]) -> Text:
    """«1. …» on a line of its own each."""
    return Text("\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)))


def seal_place() -> str:
    return _("Тамга, тэмдгийн газар")


def check_by(address: str, code: str) -> Check:
    """The address as a drawing to scan and as letters: nobody needs the phone."""
    import segno

    drawing = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(drawing, kind="svg", scale=4, border=2)
    return Check(
        drawing.getvalue(),
        _("Шалгах хаягийн QR код"),
        (
            _("Шалгах код: %(code)s") % {"code": code},
            _("Жинхэнэ эсэхийг шалгах: %(address)s") % {"address": address},
        ),
    )


def held_by(appointment: Appointment | None) -> str:
    """The name of who holds the post; "" leaves a blank to write on."""
    return appointment.official.name if appointment else ""


def signature(purpose: str, post: str, name: str = "") -> Signature:
    return Signature(purpose, post, name)


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
