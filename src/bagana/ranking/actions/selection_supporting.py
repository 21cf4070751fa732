"""What an awarded unit gets, what became of it a year later, and the end of a round."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.programme.models import Measure
from bagana.ranking.actions.objections import erase_contacts
from bagana.ranking.actions.selection_deciding import require_state_after_act
from bagana.ranking.actions.selection_steps import conductor_only, locked, move, needed
from bagana.ranking.models import (
    Award,
    FollowUp,
    Run,
    Selection,
    SelectionState,
    Support,
)
from bagana.ranking.queries.selection_missing import before_end
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import day, keep

MOST_MONEY = Decimal(10) ** 13


@transaction.atomic
def add_support(
    *,
    user: Any,
    award: Award,
    text_mn: str,
    text_en: str = "",
    amount: Decimal | None = None,
    measure: Measure | None = None,
) -> Support:
    """Promise a part of the support package, done through a measure."""
    row = locked(award.selection)
    conductor_only(user, row)
    _while_decided(row)
    _refuse_withdrawn(award)
    if amount is not None and not 0 < amount < MOST_MONEY:
        raise Refused(
            _("Хөрөнгө нь эерэг тоо байна."), _("Төгрөгөөр бичнэ үү."), "amount"
        )
    if measure is not None and measure.programme_id != row.programme_id:
        raise Refused(_("Арга хэмжээ нь өөр хөтөлбөрийнх байна."), "", "measure")
    support = Support(
        award=award,
        measure=measure,
        text_mn=needed(text_mn, "text_mn", _("Дэмжлэг хоосон байна.")),
        text_en=text_en.strip(),
        amount=amount,
        made_by=user,
    )
    keep(support, user=user, reason="promised")
    return support


@transaction.atomic
def drop_support(*, user: Any, support: Support, reason: str) -> None:
    """Take back what was entered by mistake; it stays in the history with why."""
    row = locked(support.award.selection)
    conductor_only(user, row)
    _while_decided(row)
    why = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    support._history_user = user  # type: ignore[attr-defined]
    support._change_reason = why[:100]  # type: ignore[attr-defined]
    support.delete()


@transaction.atomic
def record_follow_up(
    *,
    user: Any,
    award: Award,
    seen_on: date,
    finding_mn: str,
    finding_en: str = "",
    run: Run | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """Say what became of an awarded unit; `run` is the index of the year after."""
    row = locked(award.selection)
    conductor_only(user, row)
    _while_decided(row)
    _refuse_withdrawn(award)
    _check_seen(row, seen_on, day(now))
    if run is not None and run.version.framework_id != row.version.framework_id:
        raise Refused(_("Тооцоо нь өөр аргачлалынх байна."), "", "run")
    found = FollowUp.objects.filter(award=award).first() or FollowUp(award=award)
    found.seen_on, found.run, found.made_by = seen_on, run, user
    found.finding_mn = needed(finding_mn, "finding_mn", _("Дүгнэлт хоосон байна."))
    found.finding_en = finding_en.strip()
    keep(found, user=user, reason="followed up")
    return found


@transaction.atomic
def close_selection(
    *, user: Any, selection: Selection, now: datetime | None = None
) -> Selection:
    """End the round when every award has been followed up."""
    row = locked(selection)
    conductor_only(user, row)
    _while_decided(row)
    if missing := before_end(row, day(now)):
        raise Refused(missing[0].words, missing[0].fix)
    follow_ups = FollowUp.objects.filter(award__selection=row)
    content = {
        "follow_ups": {
            one.award.unit.code: one.finding_mn
            for one in follow_ups.select_related("award__unit")
        }
    }
    move(row, SelectionState.CLOSED, user=user, content=content, now=now)
    erase_contacts(user=user, selection=row)
    return row


def _while_decided(row: Selection) -> None:
    require_state_after_act(row)
    if row.state == SelectionState.CLOSED:
        raise Conflict(_("Энэ шалгаруулалтыг хаасан байна."))


def _refuse_withdrawn(award: Award) -> None:
    if award.withdrawn_by_id is not None:
        raise Conflict(_("Энэ шагналыг хожмын шийдвэрээр хүчингүй болгосон."))


def _check_seen(row: Selection, seen_on: date, today: date) -> None:
    if row.follow_up_on is not None and seen_on < row.follow_up_on:
        raise Refused(
            _("Үр дүнг үзэх өдөр болоогүй байна: %(day)s.")
            % {"day": row.follow_up_on.isoformat()},
            _("Нэг жилийн дараах байдлыг бүртгэнэ."),
            "seen_on",
        )
    if seen_on > today:
        raise Refused(_("Үзсэн өдөр ирээдүйд байна."), "", "seen_on")
