"""A return goes up the ladder rung by rung, or back with reasons.

draft → submitted → sum_approved → approved (locked). The rule:
docs/rules/collection-ladder.md. Every step is kept, with the hash of what was handed
in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.collection.actions.remarks import keep_remark
from bagana.collection.checks import Finding, findings_of
from bagana.collection.form_types import ERROR, WARNING
from bagana.collection.models import (
    Remark,
    RemarkKind,
    Return,
    ReturnState,
    Step,
)
from bagana.collection.queries.publication import is_published
from bagana.collection.rows import (
    WRITING,
    digest_of,
    form_of_return,
    households_of,
    locked,
    refuse_closed,
)
from bagana.collection.rules import (
    can_approve_for_aimag,
    can_approve_for_sum,
    can_fill,
)
from bagana.registers.models import Household
from bagana.web.errors import Conflict, PermissionDenied, Refused

NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a return goes back: of the whole, of a field, of a row, or of one cell."""

    text: str
    household: Household | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of many at once: those done, and those refused with why."""

    done: tuple[Return, ...]
    refused: tuple[tuple[Return, str], ...]


@transaction.atomic
def submit(
    *, user: Any, returned: Return, accept: Mapping[str, str] = NO_WORDS
) -> Return:
    """Hand in: no error is left, and each rule that warns is accepted with a word.

    `accept`: code of the rule → why it is right as it is. Raises Refused where
    something is missing, Conflict where the return is not at the bag any more.
    """
    can_fill.require(user, returned.unit)
    row = locked(returned)
    refuse_closed(row)
    findings = findings_of(row)
    _refuse_errors(findings)
    row.seen = _accepted(findings, accept)
    now = timezone.now()
    row.submitted_at = row.submitted_at or now
    row.again_at = now
    return _step(row, user, ReturnState.SUBMITTED, sha256=digest_of(row))


def _refuse_errors(findings: Sequence[Finding]) -> None:
    errors = [one for one in findings if one.level == ERROR]
    if errors:
        raise Refused(
            _("%(n)s алдаа байна: %(first)s")
            % {"n": len(errors), "first": errors[0].what},
            _("Алдаа бүрийг засаад дахин илгээнэ үү."),
        )


def _accepted(findings: Sequence[Finding], accept: Mapping[str, str]) -> dict[str, Any]:
    """By rule: how many rows it found, and the word that accepts them."""
    counts: dict[str, int] = {}
    for one in findings:
        if one.level == WARNING:
            counts[one.rule] = counts.get(one.rule, 0) + 1
    kept = {}
    for rule, count in counts.items():
        word = " ".join(accept.get(rule, "").split())[:LONGEST]
        if not word:
            title = next(one.title for one in findings if one.rule == rule)
            raise Refused(
                _("Анхааруулгыг тайлбарлаагүй байна: %s") % title,
                _("Яагаад зөв болохыг нэг үгээр ч болов бичнэ үү."),
                f"accept_{rule}",
            )
        kept[rule] = {"count": count, "word": word}
    return kept


@transaction.atomic
def send_back(
    *,
    user: Any,
    returned: Return,
    reasons: Sequence[Reason],
    to_sum: bool = False,
) -> Return:
    """Return with at least one reason: the sum what was submitted, the aimag either.

    `to_sum`: the aimag asks the sum to look again; the bag keeps waiting.
    """
    row = locked(returned)
    _may_send_back(user, row)
    refuse_over(row)
    if to_sum and row.state != ReturnState.SUM_APPROVED:
        raise Conflict(_("Сум батлаагүй мэдээг сум руу буцаахгүй."))
    told = _told(row, reasons)
    for one in told:
        keep_remark(
            user=user,
            returned=row,
            kind=RemarkKind.RETURNED,
            text=one.text,
            household=one.household,
            field=one.field,
        )
    words = "; ".join(one.text for one in told if one.household is None)
    words = words or _("%(n)s мөрд тайлбартай") % {"n": len(told)}
    target = ReturnState.SUBMITTED if to_sum else ReturnState.RETURNED
    return _step(row, user, target, reason=words)


def _may_send_back(user: Any, row: Return) -> None:
    if row.state == ReturnState.SUM_APPROVED:
        can_approve_for_aimag.require(user, row.unit)
    elif not can_approve_for_aimag(user, row.unit):
        can_approve_for_sum.require(user, row.unit)
    if row.state not in (ReturnState.SUBMITTED, ReturnState.SUM_APPROVED):
        raise _elsewhere(row)


def _told(row: Return, reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons with words, of rows and fields that the return has."""
    told = [
        Reason(" ".join(one.text.split())[:LONGEST], one.household, one.field)
        for one in reasons
        if one.text.strip()
    ]
    if not told:
        raise Refused(
            _("Буцаах шалтгаан алга."), _("Ядаж нэг шалтгаан бичнэ үү."), "reason"
        )
    form = form_of_return(row)
    wanted = {one.household.pk for one in told if one.household}
    known = households_of(row).filter(pk__in=wanted).values_list("pk", flat=True)
    if wanted - set(known):
        raise Refused(_("Энэ өрх тухайн багийн мэдээнд алга."))
    if any(one.field and not form.has(one.field) for one in told):
        raise Refused(_("Энэ маягтад ийм талбар алга: %s") % "")
    return told


