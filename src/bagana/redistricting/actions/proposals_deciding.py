"""Submission, the acts of the assemblies, return and withdrawal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act, ActKind
from bagana.redistricting.actions.plan_objections import erase_all
from bagana.redistricting.actions.proposals_hearing import (
    heard_content,
    open_window,
    shortest,
)
from bagana.redistricting.actions.proposals_steps import (
    OVER,
    SUBMITTED,
    conductor_only,
    decider_only,
    locked,
    move,
    needed,
    require_state,
    told_act,
    told_plan,
)
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.procedure import rules_of
from bagana.redistricting.queries.opinions import opinions_that_count
from bagana.redistricting.queries.proposals_missing import before_submission
from bagana.redistricting.queries.proposals_sums import (
    aimag_of,
    sums_without_act,
    touched_sums,
)
from bagana.territory.models import Unit
from bagana.web import words
from bagana.web.errors import Refused
from bagana.web.procedures import day

S = ProposalState
MOST_YEARS: Final = 10
"""A slip in the year of the day of effect could be mended by a new act only."""


@transaction.atomic
def submit_to_sum(
    *, user: Any, proposal: Proposal, note: str = "", now: datetime | None = None
) -> Proposal:
    """Lay the chosen plan before the assemblies of the touched sums."""
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, S.HEARING)
    if missing := before_submission(row, day(now)):
        raise Refused(missing[0].words, missing[0].fix)
    due = day(now) + timedelta(days=rules_of(row).sum_days.value)
    content = _submitted(row)
    move(row, S.SUM, user=user, content=content, due_on=due, note=note, now=now)
    return row


def _submitted(row: Proposal) -> dict[str, Any]:
    """The plan, what its units are called, and what the meetings and citizens said."""
    plan = row.plan
    assert plan is not None  # nothing is submitted without it
    counted = opinions_that_count(row, plan)
    named = row.planned_units.order_by("key")
    return {
        **heard_content(row),
        "plan": told_plan(plan),
        "units": {one.key: [one.code, one.name_mn] for one in named},
        "opinions": {
            bag: [one.pk, one.stance, one.votes_for, one.votes_against]
            for bag, one in sorted(counted.items())
        },
        "objections": {str(one.pk): one.state for one in row.objections.order_by("pk")},
        "sums": touched_sums(row),
    }


@transaction.atomic
def enter_sum_act(
    *, user: Any, proposal: Proposal, act: Act, now: datetime | None = None
) -> Proposal:
    """Enter the act of one touched sum's assembly; with the last the aimag's turn is.

    Raises Refused for an act of another body, of another kind, or older than the
    submission.
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, S.SUM)
    sums = Unit.objects.filter(code__in=sums_without_act(row))
    _check_body(row, act, list(sums))
    _check_day(act, _submitted_on(row), day(now))
    row.sum_acts.add(act)
    content = {"act": told_act(act), "sum": act.body.unit.code if act.body.unit else ""}
    left = sums_without_act(row)
    state, days = (S.SUM, 0) if left else (S.AIMAG, rules_of(row).aimag_days.value)
    due = day(now) + timedelta(days=days) if not left else _due(row)
    content["left"] = left
    move(row, state, user=user, content=content, due_on=due, act=act, now=now)
    return row


@transaction.atomic
def enter_aimag_act(
    *,
    user: Any,
    proposal: Proposal,
    act: Act,
    effective_on: date,
    now: datetime | None = None,
) -> Proposal:
    """Enter the act of the aimag's assembly, which decides, and the day it begins.

    Ways to reach those who objected are forgotten: everything is answered.
    """
    row = locked(proposal)
    decider_only(user, row)
    require_state(row, S.AIMAG)
    aimag = aimag_of(row)
    _check_body(row, act, [aimag] if aimag else [])
    _check_day(act, max(one.date for one in row.sum_acts.all()), day(now))
    if effective_on < act.date:
        raise Refused(
            _("Хэрэгжих өдөр шийдвэр гарсан %(day)s өдрөөс өмнө байна.")
            % {"day": words.short_date(act.date)},
            _("Шийдвэрийн өдөр буюу түүнээс хойших өдөр бичнэ үү."),
            "effective_on",
        )
    if effective_on.year > act.date.year + MOST_YEARS:
        raise Refused(
            _("Хэрэгжих өдөр шийдвэрээс %(years)s жилээс илүү хойно байна.")
            % {"years": MOST_YEARS},
            _("Өдрөө шалгана уу."),
            "effective_on",
        )
    row.aimag_act, row.effective_on = act, effective_on
    content = {
        "act": told_act(act),
        "effective_on": effective_on.isoformat(),
        "plan": told_plan(row.plan) if row.plan else None,
    }
    move(
        row,
        S.DECIDED,
        user=user,
        content=content,
        due_on=effective_on,
        act=act,
        now=now,
    )
    erase_all(user=user, proposal=row)
    return row


