"""The minutes of a meeting: who came, what was said, how each vote went."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from bagana.documents.blocks import (
    Block,
    Cell,
    Items,
    Paper,
    Row,
    Section,
    Signature,
    Table,
    Text,
)
from bagana.documents.content import cells, official
from bagana.documents.content.daily.form import (
    Office,
    local_day,
    minute,
    numbered,
    paper,
    signature,
)
from bagana.documents.content.daily.meetings import agenda_words, chair_post
from bagana.documents.content.frame import Counting
from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    MeetingState,
    Minute,
    MinuteKind,
    Presence,
)
from bagana.registers.models import Sex
from bagana.web import words


def minutes_paper(meeting: Meeting) -> Paper:
    """A draft until they are signed; corrections stand after what was signed."""
    office, count = Office(meeting.unit, local_day(meeting.starts_at)), Counting()
    entries = list(meeting.minutes.select_related("item"))
    agenda = list(_agenda(meeting))
    sections = [
        Section("", tuple(_opening(meeting, agenda, count))),
        *(
            _item_section(place, item, entries, count)
            for place, item in enumerate(agenda, start=1)
        ),
        *_rest(entries),
        *_corrections(entries),
    ]
    if meeting.sha256:
        told = _("Баталсан агуулгын хэш: %(hash)s") % {"hash": meeting.sha256}
        sections.append(Section("", (Text(told, "note"),)))
    return paper(
        "minutes",
        _("Хурлын тэмдэглэл"),
        office,
        sections,
        issuer=meeting.body.name,
        number=str(meeting.number or ""),
        subtitle=meeting.title,
        illustrative=meeting.is_illustrative,
        draft="" if meeting.state == MeetingState.SIGNED else _("НООРОГ"),
        footer=_("Хувийн мэдээлэл агуулж болно."),
        signatures=_signatures(meeting),
    )


def _agenda(meeting: Meeting) -> Iterable[AgendaItem]:
    return meeting.agenda.prefetch_related("ballots__options", "resolutions__act").all()


def _signatures(meeting: Meeting) -> tuple[Signature, ...]:
    return (
        signature("", chair_post(meeting), meeting.chair_name),
        signature(
            _("Тэмдэглэл хөтөлсөн"),
            _("Хурлын нарийн бичгийн дарга"),
            meeting.secretary_name,
        ),
    )


def _opening(
    meeting: Meeting, agenda: list[AgendaItem], count: Counting
) -> list[Block]:
    times = [one for one in (meeting.opened_at, meeting.closed_at) if one]
    hours = " – ".join(map(minute, times)) or minute(meeting.starts_at)
    where = _("%(place)s, %(hours)s цаг.") % {"place": meeting.place, "hours": hours}
    rule = _("Мөрдсөн дүрэм: %(law)s.") % {"law": meeting.rule.law.rstrip(".")}
    blocks: list[Block] = [Text(where), _attendance(meeting, count), Text(rule, "note")]
    if agenda:
        blocks += [
            Text(_("Хэлэлцэх асуудал:")),
            numbered([agenda_words(item) for item in agenda]),
        ]
    return blocks


def _attendance(meeting: Meeting, count: Counting) -> Table:
    """What was frozen at opening, and who came, the valleys' parts added up."""
    came = _came(meeting)
    shown: list[tuple[str, Cell]] = [
        (_("Бүртгэлтэй өрх, иргэн"), cells.number(meeting.registered)),
        (_("Хүчинтэй байх ирц"), cells.number(meeting.needed)),
        (_("Төлөөлөгдсөн"), cells.number(meeting.represented)),
        (_("Ирцийн хувь"), _share(meeting)),
        (_("Ирсэн эрэгтэй"), cells.count(came.get(Sex.MALE, 0))),
        (_("Ирсэн эмэгтэй"), cells.count(came.get(Sex.FEMALE, 0))),
    ]
    if came.get(""):
        shown.append((_("Хүйс тэмдэглээгүй"), cells.count(came[""])))
    return Table(
        "attendance",
        count.table(_("Ирц")),
        (cells.column(_("Үзүүлэлт"), 2), cells.figures(_("Тоо"))),
        tuple(cells.row([Cell(label), cell]) for label, cell in shown),
    )


