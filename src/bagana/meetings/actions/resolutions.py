"""Decisions of a meeting: drafted, signed with a number, annulled; never edited after.

The rule: docs/rules/resolutions.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act, ActKind
from bagana.acts.numbering import take_number
from bagana.meetings import rules
from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    ItemKind,
    MeetingState,
    ObligationState,
    ObligationStep,
    Resolution,
)
from bagana.meetings.wording import basis_of, text_of
from bagana.programme.actions.proposals import rank_proposals
from bagana.programme.models import Proposal
from bagana.territory.models import UnitAncestry
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

DRAFTED_IN = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.SIGNED)
SIGNED_IN = (MeetingState.CLOSED, MeetingState.SIGNED)
TITLE_LENGTH, TEXT_LENGTH = 300, 20_000


@transaction.atomic
def draft_resolution(
    *,
    user: Any,
    item: AgendaItem,
    ballot: Ballot | None = None,
    title_mn: str = "",
    title_en: str = "",
    basis: str = "",
    text: str = "",
) -> Resolution:
    """A draft from the agenda item and the last vote on it; what is left out is
    worded from them."""
    meeting = item.meeting
    rules.can_hold.require(user, meeting.unit)
    if meeting.parent_id is not None:
        raise Conflict(
            _("Салбар хуралдаан тогтоол гаргахгүй."),
            _("Тогтоолыг нэгдсэн хуралдааны дүнгээр гаргана."),
        )
    if meeting.state not in DRAFTED_IN:
        raise Conflict(_("Хуралдаан нээгээгүй эсвэл хүчингүй байна."))
    ballot = ballot or _last_ballot(item)
    if ballot is not None and ballot.item_id != item.pk:
        raise Refused(_("Санал хураалт өөр асуудлынх байна."), field="ballot")
    row = Resolution(
        meeting=meeting,
        item=item,
        ballot=ballot,
        title_mn=_bare(title_mn) or item.title_mn,
        title_en=_bare(title_en) or item.title_en,
        basis=_bare(basis) or basis_of(meeting, item, ballot),
        text=_bare(text) or text_of(item, ballot),
    )
    _check_words(row)
    keep(row, user=user, reason="drafted")
    return row


def _last_ballot(item: AgendaItem) -> Ballot | None:
    return item.ballots.filter(closed_at__isnull=False).order_by("-round").first()


def _bare(text: str) -> str:
    return text.replace("\0", "").strip()


def _check_words(row: Resolution) -> None:
    if not row.title_mn:
        raise Refused(_("Гарчиг хоосон байна."), _("Гарчгийг бичнэ үү."), "title_mn")
    if not row.text:
        raise Refused(_("Тогтоох хэсэг хоосон байна."), field="text")
    for field, most in (("title_mn", TITLE_LENGTH), ("text", TEXT_LENGTH)):
        if len(getattr(row, field)) > most:
            raise Refused(
                _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
                _("Бичвэрийг товчилно уу."),
                field,
            )


@transaction.atomic
def redraft_resolution(
    *,
    user: Any,
    resolution: Resolution,
    title_mn: str,
    basis: str,
    text: str,
    title_en: str = "",
) -> Resolution:
    """Change the words of a draft; what is signed never changes."""
    row = locked(user, resolution)
    if row.signed_at is not None:
        raise Conflict(
            _("Баталсан тогтоолыг засахгүй."),
            _("Өөрчлөх бол шинэ тогтоолоор хүчингүй болгоно."),
        )
    row.title_mn, row.title_en = _bare(title_mn), _bare(title_en)
    row.basis, row.text = _bare(basis), _bare(text)
    _check_words(row)
    keep(row, user=user, reason="redrafted")
    return row


@transaction.atomic
def discard_resolution(*, user: Any, resolution: Resolution) -> None:
    """Take away a draft that was never signed; it had no number."""
    row = locked(user, resolution)
    if row.signed_at is not None:
        raise Conflict(_("Баталсан тогтоолыг устгахгүй."))
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = "discarded"  # type: ignore[attr-defined]
    row.delete()


@transaction.atomic
def sign_resolution(
    *, user: Any, resolution: Resolution, on: date | None = None
) -> Resolution:
    """The chair signs: the resolution takes its number and becomes an act.

    Dated on the day of the meeting unless told otherwise; the number is the next of
    the body in the year of that day.
    """
    row = locked(user, resolution)
    if row.signed_at is not None:
        raise Conflict(_("Энэ тогтоолыг аль хэдийн баталсан."))
    held_on = timezone.localdate(row.meeting.starts_at)
    day = on or held_on
    _check_signing(row, day, held_on)
    row.act = _act_of(row, day, user)
    row.signed_at = timezone.now()
    keep(row, user=user, reason="signed")
    return row


def _check_signing(row: Resolution, day: date, held_on: date) -> None:
    if row.meeting.state not in SIGNED_IN:
        raise Conflict(
            _("Хаагаагүй хуралдааны тогтоолыг баталгаажуулахгүй."),
            _("Эхлээд хуралдааныг хаана уу."),
        )
    if row.ballot is None or row.ballot.closed_at is None:
        raise Conflict(
            _("Энэ асуудлаар санал хураагаагүй байна."),
            _("Санал хураалтын дүнг бүртгээд тогтоолыг батална."),
        )
    if not row.ballot.passed:
        raise Conflict(_("Санал хураалтаар дэмжигдээгүй тул тогтоол гарахгүй."))
    if day < held_on:
        raise Refused(_("Тогтоол хуралдаанаасаа өмнө гарахгүй."), field="on")
    if day > timezone.localdate():
        raise Refused(_("Огноо ирээдүйд байна."), _("Огноог шалгана уу."), "on")


def _act_of(row: Resolution, day: date, user: Any) -> Act:
    meeting = row.meeting
    act = Act(
        body=meeting.body,
        kind=ActKind.RESOLUTION,
        number=_next_number(meeting.body_id, day.year),
        meeting=str(meeting.number or ""),
        date=day,
        title_mn=row.title_mn,
        title_en=row.title_en,
        text="\n\n".join(filter(None, (row.basis, row.text))),
        is_illustrative=meeting.is_illustrative,
    )
    keep(act, user=user, reason="recorded")
    return act


def _next_number(body: int, year: int) -> str:
    """Past those that were given on paper and recorded by hand before."""
    taken = set(
        Act.objects.filter(
            body=body, kind=ActKind.RESOLUTION, date__year=year
        ).values_list("number", flat=True)
    )
    while True:
        number = str(take_number(f"resolution:{body}", year))
        if number not in taken:
            return number


@transaction.atomic
def annul(*, user: Any, resolution: Resolution, act: Act, note: str = "") -> Resolution:
    """Put it out of force by another act: a later one of the meeting, of the assembly
    or governor above, of a court. Its open obligations fall with it."""
    row = locked(None, resolution)
    if row.act is None:
        raise Conflict(_("Батлаагүй төслийг хүчингүй болгох шаардлагагүй."))
    if row.annulled_by_id is not None:
        raise Conflict(_("Энэ тогтоолыг аль хэдийн хүчингүй болгосон."))
    own = act.body_id == row.meeting.body_id
    (rules.can_hold if own else rules.can_drop).require(user, row.meeting.unit)
    if act.pk == row.act_id or act.date < row.act.date:
        raise Refused(_("Дараа нь гарсан өөр шийдвэр байна."), field="act")
    if not own and not _stands_above(act, row):
        raise Refused(
            _("Энэ багийн болон дээд шатны байгууллагын шийдвэр биш байна."),
            _("Тухайн байгууллагын шийдвэрийг сонгоно уу."),
            "act",
        )
    row.annulled_by = act
    keep(row, user=user, reason="annulled")
    _drop_open(row, act, user, note)
    return row


def _stands_above(act: Act, row: Resolution) -> bool:
    """A body without a unit (a court, a ministry) stands above the register."""
    if act.body.unit_id is None:
        return True
    places = UnitAncestry.objects.filter(unit=row.meeting.unit, depth__gt=0)
    return places.filter(ancestor=act.body.unit_id).exists()


def _drop_open(row: Resolution, act: Act, user: Any, note: str) -> None:
    for one in row.obligations.filter(state=ObligationState.OPEN).order_by("pk"):
        one.state = ObligationState.DROPPED
        keep(one, user=user, reason="annulled")
        ObligationStep.objects.create(
            obligation=one,
            state=ObligationState.DROPPED,
            on=act.date,
            note=(_bare(note) or _("Тогтоолыг хүчингүй болгосон."))[:500],
            made_by=user,
        )


@transaction.atomic
def rank_by_resolution(
    *, user: Any, resolution: Resolution, ordered: Sequence[Proposal]
) -> list[Proposal]:
    """The meeting's order of citizens' proposals, under its signed resolution."""
    row = locked(user, resolution)
    item = row.item
    if item.kind != ItemKind.PROPOSALS or item.budget_year is None:
        raise Conflict(_("Энэ асуудал санал эрэмбэлэх асуудал биш байна."))
    if row.act is None or row.annulled_by_id is not None:
        raise Conflict(
            _("Хүчинтэй, баталсан тогтоол байна."), _("Эхлээд тогтоолыг батална уу.")
        )
    return rank_proposals(
        user=user,
        unit=row.meeting.unit,
        year=item.budget_year,
        ordered=ordered,
        act=row.act,
    )


def locked(user: Any, resolution: Resolution) -> Resolution:
    """As it stands, nobody else at it; `user` None where the caller asks himself."""
    rows = Resolution.objects.select_for_update(of=("self",))
    found = rows.select_related(
        "meeting__unit", "meeting__body", "item", "ballot", "act"
    ).get(pk=resolution.pk)
    if user is not None and not rules.can_hold(user, found.meeting.unit):
        raise PermissionDenied(_("Энэ багийн хурлыг хөтлөх эрх танд алга."))
    return found
