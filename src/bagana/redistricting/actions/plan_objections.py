"""Objections to a plan: filed by anyone, shown or not, answered in public, printed.

The rule: docs/rules/redrawing-procedure.md. Nobody changes the words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.actions.proposals_steps import clean
from bagana.redistricting.models import (
    Plan,
    PlanObjection,
    PlanObjectionState,
    Proposal,
    ProposalState,
)
from bagana.redistricting.queries.opinions import bags_of
from bagana.redistricting.queries.plan_objections import window_of
from bagana.territory.models import Unit
from bagana.web import words
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import Window, keep, moment, new_code

TEXT_LENGTH: Final = 4000
SHORT_LENGTH: Final = 100
REASON_LENGTH: Final = 300
MOST_IN_AN_HOUR: Final = 30
"""Objections to one proposal: more than that is a machine."""
ANSWERS: Final = tuple(s for s in PlanObjectionState if s != PlanObjectionState.FILED)
SHOWN, HIDDEN, ANSWERED = "shown", "hidden", "answered"
CONTACT_READ, CONTACT_ERASED = "contact_read", "contact_erased"


@transaction.atomic
def file_plan_objection(
    *,
    proposal: Proposal,
    plan: Plan,
    text: str,
    unit: Unit | None = None,
    name: str = "",
    contact: str = "",
    is_illustrative: bool = False,
    now: datetime | None = None,
) -> PlanObjection:
    """Take in what anybody says for or against one of the plans that are heard.

    Raises Refused outside the days of the hearing, for a plan that is not heard or a
    bag that no plan touches, and for words that are missing or too long.
    """
    at = moment(now)
    refuse_outside(window_of(proposal, timezone.localdate(at)))
    text, name, contact = (clean(one) for one in (text, name, contact))
    _check_words(text, name, contact)
    _check_subject(proposal, plan, unit)
    _check_flood(proposal, at)
    return PlanObjection.objects.create(
        proposal=proposal,
        plan=plan,
        unit=unit,
        name=name,
        contact=contact,
        text=text,
        code=new_code(),
        made_at=at,
        is_illustrative=is_illustrative,
    )


def refuse_outside(window: Window) -> None:
    if window.is_open:
        return
    if window.ends and window.has_begun:
        raise Conflict(
            _("Санал, эсэргүүцэл авах хугацаа %(ends)s өдөр дууссан.")
            % {"ends": words.short_date(window.ends)},
            _("Цаашид сум, аймгийн Хурлын төлөөлөгчдөд хандана уу."),
        )
    raise Refused(
        _("Хэлэлцүүлэг эхлээгүй тул санал, эсэргүүцэл авахгүй байна."),
        _("Хувилбар, санал авах өдрүүдийг энэ хуудсанд зарлана."),
    )


def _check_words(text: str, name: str, contact: str) -> None:
    if not text:
        raise Refused(_("Саналаа бичнэ үү."), field="text")
    for value, most, field in (
        (text, TEXT_LENGTH, "text"),
        (name, SHORT_LENGTH, "name"),
        (contact, SHORT_LENGTH, "contact"),
    ):
        if len(value) > most:
            raise _too_long(most, field)


def _too_long(most: int, field: str) -> Refused:
    return Refused(
        _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
        _("Товчилно уу."),
        field,
    )


def _check_subject(proposal: Proposal, plan: Plan, unit: Unit | None) -> None:
    if not proposal.alternatives.filter(plan=plan).exists():
        raise Refused(
            _("Энэ хувилбарыг хэлэлцүүлэгт тавиагүй."),
            _("Жагсаалтаас сонгоно уу."),
            "plan",
        )
    if unit is not None and unit not in bags_of(proposal):
        raise Refused(
            _("Хэлэлцэж буй хувилбарууд энэ багийг хөндөхгүй."),
            _("Багаа шалгана уу."),
            "unit",
        )


def _check_flood(proposal: Proposal, at: datetime) -> None:
    hour_ago = at - timedelta(hours=1)
    recent = proposal.objections.filter(made_at__gt=hour_ago, made_at__lte=at)
    if recent.count() >= MOST_IN_AN_HOUR:
        raise too_many()


def too_many() -> Refused:
    """What is said to who writes too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон санал ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )


