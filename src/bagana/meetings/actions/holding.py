"""Hold a meeting: who came, opening, failing, closing.

The rule: docs/rules/quorum.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings.actions.standing import NAME_LENGTH, locked, moment, worded
from bagana.meetings.models import Ballot, Meeting, MeetingState, Presence
from bagana.meetings.quorum import (
    Quorum,
    day_of,
    open_on,
    presences_of,
    quorum_of,
    whole_of,
)
from bagana.people.models import Official
from bagana.privacy.sealing import seal
from bagana.registers.models import Household, Section, Sex
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import keep

COMING = (MeetingState.CONVENED, MeetingState.OPEN)
UNDECIDED = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN)
MOST_PEOPLE = 30


@dataclass(frozen=True, slots=True, repr=False)
class Came:
    """One line of the attendance list; without a household it is a visitor's."""

    household: Household | None = None
    name: str = ""
    sex: str = ""
    people: int = 1
    section: Section | None = None
    uid: UUID | None = None
    came_at: datetime | None = None


def record_presence(*, user: Any, meeting: Meeting, **told: Any) -> Presence:
    """One line: fields of `Came`. Sent twice under one `uid`, it stands once."""
    return record_presences(user=user, meeting=meeting, rows=[Came(**told)])[0]


@transaction.atomic
def record_presences(
    *, user: Any, meeting: Meeting, rows: Sequence[Came]
) -> list[Presence]:
    """Lines of the attendance list, all or none; a household is counted once."""
    row = locked(user, meeting, *COMING)
    known = _sent_before(row, rows)
    fresh = [one for one in rows if one.uid is None or one.uid not in known]
    _check_lines(row, fresh)
    made = [_line(row, one, user) for one in fresh]
    Presence.objects.bulk_create(made, batch_size=500)
    by_uid = known | {one.uid: one for one in made}
    left = iter(made)
    return [
        by_uid[one.uid] if one.uid in known and one.uid else next(left) for one in rows
    ]


def _sent_before(row: Meeting, rows: Sequence[Came]) -> dict[UUID, Presence]:
    uids = [one.uid for one in rows if one.uid is not None]
    known = {one.uid: one for one in Presence.objects.filter(uid__in=uids)}
    if any(one.meeting_id != row.pk for one in known.values()):
        raise Conflict(_("Энэ мөр өөр хуралдаанд бүртгэгдсэн байна."))
    return known


def _check_lines(row: Meeting, rows: Sequence[Came]) -> None:
    homes = [one.household.pk for one in rows if one.household is not None]
    if len(homes) != len(set(homes)):
        raise Refused(_("Нэг өрх хоёр удаа орсон байна."), field="household")
    eligible = set(open_on(row).filter(pk__in=homes).values_list("pk", flat=True))
    if len(eligible) != len(homes):
        raise Refused(
            _("Өрх хуралдааны өдөр энэ багт бүртгэлгүй байна."),
            _("Бүртгэлгүй иргэнийг нэрээр нь зочны мөрөнд бичнэ."),
            "household",
        )
    twice = presences_of(row).filter(household__in=homes)
    if twice.exists():
        raise Conflict(_("Энэ өрх энэ юм уу салбар хуралдаанд бүртгэгдсэн байна."))
    for one in rows:
        if one.household is None and not one.name.strip():
            raise Refused(_("Бүртгэлгүй иргэний нэрийг бичнэ үү."), field="name")
        if one.sex not in ("", *Sex.values):
            raise Refused(_("Ийм утга байхгүй."), field="sex")
        if not 1 <= one.people <= MOST_PEOPLE:
            raise Refused(
                _("Ирсэн хүн 1-ээс %(most)s байна.") % {"most": MOST_PEOPLE},
                field="people",
            )


def _line(row: Meeting, came: Came, user: Any) -> Presence:
    at = came.came_at or timezone.now()
    # By its key: the section itself would be read anew for each household of the list.
    own = came.household.section_id if came.household else None
    line = Presence(
        uid=came.uid or uuid4(),
        meeting=row,
        household=came.household,
        section_id=came.section.pk if came.section else own,
        sex=came.sex,
        people=came.people,
        came_at=at,
        made_by=user,
    )
    name = worded(came.name, "name", NAME_LENGTH, required=False)
    if name:
        line.sealed = seal({"name": name}, bind=line.bind)
    return line