@transaction.atomic
def approve(*, user: Any, returned: Return) -> Return:
    """One rung up: the sum what was submitted, then the aimag, which locks.

    Who approves finds by that the reasons of returning mended. Nobody approves what he
    handed in himself, nor what he approved on the rung below.
    """
    row = locked(returned)
    if row.state == ReturnState.SUBMITTED:
        can_approve_for_sum.require(user, row.unit)
        target = ReturnState.SUM_APPROVED
    elif row.state == ReturnState.SUM_APPROVED:
        can_approve_for_aimag.require(user, row.unit)
        target = ReturnState.APPROVED
        row.approved_at = timezone.now()
    else:
        _refuse_stranger(user, row)
        raise _elsewhere(row)
    refuse_over(row)
    _four_eyes(user, row)
    waiting = Remark.objects.filter(
        returned=row, kind=RemarkKind.RETURNED, settled_at__isnull=True
    )
    waiting.update(settled_at=timezone.now())
    return _step(row, user, target, sha256=digest_of(row))


def _refuse_stranger(user: Any, row: Return) -> None:
    """Who may approve nothing here learns nothing of how far it is."""
    if not can_approve_for_aimag(user, row.unit):
        can_approve_for_sum.require(user, row.unit)


def _four_eyes(user: Any, row: Return) -> None:
    """Neither who handed it in, nor who took it to the rung where it stands."""
    steps = row.steps.order_by("-id")
    handed_in = steps.filter(source__in=WRITING).first()
    below = steps.filter(target=row.state).first()
    if user.pk in {one.made_by_id for one in (handed_in, below) if one is not None}:
        raise PermissionDenied(
            _("Өөрийн илгээсэн, баталсан мэдээг дараагийн шатанд өөрөө батлахгүй.")
        )


def approve_several(*, user: Any, returns: Sequence[Return]) -> Outcome:
    """Approve each; one that is refused does not hold up the others."""
    done: list[Return] = []
    refused: list[tuple[Return, str]] = []
    for one in returns:
        try:
            done.append(approve(user=user, returned=one))
        except Refused as problem:
            words = " ".join(filter(None, (problem.reason, problem.fix)))
            refused.append((one, words))
        except PermissionDenied as problem:
            words = str(problem) or _("Энэ үйлдлийг хийх эрх танд алга.")
            refused.append((one, words))
    return Outcome(tuple(done), tuple(refused))


@transaction.atomic
def unlock(
    *, user: Any, returned: Return, reason: str, as_correction: bool = False
) -> Return:
    """Give a locked return back to the bag; of published figures only as a
    correction."""
    can_approve_for_aimag.require(user, returned.unit)
    row = locked(returned)
    refuse_over(row)
    if row.state != ReturnState.APPROVED:
        raise _elsewhere(row)
    words = " ".join(reason.split())[:LONGEST]
    if not words:
        raise Refused(
            _("Түгжээг нээх шалтгаан алга."), _("Шалтгаанаа бичнэ үү."), "reason"
        )
    if is_published(row.round) and not as_correction:
        raise Refused(
            _("Энэ цуглуулалтын тоо нийтлэгдсэн."),
            _("Залруулга болгож нээхийг зөвшөөрч тэмдэглэнэ үү."),
            "as_correction",
        )
    row.approved_at = None
    keep_remark(user=user, returned=row, kind=RemarkKind.RETURNED, text=words)
    return _step(row, user, ReturnState.RETURNED, reason=words)


@transaction.atomic
def settle(*, user: Any, remark: Remark) -> Remark:
    """Who may approve finds one reason mended."""
    _refuse_stranger(user, remark.returned)
    row = Remark.objects.select_for_update().get(pk=remark.pk)
    if row.kind != RemarkKind.RETURNED:
        raise Refused(_("Энэ тэмдэглэл буцаасан шалтгаан биш."))
    row.settled_at = row.settled_at or timezone.now()
    row.save(update_fields=["settled_at"])
    return row


def refuse_over(row: Return) -> None:
    if row.round.closed_at is not None:
        raise Conflict(_("Энэ цуглуулалт хаагдсан."), _("Аймгийн ажилтнаас асууна уу."))


def _elsewhere(row: Return) -> Conflict:
    where = _("Мэдээ одоо «%s» төлөвт байна.") % row.get_state_display()
    if row.state in WRITING:
        return Conflict(where, _("Баг илгээсний дараа батлах, буцаах боломжтой."))
    return Conflict(where, _("Хуудсаа шинэчилж, төлөвийг нь үзнэ үү."))


def _step(
    row: Return, user: Any, target: ReturnState, *, reason: str = "", sha256: str = ""
) -> Return:
    source, row.state = row.state, target
    row.save()
    Step.objects.create(
        returned=row,
        source=source,
        target=target,
        reason=reason[:LONGEST],
        sha256=sha256,
        made_by=user,
    )
    return row
