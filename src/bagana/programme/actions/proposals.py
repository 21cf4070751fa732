"""Citizens' proposals for the Local Development Fund, from the word to the report back.

The rule: docs/rules/local-development-fund.md. Every step is kept; what a proposal is
now follows from its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme import rules
from bagana.programme.actions.proposal_decisions import (
    carry_over,
    cost_proposal,
    decide_proposals,
    fund_proposal,
    report_back,
)
from bagana.programme.actions.proposal_steps import (
    OPEN,
    all_of,
    bare,
    keep_step,
    locked,
    outcome,
    refuse_act,
    require,
)
from bagana.programme.models import (
    Programme,
    Proposal,
    ProposalChannel,
    ProposalState,
    ProposalStep,
)
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version
from bagana.web.errors import Conflict, Refused

BAG = 3
TITLE_LENGTH = 300
TEXT_LENGTH = 2000
MOST_IN_AN_HOUR = 30
"""Proposals for one bag by the public form: more comes from a machine."""

__all__ = [
    "carry_over",
    "cost_proposal",
    "decide_proposals",
    "fund_proposal",
    "merge_proposals",
    "outcome",
    "part_proposal",
    "rank_proposals",
    "receive_proposal",
    "report_back",
    "too_many",
]


@transaction.atomic
def receive_proposal(
    *,
    unit: Unit,
    year: int,
    title: str,
    received_on: date,
    user: Any = None,
    channel: str = ProposalChannel.PAGE,
    text: str = "",
    title_en: str = "",
    supporters: int | None = None,
    programme: Programme | None = None,
    is_illustrative: bool = False,
) -> Proposal:
    """Take in what citizens of a bag propose for a budget year.

    By the public form nobody need sign in, and no name is asked; from paper or from a
    meeting it is entered by who works for the bag.
    """
    if channel != ProposalChannel.PAGE:
        require(rules.can_propose(user, unit))
    proposal = Proposal(
        programme=programme,
        unit=unit,
        year=year,
        title=bare(title),
        title_en=bare(title_en),
        text=bare(text),
        supporters=supporters,
        channel=channel,
        received_on=received_on,
        state=ProposalState.RECEIVED,
        is_illustrative=is_illustrative,
    )
    _refuse_proposal(proposal)
    if channel == ProposalChannel.PAGE:
        _refuse_flood(unit)
    proposal.save()
    return keep_step(proposal, ProposalState.RECEIVED, user=user, on=received_on)


def _refuse_proposal(proposal: Proposal) -> None:
    version = nearest_version(proposal.unit.code, proposal.received_on)
    if version is None or version.kind.level != BAG:
        raise Refused(_("Саналыг баг бүрээр авдаг."), _("Баг сонгоно уу."), "unit")
    if proposal.channel not in ProposalChannel.values:
        raise Refused(_("Ийм хэлбэр байхгүй."), _("Жагсаалтаас сонгоно уу."), "channel")
    if not proposal.title:
        raise Refused(_("Саналаа бичнэ үү."), field="title")
    for field, most in (("title", TITLE_LENGTH), ("text", TEXT_LENGTH)):
        if len(getattr(proposal, field)) > most:
            raise Refused(
                _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
                _("Бичвэрийг товчилно уу."),
                field,
            )
    day = proposal.received_on
    if day > timezone.localdate():
        raise Refused(
            _("Огноо ирээдүйд байна."), _("Санал ирсэн өдрийг бичнэ үү."), "received_on"
        )
    if not day.year <= proposal.year <= day.year + 1:
        raise Refused(
            _("Саналыг тухайн жил эсвэл дараа жилийн төсөвт авдаг."),
            _("Төсвийн оныг шалгана уу."),
            "year",
        )


def _refuse_flood(unit: Unit) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    recent = ProposalStep.objects.filter(
        proposal__unit=unit,
        proposal__channel=ProposalChannel.PAGE,
        state=ProposalState.RECEIVED,
        made_at__gt=hour_ago,
    )
    if recent.count() >= MOST_IN_AN_HOUR:
        raise too_many()


def too_many() -> Refused:
    """What is said to who sends too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон санал ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )


