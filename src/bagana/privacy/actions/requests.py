"""Take a person's request, fulfil it, or refuse it with its basis.

The rule: docs/rules/subject-requests.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.models import RequestKind, RequestState, SubjectRequest
from bagana.privacy.rules import can_erase, can_take
from bagana.privacy.sealing import seal
from bagana.privacy.subjects import Known, keeper, sources
from bagana.privacy.terms import due_on
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

BIND: Final = "request"
CORRECTED: Final = (
    "clan",
    "parent",
    "given",
    "reg_no",
    "birth_date",
    "phone",
    "sex",
    "birth_year",
)


@transaction.atomic
def take_request(
    *,
    user: Any,
    uid: UUID,
    kind: str,
    wish: str,
    taken_on: date | None = None,
) -> SubjectRequest:
    """Keep what a person asked, sealed, with the last day to answer.

    Raises
    ------
    Refused
        For nobody that the user may see, an unknown kind, a day to come.
    PermissionDenied
        When the user does not keep the register of the person's bag.
    """
    person = _person(user, uid)
    if not can_take(user, person.unit):
        raise PermissionDenied
    today = timezone.localdate()
    day = taken_on or today
    if kind not in RequestKind:
        raise Refused(_("Ийм төрлийн хүсэлт байхгүй."), field="kind")
    if day > today:
        raise Refused(_("Хүсэлт авсан өдөр ирээдүйд байна."), field="taken_on")
    return SubjectRequest.objects.create(
        kind=kind,
        unit=person.unit,
        subject=person.pk,
        wish=seal({"text": wish.strip()[:2000]}, bind=BIND),
        taken_on=day,
        due_on=due_on(day),
        made_by=user,
    )


@transaction.atomic
def fulfil_request(
    *,
    user: Any,
    request: SubjectRequest,
    answer: str = "",
    fields: Mapping[str, Any] | None = None,
    act: Any = None,
) -> SubjectRequest:
    """Do what was asked and close the request.

    `fields` are what a correction sets: those of `CORRECTED` that change.

    Raises
    ------
    PermissionDenied
        A correction and an extract are for who keeps the register, erasure and
        restriction for the sum above it.
    Conflict
        When the request is closed, or a law demands keeping: refuse it then.
    """
    row = _open(request)
    need = can_take if row.kind in (_EXTRACT, _CORRECTION) else can_erase
    if not need(user, row.unit):
        raise PermissionDenied
    _DOING[row.kind](user, row, answer, fields or {})
    return _close(row, user, RequestState.DONE, answer, act)


@transaction.atomic
def refuse_request(
    *, user: Any, request: SubjectRequest, answer: str, act: Any = None
) -> SubjectRequest:
    """Refuse with the basis, which the person is told.

    Raises
    ------
    Refused
        Without a basis in words.
    """
    row = _open(request)
    if not can_take(user, row.unit):
        raise PermissionDenied
    if len(answer.strip()) < 10:
        raise Refused(_("Татгалзах үндэслэлээ бичнэ үү."), field="answer")
    return _close(row, user, RequestState.REFUSED, answer, act)


@transaction.atomic
def lift_restriction(*, user: Any, request: SubjectRequest, reason: str) -> None:
    """Show a restricted person in lists and search again."""
    if not can_erase(user, request.unit):
        raise PermissionDenied
    if request.kind != RequestKind.RESTRICTION or request.state != RequestState.DONE:
        raise Conflict(_("Энэ хүсэлтээр хязгаарлаагүй."))
    keeper().restrict(
        user=user, person_id=request.subject, restricted=False, reason=reason
    )


def _person(user: Any, uid: UUID) -> Known:
    found = keeper().by_uid(user, uid)
    if found is None:
        raise Refused(_("Ийм хүн танай бүртгэлд алга."))
    return found


def _open(request: SubjectRequest) -> SubjectRequest:
    row = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    if row.state != RequestState.OPEN:
        raise Conflict(_("Энэ хүсэлтийг өмнө нь шийдвэрлэсэн."))
    return row


def _close(
    row: SubjectRequest, user: Any, state: str, answer: str, act: Any
) -> SubjectRequest:
    row.state = state
    row.answer = answer.strip()[:500]
    row.act = act
    row.decided_by = user
    row.decided_at = timezone.now()
    keep(row, user=user, reason=str(RequestState(state).value))
    return row


def _give(user: Any, row: SubjectRequest, answer: str, fields: Any) -> None:
    """The extract itself is a paper; it was noted when it was printed."""


def _correct(
    user: Any, row: SubjectRequest, answer: str, fields: Mapping[str, Any]
) -> None:
    told = {name: value for name, value in fields.items() if value not in ("", None)}
    if not told or set(told) - set(CORRECTED):
        raise Refused(_("Юуг хэрхэн засахаа бөглөнө үү."))
    correcting = [one.correct for one in sources().values() if one.correct]
    for correct in correcting:
        correct(user=user, person_id=row.subject, fields=told, reason=answer)


def _restrict(user: Any, row: SubjectRequest, answer: str, fields: Any) -> None:
    keeper().restrict(user=user, person_id=row.subject, restricted=True, reason=answer)


def _erase(user: Any, row: SubjectRequest, answer: str, fields: Any) -> None:
    why = keeper().refusal(row.subject)
    if why:
        raise Conflict(why, _("Хүсэлтээс үндэслэлтэй татгалзана уу."))
    erase_person(user=user, person_id=row.subject, reason=answer)
    row.wish = b""


def erase_person(*, user: Any, person_id: int, reason: str) -> None:
    """Take the identity away from every row and every earlier version of it.

    Called within an action that has asked for permission. What is counted stays:
    year of birth, sex, residences and events without their papers.
    """
    person = keeper().by_key(person_id)
    if person is None:
        raise Conflict(_("Ийм хүн бүртгэлд алга."))
    entry = keeper().begin(user=user, unit=person.unit, reason=reason)
    for source in sources().values():
        if source.erase is not None:
            source.erase(person_id, entry)
    SubjectRequest.objects.filter(subject=person_id).update(wish=b"")


_EXTRACT, _CORRECTION = RequestKind.EXTRACT, RequestKind.CORRECTION
_DOING: Final[Mapping[str, Callable[[Any, SubjectRequest, str, Any], None]]] = {
    RequestKind.EXTRACT: _give,
    RequestKind.CORRECTION: _correct,
    RequestKind.ERASURE: _erase,
    RequestKind.RESTRICTION: _restrict,
}