@transaction.atomic
def show_plan_objection(*, user: Any, objection: PlanObjection) -> PlanObjection:
    """Open the words to everybody, once they were read."""
    row = _locked(user, objection)
    if row.is_shown:
        raise Conflict(_("Энэ саналыг аль хэдийн нийтэлсэн байна."))
    row.is_shown, row.hidden_because = True, ""
    keep(row, user=user, reason=SHOWN)
    return row


@transaction.atomic
def hide_plan_objection(
    *, user: Any, objection: PlanObjection, reason: str
) -> PlanObjection:
    """Keep the words from the public, saying why; it is answered all the same."""
    row = _locked(user, objection)
    why = clean(reason)
    if not why:
        raise Refused(
            _("Нийтлэхгүй шалтгаан хоосон байна."),
            _("Яагаад нийтлэхгүйг бичнэ үү: хүн бүр уншина."),
            "reason",
        )
    if len(why) > REASON_LENGTH:
        raise _too_long(REASON_LENGTH, "reason")
    row.is_shown, row.hidden_because = False, why
    keep(row, user=user, reason=HIDDEN)
    return row


@transaction.atomic
def answer_plan_objection(
    *,
    user: Any,
    objection: PlanObjection,
    state: str,
    answer: str,
    now: datetime | None = None,
) -> PlanObjection:
    """Answer in public, once and for all, before the plan is submitted.

    Words that wait to be shown are shown with the answer; those that were kept from
    the public stay so.
    """
    row = _locked(user, objection)
    _check_answerable(row)
    told = clean(answer)
    if state not in ANSWERS:
        raise Refused(
            _("Саналыг тусгасан эсэхээ сонгоно уу."),
            _("Жагсаалтаас сонгоно уу."),
            "state",
        )
    if not told:
        raise Refused(_("Хариугаа бичнэ үү."), field="answer")
    if len(told) > TEXT_LENGTH:
        raise _too_long(TEXT_LENGTH, "answer")
    row.state, row.answer = PlanObjectionState(state), told
    row.answered_by, row.answered_at = user, moment(now)
    row.is_shown = not row.hidden_because
    keep(row, user=user, reason=ANSWERED)
    return row


def _check_answerable(row: PlanObjection) -> None:
    if row.state != PlanObjectionState.FILED:
        raise Conflict(
            _("Энэ саналд аль хэдийн хариулсан байна."),
            _("Хариуг засахгүй: өгсөн хариу хүчинтэй."),
        )
    if row.proposal.state != ProposalState.HEARING:
        raise Conflict(
            _("Хэлэлцүүлэг дууссан тул хариулахгүй."),
            _("Саналын хуудаснаас одоогийн төлөвийг харна уу."),
        )


@transaction.atomic
def read_contact(*, user: Any, objection: PlanObjection) -> str:
    """How to reach the author; that it was read, and by whom, is kept."""
    row = _locked(user, objection)
    if not row.contact:
        raise _no_contact()
    keep(row, user=user, reason=CONTACT_READ)
    return row.contact


@transaction.atomic
def erase_contact(*, user: Any, objection: PlanObjection) -> PlanObjection:
    """Forget how to reach the author of one objection, whenever it is asked for."""
    return _forget(_locked(user, objection), user)


@transaction.atomic
def forget_me(*, code: str) -> PlanObjection:
    """The same by the author: the code is known to nobody else."""
    rows = PlanObjection.objects.select_for_update(of=("self",))
    return _forget(rows.get(code=code), None)


def _forget(row: PlanObjection, user: Any) -> PlanObjection:
    if not row.contact:
        raise _no_contact()
    row.contact = ""
    keep(row, user=user, reason=CONTACT_ERASED)
    return row


def _no_contact() -> Conflict:
    return Conflict(_("Холбоо барих мэдээлэл үлдээгээгүй эсвэл устгасан байна."))


def erase_all(*, user: Any, proposal: Proposal) -> int:
    """Forget how to reach all authors; within the step that ends the proposal."""
    rows = proposal.objections.select_for_update(of=("self",)).exclude(contact="")
    return len([_forget(row, user) for row in list(rows)])


def _locked(user: Any, objection: PlanObjection) -> PlanObjection:
    """The row as it stands, no other officer at it until this one is done."""
    rows = PlanObjection.objects.select_for_update(of=("self",))
    found = rows.select_related("proposal__scenario__unit").get(pk=objection.pk)
    if not rules.can_conduct(user, found.proposal):
        raise PermissionDenied(_("Энэ саналыг хянах эрх танд алга."))
    return found
