"""A selection begins: under a frozen method, with its units, days and mark if late."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.indicators.models import Period
from bagana.programme.models import Phase, Programme
from bagana.ranking import rules
from bagana.ranking.actions.objections import erase_contacts
from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    move,
    needed,
    require_state,
)
from bagana.ranking.models import FrameworkVersion, Selection, SelectionState
from bagana.ranking.procedure import BEFORE_ACT
from bagana.ranking.queries.selection_late import published_before_freezing
from bagana.ranking.queries.selection_units import units_of
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import day

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"new"})


@transaction.atomic
def open_selection(
    *,
    user: Any,
    programme: Programme,
    version: FrameworkVersion,
    period: Period,
    code: str,
    title_mn: str,
    title_en: str,
    gates_due: date,
    recheck_due: date,
    visits_due: date,
    phase: Phase | None = None,
    late_reason: str = "",
    is_illustrative: bool = False,
    now: datetime | None = None,
) -> Selection:
    """Open a round of choosing model units for a year (of a phase).

    The method must be frozen, and frozen before any of its figures of the year was
    published; else a reason is asked for, and stays as a mark on every page.
    """
    selection = Selection(
        programme=programme,
        version=version,
        period=period,
        phase=phase,
        code=_free_code(code),
        title_mn=needed(title_mn, "title_mn", _("Нэр хоосон байна.")),
        title_en=needed(title_en, "title_en", _("Англи нэр хоосон байна.")),
        gates_due=gates_due,
        recheck_due=recheck_due,
        visits_due=visits_due,
        is_illustrative=is_illustrative,
        made_by=user,
    )
    conductor_only(user, selection)
    # Of two who open the same year at once the second finds the first's round.
    Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    _check_method(selection)
    _may_publish(user, version)
    _check_time(selection, day(now))
    _refuse_second(selection)
    selection.late_reason = _lateness(selection, late_reason)
    content = _opened(selection)
    move(selection, SelectionState.PREPARING, user=user, content=content, now=now)
    return selection


@transaction.atomic
def cancel(
    *, user: Any, selection: Selection, reason: str, now: datetime | None = None
) -> Selection:
    """Give a round up before its act; what was done so far stays readable."""
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, *BEFORE_ACT)
    why = needed(reason, "reason", _("Цуцлах шалтгаан хоосон байна."))
    content = {"from": row.state, "reason": why}
    move(row, SelectionState.CANCELLED, user=user, content=content, now=now, note=why)
    erase_contacts(user=user, selection=row)
    return row


def _free_code(code: str) -> str:
    code = code.strip().lower()
    if not CODE.fullmatch(code) or len(code) > 60 or code in RESERVED:
        raise Refused(
            _("Код нь хаягт бичигдэх боломжгүй."),
            _("Латин жижиг үсэг, тоо, зураасаар бичнэ үү: jishig-bag-2022."),
            "code",
        )
    if Selection.objects.filter(code=code).exists():
        raise Conflict(
            _("Ийм кодтой шалгаруулалт бүртгэлтэй байна."),
            _("Өөр код өгнө үү."),
            "code",
        )
    return code


def _check_method(selection: Selection) -> None:
    version, programme = selection.version, selection.programme
    if not version.is_frozen:
        raise Refused(
            _("Аргачлалын энэ хувилбарыг царцаагаагүй байна."),
            _("Эхлээд шийдвэрийн дагуу царцаагаад шалгаруулалтаа нээнэ үү."),
            "version",
        )
    units = units_of(selection)
    if not units:
        raise Refused(
            _("Хөтөлбөрийн нутагт энэ аргачлалаар эрэмбэлэх нэгж алга."),
            _("Өөр аргачлал эсвэл хугацаа сонгоно уу."),
            "version",
        )
    framework = version.framework
    if framework.programme_id not in (None, programme.pk) or not _covers(selection):
        raise Refused(
            _("Энэ аргачлал хөтөлбөрийн бүх нэгжийг хамрахгүй."),
            _("Хөтөлбөрийнхөө аргачлалыг сонгоно уу."),
            "version",
        )


def _may_publish(user: Any, version: FrameworkVersion) -> None:
    """Told at the beginning, and not when the list is to come out."""
    if not rules.can_edit(user, version.framework):
        raise Refused(
            _("Энэ аргачлалаар албан тооцоо нийтлэх эрх танд алга."),
            _("Өөрийн нэгжийн аргачлалыг сонгоно уу."),
            "version",
        )


def _covers(selection: Selection) -> bool:
    """Whether the method ranks every unit of the programme."""
    from bagana.territory.queries import below

    end, framework = selection.period.end, selection.version.framework
    inside = below(framework.unit, end, framework.level).values_list("unit", flat=True)
    return set(units_of(selection)) <= set(inside)


def _check_time(selection: Selection, today: date) -> None:
    period, programme, phase = selection.period, selection.programme, selection.phase
    start, end = programme.starts_on, programme.ends_on
    if phase is not None:
        if phase.programme_id != programme.pk:
            raise Refused(_("Үе шат нь өөр хөтөлбөрийнх байна."), "", "phase")
        start, end = phase.starts_on, phase.ends_on
    if period.start < start or period.end > end:
        raise Refused(
            _("%(period)s нь хөтөлбөрийн хугацаанд багтахгүй.")
            % {"period": period.label},
            _("Өөр он сонгоно уу."),
            "period",
        )
    if period.kind != "year":
        raise Refused(_("Шалгаруулалтыг бүтэн жилээр хийнэ."), "", "period")
    _check_days(selection, today)


def _check_days(selection: Selection, today: date) -> None:
    days = [
        ("gates_due", selection.gates_due),
        ("recheck_due", selection.recheck_due),
        ("visits_due", selection.visits_due),
    ]
    if selection.gates_due < today or selection.gates_due <= selection.period.end:
        raise Refused(
            _("Болзол шалгах хугацаа нь үзүүлэлтийн он дууссанаас хойш байна."),
            _("Өнөөдрөөс хойших өдөр бичнэ үү."),
            "gates_due",
        )
    for (_before, earlier), (field, later) in pairwise(days):
        if later < earlier:
            raise Refused(
                _("Энэ хугацаа өмнөх алхмынхаас эрт байна."),
                _("Болзол, давтан шалгалт, үзлэг гэсэн дарааллаар тавина уу."),
                field,
            )


def _refuse_second(selection: Selection) -> None:
    others = Selection.objects.filter(
        programme=selection.programme, period=selection.period
    ).exclude(state=SelectionState.CANCELLED)
    if found := others.first():
        raise Conflict(
            _("Энэ оны шалгаруулалт нээгдсэн байна: %(code)s.") % {"code": found.code},
            _("Түүнийг үргэлжлүүлнэ үү."),
            "period",
        )


def _lateness(selection: Selection, reason: str) -> str:
    """The reason where figures were out before the method was frozen; else nothing."""
    early = published_before_freezing(selection)
    if not early:
        return ""
    bare = reason.strip()
    if not bare:
        raise Refused(
            _(
                "Аргачлалыг царцаахаас өмнө энэ оны %(n)s тоо нийтлэгдсэн байна: дүнг"
                " мэдсэн хүн аргачлалаа сонгох боломжтой байсан."
            )
            % {"n": early},
            _("Яагаад хожуу царцаасныг бичнэ үү. Тэр нь бүх хуудсанд харагдана."),
            "late_reason",
        )
    return bare


def _opened(selection: Selection) -> dict[str, Any]:
    return {
        "method": selection.version.sha256,
        "period": selection.period.code,
        "units": sorted(place.code for place in units_of(selection).values()),
        "gates_due": selection.gates_due.isoformat(),
        "recheck_due": selection.recheck_due.isoformat(),
        "visits_due": selection.visits_due.isoformat(),
        "late_reason": selection.late_reason,
    }
