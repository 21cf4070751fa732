"""Papers of daily work under one kind of address: who may have which, what is noted.

The rule: docs/rules/daily-papers.md. What the reader may not have answers as if it were
not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from bagana.casework.actions.references import is_untouched, note_printing
from bagana.casework.models import Reference
from bagana.casework.rules import can_serve
from bagana.casework.views.references import read_subjects
from bagana.documents.blocks import Paper
from bagana.documents.content.daily import (
    leaflet,
    meetings,
    minutes,
    officials,
    reference,
    resolutions,
    training,
)
from bagana.meetings.models import Meeting, Resolution
from bagana.meetings.queries.attendance import households_of
from bagana.meetings.queries.public import called
from bagana.meetings.queries.resolutions import resolutions_for, signed
from bagana.meetings.rules import can_hold
from bagana.people.models import (
    Agreement,
    Certificate,
    HandoverRecord,
    TrainingSession,
)
from bagana.people.queries.performance import agreements_for
from bagana.people.rules import can_staff, can_train, is_self
from bagana.privacy.reading import note_export, note_official, note_reading
from bagana.registers.rules import can_see_names
from bagana.territory.models import Unit

PDF: Final = ("pdf",)
WORD: Final = ("pdf", "docx")
MEETING: Final = ("unit", "body", "rule", "section")


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` of the address; `absolute` makes a path into a whole address."""

    key: str
    user: Any
    absolute: Callable[[str], str]

    @property
    def uid(self) -> UUID:
        try:
            return UUID(self.key)
        except ValueError as error:
            raise Http404 from error

    @property
    def today(self) -> date:
        return timezone.localdate()


@dataclass(frozen=True, slots=True)
class Daily:
    """One kind of paper.

    `find` gives the row that the reader may have, else raises Http404; `note` leaves
    the trace of a paper that names people.
    """

    find: Callable[[Asked], Any]
    gather: Callable[[Any, Asked], Paper | None]
    kinds: tuple[str, ...] = WORD
    is_public: bool = False
    note: Callable[[Any, Asked], None] | None = None


def _one(rows: Any, allowed: Callable[[Any], bool] = lambda _row: True) -> Any:
    row = rows.first()
    if row is None or not allowed(row):
        raise Http404
    return row


def _reference(asked: Asked) -> Reference:
    rows = Reference.objects.visible_to(asked.user).filter(uid=asked.uid)
    related = rows.select_related("kind", "unit", "household", "issuer__official")
    row: Reference = _one(related, lambda one: can_serve(asked.user, one.unit))
    if not is_untouched(row):
        raise Http404
    return row


def _reference_paper(row: Reference, asked: Asked) -> Paper:
    page = reverse("portal:verify", args=[row.code])
    return reference.reference_paper(row, asked.absolute(page))


def _note_reference(row: Reference, asked: Asked) -> None:
    note_printing(user=asked.user, reference=row)
    subjects = read_subjects(row.private)
    note_reading(user=asked.user, what="reference", unit=row.unit, subjects=subjects)
    note_export(user=asked.user, what="reference", unit=row.unit, rows=1)


def _meeting(asked: Asked) -> Meeting:
    """A meeting that was called is anybody's; a draft the office's."""
    rows = Meeting.objects.filter(uid=asked.uid).select_related(*MEETING)
    open_to_all = called().filter(uid=asked.uid).exists()
    row: Meeting = _one(rows, lambda one: open_to_all or can_hold(asked.user, one.unit))
    return row


def _notice_paper(row: Meeting, asked: Asked) -> Paper:
    page = reverse("portal:meeting", args=[row.uid])
    return meetings.meeting_notice(row, asked.absolute(page))


def _held_meeting(asked: Asked) -> Meeting:
    """Names of speakers stand in the minutes: only who holds the meeting has them."""
    rows = Meeting.objects.visible_to(asked.user).filter(uid=asked.uid)
    row: Meeting = _one(
        rows.select_related(*MEETING), lambda one: can_hold(asked.user, one.unit)
    )
    return row


def _note_minutes(row: Meeting, asked: Asked) -> None:
    count = row.minutes.count()
    note_export(user=asked.user, what="minutes", unit=row.unit, rows=count)


def _meeting_with_names(asked: Asked) -> Meeting:
    row = _held_meeting(asked)
    if not can_see_names(asked.user, row.unit):
        raise Http404
    return row