def _came(meeting: Meeting) -> dict[str, int]:
    held = [meeting.pk, *meeting.parts.values_list("pk", flat=True)]
    rows = Presence.objects.filter(meeting__in=held).order_by()
    counted = rows.values("sex").annotate(n=Sum("people"))
    return {row["sex"]: row["n"] for row in counted}


def _share(meeting: Meeting) -> Cell:
    if not meeting.registered or meeting.represented is None:
        return cells.missing()
    return cells.percent(100 * meeting.represented / meeting.registered)


def _item_section(
    place: int, item: AgendaItem, entries: list[Minute], count: Counting
) -> Section:
    own = [one for one in entries if one.item_id == item.pk and _is_first(one)]
    blocks: list[Block] = [Text(line) for line in map(_line, own)]
    for ballot in item.ballots.all():
        blocks += _ballot(ballot, count)
    for row in item.resolutions.all():
        blocks.append(Text(_resolved(row)))
    if not blocks:
        blocks.append(Text(_("Тэмдэглэл алга."), "note"))
    return Section(official.chapter(place, item.title), tuple(blocks))


def _is_first(entry: Minute) -> bool:
    return entry.kind != MinuteKind.CORRECTION


def _line(entry: Minute) -> str:
    said = entry.private
    speaker, text = said.get("speaker", ""), said.get("text", "")
    kind = str(entry.get_kind_display())
    who = f"{speaker} ({kind})" if speaker else kind.capitalize()
    return f"{minute(entry.at)}  {who}: {text}"


def _ballot(ballot: Ballot, count: Counting) -> list[Block]:
    if ballot.closed_at is None:
        return [Text(_("Санал хураалт дуусаагүй: %(q)s") % {"q": ballot.question})]
    rows: list[Row] = [
        cells.row([Cell(_chosen(one)), cells.number(one.votes)])
        for one in ballot.options.all()
    ]
    others = (
        (_("Хүчингүй санал"), ballot.invalid),
        (_("Түдгэлзсэн"), ballot.abstained),
        (_("Санал өгөөгүй"), ballot.absent),
    )
    rows += [cells.row([Cell(label), cells.count(n)]) for label, n in others]
    whole = [Cell(_("Санал өгөх эрхтэй")), cells.number(ballot.present)]
    rows.append(cells.row(whole, "total"))
    kind = str(ballot.get_kind_display()).capitalize()
    title = _("%(kind)s санал хураалт: %(question)s") % {
        "kind": kind,
        "question": ballot.question,
    }
    columns = (cells.column(_("Сонголт"), 3), cells.figures(_("Санал")))
    table = Table(f"ballot-{ballot.pk}", count.table(title), columns, tuple(rows))
    blocks: list[Block] = [table, Text(_outcome(ballot))]
    if ballot.minority_view:
        told = _("Цөөнхийн санал: %(view)s") % {"view": ballot.minority_view}
        blocks.append(Text(told))
    return blocks


def _chosen(option: Any) -> str:
    label = str(option.label_mn)
    return f"{label} ({_('дэмжигдсэн')})" if option.is_chosen else label


def _outcome(ballot: Ballot) -> str:
    if ballot.passed is None:
        return _("Дүрэмд шаардах санал тодорхойгүй тул дүнг дүгнээгүй.")
    return _("Шийдвэр гарав.") if ballot.passed else _("Шийдвэр гарсангүй.")


def _resolved(row: Any) -> str:
    number = row.act.number if row.act else ""
    asked = {"number": number or official.BLANK, "title": row.title_mn}
    return _("Тогтоол № %(number)s: %(title)s") % asked


def _rest(entries: list[Minute]) -> list[Section]:
    """What was written under no item of the agenda."""
    own = [one for one in entries if one.item_id is None and _is_first(one)]
    if not own:
        return []
    return [Section(_("Бусад"), tuple(Text(_line(one)) for one in own))]


def _corrections(entries: list[Minute]) -> list[Section]:
    own = [one for one in entries if not _is_first(one)]
    if not own:
        return []
    lines = [f"{words.short_date(one.made_at)}, {_line(one)}" for one in own]
    return [Section(_("Баталсны дараах залруулга"), (Items(tuple(lines)),))]
