"""Targets: setting, revising, dropping. The rule: docs/rules/target-versions.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.engines.progress import ProgressError, Span
from bagana.indicators.calendar import parse_period
from bagana.indicators.models import Indicator, Observation, Period, Source
from bagana.indicators.periods import ensure_period
from bagana.indicators.queries import Reader
from bagana.programme.actions.keeping import needed, planner_only
from bagana.programme.actions.target_checks import (
    check_once,
    check_place,
    check_points,
    check_units,
    kind_of,
)
from bagana.programme.models import (
    Measure,
    Objective,
    Programme,
    Target,
    TargetPoint,
    TargetVersion,
)
from bagana.programme.queries.target_values import published_value, rows_behind
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted of one period: a value, or both limits of a range."""

    period: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where it began. Without a value it is read from the published figures of the
    period, which are kept with it; a typed value names its source."""

    period: str
    value: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """A baseline as it is written."""

    value: float | None = None
    period: Period | None = None
    source: Source | None = None
    rows: tuple[Observation, ...] = ()


@transaction.atomic
def set_target(
    *,
    user: Any,
    programme: Programme,
    indicator: Indicator,
    units: Sequence[Unit],
    points: Sequence[Aim],
    in_force_from: date,
    kind: str = "",
    objective: Objective | None = None,
    measure: Measure | None = None,
    baseline: Baseline | None = None,
    group_mn: str = "",
    group_en: str = "",
    tolerance: float = 0.0,
    act: Act | None = None,
    is_illustrative: bool = False,
) -> Target:
    """Say what an indicator shall reach in a unit, or in units taken together.

    An empty `kind` follows the indicator's direction. Raises Refused in words for
    what cannot be a target, Conflict for one that stands already.
    """
    planner_only(user, programme)
    target = Target(
        programme=programme,
        indicator=indicator,
        kind=kind_of(indicator, kind),
        objective=check_place(programme, objective, measure),
        measure=measure,
        group_mn=group_mn.strip(),
        group_en=group_en.strip(),
        is_illustrative=is_illustrative,
        made_by=user,
    )
    check_units(programme, indicator, units, in_force_from)
    if len(units) > 1:
        needed(group_mn, "group_mn", _("Хэд хэдэн нэгжийн бүлэгт нэр өгнө үү."))
    check_once(target, units)
    start = _start(user, indicator, units, baseline, in_force_from)
    levels = _levels(points)
    check_points(programme, indicator, target.kind, levels, start.value, start.period)
    target.save()
    target.units.set(units)
    version = TargetVersion(
        target=target, in_force_from=in_force_from, act=act, made_by=user
    )
    _write_version(version, start, levels, tolerance)
    return target


@transaction.atomic
def revise_target(
    *,
    user: Any,
    target: Target,
    in_force_from: date,
    reason: str,
    points: Sequence[Aim],
    baseline: Baseline | None = None,
    tolerance: float | None = None,
    act: Act | None = None,
) -> TargetVersion:
    """Write a new version; periods that began before it keep the one they had.

    Without a baseline that of the version before stands.
    """
    planner_only(user, target.programme)
    _refuse_dropped(target)
    reason = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    latest = target.versions.order_by("in_force_from").last()
    if latest is None:
        raise Refused(_("Зорилтот түвшний анхны хувилбар алга."))
    if in_force_from <= latest.in_force_from:
        raise Conflict(
            _("%(day)s-нээс хүчинтэй хувилбар байна.")
            % {"day": latest.in_force_from.isoformat()},
            _("Түүнээс хойших өдөр бичнэ үү."),
            "in_force_from",
        )
    units = list(target.units.order_by("code"))
    first = target.versions.order_by("in_force_from")[0].in_force_from
    kept = baseline is None
    start = (
        _as_before(latest)
        if kept
        else _start(user, target.indicator, units, baseline, first)
    )
    levels = _levels(points)
    check_points(
        target.programme,
        target.indicator,
        target.kind,
        levels,
        start.value,
        start.period,
    )
    version = TargetVersion(
        target=target,
        in_force_from=in_force_from,
        reason=reason,
        act=act,
        made_by=user,
    )
    _write_version(
        version, start, levels, latest.tolerance if tolerance is None else tolerance
    )
    return version


@transaction.atomic
def drop_target(*, user: Any, target: Target, on: date, reason: str) -> Target:
    """Give a target up from a day on; it stays readable for the days before."""
    planner_only(user, target.programme)
    _refuse_dropped(target)
    target.dropped_reason = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    target.dropped_on = on
    target.save(update_fields=["dropped_on", "dropped_reason"])
    return target


def _refuse_dropped(target: Target) -> None:
    row = Target.objects.select_for_update().get(pk=target.pk)
    if row.dropped_on is not None:
        raise Conflict(_("Энэ зорилтот түвшнийг хассан байна."))


def _period(text: str, field: str) -> Period:
    if parse_period(text) is None:
        raise Refused(
            _("«%(text)s» хугацаа биш.") % {"text": text},
            _("2019, 2019-H1 гэх мэтээр бичнэ үү."),
            field,
        )
    return ensure_period(text)


def _levels(points: Sequence[Aim]) -> list[tuple[Period, float | Span]]:
    found = [(_period(aim.period, "points"), _level(aim)) for aim in points]
    return sorted(found, key=lambda pair: pair[0].end)


def _level(aim: Aim) -> float | Span:
    if aim.value is not None and aim.low is None and aim.high is None:
        return aim.value
    if aim.value is None and aim.low is not None and aim.high is not None:
        try:
            return Span(aim.low, aim.high)
        except ProgressError as error:
            raise Refused(
                _("Доод хязгаар дээд хязгаараас бага байна."),
                _("Хоёр хязгаараа шалгана уу."),
                "points",
            ) from error
    raise Refused(
        _("%(period)s: нэг утга, эсвэл доод, дээд хоёр хязгаар бичнэ үү.")
        % {"period": aim.period},
        "",
        "points",
    )


def _start(
    user: Any,
    indicator: Indicator,
    units: Sequence[Unit],
    baseline: Baseline | None,
    day: date,
) -> Start:
    if baseline is None:
        return Start()
    period = _period(baseline.period, "baseline_period")
    if baseline.value is None:
        return _from_published(user, indicator, units, period, day)
    if baseline.source is None:
        raise Refused(
            _("Гараар бичсэн суурь түвшин эх сурвалжтай байна."),
            _("Эх сурвалжийг сонгоно уу."),
            "baseline_source",
        )
    return Start(baseline.value, period, baseline.source)


def _from_published(
    user: Any, indicator: Indicator, units: Sequence[Unit], period: Period, day: date
) -> Start:
    reader = Reader(user, day)
    codes = [unit.code for unit in units]
    found = published_value(reader, indicator, period, codes)
    if found.value is None:
        raise Refused(
            _("%(period)s: %(total)s нэгжээс %(known)s-д нийтэлсэн утга байна.")
            % {"period": period.label, "total": found.total, "known": found.known},
            _("Өөр хугацаа сонгох, эсвэл утга, эх сурвалжийг бичнэ үү."),
            "baseline_period",
        )
    rows = tuple(rows_behind(reader, indicator, period, found))
    sources = {row.source_id for row in rows}
    source = rows[0].source if len(sources) == 1 else indicator.source
    return Start(found.value, period, source, rows)


def _as_before(version: TargetVersion) -> Start:
    return Start(
        version.baseline_value,
        version.baseline_period,
        version.baseline_source,
        tuple(version.baseline_observations.all()),
    )


def _write_version(
    version: TargetVersion,
    start: Start,
    levels: Sequence[tuple[Period, float | Span]],
    tolerance: float,
) -> None:
    if not tolerance >= 0:
        raise Refused(
            _("Зөвшөөрөх зөрүү сөрөг байна."), _("0 буюу түүнээс их тоо."), "tolerance"
        )
    version.baseline_value = start.value
    version.baseline_period = start.period
    version.baseline_source = start.source
    version.tolerance = tolerance
    version.save()
    version.baseline_observations.set(start.rows)
    TargetPoint.objects.bulk_create(
        _point(version, period, level) for period, level in levels
    )


def _point(version: TargetVersion, period: Period, level: float | Span) -> TargetPoint:
    if isinstance(level, Span):
        return TargetPoint(
            version=version, period=period, low=level.low, high=level.high
        )
    return TargetPoint(version=version, period=period, value=level)