def _submitted_on(row: Proposal) -> date:
    step = row.steps.filter(state=S.SUM, act__isnull=True).order_by("-id").first()
    assert step is not None  # the proposal stands at the assemblies
    return step.done_on


def _due(row: Proposal) -> date | None:
    step = row.steps.filter(state=S.SUM).order_by("-id").first()
    return step.due_on if step else None


def _check_body(row: Proposal, act: Act, units: list[Unit]) -> None:
    """The act is a resolution of the assembly of one of the units."""
    body = act.body
    if body.unit is None or body.unit not in units:
        wanted = ", ".join(_name(row, unit) for unit in units)
        raise Refused(
            _("«%(body)s» энэ алхмын шийдвэрийг гаргахгүй.") % {"body": body.name},
            _("Хурлын шийдвэр хэрэгтэй: %(wanted)s.") % {"wanted": wanted},
            "act",
        )
    if act.kind != ActKind.RESOLUTION:
        raise Refused(
            _("Энэ бол %(kind)s: Хурал тогтоолоор шийддэг.")
            % {"kind": act.get_kind_display()},
            _("Хурлын тогтоолыг сонгоно уу."),
            "act",
        )
    if is_presidium(body.name_mn) and not rules_of(row).names_presidium:
        raise Refused(
            _("«%(body)s» Хурлын өмнөөс шийдэхгүй.") % {"body": body.name},
            _("Хурлын өөрийнх нь тогтоолыг сонгоно уу."),
            "act",
        )


def is_presidium(name_mn: str) -> bool:
    """Bodies have no other mark than their official name."""
    return "тэргүүлэгч" in name_mn.casefold()


def _name(row: Proposal, unit: Unit) -> str:
    version = unit.versions.on(row.scenario.on).first()
    return version.name if version else unit.code


def _check_day(act: Act, since: date, today: date) -> None:
    if act.date < since:
        raise Refused(
            _("Шийдвэр %(day)s өдрөөс өмнө гарсан байна.")
            % {"day": words.short_date(since)},
            _("Өргөн барьснаас хойш гарсан шийдвэрийг сонгоно уу."),
            "act",
        )
    if act.date > today:
        raise Refused(_("Шийдвэрийн огноо ирээдүйд байна."), "", "act")


@transaction.atomic
def send_back(
    *,
    user: Any,
    proposal: Proposal,
    reason: str,
    act: Act | None = None,
    to: str = S.HEARING,
    until: date | None = None,
    now: datetime | None = None,
) -> Proposal:
    """What an assembly returned: to a new hearing, or to be prepared anew.

    A new round begins. What was said in the former stays on record and counts no more.
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, *SUBMITTED)
    why = needed(reason, "reason", _("Буцаасан шалтгаан хоосон байна."))
    state = _where_to(to)
    came_from = row.state
    row.round += 1
    row.plan = None
    row.sum_acts.clear()
    if state == S.HEARING:
        open_window(row, day(now), until or shortest(row, day(now)))
    content = {
        "from": came_from,
        "reason": why,
        "act": told_act(act) if act else None,
        "round": row.round,
    }
    move(
        row,
        state,
        user=user,
        content=content,
        due_on=row.answers_due if state == S.HEARING else None,
        note=why,
        act=act,
        now=now,
        is_return=True,
    )
    return row


def _where_to(to: str) -> ProposalState:
    if to not in (S.HEARING, S.DRAFT):
        raise Refused(
            _("Хэлэлцүүлэгт эсвэл бэлтгэлд буцаана."), _("Аль нэгийг сонгоно уу."), "to"
        )
    return S(to)


@transaction.atomic
def withdraw(
    *,
    user: Any,
    proposal: Proposal,
    reason: str,
    act: Act | None = None,
    now: datetime | None = None,
) -> Proposal:
    """Give a proposal up before it is carried out; all that was done stays readable.

    What the aimag's assembly has decided only another act of it takes back.
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, *(state for state in S if state not in OVER))
    why = needed(reason, "reason", _("Татан авах шалтгаан хоосон байна."))
    if row.state == S.DECIDED:
        _check_undoing_act(row, act, day(now))
    content = {
        "from": row.state,
        "reason": why,
        "act": told_act(act) if act else None,
    }
    move(row, S.WITHDRAWN, user=user, content=content, note=why, act=act, now=now)
    erase_all(user=user, proposal=row)
    return row


def _check_undoing_act(row: Proposal, act: Act | None, today: date) -> None:
    decided = row.aimag_act
    assert decided is not None  # a constraint of the table
    if act is None or act.pk == decided.pk:
        raise Refused(
            _("Аймгийн Хурал шийдсэн саналыг зөвхөн Хурлын шийдвэрээр татан авна."),
            _("Шинэ тогтоолыг бүртгээд сонгоно уу."),
            "act",
        )
    aimag = aimag_of(row)
    _check_body(row, act, [aimag] if aimag else [])
    _check_day(act, decided.date, today)
