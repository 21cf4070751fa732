"""Prepare a meeting and call it: agenda, papers, notices.

The rules: docs/rules/quorum.md (which rule holds), docs/rules/meeting-roles.md.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.numbering import take_number
from bagana.meetings import rules
from bagana.meetings.actions.standing import bare, locked, moment, worded
from bagana.meetings.founding import body_of
from bagana.meetings.models import Channel, Meeting, MeetingState, Notice
from bagana.meetings.quorum import day_of, rule_on
from bagana.programme import evidence_files
from bagana.registers.models import Section
from bagana.territory.models import Unit
from bagana.territory.queries import find_version
from bagana.web import photographs
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import keep

BAG = 3
BEFORE = (MeetingState.DRAFT, MeetingState.CONVENED)
TOLD = (*BEFORE, MeetingState.OPEN)


@transaction.atomic
def prepare_meeting(
    *,
    user: Any,
    unit: Unit,
    kind: str,
    title_mn: str,
    starts_at: datetime,
    place: str,
    title_en: str = "",
    parent: Meeting | None = None,
    section: Section | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    is_illustrative: bool = False,
) -> Meeting:
    """A draft under the rule of its day; with `parent` a part for a far valley."""
    rules.can_hold.require(user, unit)
    day = timezone.localdate(starts_at)
    _check_bag(unit, day)
    if parent is not None:
        parent = locked(user, parent, *BEFORE)
        kind = parent.kind
    _check_part(unit, parent, section)
    row = Meeting(
        unit=unit,
        body=body_of(unit, day),
        parent=parent,
        section=section,
        kind=kind,
        rule=parent.rule if parent else rule_on(kind, day),
        year=day.year,
        title_mn=worded(title_mn, "title_mn", 200),
        title_en=worded(title_en, "title_en", 200, required=False),
        state=MeetingState.DRAFT,
        starts_at=starts_at,
        place=worded(place, "place", 200),
        longitude=longitude,
        latitude=latitude,
        is_illustrative=is_illustrative,
        made_by=user,
    )
    keep(row, user=user, reason="prepared")
    return row


def _check_bag(unit: Unit, day: date) -> None:
    version = find_version(unit.code, day)
    if version is None or version.kind.level != BAG:
        raise Refused(_("Иргэдийн Нийтийн Хурлыг баг хуралдуулна."), field="unit")


def _check_part(unit: Unit, parent: Meeting | None, section: Section | None) -> None:
    if section is not None and section.unit_id != unit.pk:
        raise Refused(_("Хэсэг өөр багийнх байна."), field="section")
    if parent is None:
        return
    if parent.unit_id != unit.pk or parent.parent_id is not None:
        raise Refused(
            _("Салбар хуралдаан нь өөрийн багийн нэгдсэн хуралдаанд харьяалагдана."),
            field="parent",
        )


@transaction.atomic
def change_meeting(
    *,
    user: Any,
    meeting: Meeting,
    title_mn: str,
    starts_at: datetime,
    place: str,
    title_en: str = "",
    section: Section | None = None,
) -> Meeting:
    """Before it is called; the rule goes with the day."""
    row = locked(user, meeting, MeetingState.DRAFT)
    day = timezone.localdate(starts_at)
    _check_bag(row.unit, day)
    _check_part(row.unit, row.parent, section)
    row.title_mn = worded(title_mn, "title_mn", 200)
    row.title_en = worded(title_en, "title_en", 200, required=False)
    row.place = worded(place, "place", 200)
    row.starts_at, row.year, row.section = starts_at, day.year, section
    row.rule = row.parent.rule if row.parent else rule_on(row.kind, day)
    keep(row, user=user, reason="changed")
    return row


@transaction.atomic
def convene(*, user: Any, meeting: Meeting, at: datetime | None = None) -> Meeting:
    """Make it known: it takes its number, and the public reads it from now on."""
    row = locked(user, meeting, MeetingState.DRAFT)
    row.convened_at = moment(at)
    if row.convened_at > row.starts_at:
        raise Refused(
            _("Болох цаг нь өнгөрсөн байна."), _("Өдөр, цагийг засна уу."), "starts_at"
        )
    if row.parent is None and not row.agenda.exists():
        raise Conflict(
            _("Хэлэлцэх асуудалгүй хуралдааныг зарлахгүй."),
            _("Дор хаяж нэг асуудал нэмнэ үү."),
        )
    if row.parent is not None and row.parent.state == MeetingState.DRAFT:
        raise Conflict(_("Эхлээд нэгдсэн хуралдааныг зарлана уу."))
    row.state = MeetingState.CONVENED
    if row.parent is None:
        row.number = _next_number(row)
    keep(row, user=user, reason="convened")
    return row


def _next_number(row: Meeting) -> int:
    """Past those of meetings that stand already, however they came in."""
    held = Meeting.objects.filter(unit=row.unit, year=row.year)
    last = held.aggregate(last=Max("number"))["last"] or 0
    while (number := take_number(f"meeting:{row.unit_id}", row.year)) <= last:
        continue
    return number


@transaction.atomic
def record_notice(
    *,
    user: Any,
    meeting: Meeting,
    channel: str,
    given_on: date,
    reached: int | None = None,
    note: str = "",
    proof: evidence_files.Upload | None = None,
) -> Notice:
    """That people were told; one that came too late is kept, and shown as late."""
    row = locked(user, meeting, MeetingState.CONVENED, MeetingState.OPEN)
    if channel not in Channel.values:
        raise Refused(_("Ийм хэлбэр байхгүй."), field="channel")
    if given_on > min(day_of(row), timezone.localdate()):
        raise Refused(
            _("Зар хуралдаанаас хойш юм уу ирээдүйд байна."),
            _("Огноог шалгана уу."),
            "given_on",
        )
    notice = Notice(
        meeting=row,
        channel=channel,
        given_on=given_on,
        reached=reached,
        note=worded(note, "note", 300, required=False),
        made_by=user,
    )
    if proof is not None:
        notice.proof = kept_file(proof)
    notice.save()
    return notice


def kept_file(file: evidence_files.Upload) -> ContentFile[bytes]:
    """Under a name of our own; a photo small and without what the camera wrote."""
    raw, kind = evidence_files.read(file)
    if kind in evidence_files.PHOTOS:
        raw, kind = photographs.read(raw).content, "jpg"
    return ContentFile(raw, name=f"{uuid4().hex}.{kind}")


@transaction.atomic
def cancel_meeting(*, user: Any, meeting: Meeting, why: str) -> Meeting:
    """It will not be held: why is told to those who were called."""
    row = locked(user, meeting, *BEFORE)
    row.cancelled_for = worded(bare(why), "why", 300)
    row.state = MeetingState.CANCELLED
    keep(row, user=user, reason="cancelled")
    for part in row.parts.filter(state__in=BEFORE):
        cancel_meeting(user=user, meeting=part, why=why)
    return row
