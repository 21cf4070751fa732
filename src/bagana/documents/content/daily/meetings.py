"""Before a meeting: the notice that is put up, the list on which people sign."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bagana.documents.blocks import (
    Block,
    Cell,
    Heading,
    KeyFigure,
    KeyFigures,
    Paper,
    Row,
    Table,
    Text,
)
from bagana.documents.content import cells
from bagana.documents.content.books.book import TO_WRITE
from bagana.documents.content.daily.form import (
    Office,
    local_day,
    minute,
    numbered,
    paper,
    signature,
)
from bagana.engines.mongolian import sort_key
from bagana.meetings.models import AgendaItem, Meeting, MeetingState
from bagana.meetings.queries.attendance import Line, attendance_content
from bagana.meetings.quorum import day_of
from bagana.registers.queries.households import is_fictional
from bagana.registers.showing import Showing
from bagana.web import words

BLANKS = 12
"""Lines for households that nobody has registered yet."""


def chair_post(meeting: Meeting) -> str:
    """The session's chair where the rule of the day elects one for each session."""
    if meeting.rule.chaired_by_session_chair:
        return _("Хуралдааны дарга")
    return _("Хурлын дарга")


def agenda_words(item: AgendaItem) -> str:
    told = _("илтгэгч: %(name)s") % {"name": item.presenter} if item.presenter else ""
    return f"{item.title} ({told})" if told else item.title


def meeting_notice(meeting: Meeting, address: str) -> Paper:
    """When, where, about what; put on the board and read on the phone."""
    office = Office(meeting.unit, local_day(meeting.starts_at))
    day, time = words.long_date(office.on), minute(meeting.starts_at)
    figures = KeyFigures(
        (
            KeyFigure(_("Хэзээ"), f"{words.short_date(office.on)}, {time}", day),
            KeyFigure(_("Хаана"), meeting.place),
        )
    )
    agenda = [agenda_words(item) for item in meeting.agenda.all()]
    blocks: list[Block] = [
        Text(_said(meeting, office), "lead"),
        figures,
        Heading(_("Хэлэлцэх асуудал")),
        numbered(agenda) if agenda else Text(_("Тогтоогоогүй байна.")),
        Text(_come(), "body"),
        Text(_("Материал, дараа нь шийдвэр: %(address)s") % {"address": address}),
    ]
    return paper(
        "meeting-notice",
        _("Хуралдааны зар"),
        office,
        blocks,
        issuer=meeting.body.name,
        subtitle=meeting.title,
        illustrative=meeting.is_illustrative,
        draft=_("НООРОГ") if meeting.state == MeetingState.DRAFT else "",
        signatures=(signature("", chair_post(meeting), meeting.chair_name),),
    )


def _said(meeting: Meeting, office: Office) -> str:
    kind = str(meeting.get_kind_display())
    asked = {"place": office.place, "kind": kind}
    return _("%(place)s: Иргэдийн Нийтийн Хурлын %(kind)s хуралдаан болно.") % asked


def _come() -> str:
    return _(
        "Өрх бүрээс төлөөлөл ирнэ үү. Ирж чадахгүй бол саналаа багийн Засаг даргад"
        " урьдчилан өгч болно."
    )


def attendance_list(meeting: Meeting) -> Paper:
    """Every household of the meeting's place with a line to sign, and blank lines."""
    office = Office(meeting.unit, local_day(meeting.starts_at))
    called = lines_called(meeting)
    rows = [*_lines(called), *_blanks()]
    columns = (
        cells.column("№", 0.45, "center"),
        cells.column(_("Өрх"), 0.8),
        cells.column(_("Өрхийн тэргүүн"), 1.9),
        cells.column(_("Ирсэн хүний нэр"), 1.9),
        cells.column(_("Хүйс"), 0.6),
        cells.column(_("Хүн"), 0.5),
        cells.column(_("Цаг"), 0.6),
        cells.column(_("Гарын үсэг"), 1.2),
    )
    return paper(
        "attendance-list",
        _("Хуралдааны ирцийн бүртгэл"),
        office,
        [
            Text(_how(meeting, len(called)), "note"),
            Table("attendance", "", columns, tuple(rows)),
        ],
        issuer=meeting.body.name,
        subtitle=_where(meeting, office),
        illustrative=meeting.is_illustrative,
        fictional=is_fictional(meeting.unit),
        layout="sheet",
        footer=_("Хувийн мэдээлэл агуулна: хариуцаж хадгална."),
        signatures=(
            signature(_("Ирцийг бүртгэсэн"), _("Хурлын нарийн бичгийн дарга")),
        ),
    )


def _where(meeting: Meeting, office: Office) -> str:
    day = words.long_date(office.on)
    return f"{office.whole}. {meeting.title}; {day}, {meeting.place}"


def lines_called(meeting: Meeting) -> list[Line]:
    """As the office reads the list of that day, in full; valley after valley."""
    lines = attendance_content(meeting, Showing(names=True))
    return sorted(lines, key=lambda line: (not line.section, sort_key(line.section)))


def _lines(lines: Iterable[Line]) -> Iterable[Row]:
    section: str | None = None
    for place, line in enumerate(lines, start=1):
        if line.section != section:
            section = line.section
            yield cells.group(line.section or _("Хэсэггүй"))
        told = [Cell(str(place)), Cell(line.number), Cell(line.head)]
        yield cells.row([*told, *_to_write(5)])


def _blanks() -> Iterable[Row]:
    yield cells.group(_("Жагсаалтад байхгүй өрх, иргэн"))
    for _line in range(BLANKS):
        yield cells.row(_to_write(8))


def _to_write(count: int) -> list[Cell]:
    return [TO_WRITE] * count


def _how(meeting: Meeting, homes: int) -> str:
    told = _(
        "%(day)s-ны байдлаар бүртгэлтэй %(count)s өрх. Өрх бүрээс нэг мөрөнд бичнэ;"
        " жагсаалтад байхгүй нь доорх хоосон мөрөнд бичнэ, ирцийн хувьд тооцохгүй."
    )
    return told % {"day": words.short_date(day_of(meeting)), "count": homes}
