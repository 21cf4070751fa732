"""What becomes of ranked proposals: costed, decided, funded, reported, carried over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme import rules
from bagana.programme.actions.money import record_entry
from bagana.programme.actions.proposal_steps import (
    DECIDED,
    all_of,
    bags_of,
    bare,
    keep_step,
    locked,
    outcome,
    refuse_act,
    require,
)
from bagana.programme.bookkeeping import LARGEST_WITH_MONGO, MONGO
from bagana.programme.models import (
    FundingSource,
    Measure,
    MoneyKind,
    Proposal,
    ProposalChannel,
    ProposalState,
)
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def cost_proposal(
    *,
    user: Any,
    proposal: Proposal,
    cost: Decimal,
    on: date | None = None,
    note: str = "",
) -> Proposal:
    """What the sum's office reckons that the proposal costs, in tugriks."""
    row = locked(proposal)
    require(rules.can_cost(user, row.unit))
    if row.state not in (ProposalState.RANKED, ProposalState.COSTED):
        raise Conflict(
            _("«%(title)s»: эрэмбэлсэн, шийдээгүй саналын өртгийг тооцно.")
            % {"title": row.title}
        )
    if not isinstance(cost, Decimal):
        raise TypeError(f"money is Decimal, not {type(cost).__name__}")
    if not 0 < cost <= LARGEST_WITH_MONGO or cost != cost.quantize(MONGO):
        raise Refused(
            _("«%(title)s»: өртөг төгрөгөөр, тэгээс их байна.") % {"title": row.title},
            _("Жишээ нь 59,400,000 гэж бичнэ үү."),
            "cost",
        )
    row.cost = cost
    row.save(update_fields=["cost"])
    return keep_step(
        row, ProposalState.COSTED, user=user, on=on, amount=cost, note=bare(note)
    )


@transaction.atomic
def decide_proposals(
    *,
    user: Any,
    unit: Unit,
    year: int,
    act: Act,
    approved: Collection[int],
) -> list[Proposal]:
    """Write down what the sum's assembly approved; what else was costed is declined.

    `unit` is a bag, or the sum for all its bags at once. Until it is reported back, a
    later decision of the assembly replaces this one.
    """
    require(rules.can_cost(user, unit))
    bags = bags_of(unit)
    rows = [
        row
        for row in all_of(bags, year)
        if row.state in (ProposalState.COSTED, *DECIDED)
    ]
    if not rows or set(approved) - {row.pk for row in rows}:
        raise Refused(
            _("Өртгийг нь тооцсон саналаас шийднэ."),
            _("Эхлээд өртгийг тооцно уу."),
            "approved",
        )
    above = UnitAncestry.objects.filter(unit__in=bags, depth__gt=0)
    units = set(above.values_list("ancestor_id", flat=True))
    refuse_act(act, units, _("Саналыг сумын Иргэдийн Төлөөлөгчдийн Хурал шийднэ."))
    return [_decided(row, row.pk in approved, act, user) for row in rows]


def _decided(row: Proposal, approved: bool, act: Act, user: Any) -> Proposal:
    if row.measure_id is not None and not approved:
        raise Conflict(
            _("«%(title)s» саналд мөнгө төлөвлөсөн байна.") % {"title": row.title},
            _("Эхлээд мөнгөний дэвтэрт буцаана уу."),
        )
    state = ProposalState.APPROVED if approved else ProposalState.DECLINED
    return keep_step(row, state, user=user, on=act.date, act=act, amount=row.cost)


@transaction.atomic
def report_back(
    *,
    user: Any,
    unit: Unit,
    year: int,
    text: str,
    on: date,
) -> list[Proposal]:
    """Keep that the bag's citizens were told what became of their proposals."""
    require(rules.can_cost(user, unit))
    told = bare(text)
    if not told:
        raise Refused(_("Юу тайлагнаснаа бичнэ үү."), field="text")
    if on > timezone.localdate():
        raise Refused(_("Огноо ирээдүйд байна."), _("Огноог шалгана уу."), "on")
    rows = [row for row in all_of(bags_of(unit), year) if row.state in DECIDED]
    if not rows:
        raise Refused(_("Эргэж тайлагнах шийдсэн санал алга."), field="text")
    return [
        keep_step(row, ProposalState.REPORTED, user=user, on=on, note=told)
        for row in rows
    ]


@transaction.atomic
def carry_over(*, user: Any, proposal: Proposal, on: date | None = None) -> Proposal:
    """Make next year's proposal of one that was declined; both stay readable."""
    row = locked(proposal)
    require(rules.can_propose(user, row.unit))
    if outcome(row) != ProposalState.DECLINED:
        raise Conflict(_("Зөвхөн дэмжээгүй саналыг дараа жилд шилжүүлнэ."))
    if Proposal.objects.filter(carried_from=row).exists():
        raise Conflict(_("Энэ саналыг дараа жилд аль хэдийн шилжүүлсэн байна."))
    day = on or timezone.localdate()
    following = Proposal.objects.create(
        programme=row.programme,
        unit=row.unit,
        year=row.year + 1,
        title=row.title,
        title_en=row.title_en,
        text=row.text,
        channel=ProposalChannel.MEETING,
        received_on=day,
        state=ProposalState.RECEIVED,
        carried_from=row,
        is_illustrative=row.is_illustrative,
    )
    note = _("%(year)s онд дэмжээгүй саналаас.") % {"year": row.year}
    return keep_step(following, ProposalState.RECEIVED, user=user, on=day, note=note)


@transaction.atomic
def fund_proposal(
    *,
    user: Any,
    proposal: Proposal,
    measure: Measure,
    spender: Unit,
) -> Proposal:
    """Plan the money of an approved proposal under a measure; source is the Fund.

    Whoever books for some other sum may not tie this bag's proposal to his measure.
    """
    row = locked(proposal)
    require(rules.can_cost(user, row.unit))
    if outcome(row) != ProposalState.APPROVED or row.cost is None:
        raise Conflict(_("Зөвхөн баталсан саналд мөнгө төлөвлөнө."))
    if row.measure_id is not None:
        raise Conflict(_("Энэ саналд мөнгө аль хэдийн төлөвлөсөн байна."))
    decision = row.steps.filter(state=ProposalState.APPROVED).latest("pk")
    record_entry(
        user=user,
        measure=measure,
        kind=MoneyKind.PLAN,
        source=FundingSource.LDF,
        year=row.year,
        amount=row.cost,
        booked_on=decision.on,
        spender=spender,
        unit=row.unit,
        act=decision.act,
        note=row.title[:300],
        is_illustrative=row.is_illustrative,
    )
    row.measure = measure
    row.save(update_fields=["measure"])
    return row
