"""What a bag's citizens' meeting said of a plan: entered once, never changed.

A mistake is mended by a later entry that takes the place of the first, which stays.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.actions.proposals_steps import clean, locked, require_state
from bagana.redistricting.models import Opinion, Plan, Proposal, ProposalState, Stance
from bagana.redistricting.queries.opinions import bags_of, households_of
from bagana.territory.models import Unit
from bagana.web import words
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.procedures import day


@transaction.atomic
def record_opinion(
    *,
    user: Any,
    proposal: Proposal,
    plan: Plan,
    unit: Unit,
    held_on: date,
    represented: int,
    votes_for: int,
    votes_against: int,
    stance: str,
    votes_abstained: int = 0,
    households: int | None = None,
    place: str = "",
    minutes: str = "",
    remarks: str = "",
    minority: str = "",
    is_illustrative: bool = False,
    now: datetime | None = None,
) -> Opinion:
    """Enter the opinion of a bag's meeting on one alternative.

    Without `households` the newest published figure of the bag is taken. Every
    represented household has one vote, so the votes add up to them.
    """
    row = locked(proposal)
    if not rules.can_record_opinion(user, row, unit):
        raise PermissionDenied(_("Энэ багийн хурлын саналыг бүртгэх эрх танд алга."))
    require_state(row, ProposalState.HEARING)
    _check_subject(row, plan, unit)
    _check_day(row, held_on, day(now))
    made = Opinion(
        proposal=row,
        round=row.round,
        plan=plan,
        unit=unit,
        held_on=held_on,
        place=clean(place),
        minutes=clean(minutes),
        households=_households(unit, households, held_on),
        represented=represented,
        votes_for=votes_for,
        votes_against=votes_against,
        votes_abstained=votes_abstained,
        stance=stance,
        remarks=clean(remarks),
        minority=clean(minority),
        is_illustrative=is_illustrative,
        made_by=user,
    )
    _check_votes(made)
    _check_stance(made)
    made.supersedes = _former(made)
    made.save()
    return made


def _former(made: Opinion) -> Opinion | None:
    same = Opinion.objects.filter(
        proposal=made.proposal, round=made.round, plan=made.plan, unit=made.unit
    )
    return same.filter(superseded_by__isnull=True).order_by("-pk").first()


def _check_subject(row: Proposal, plan: Plan, unit: Unit) -> None:
    if not row.alternatives.filter(plan=plan).exists():
        raise Refused(
            _("Энэ хувилбарыг хэлэлцүүлэгт тавиагүй."),
            _("Жагсаалтаас сонгоно уу."),
            "plan",
        )
    if unit not in bags_of(row):
        raise Refused(
            _("Хэлэлцэж буй хувилбарууд энэ багийг хөндөхгүй."),
            _("Багаа шалгана уу."),
            "unit",
        )


def _check_day(row: Proposal, held_on: date, today: date) -> None:
    starts = row.hearing_from
    if starts is not None and held_on < starts:
        raise Refused(
            _("Хурал болсон өдөр хувилбарыг нийтэлсэн %(day)s өдрөөс өмнө байна.")
            % {"day": words.short_date(starts)},
            _("Нийтэлсний дараа болсон хурлын саналыг бүртгэнэ."),
            "held_on",
        )
    if held_on > today:
        raise Refused(_("Огноо ирээдүйд байна."), _("Өдрөө шалгана уу."), "held_on")


def _households(unit: Unit, given: int | None, held_on: date) -> int:
    if given is not None and given > 0:
        return given
    known = households_of([unit.code], held_on).get(unit.code)
    if known is None or given == 0:
        raise Refused(
            _("Багийн нийт өрхийн тоо мэдэгдэхгүй байна."),
            _("Хурлын өдрийн бүртгэлээр өрхийн тоог бичнэ үү."),
            "households",
        )
    return known


def _check_votes(made: Opinion) -> None:
    counts = (made.votes_for, made.votes_against, made.votes_abstained)
    if made.represented < 1 or min(counts) < 0:
        raise Refused(
            _("Төлөөлөл ирсэн өрхийн тоо нэгээс доошгүй байна."), "", "represented"
        )
    if made.represented > made.households:
        raise Refused(
            _("Төлөөлөл ирсэн өрх багийн нийт өрхөөс олон байна: %(n)s, нийт %(all)s.")
            % {"n": made.represented, "all": made.households},
            _("Хурлын ирцийг шалгана уу."),
            "represented",
        )
    if sum(counts) != made.represented:
        raise Refused(
            _("Саналын тоо тулахгүй байна: %(votes)s санал, %(n)s өрх.")
            % {"votes": sum(counts), "n": made.represented},
            _("Зөвшөөрсөн, татгалзсан, түдгэлзсэн нь нийлээд ирсэн өрхтэй тэнцэнэ."),
            "votes_for",
        )


def _check_stance(made: Opinion) -> None:
    """The majority of the votes says what the meeting said."""
    if made.stance not in Stance.values:
        raise Refused(_("Хурлын саналыг сонгоно уу."), "", "stance")
    agrees = made.votes_for > made.votes_against
    if agrees == (made.stance == Stance.AGAINST):
        raise Refused(
            _("Санал хураалттай зөрж байна: %(yes)s зөвшөөрч, %(no)s татгалзсан.")
            % {"yes": made.votes_for, "no": made.votes_against},
            _("Олонхын санал юу болохыг шалгана уу."),
            "stance",
        )
    if made.stance == Stance.WITH_REMARKS and not made.remarks:
        raise Refused(
            _("Саналтай дэмжсэн бол ямар санал гаргасныг бичнэ."),
            _("Энэ талбарыг бөглөнө үү."),
            "remarks",
        )
