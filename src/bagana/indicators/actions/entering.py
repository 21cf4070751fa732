"""One figure entered, corrected, or taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.indicators.admission import Admission, value_problem
from bagana.indicators.calendar import Span, parse_period
from bagana.indicators.holding import refuse_held
from bagana.indicators.models import (
    Indicator,
    Observation,
    Source,
    Status,
    Withdrawal,
)
from bagana.indicators.problems import Problem
from bagana.indicators.rules import publishing_reach, writing_reach
from bagana.indicators.versions import (
    Figure,
    compare,
    lock,
    lock_indicators,
    read_standings,
    write,
)
from bagana.indicators.withholding import forget, screen
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused


@transaction.atomic
def record_observation(
    *,
    user: Any,
    indicator: Indicator,
    unit: Unit,
    period: str,
    value: float,
    numerator: float | None = None,
    denominator: float | None = None,
    source: Source | None = None,
    note: str = "",
    system: bool = False,
) -> Observation:
    """Keep one figure as a draft; a figure that stands already is returned as it is.

    Raises Refused for a bad period, place or value, PermissionDenied outside the
    units that the user writes for.
    """
    span = _span(period)
    figure = Figure(
        indicator.pk,
        unit.pk,
        span.code,
        value,
        numerator,
        denominator,
        source.pk if source else None,
        note,
    )
    _refuse_place(user, indicator, unit, span, system)
    _refuse_value(indicator, figure)
    return _write_one(figure, user)


def _span(text: str) -> Span:
    span = parse_period(text)
    if span is None:
        problem = Problem("unknown_period")
        raise Refused(problem.reason, problem.fix, "period")
    return span


def _refuse_place(
    user: Any, indicator: Indicator, unit: Unit, span: Span, system: bool
) -> None:
    admission = Admission(writing_reach(user, system=system), [unit.pk])
    found = admission.place(indicator, unit.pk, span)
    if found is None:
        return
    problem, field = found
    if problem.code == "no_permission":
        raise PermissionDenied(problem.reason)
    raise Refused(problem.reason, problem.fix, field)


def _refuse_value(indicator: Indicator, figure: Figure) -> None:
    problem = value_problem(
        indicator, figure.value, figure.numerator, figure.denominator
    )
    if problem is not None:
        raise Refused(problem.reason, problem.fix, "value")


def _write_one(figure: Figure, user: Any) -> Observation:
    lock([figure])
    comparison = compare([figure])
    if comparison.same:
        return Observation.objects.get(pk=comparison.standings[figure.key].newest_id)
    refuse_held([figure.key], "draft")
    _refuse_small(figure)
    write(comparison, user=user, now=timezone.now())
    forget([figure.key])
    return Observation.objects.get(pk=read_standings([figure])[figure.key].newest_id)


def _refuse_small(figure: Figure) -> None:
    """One figure typed by hand has nobody to withhold others for it: it is refused."""
    withheld = screen([figure]).withheld
    if withheld:
        code = "withheld" if withheld[0].is_primary else "withheld_beside"
        raise Refused(Problem(code).reason, Problem(code).fix, "value")


@transaction.atomic
def correct(
    *,
    user: Any,
    observation: Observation,
    value: float,
    numerator: float | None = None,
    denominator: float | None = None,
    source: Source | None = None,
    note: str = "",
    system: bool = False,
) -> Observation:
    """Write a newer version of a figure as a draft; the old one stays as it was.

    Raises Conflict when a newer version exists already, so that no one overwrites
    what they have not seen.
    """
    seen = Observation.objects.select_related("indicator", "unit", "period").get(
        pk=observation.pk
    )
    span = _span(seen.period.code)
    figure = Figure(
        seen.indicator_id,
        seen.unit_id,
        span.code,
        value,
        numerator,
        denominator,
        source.pk if source else seen.source_id,
        note,
    )
    _refuse_place(user, seen.indicator, seen.unit, span, system)
    _refuse_value(seen.indicator, figure)
    lock([figure])
    standing = read_standings([figure])[figure.key]
    if standing.newest_id != seen.pk:
        raise Conflict(
            _("Энэ утгын шинэ хувилбар үүссэн байна."),
            _("Шинэ хувилбарыг нээж, түүнийг засна уу."),
        )
    return _write_one(figure, user)


@transaction.atomic
def withdraw(
    *,
    user: Any,
    observation: Observation,
    reason: str,
    act: Act | None = None,
    system: bool = False,
) -> Observation:
    """Take back a published figure, or drop a draft, and keep why.

    A published figure needs an officer, a draft anyone who writes for the unit. One
    that a decision stands on needs an act (docs/rules/held-figures.md).
    """
    if not reason.strip():
        raise Refused(
            _("Татан авах шалтгаанаа бичнэ үү."),
            _("Шалтгаан нь энэ утгын хуудсанд үлдэнэ."),
            "reason",
        )
    lock_indicators([observation.indicator_id])
    row = Observation.objects.select_related("period").get(pk=observation.pk)
    if row.status not in {Status.DRAFT, Status.PUBLISHED}:
        raise Conflict(_("Зөвхөн ноорог эсвэл нийтэлсэн утгыг татан авна."))
    published = row.status == Status.PUBLISHED
    reach = publishing_reach if published else writing_reach
    reach(user, system=system).require([row.unit_id])
    if published:
        key = (row.indicator_id, row.unit_id, row.period.code)
        refuse_held([key], "public", act)
    Withdrawal.objects.create(
        observation=row, reason=reason.strip(), act=act, made_by=user
    )
    row.status = Status.WITHDRAWN
    row.save(update_fields=["status"])
    return row