def _note_attendance(row: Meeting, asked: Asked) -> None:
    homes = households_of(row)
    heads = list(homes.exclude(head=None).values_list("head", flat=True))
    whole = row.parent_id is None or row.section_id is None
    note_reading(
        user=asked.user,
        what="attendance",
        unit=row.unit,
        subjects=() if whole else heads,
        whole_unit=whole,
    )
    note_export(user=asked.user, what="attendance", unit=row.unit, rows=homes.count())


def _resolution(asked: Asked) -> Resolution:
    """A signed one is anybody's; a draft the office's."""
    own = resolutions_for(asked.user).filter(uid=asked.uid)
    row = signed().filter(uid=asked.uid).first() or own.first()
    if row is None:
        raise Http404
    return row


def _unit(asked: Asked) -> Unit:
    row: Unit = _one(Unit.objects.filter(code=asked.key))
    return row


def _handover(asked: Asked) -> HandoverRecord:
    """The sum's, and of those two between whom the work goes."""
    rows = HandoverRecord.objects.filter(uid=asked.uid).select_related(
        "post__unit", "outgoing__official", "incoming__official"
    )
    row: HandoverRecord = _one(rows, lambda one: _may_hand_over(asked.user, one))
    return row


def _may_hand_over(user: Any, row: HandoverRecord) -> bool:
    sides = [row.outgoing, *filter(None, (row.incoming,))]
    own = any(is_self(user, one.official) for one in sides)
    return own or can_staff(user, row.post.unit)


def _certificate(asked: Asked) -> Certificate:
    rows = Certificate.objects.filter(enrolment__uid=asked.uid).select_related(
        "enrolment__official",
        "enrolment__course",
        "enrolment__unit",
        "enrolment__session__unit",
    )
    row: Certificate = _one(rows, lambda one: _may_certify(asked.user, one))
    return row


def _may_certify(user: Any, row: Certificate) -> bool:
    enrolment = row.enrolment
    return is_self(user, enrolment.official) or can_train(user, enrolment.unit)


def _certificate_paper(row: Certificate, asked: Asked) -> Paper:
    page = reverse("portal:certificate", args=[row.code])
    return training.certificate_paper(row, asked.absolute(page))


def _session(asked: Asked) -> TrainingSession:
    rows = TrainingSession.objects.visible_to(asked.user).filter(uid=asked.uid)
    row: TrainingSession = _one(
        rows.select_related("course", "unit"),
        lambda one: can_train(asked.user, one.unit),
    )
    return row


def _agreement(asked: Asked) -> Agreement:
    """Whose it is, and who staffs his unit: nobody else knows of it."""
    rows = agreements_for(asked.user).filter(uid=asked.uid)
    row: Agreement = _one(rows)
    return row


def _note_agreement(row: Agreement, asked: Asked) -> None:
    held = row.appointment
    if not is_self(asked.user, held.official):
        unit = held.post.unit
        note_official(user=asked.user, what="agreement", unit=unit)
        note_export(user=asked.user, what="agreement", unit=unit, rows=1)


def _leaflet_paper(row: Unit, asked: Asked) -> Paper | None:
    page = asked.absolute(reverse("portal:services"))
    return leaflet.leaflet(row, asked.today, page)


PAPERS: Final[Mapping[str, Daily]] = {
    "reference": Daily(_reference, _reference_paper, PDF, note=_note_reference),
    "meeting-notice": Daily(_meeting, _notice_paper, is_public=True),
    "attendance-list": Daily(
        _meeting_with_names,
        lambda row, _asked: meetings.attendance_list(row),
        PDF,
        note=_note_attendance,
    ),
    "minutes": Daily(
        _held_meeting,
        lambda row, _asked: minutes.minutes_paper(row),
        note=_note_minutes,
    ),
    "resolution": Daily(
        _resolution,
        lambda row, _asked: resolutions.resolution_paper(row),
        is_public=True,
    ),
    "obligations": Daily(
        _unit,
        lambda row, asked: resolutions.obligations_paper(row, asked.today),
        is_public=True,
    ),
    "handover": Daily(_handover, lambda row, _asked: officials.handover_paper(row)),
    "certificate": Daily(_certificate, _certificate_paper, PDF),
    "training-list": Daily(
        _session, lambda row, _asked: training.training_list(row), PDF
    ),
    "agreement": Daily(
        _agreement,
        lambda row, _asked: officials.agreement_paper(row),
        note=_note_agreement,
    ),
    "leaflet": Daily(_unit, _leaflet_paper, PDF, is_public=True),
}


def allowed(code: str, kind: str) -> Daily:
    """Raises Http404 for a paper or a kind of file that there is none of."""
    found = PAPERS.get(code)
    if found is None or kind not in found.kinds:
        raise Http404
    return found