@transaction.atomic
def remove_presence(*, user: Any, presence: Presence) -> None:
    """A line that was ticked by mistake, while the list is still taken."""
    locked(user, presence.meeting, *COMING)
    presence.delete()


@transaction.atomic
def open_meeting(
    *,
    user: Any,
    meeting: Meeting,
    chair: Official | None = None,
    chair_name: str = "",
    secretary_name: str = "",
    at: datetime | None = None,
) -> Meeting:
    """With its quorum; the households of that day and the number needed are kept."""
    row = locked(user, meeting, MeetingState.CONVENED)
    row.opened_at = moment(at)
    if timezone.localdate(row.opened_at) < day_of(row):
        raise Conflict(_("Хуралдааны өдөр болоогүй байна."))
    row.chair = chair
    row.chair_name = worded(
        chair_name or (chair.name if chair else ""), "chair_name", NAME_LENGTH
    )
    row.secretary_name = worded(
        secretary_name, "secretary_name", NAME_LENGTH, required=False
    )
    if row.parent is None:
        _keep_count(row, _with_quorum(row))
    else:
        row.registered = _of_section(row)
    row.state = MeetingState.OPEN
    keep(row, user=user, reason="opened")
    return row


def _with_quorum(row: Meeting) -> Quorum:
    found = quorum_of(row)
    if found.reached is False:
        raise Conflict(
            _("Ирц хүрэхгүй байна: дахин %(n)s өрх дутуу.") % {"n": found.lacking},
            _("Ирцээ гүйцээх, эсвэл ирц хүрээгүйгээр тэмдэглэнэ."),
        )
    return found


def _keep_count(row: Meeting, found: Quorum) -> None:
    row.registered, row.needed = found.registered, found.needed
    row.represented = found.represented


def _of_section(row: Meeting) -> int | None:
    """Households of the valley; the quorum is the whole meeting's."""
    if row.section_id is None:
        return None
    return open_on(row).filter(section=row.section_id).count()


@transaction.atomic
def fail_meeting(*, user: Any, meeting: Meeting, at: datetime | None = None) -> Meeting:
    """Too few came: the count of the day is kept, and a second one may be called."""
    row = locked(user, meeting, MeetingState.CONVENED)
    when = moment(at)
    if when < row.starts_at:
        raise Conflict(_("Хуралдаан эхлэх цаг болоогүй байна."))
    found = quorum_of(row)
    if row.parent is None:
        if found.reached is not False:
            raise Conflict(_("Ирц хүрсэн, эсвэл дүрэмд ирц заагаагүй байна."))
        _keep_count(row, found)
    row.state, row.closed_at = MeetingState.FAILED, when
    keep(row, user=user, reason="failed")
    return row


@transaction.atomic
def close_meeting(
    *, user: Any, meeting: Meeting, at: datetime | None = None
) -> Meeting:
    """All votes counted, all parts done; who was represented is final."""
    row = locked(user, meeting, MeetingState.OPEN)
    if Ballot.objects.filter(item__meeting=row, closed_at__isnull=True).exists():
        raise Conflict(
            _("Дуусаагүй санал хураалт байна."), _("Эхлээд санал хураалтыг хаана уу.")
        )
    if row.parts.filter(state__in=UNDECIDED).exists():
        raise Conflict(
            _("Дуусаагүй салбар хуралдаан байна."),
            _("Эхлээд салбар хуралдааныг хаах, эсвэл цуцална."),
        )
    row.closed_at = moment(at)
    if whole_of(row) is row:
        row.represented = quorum_of(row).represented
    else:
        row.represented = _own_count(row)
    row.state = MeetingState.CLOSED
    keep(row, user=user, reason="closed")
    return row


def _own_count(row: Meeting) -> int:
    came = row.presences.filter(household__isnull=False).count()
    return came if row.registered is None else min(came, row.registered)
