"""The act: awards, and afterwards only another act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    move,
    needed,
    require_state,
)
from bagana.ranking.models import Award, Selection, SelectionState, SelectionStep
from bagana.ranking.procedure import AFTER_ACT, AWARD_EN, AWARD_MN, FOLLOW_UP_YEARS
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_missing import before_act
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import day, keep


@dataclass(frozen=True, slots=True)
class NewAward:
    """A unit that a later act gives an award."""

    unit: Unit
    title_mn: str = AWARD_MN
    title_en: str = AWARD_EN


@transaction.atomic
def decide(
    *,
    user: Any,
    selection: Selection,
    act: Act,
    follow_up_on: date | None = None,
    now: datetime | None = None,
) -> Selection:
    """Enter the act that decides; the proposed of the list have their awards then.

    Nothing of the selection changes any more after this.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.ANSWERED)
    if missing := before_act(row):
        raise Refused(missing[0].words, missing[0].fix)
    _check_act(row, act, day(now))
    row.act, row.decided_on = act, act.date
    row.follow_up_on = follow_up_on or _a_year_after(act.date)
    if row.follow_up_on <= act.date:
        raise Refused(_("Үр дүнг үзэх өдөр шийдвэрээс хойш байна."), "", "follow_up_on")
    for entry in row.entries.filter(proposed=True).select_related("unit"):
        title = (entry.award_mn, entry.award_en or entry.award_mn)
        _give(row, NewAward(entry.unit, *title), act, user)
    content = {"act": _named(act), "awards": _awards(row)}
    run = row.run
    state = SelectionState.DECIDED
    move(row, state, user=user, content=content, now=now, act=act, run=run)
    return row


@transaction.atomic
def correct_by_act(
    *,
    user: Any,
    selection: Selection,
    act: Act,
    note: str,
    withdraw: Sequence[Award] = (),
    add: Sequence[NewAward] = (),
    now: datetime | None = None,
) -> SelectionStep:
    """Take an award back or give another under a new act; the first one stays shown."""
    row = locked(selection)
    conductor_only(user, row)
    require_state_after_act(row)
    _check_later_act(row, act, day(now))
    why = needed(note, "note", _("Залруулгын үндэслэл хоосон байна."))
    if not withdraw and not add:
        raise Refused(
            _("Юуг залруулахаа сонгоогүй байна."),
            _("Хүчингүй болгох эсвэл нэмэх шагналаа сонгоно уу."),
        )
    for award in withdraw:
        _take_back(row, award, act, user)
    for wanted in add:
        _refuse_unfit(row, wanted)
        _give(row, wanted, act, user)
    state = SelectionState(row.state)
    content = {"act": _named(act), "awards": _awards(row)}
    return move(row, state, user=user, content=content, now=now, note=why, act=act)


def require_state_after_act(row: Selection) -> None:
    """What an act has decided may be supported, followed up and corrected."""
    if row.state not in AFTER_ACT:
        raise Conflict(
            _("Шийдвэр гараагүй байна."), _("Шийдвэр гарсны дараа бүртгэнэ үү.")
        )


def _a_year_after(on: date) -> date:
    year = on.year + FOLLOW_UP_YEARS
    try:
        return on.replace(year=year)
    except ValueError:  # the 29th of February
        return date(year, 3, 1)


def _check_act(row: Selection, act: Act, today: date) -> None:
    until = row.objections_until
    if until is not None and act.date <= until:
        raise Refused(
            _("Шийдвэрийн огноо эсэргүүцэл авах хугацаанаас өмнө байна."),
            _("Эсэргүүцэлд хариулсны дараах шийдвэрийг сонгоно уу."),
            "act",
        )
    _not_in_future(act, today)


def _check_later_act(row: Selection, act: Act, today: date) -> None:
    first = row.act
    used = row.steps.filter(act=act).exists()
    if used or (first is not None and act.date < first.date):
        raise Refused(
            _("Залруулгад анхны шийдвэрээс хойших, шинэ шийдвэр хэрэгтэй."),
            _("Шинэ шийдвэрээ «Шийдвэр» хэсэгт бүртгээд сонгоно уу."),
            "act",
        )
    _not_in_future(act, today)


def _not_in_future(act: Act, today: date) -> None:
    if act.date > today:
        raise Refused(_("Шийдвэрийн огноо ирээдүйд байна."), "", "act")


def _take_back(row: Selection, award: Award, act: Act, user: Any) -> None:
    mine = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if mine.selection_id != row.pk or mine.withdrawn_by_id is not None:
        raise Conflict(_("Энэ шагналыг аль хэдийн хүчингүй болгосон."), "", "withdraw")
    mine.withdrawn_by = act
    keep(mine, user=user, reason="withdrawn")


def _refuse_unfit(row: Selection, wanted: NewAward) -> None:
    name = {"unit": wanted.unit.code}
    table = gates_of(row)
    if wanted.unit.pk not in table.passing:
        raise Refused(
            _("%(unit)s болзол хангаагүй тул шагнах боломжгүй.") % name,
            _("Нэгжээ шалгана уу."),
            "unit",
        )
    if row.awards.filter(unit=wanted.unit).exists():
        raise Conflict(
            _("%(unit)s энэ шалгаруулалтад шагнал авсан.") % name, "", "unit"
        )


def _give(row: Selection, wanted: NewAward, act: Act, user: Any) -> Award:
    award = Award(
        selection=row,
        unit=wanted.unit,
        act=act,
        title_mn=wanted.title_mn.strip() or AWARD_MN,
        title_en=wanted.title_en.strip() or AWARD_EN,
    )
    keep(award, user=user, reason="awarded")
    return award


def _named(act: Act) -> dict[str, str]:
    return {
        "body": act.body.name_mn,
        "number": act.number,
        "date": act.date.isoformat(),
        "title": act.title_mn,
    }


def _awards(row: Selection) -> list[dict[str, Any]]:
    awards = row.awards.select_related("unit").order_by("unit__code")
    return [
        {
            "unit": award.unit.code,
            "title": award.title_mn,
            "withdrawn": award.withdrawn_by_id is not None,
        }
        for award in awards
    ]
