"""Take a vote: counts that reconcile, a winner by the rule's majority, or none.

The rule: docs/rules/votes.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from bagana.meetings.actions.standing import locked, moment, worded
from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    BallotKind,
    MeetingState,
    Option,
)
from bagana.meetings.quorum import presences_of
from bagana.people.models import Official
from bagana.web.errors import Conflict, Refused

FOR, AGAINST = ("Дэмжсэн", "For"), ("Татгалзсан", "Against")
MOST_OPTIONS = 20
VIEW_LENGTH = 5_000


@transaction.atomic
def open_ballot(
    *,
    user: Any,
    item: AgendaItem,
    kind: str,
    question: str = "",
    options: Sequence[str | Official] = (),
) -> Ballot:
    """The next round on an item: named candidates, or for and against without any."""
    row = locked(user, item.meeting, MeetingState.OPEN)
    if row.parent is not None:
        raise Conflict(
            _("Салбар хуралдааны саналыг нэгдсэн хуралдаанд нэгтгэж тоолно.")
        )
    if kind not in BallotKind.values:
        raise Refused(_("Ийм хэлбэр байхгүй."), field="kind")
    ballot = Ballot(
        item=item,
        round=_next_round(item),
        kind=kind,
        question=worded(question or item.title_mn, "question", 300),
        present=presences_of(row)
        .filter(household__isnull=False)
        .aggregate(n=Sum("people"))["n"]
        or 0,
    )
    if not ballot.present:
        raise Conflict(_("Ирц бүртгээгүй тул санал хураах боломжгүй."))
    named = _options(options)
    ballot.save()
    for position, option in enumerate(named, start=1):
        option.ballot, option.position = ballot, position
        option.save()
    return ballot


def _next_round(item: AgendaItem) -> int:
    last = item.ballots.order_by("-round").first()
    if last is None:
        return 1
    if last.closed_at is None:
        raise Conflict(_("Энэ асуудлаар санал хурааж байна."))
    if last.passed:
        raise Conflict(_("Энэ асуудлаар шийдвэр гарсан."))
    return last.round + 1


def _options(options: Sequence[str | Official]) -> list[Option]:
    if not options:
        return [Option(label_mn=mn, label_en=en) for mn, en in (FOR, AGAINST)]
    made = [_option(one) for one in options]
    labels = [one.label_mn for one in made]
    if len(made) < 2 or len(set(labels)) != len(labels):
        raise Refused(
            _("Хоёроос доошгүй, өөр өөр нэр дэвшигч байна."),
            _("Ганц нэр дэвшигч бол «дэмжсэн, татгалзсан» гэж хураана."),
            "options",
        )
    if len(made) > MOST_OPTIONS:
        raise Refused(_("Нэр дэвшигч хэт олон байна."), field="options")
    return made


def _option(one: str | Official) -> Option:
    if isinstance(one, Official):
        return Option(label_mn=one.name, official=one)
    return Option(label_mn=worded(one, "options", 200))


@transaction.atomic
def close_ballot(
    *,
    user: Any,
    ballot: Ballot,
    votes: Sequence[int],
    invalid: int = 0,
    abstained: int = 0,
    absent: int = 0,
    minority_view: str = "",
    at: datetime | None = None,
) -> Ballot:
    """Votes in the order of the options; refused unless all add up to those present."""
    locked(user, ballot.item.meeting, MeetingState.OPEN)
    row = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if row.closed_at is not None:
        raise Conflict(_("Энэ санал хураалтыг хаасан."))
    options = list(row.options.order_by("position"))
    row.invalid, row.abstained, row.absent = invalid, abstained, absent
    _check_counts(row, options, votes)
    row.minority_view = worded(
        minority_view, "minority_view", VIEW_LENGTH, required=False
    )
    for option, count in zip(options, votes, strict=True):
        option.votes = count
    winner = winner_of(options)
    row.passed = winner is not None and has_majority(
        winner, row, ballot.item.meeting.rule.majority
    )
    if winner is not None and row.passed:
        winner.is_chosen = True
    Option.objects.bulk_update(options, ["votes", "is_chosen"])
    row.closed_at = moment(at)
    row.save()
    return row


def _check_counts(row: Ballot, options: list[Option], votes: Sequence[int]) -> None:
    if len(votes) != len(options):
        raise Refused(_("Хувилбар бүрийн саналын тоог бичнэ үү."), field="votes")
    counts = (*votes, row.invalid, row.abstained, row.absent)
    if any(one < 0 for one in counts):
        raise Refused(_("Тоо тэгээс бага байж болохгүй."), field="votes")
    told, present = sum(counts), row.present or 0
    if told < present:
        raise Refused(
            _("Нийлбэр нь оролцогчдоос %(n)s-ээр дутуу байна.") % {"n": present - told},
            _("%(told)s санал, %(present)s оролцогч.")
            % {"told": told, "present": present},
            "votes",
        )
    if told > present:
        raise Refused(
            _("Нийлбэр нь оролцогчдоос %(n)s-ээр илүү байна.") % {"n": told - present},
            _("%(told)s санал, %(present)s оролцогч.")
            % {"told": told, "present": present},
            "votes",
        )


def is_for_and_against(options: Sequence[Option]) -> bool:
    return [one.label_mn for one in options] == [FOR[0], AGAINST[0]]


def winner_of(options: Sequence[Option]) -> Option | None:
    """The one with the most votes; none where two have as many. «Against» wins
    nothing: then the question has simply not passed."""
    ordered = sorted(options, key=lambda one: -(one.votes or 0))
    if (ordered[0].votes or 0) == (ordered[1].votes or 0):
        return None
    if is_for_and_against(options) and ordered[0] is options[1]:
        return None
    return ordered[0]


def has_majority(winner: Option, ballot: Ballot, majority: Decimal) -> bool:
    """More than the rule's share of all who could vote, not only of the valid votes."""
    return Decimal(winner.votes or 0) > Decimal(majority) * (ballot.present or 0)
