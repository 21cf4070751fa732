"""The hearing: laid open to everybody, then one plan chosen to be submitted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting.actions.proposals_opening import check_plan, next_letter
from bagana.redistricting.actions.proposals_steps import (
    conductor_only,
    locked,
    move,
    require_state,
    told_plan,
)
from bagana.redistricting.models import Alternative, Plan, Proposal, ProposalState
from bagana.redistricting.problems import NEW
from bagana.redistricting.procedure import rules_of, rules_on
from bagana.redistricting.queries.proposals_missing import before_hearing
from bagana.redistricting.queries.proposals_touched import is_same_plan, used_units
from bagana.web import words
from bagana.web.errors import Refused
from bagana.web.procedures import day, keep, moment

LONGEST: Final = timedelta(days=366)


@transaction.atomic
def publish_hearing(
    *, user: Any, proposal: Proposal, until: date, now: datetime | None = None
) -> Proposal:
    """Open the proposal with its alternatives to everybody, until a day (included).

    The rules of the law in force on this day count from now on.
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, ProposalState.DRAFT)
    if missing := before_hearing(row, day(now)):
        raise Refused(missing[0].words, missing[0].fix)
    today = day(now)
    row.rules = rules_on(today).code
    row.plan = None
    open_window(row, today, until)
    row.published_at = row.published_at or moment(now)
    move(
        row,
        ProposalState.HEARING,
        user=user,
        content=heard_content(row),
        due_on=row.answers_due,
        now=now,
    )
    return row


def open_window(row: Proposal, today: date, until: date) -> None:
    """Set the days of the hearing, which are never fewer than the rule has them."""
    rules = rules_of(row)
    earliest = today + timedelta(days=rules.hearing_days.value)
    if until < earliest:
        raise Refused(
            _("Санал авах хугацаа %(days)s хоногоос богино байна.")
            % {"days": rules.hearing_days.value},
            _("%(day)s буюу түүнээс хойших өдөр бичнэ үү.")
            % {"day": words.short_date(earliest)},
            "until",
        )
    _refuse_endless(until, today)
    row.hearing_from, row.hearing_until = today, until
    row.answers_due = until + timedelta(days=rules.answer_days.value)


def _refuse_endless(until: date, today: date) -> None:
    """A slip in the year would hold the proposal up for good: days only grow."""
    last = today + LONGEST
    if until > last:
        raise Refused(
            _("Санал авах хугацаа нэг жилээс урт байна."),
            _("%(day)s буюу түүнээс өмнөх өдөр бичнэ үү.")
            % {"day": words.short_date(last)},
            "until",
        )


def heard_content(row: Proposal) -> dict[str, Any]:
    """What lies open: plans by letter with their hashes, days, rules."""
    alternatives = row.alternatives.select_related("plan__scenario").order_by("letter")
    return {
        "rules": row.rules,
        "round": row.round,
        "from": row.hearing_from.isoformat() if row.hearing_from else None,
        "until": row.hearing_until.isoformat() if row.hearing_until else None,
        "alternatives": {one.letter: told_plan(one.plan) for one in alternatives},
        "preferred": [one.letter for one in alternatives if one.is_preferred],
    }


@transaction.atomic
def choose_plan(
    *,
    user: Any,
    proposal: Proposal,
    plan: Plan,
    until: date | None = None,
    says_mn: str = "",
    says_en: str = "",
    now: datetime | None = None,
) -> Proposal:
    """Say which plan will be submitted.

    An edited copy that gives each block to the unit of a heard plan is that plan. One
    that does not is laid open beside the others, and the hearing begins anew until
    `until`: the bags for which it differs must speak again (docs/rules).
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, ProposalState.HEARING)
    heard = _alternative_of(row, plan)
    today = day(now)
    if heard is None:
        heard = _lay_open(row, plan, says_mn, says_en)
        begun = row.hearing_from
        open_window(row, today, until or shortest(row, today))
        row.hearing_from = begun  # opinions of this round still count from its day
    if row.plan_id not in (None, heard.plan_id):
        # "new-1" of one plan is not the new bag of another.
        row.planned_units.filter(key__startswith=NEW).delete()
    row.plan = heard.plan
    row.planned_units.exclude(key__in=used_units(heard.plan)).delete()
    content = {
        **heard_content(row),
        "chosen": heard.letter,
        "plan": told_plan(heard.plan),
    }
    move(
        row,
        ProposalState.HEARING,
        user=user,
        content=content,
        due_on=row.answers_due,
        now=now,
    )
    return row


def shortest(row: Proposal, today: date) -> date:
    """The first day that may be the last of a hearing which begins today."""
    return today + timedelta(days=rules_of(row).hearing_days.value)


def _alternative_of(row: Proposal, plan: Plan) -> Alternative | None:
    for one in row.alternatives.select_related("plan__scenario"):
        same_scenario = one.plan.scenario_id == plan.scenario_id
        if one.plan_id == plan.pk or (same_scenario and is_same_plan(one.plan, plan)):
            return one
    return None


def _lay_open(row: Proposal, plan: Plan, says_mn: str, says_en: str) -> Alternative:
    check_plan(row, plan)
    letter = next_letter(row)
    if not letter:
        raise Refused(
            _("Хувилбарыг нэг латин том үсгээр тэмдэглэнэ."), _("A, B, C …"), "plan"
        )
    row.alternatives.filter(is_preferred=True).update(is_preferred=False)
    return Alternative.objects.create(
        proposal=row,
        plan=plan,
        letter=letter,
        says_mn=says_mn.strip(),
        says_en=says_en.strip(),
        is_preferred=True,
    )


@transaction.atomic
def extend_hearing(
    *, user: Any, proposal: Proposal, until: date, now: datetime | None = None
) -> Proposal:
    """Give more days; a hearing is never shortened."""
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, ProposalState.HEARING)
    last = row.hearing_until
    if last is None or until <= last or until < day(now):
        raise Refused(
            _("Хугацааг зөвхөн сунгана."),
            _("Одоогийн сүүлийн өдрөөс хойших өдөр бичнэ үү."),
            "until",
        )
    _refuse_endless(until, day(now))
    row.hearing_until = until
    row.answers_due = until + timedelta(days=rules_of(row).answer_days.value)
    keep(row, user=user, reason="extended")
    return row
