"""A proposal begins: what it is, why, and the plans that will be laid open."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.actions.proposals_steps import (
    clean,
    conductor_only,
    locked,
    move,
    needed,
    require_state,
)
from bagana.redistricting.models import (
    Alternative,
    Plan,
    PlanKind,
    Proposal,
    ProposalState,
    Scenario,
)
from bagana.redistricting.procedure import rules_on
from bagana.redistricting.queries.proposals_touched import is_same_plan, touched_by
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import day, keep

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LETTER = re.compile(r"[A-Z]")
RESERVED = frozenset({"new", "objections"})


@transaction.atomic
def open_proposal(
    *,
    user: Any,
    scenario: Scenario,
    code: str,
    title_mn: str,
    title_en: str,
    reason_mn: str,
    reason_en: str = "",
    is_illustrative: bool = False,
    now: datetime | None = None,
) -> Proposal:
    """Begin a proposal out of a scenario's plans; nobody else sees it yet."""
    if not rules.can_work_on(user, scenario):
        raise PermissionDenied(_("Энэ даалгавраар санал нээх эрх танд алга."))
    proposal = Proposal(
        code=_free_code(code),
        scenario=scenario,
        rules=rules_on(day(now)).code,
        is_illustrative=is_illustrative,
        made_by=user,
    )
    _write(proposal, title_mn, title_en, reason_mn, reason_en)
    content = {"scenario": scenario.code, "reason": proposal.reason_mn}
    move(proposal, ProposalState.DRAFT, user=user, content=content, now=now)
    return proposal


@transaction.atomic
def change_proposal(
    *,
    user: Any,
    proposal: Proposal,
    title_mn: str,
    title_en: str,
    reason_mn: str,
    reason_en: str = "",
) -> Proposal:
    """Mend title and grounds while the proposal is prepared."""
    row = _draft(user, proposal)
    _write(row, title_mn, title_en, reason_mn, reason_en)
    keep(row, user=user, reason="changed")
    return row


def _write(
    row: Proposal, title_mn: str, title_en: str, reason_mn: str, reason_en: str
) -> None:
    row.title_mn = needed(title_mn, "title_mn", _("Нэр хоосон байна."))
    row.title_en = needed(title_en, "title_en", _("Англи нэр хоосон байна."))
    row.reason_mn = needed(reason_mn, "reason_mn", _("Үндэслэл хоосон байна."))
    row.reason_en = clean(reason_en)


def _free_code(code: str) -> str:
    code = code.strip().lower()
    if not CODE.fullmatch(code) or len(code) > 60 or code in RESERVED:
        raise Refused(
            _("Код нь хаягт бичигдэх боломжгүй."),
            _("Латин жижиг үсэг, тоо, зураасаар бичнэ үү: mandal-2026."),
            "code",
        )
    if Proposal.objects.filter(code=code).exists():
        raise Conflict(
            _("Ийм кодтой санал бүртгэлтэй байна."), _("Өөр код өгнө үү."), "code"
        )
    return code


@transaction.atomic
def lay_alternative(
    *,
    user: Any,
    proposal: Proposal,
    plan: Plan,
    letter: str = "",
    says_mn: str = "",
    says_en: str = "",
    is_preferred: bool = False,
) -> Alternative:
    """Put a frozen plan among those that the hearing will compare.

    Without a letter it gets the next free one. The preferred one is one at most.
    """
    row = _draft(user, proposal)
    check_plan(row, plan)
    letter = letter.strip().upper() or next_letter(row)
    if not LETTER.fullmatch(letter):
        raise Refused(
            _("Хувилбарыг нэг латин том үсгээр тэмдэглэнэ."), _("A, B, C …"), "letter"
        )
    if row.alternatives.filter(letter=letter).exists():
        raise Conflict(
            _("%(letter)s үсэгтэй хувилбар байна.") % {"letter": letter},
            _("Өөр үсэг сонгоно уу."),
            "letter",
        )
    if is_preferred:
        row.alternatives.filter(is_preferred=True).update(is_preferred=False)
    return Alternative.objects.create(
        proposal=row,
        plan=plan,
        letter=letter,
        says_mn=clean(says_mn),
        says_en=clean(says_en),
        is_preferred=is_preferred,
    )


@transaction.atomic
def prefer_alternative(*, user: Any, alternative: Alternative) -> Alternative:
    """Say which of the plans the proposal itself stands for."""
    row = _draft(user, alternative.proposal)
    row.alternatives.filter(is_preferred=True).update(is_preferred=False)
    alternative.is_preferred = True
    alternative.save()
    return alternative


@transaction.atomic
def take_alternative(*, user: Any, alternative: Alternative) -> None:
    """Take a plan from among the alternatives, unless it was heard already."""
    row = _draft(user, alternative.proposal)
    heard = row.opinions.filter(plan=alternative.plan).exists()
    if heard or row.objections.filter(plan=alternative.plan).exists():
        raise Conflict(
            _("Энэ хувилбарын талаар санал ирсэн тул хасахгүй: түүхэнд үлдэнэ."),
            _("Сонгохгүй орхиж болно."),
        )
    alternative.delete()


def _draft(user: Any, proposal: Proposal) -> Proposal:
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, ProposalState.DRAFT)
    return row


def check_plan(proposal: Proposal, plan: Plan) -> None:
    """Refuse what cannot be heard: an open, broken, foreign plan, or one known."""
    if plan.scenario_id != proposal.scenario_id:
        raise _unfit(_("Хувилбар өөр даалгаврынх байна."))
    if not plan.is_frozen:
        raise _unfit(
            _("Хувилбарыг түгжээгүй байна: засаж байгаа зүйлийг хэлэлцүүлэхгүй."),
            _("Эхлээд засварын хуудаснаас түгжинэ үү."),
        )
    if plan.kind == PlanKind.TODAY:
        raise _unfit(
            _("Өнөөдрийн байдал бүх хувилбартай хамт үргэлж харагдана."),
            _("Өөр хувилбар сонгоно уу."),
        )
    if not touched_by(plan):
        raise _unfit(_("Энэ хувилбарт нэг ч хэсэг багаа солихгүй: өнөөдрийнхтэй ижил."))
    if plan.measures.get("is_contiguous") is False:
        raise _unfit(
            _("Хувилбарын багт тасархай хэсэг байна."),
            _("Гараар засаж, тасархай хэсгийг арилгана уу."),
        )
    for other in proposal.alternatives.select_related("plan"):
        if is_same_plan(plan, other.plan):
            raise _unfit(
                _("%(letter)s хувилбар яг ижил байна.") % {"letter": other.letter}
            )


def _unfit(reason: str, fix: str = "") -> Refused:
    return Refused(reason, fix or _("Өөр хувилбар сонгоно уу."), "plan")


def next_letter(proposal: Proposal) -> str:
    used = set(proposal.alternatives.values_list("letter", flat=True))
    letters = (chr(n) for n in range(ord("A"), ord("Z") + 1))
    return next((letter for letter in letters if letter not in used), "")
