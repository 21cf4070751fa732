"""From the checked figures to the bags themselves: visits of the working group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.ranking.actions.selection_steps import (
    checker_only,
    conductor_only,
    locked,
    move,
    needed,
    require_state,
)
from bagana.ranking.models import Member, Selection, SelectionState, Visit
from bagana.ranking.procedure import FEWEST_VISITORS, SCALE
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_group import group_of, signers_for
from bagana.ranking.queries.selection_missing import before_visits
from bagana.ranking.queries.selection_rechecks import rechecks_of
from bagana.ranking.queries.selection_sheet import (
    SCALE_KIND,
    YES_NO,
    Question,
    questions_of,
)
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.procedures import day, keep

HERE = (SelectionState.VISITS, SelectionState.ANSWERED)


@transaction.atomic
def begin_visits(
    *, user: Any, selection: Selection, now: datetime | None = None
) -> Selection:
    """End the re-check: everything drawn is looked at, and what differed is mended.

    The working group must be whole, with a declaration of every member.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.RECHECK)
    if missing := before_visits(row):
        raise Refused(missing[0].words, missing[0].fix)
    content = {"rechecks": _rechecks(row), "members": _members(row)}
    state = SelectionState.VISITS
    move(row, state, user=user, content=content, now=now, run=row.run)
    return row


@transaction.atomic
def record_visit(
    *,
    user: Any,
    selection: Selection,
    unit: Unit,
    visited_on: date,
    members: Iterable[Member],
    answers: Mapping[str, Any],
    finding: str,
    supports: bool,
    now: datetime | None = None,
) -> Visit:
    """Keep the sheet of a visit to a candidate; what was written before is history.

    Members with a conflict with the unit neither go there nor write about it.
    """
    row = locked(selection)
    checker_only(user, row)
    require_state(row, *HERE)
    if candidates_of(row).of_unit(unit.pk) is None:
        raise Refused(
            _("Энэ нэгж нэр дэвшээгүй тул үзлэг хийхгүй."),
            _("Индексээр санал болгосон, ялгах боломжгүй нэгжид очно."),
            "unit",
        )
    who = _visitors(row, unit, list(members))
    _not_by_a_conflicted(row, unit, user)
    _check_day(row, visited_on, day(now))
    visit = Visit.objects.filter(selection=row, unit=unit).first()
    visit = visit or Visit(selection=row, unit=unit, made_by=user)
    visit.visited_on = visited_on
    visit.answers = _answers(questions_of(row.version), answers)
    visit.finding = needed(finding, "finding", _("Дүгнэлт хоосон байна."))
    visit.supports = supports
    keep(visit, user=user, reason="visited")
    visit.members.set(who)
    return visit


def _visitors(row: Selection, unit: Unit, members: list[Member]) -> list[Member]:
    fit = {member.pk for member in signers_for(group_of(row), unit)}
    for member in members:
        if member.pk not in fit:
            raise Refused(
                _(
                    "%(name)s энэ нэгжид үзлэг хийхгүй: ашиг сонирхлын зөрчилтэй,"
                    " мэдүүлээгүй эсвэл чөлөөлөгдсөн."
                )
                % {"name": member.name},
                _("Өөр гишүүн сонгоно уу."),
                "members",
            )
    if len({member.pk for member in members}) < FEWEST_VISITORS:
        raise Refused(
            _("Үзлэгт дор хаяж %(least)s гишүүн очно.") % {"least": FEWEST_VISITORS},
            _("Очсон гишүүдээ тэмдэглэнэ үү."),
            "members",
        )
    return members


def _not_by_a_conflicted(row: Selection, unit: Unit, user: Any) -> None:
    mine = row.members.filter(user=user, conflicting=unit, left_on__isnull=True)
    if mine.exists():
        raise PermissionDenied(
            _("Та энэ нэгжтэй ашиг сонирхлын зөрчилтэй гэж мэдүүлсэн.")
        )


def _check_day(row: Selection, on: date, today: date) -> None:
    if on > today or on <= row.period.end:
        raise Refused(
            _("Очсон өдөр буруу байна."),
            _("Үзүүлэлтийн он дууссанаас хойш, өнөөдрөөс өмнөх өдөр бичнэ."),
            "visited_on",
        )


def _answers(
    questions: tuple[Question, ...], given: Mapping[str, Any]
) -> dict[str, Any]:
    unknown = set(given) - {one.code for one in questions}
    if unknown:
        raise Refused(
            _("Хуудсанд ийм асуулт алга: %(codes)s.")
            % {"codes": ", ".join(sorted(unknown))}
        )
    return {one.code: _answer(one, given.get(one.code)) for one in questions}


def _answer(question: Question, value: Any) -> Any:
    kinds = {YES_NO: (True, False), SCALE_KIND: SCALE}
    allowed = kinds.get(question.kind)
    if allowed is None:
        return str(value or "").strip()
    if value not in allowed or isinstance(value, bool) != (question.kind == YES_NO):
        raise Refused(
            _("«%(question)s»: хариулаагүй байна.") % {"question": question.words},
            _("Тийм эсвэл үгүй, шатлалд 1-ээс 5 хүртэл оноо өгнө."),
            f"answer-{question.code}",
        )
    return value


def _rechecks(row: Selection) -> list[dict[str, Any]]:
    return [
        {
            "item": one.item,
            "published": repr(one.observation.value),
            "found": None if one.recheck.found is None else repr(one.recheck.found),
            "agrees": one.recheck.agrees,
        }
        for one in rechecks_of(row).rows
    ]


def _members(row: Selection) -> list[dict[str, Any]]:
    return [
        {
            "post": member.post,
            "chair": member.is_chair,
            "conflicts": sorted(unit.code for unit in member.conflicting.all()),
        }
        for member in group_of(row).members
    ]
