"""A programme begins: under an act, with its phases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme import rules
from bagana.programme.actions.keeping import keep, needed, planner_only, reasoned
from bagana.programme.models import Phase, Programme
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

type Span = tuple[date, date]
MOST_PHASES = 5
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Words that stand in the place of a code in the addresses of public pages.
RESERVED = frozenset({"about", "all"})


@transaction.atomic
def found_programme(
    *,
    user: Any,
    unit: Unit,
    act: Act,
    code: str,
    name_mn: str,
    name_en: str,
    starts_on: date,
    ends_on: date,
    phases: Sequence[Span],
    goal_mn: str = "",
    goal_en: str = "",
    is_illustrative: bool = False,
) -> Programme:
    """Found the programme of a unit with its phases, each from a day to a day."""
    if not rules.can_found(user, unit):
        raise PermissionDenied(_("Энэ нэгжид хөтөлбөр эхлүүлэх эрх танд алга."))
    _check_span(starts_on, ends_on)
    _check_phases(phases, starts_on, ends_on)
    programme = Programme(
        unit=unit,
        act=act,
        code=_free_code(code),
        name_mn=needed(name_mn, "name_mn", _("Нэр хоосон байна.")),
        name_en=needed(name_en, "name_en", _("Англи нэр хоосон байна.")),
        goal_mn=goal_mn.strip(),
        goal_en=goal_en.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        is_illustrative=is_illustrative,
    )
    keep(programme, user=user, reason="founded")
    Phase.objects.bulk_create(
        Phase(programme=programme, number=number, starts_on=start, ends_on=end)
        for number, (start, end) in enumerate(phases, start=1)
    )
    return programme


@transaction.atomic
def amend_programme(
    *,
    user: Any,
    programme: Programme,
    reason: str,
    name_mn: str,
    name_en: str,
    goal_mn: str,
    goal_en: str,
) -> Programme:
    """Correct the name or the goal; the earlier wording stays in the history."""
    planner_only(user, programme)
    programme.name_mn = needed(name_mn, "name_mn", _("Нэр хоосон байна."))
    programme.name_en = needed(name_en, "name_en", _("Англи нэр хоосон байна."))
    programme.goal_mn, programme.goal_en = goal_mn.strip(), goal_en.strip()
    keep(programme, user=user, reason=reasoned(reason))
    return programme


def _free_code(code: str) -> str:
    code = code.strip().lower()
    if not CODE.fullmatch(code) or len(code) > 60 or code in RESERVED:
        raise Refused(
            _("Код нь хаягт бичигдэх боломжгүй."),
            _("Латин жижиг үсэг, тоо, зураасаар бичнэ үү: selenge-bag-2018."),
            "code",
        )
    if Programme.objects.filter(code=code).exists():
        raise Conflict(
            _("Ийм кодтой хөтөлбөр бүртгэлтэй байна."), _("Өөр код өгнө үү."), "code"
        )
    return code


def _check_span(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise Refused(
            _("Дуусах өдөр эхлэх өдрөөс хойш байх ёстой."),
            _("Огноогоо шалгана уу."),
            "ends_on",
        )


def _check_phases(phases: Sequence[Span], starts_on: date, ends_on: date) -> None:
    """One to five, in order, touching or apart, never over one another."""
    if not 1 <= len(phases) <= MOST_PHASES:
        raise Refused(
            _("Хөтөлбөр нэгээс тав хүртэлх үе шаттай байна."),
            _("Үе шат бүрийг нэг мөрөнд бичнэ үү."),
            "phases",
        )
    last = starts_on - timedelta(days=1)
    for number, (start, end) in enumerate(phases, start=1):
        if start <= last or end <= start or end > ends_on:
            raise Refused(
                _("%(number)s-р үе шатны хугацаа буруу байна.") % {"number": number},
                _("Үе шатууд давхцахгүй, хөтөлбөрийн хугацаанд багтах ёстой."),
                "phases",
            )
        last = end
