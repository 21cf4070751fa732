"""What a target must be like before it is written; refusals in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from django.utils.translation import gettext as _

from bagana.engines.progress import (
    Kind,
    Point,
    ProgressError,
    ProgressProblem,
    Span,
    Trajectory,
)
from bagana.indicators.models import AcrossUnits, Direction, Indicator, Period
from bagana.programme.models import Measure, Objective, Programme, Target, TargetKind
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.web.errors import Conflict, Refused

OF_DIRECTION = {
    Direction.HIGHER: TargetKind.ASCENDING,
    Direction.LOWER: TargetKind.DESCENDING,
}


def kind_of(indicator: Indicator, kind: str) -> TargetKind:
    """The kind as given, else as the indicator's direction says."""
    if kind:
        if kind not in TargetKind.values:
            raise Refused(
                _("Ийм төрлийн зорилт байхгүй."), _("Жагсаалтаас сонгоно уу."), "kind"
            )
        return TargetKind(kind)
    found = OF_DIRECTION.get(Direction(indicator.direction))
    if found is None:
        raise Refused(
            _("«%(name)s» үзүүлэлт чиглэлгүй.") % {"name": indicator.name},
            _("Өсгөх, бууруулах, хадгалах, эсвэл хязгаарт байлгахыг сонгоно уу."),
            "kind",
        )
    return found


def check_place(
    programme: Programme, objective: Objective | None, measure: Measure | None
) -> Objective | None:
    """The objective that the target stands under, that of its measure if none."""
    if measure is not None and measure.programme_id != programme.pk:
        raise Refused(_("Энэ арга хэмжээ өөр хөтөлбөрийнх байна."), "", "measure")
    if objective is None:
        return measure.objective if measure else None
    if objective.programme_id != programme.pk:
        raise Refused(_("Энэ зорилт өөр хөтөлбөрийнх байна."), "", "objective")
    if measure is not None and measure.objective_id != objective.pk:
        raise Refused(
            _("Арга хэмжээ нь сонгосон зорилтод хамаарахгүй."),
            _("Зорилтыг хоосон үлдээвэл арга хэмжээнийхийг авна."),
            "objective",
        )
    return objective


def check_units(
    programme: Programme, indicator: Indicator, units: Sequence[Unit], day: date
) -> None:
    """In the programme's area on the day, measured down to there, and not nested."""
    if not units:
        raise Refused(_("Нэгж сонгоогүй байна."), _("Нэгж сонгоно уу."), "units")
    pks = {unit.pk for unit in units}
    above = list(
        UnitAncestry.objects.on(day)
        .filter(unit__in=pks)
        .values_list("unit_id", "ancestor_id", "depth")
    )
    inside = {unit for unit, ancestor, _d in above if ancestor == programme.unit_id}
    strange = [unit.code for unit in units if unit.pk not in inside]
    if strange:
        raise Refused(
            _("%(day)s-нд хөтөлбөрийн нутагт байгаагүй нэгж: %(codes)s")
            % {"day": day.isoformat(), "codes": ", ".join(strange)},
            _("Тэр өдөр байсан нэгжээс сонгоно уу."),
            "units",
        )
    _check_levels(indicator, pks, day)
    if any(depth and ancestor in pks for _u, ancestor, depth in above):
        raise Refused(
            _("Сонгосон нэгжийн нэг нь нөгөөгийнхөө дотор байна: давхар тоологдоно."),
            _("Дээд эсвэл доод шатны нэгжийг хасна уу."),
            "units",
        )
    if len(pks) > 1 and indicator.across_units == AcrossUnits.NONE:
        raise Refused(
            _("«%(name)s» үзүүлэлтийг нэгжээр нэгтгэдэггүй.")
            % {"name": indicator.name},
            _("Нэгж бүрд тусад нь зорилтот түвшин тогтооно уу."),
            "units",
        )