@transaction.atomic
def merge_proposals(
    *, user: Any, into: Proposal, others: Collection[Proposal]
) -> Proposal:
    """Join proposals that say the same: both stay readable, supporters are added."""
    kept = locked(into)
    require(rules.can_propose(user, kept.unit))
    if not others:
        raise Refused(_("Нэгтгэх саналаа сонгоно уу."), field="others")
    for other in map(locked, others):
        _refuse_merging(kept, other)
        other.duplicate_of, other.rank = kept, None
        other.save(update_fields=["duplicate_of", "rank"])
        keep_step(other, ProposalState.MERGED, user=user, note=kept.title)
    return kept


def _refuse_merging(kept: Proposal, other: Proposal) -> None:
    pick = _("Нэг багийн, нэг оны, шийдээгүй хоёр саналыг нэгтгэнэ.")
    if kept.pk == other.pk:
        raise Refused(_("Саналыг өөртэй нь нэгтгэхгүй."), pick, "others")
    if (kept.unit_id, kept.year) != (other.unit_id, other.year):
        raise Refused(_("Өөр баг эсвэл өөр оны санал байна."), pick, "others")
    if kept.state not in OPEN or other.state not in OPEN:
        raise Refused(_("Шийдсэн эсвэл нэгтгэсэн санал байна."), pick, "others")
    if other.duplicates.exists():
        raise Refused(
            _("«%(title)s» саналд өөр санал нэгтгэсэн байна.") % {"title": other.title},
            _("Түүнийг үндсэн санал болгоно уу."),
            "others",
        )


@transaction.atomic
def part_proposal(*, user: Any, proposal: Proposal) -> Proposal:
    """Undo a merger: the proposal stands on its own again, unranked."""
    row = locked(proposal)
    require(rules.can_propose(user, row.unit))
    if row.duplicate_of is None:
        raise Conflict(_("Энэ саналыг нэгтгээгүй байна."))
    if row.duplicate_of.state not in OPEN:
        raise Conflict(_("Нэгтгэсэн саналыг нь аль хэдийн шийдсэн байна."))
    row.duplicate_of = None
    row.save(update_fields=["duplicate_of"])
    back = ProposalState.RECEIVED if row.cost is None else ProposalState.COSTED
    return keep_step(row, back, user=user, note=_("Нэгтгэснийг буцаав."))


@transaction.atomic
def rank_proposals(
    *,
    user: Any,
    unit: Unit,
    year: int,
    ordered: Sequence[Proposal],
    act: Act,
) -> list[Proposal]:
    """Write down the order in which the bag's citizens' meeting put the proposals.

    Those it left out keep no rank. A later order of the meeting replaces this one.
    """
    require(rules.can_propose(user, unit))
    refuse_act(act, [unit.pk], _("Эрэмбийг багийн Иргэдийн Нийтийн Хурал тогтооно."))
    rows = {row.pk: row for row in all_of([unit.pk], year)}
    if any(row.state not in (*OPEN, ProposalState.MERGED) for row in rows.values()):
        raise Conflict(_("Энэ оны саналыг сумын хурал аль хэдийн шийдсэн байна."))
    wanted = [row.pk for row in ordered]
    if not wanted or len(set(wanted)) != len(wanted):
        raise Refused(_("Санал бүр нэг удаа эрэмбэлэгдэнэ."), field="ordered")
    if any(pk not in rows or rows[pk].state not in OPEN for pk in wanted):
        raise Refused(_("Эрэмбэлэх боломжгүй санал байна."), field="ordered")
    # Ranks are unique: all are taken away before the new ones are given.
    Proposal.objects.filter(unit=unit, year=year).update(rank=None)
    for row in rows.values():
        if row.state == ProposalState.RANKED and row.pk not in wanted:
            keep_step(
                row,
                ProposalState.RECEIVED,
                user=user,
                on=act.date,
                act=act,
                note=_("Шинэ эрэмбэд ороогүй."),
            )
    return [
        _ranked(rows[pk], rank, act, user) for rank, pk in enumerate(wanted, start=1)
    ]


def _ranked(row: Proposal, rank: int, act: Act, user: Any) -> Proposal:
    row.rank = rank
    row.save(update_fields=["rank"])
    step = {"user": user, "on": act.date, "act": act, "rank": rank}
    if row.cost is None:
        return keep_step(row, ProposalState.RANKED, **step)
    ProposalStep.objects.create(
        proposal=row,
        state=ProposalState.RANKED,
        on=act.date,
        act=act,
        rank=rank,
        made_by=user,
    )
    return row