def _check_levels(indicator: Indicator, units: set[int], day: date) -> None:
    rows = UnitVersion.objects.on(day).filter(
        unit__in=units, kind__level__gt=indicator.lowest_level
    )
    names = [version.name for version in rows]
    if names:
        raise Refused(
            _("«%(name)s» үзүүлэлтийг ийм доод шатанд гаргадаггүй: %(units)s")
            % {"name": indicator.name, "units": ", ".join(names)},
            _("Дээд шатны нэгж сонгоно уу."),
            "units",
        )


def check_points(
    programme: Programme,
    indicator: Indicator,
    kind: str,
    points: Sequence[tuple[Period, float | Span]],
    baseline: float | None,
    baseline_period: Period | None,
) -> None:
    """Within the programme's years, on the right side of the baseline, possible."""
    if not points:
        raise Refused(
            _("Зорилтот түвшин нэг ч алга."),
            _("Дор хаяж нэг жилийн түвшин бичнэ үү."),
            "points",
        )
    for period, _level in points:
        if period.end > programme.ends_on or period.end < programme.starts_on:
            raise Refused(
                _("%(period)s хөтөлбөрийн хугацаанд багтахгүй.")
                % {"period": period.label},
                _("Хөтөлбөрийн хугацаан дахь он бичнэ үү."),
                "points",
            )
    _check_signs(indicator, points, baseline)
    try:
        Trajectory(
            Kind(kind),
            tuple(Point(period.end, level) for period, level in points),
            baseline,
            baseline_period.end if baseline_period else None,
        )
    except ProgressError as error:
        raise _in_words(error) from error


def _check_signs(
    indicator: Indicator,
    points: Sequence[tuple[Period, float | Span]],
    baseline: float | None,
) -> None:
    if indicator.allows_negative:
        return
    lowest = [one.low if isinstance(one, Span) else one for _p, one in points]
    if any(level < 0 for level in [*lowest, baseline or 0.0] if isfinite(level)):
        raise Refused(
            _("«%(name)s» сөрөг байж болохгүй.") % {"name": indicator.name},
            _("Тоогоо шалгана уу."),
            "points",
        )


def _in_words(error: ProgressError) -> Refused:
    words = {
        ProgressProblem.WRONG_SIDE: (
            _("Зорилтот түвшин суурь түвшний буруу талд байна."),
            _("Өсгөх бол суурь түвшнээс их, бууруулах бол бага тоо бичнэ үү."),
        ),
        ProgressProblem.SPAN_WANTED: (
            _("Хязгаарт байлгах зорилт доод, дээд хязгаартай байна."),
            _("Доод, дээд хязгаарыг хоёуланг бичнэ үү."),
        ),
        ProgressProblem.VALUE_WANTED: (
            _("Ийм төрлийн зорилт нэг утгатай байна."),
            _("Хязгаар биш, нэг утга бичнэ үү."),
        ),
        ProgressProblem.POINTS_ORDER: (
            _("Хугацаанууд давхацсан, эсвэл суурь түвшний хугацаанаас хойш биш байна."),
            _("Хугацаагаа шалгана уу."),
        ),
    }
    reason, fix = words.get(
        error.problem, (_("Тоо буруу байна."), _("Тоогоо шалгана уу."))
    )
    return Refused(reason, fix, "points")


def check_once(target: Target, units: Sequence[Unit]) -> None:
    """The same indicator is wanted of the same units once: else it counts twice."""
    same = Target.objects.filter(
        programme=target.programme,
        indicator=target.indicator,
        measure=target.measure,
        dropped_on__isnull=True,
    ).prefetch_related("units")
    wanted = {unit.pk for unit in units}
    if any({unit.pk for unit in other.units.all()} == wanted for other in same):
        raise Conflict(
            _("Эдгээр нэгжид энэ үзүүлэлтийн зорилтот түвшин тогтоосон байна."),
            _("Байгаа зорилтот түвшнийг засна уу."),
            "indicator",
        )
