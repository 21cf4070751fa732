"""Studies of effect: the question is written down first, computed afterwards.

The rule: docs/rules/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.indicators.models import Indicator, Period
from bagana.programme import rules
from bagana.programme.models import Comparison, EffectStudy, Evaluation, Objective
from bagana.programme.queries.studies import (
    StudyInput,
    as_json,
    fingerprint,
    inputs_of,
    pool_of,
    supported_by_default,
)
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

REASON_LENGTH = 2000
LEAST = 2
BAG = 3


@transaction.atomic
def specify_study(
    *,
    user: Any,
    evaluation: Evaluation,
    indicator: Indicator,
    before: Period,
    after: Period,
    comparison: str,
    reason: str,
    objective: Objective | None = None,
    supported: Sequence[Unit] | None = None,
    logarithm: bool = False,
    seed: int = 1,
    is_illustrative: bool = False,
) -> EffectStudy:
    """Write down what will be compared, before anybody sees what comes out.

    Without `supported`: the bags that the objective's done measures concern.
    """
    _check_open(user, evaluation)
    if comparison not in Comparison.values:
        raise Refused(
            _("Ийм харьцуулах бүлэг байхгүй."),
            _("Жагсаалтаас сонгоно уу."),
            "comparison",
        )
    _check_periods(before, after)
    _check_indicator(indicator)
    _check_reason(reason)
    units = _supported(evaluation, objective, supported, after)
    study = EffectStudy.objects.create(
        evaluation=evaluation,
        objective=objective,
        indicator=indicator,
        before=before,
        after=after,
        comparison=comparison,
        logarithm=logarithm,
        seed=seed,
        reason=reason.strip(),
        is_illustrative=is_illustrative,
        made_by=user,
    )
    study.supported.set(units)
    return study


def _check_open(user: Any, evaluation: Evaluation) -> None:
    if not rules.can_evaluate(user, evaluation.programme):
        raise PermissionDenied
    if evaluation.published_at is not None:
        raise Conflict(_("Нийтэлсэн үнэлгээг өөрчлөхгүй."))


def _check_periods(before: Period, after: Period) -> None:
    if before.end >= after.start:
        raise Refused(
            _("Эхний хугацаа сүүлийнхээс өмнө дууссан байх ёстой."),
            _("Дэмжлэгээс өмнөх, дараах хоёр хугацаа сонгоно уу."),
            "before",
        )
    if before.kind != after.kind:
        raise Refused(
            _("Хоёр хугацаа нэг төрлийнх биш байна."),
            _("Жилийг жилтэй, хагас жилийг хагас жилтэй харьцуулна."),
            "after",
        )


def _check_indicator(indicator: Indicator) -> None:
    if indicator.lowest_level < BAG:
        raise Refused(
            _("«%(name)s» үзүүлэлт багаар гардаггүй.") % {"name": indicator.name},
            _("Багаар гардаг үзүүлэлт сонгоно уу."),
            "indicator",
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(
            _("Яагаад ийм харьцуулалт хийхийг бичээгүй байна."),
            _("Асуулт, хүлээгдэж буй өөрчлөлтөө бодохоос өмнө бичнэ үү."),
            "reason",
        )
    if len(reason.strip()) > REASON_LENGTH:
        raise Refused(
            _("Бичвэр 2,000 тэмдэгтээс урт байна."), _("Товчилно уу."), "reason"
        )


def _supported(
    evaluation: Evaluation,
    objective: Objective | None,
    given: Sequence[Unit] | None,
    after: Period,
) -> list[Unit]:
    """At least two units on either side, all bags of the day that is compared."""
    units = (
        supported_by_default(evaluation.phase, objective, after.end)
        if given is None
        else list(dict.fromkeys(given))
    )
    pool = {version.unit_id for version in pool_of(evaluation.programme, after.end)}
    outside = [unit.code for unit in units if unit.pk not in pool]
    if outside:
        raise Refused(
            _("%(day)s өдөр харьцуулах баг биш: %(codes)s.")
            % {"day": after.end.isoformat(), "codes": ", ".join(outside)},
            _("Тэр өдөр байсан багуудаас сонгоно уу."),
            "supported",
        )
    if len(units) < LEAST:
        raise Refused(
            _("Дэмжлэг авсан баг хоёроос цөөн байна."),
            _("Хэрэгжсэн арга хэмжээ хамарсан багуудыг сонгоно уу."),
            "supported",
        )
    if len(pool) - len(units) < LEAST:
        raise Refused(
            _("Харьцуулах баг хоёроос цөөн үлдэнэ."),
            _("Дэмжлэг бүх багт хүрсэн бол ингэж харьцуулах боломжгүй."),
            "supported",
        )
    return units


@transaction.atomic
def drop_study(*, user: Any, study: EffectStudy) -> None:
    """Take back a question that was not computed yet; what has a result, stays."""
    found = EffectStudy.objects.select_for_update().get(pk=study.pk)
    _check_open(user, found.evaluation)
    if found.result is not None:
        raise Conflict(
            _("Бодсон харьцуулалтыг хасахгүй: дүн нь таалагдсан эсэхээс үл хамаарна.")
        )
    found.delete()


@transaction.atomic
def compute_study(*, user: Any, study: EffectStudy) -> EffectStudy:
    """Work the effect out; an earlier result stays in the list of earlier ones.

    Raises Refused where there are too few units with figures, or where a logarithm
    is wanted of nought.
    """
    rows = EffectStudy.objects.select_for_update(of=("self",)).select_related(
        "evaluation__programme__unit", "evaluation__phase", "indicator__weight",
        "indicator__numerator", "indicator__denominator", "before", "after",
    )  # fmt: skip
    found = rows.get(pk=study.pk)
    _check_open(user, found.evaluation)
    inputs = inputs_of(found)
    kept = as_json(inputs)
    sha256 = fingerprint(kept)
    if found.result is not None and found.result["sha256"] == sha256:
        raise Conflict(_("Өгөгдөл өөрчлөгдөөгүй тул дүн хэвээрээ."))
    found.result = {
        "version": 1,
        "sha256": sha256,
        "inputs": kept,
        **_estimated(found, inputs),
        "earlier": _earlier(found),
    }
    found.computed_at = timezone.now()
    found.save(update_fields=["result", "computed_at"])
    return found


def _estimated(study: EffectStudy, inputs: Sequence[StudyInput]) -> dict[str, Any]:
    """The effect and the differences that chance gives, by one seed."""
    # statsmodels and scipy: only an evaluation needs them.
    import numpy as np

    from bagana.engines.effect import EffectError, difference_in_differences
    from bagana.engines.effect.distribution import permuted_differences

    nothing = float("nan")
    before = [nothing if one.before is None else one.before for one in inputs]
    after = [nothing if one.after is None else one.after for one in inputs]
    supported = [one.supported for one in inputs]
    try:
        effect = difference_in_differences(
            before,
            after,
            supported,
            rng=np.random.default_rng(study.seed),
            clusters=[one.group for one in inputs],
            logarithm=study.logarithm,
        )
        chance = permuted_differences(
            before,
            after,
            supported,
            rng=np.random.default_rng(study.seed),
            logarithm=study.logarithm,
        )
    except EffectError as error:
        raise _in_words(error.problem, inputs) from None
    return {
        "effect": asdict(effect) | {"percent": effect.percent},
        "chance": asdict(chance),
        "missing": [one.unit for one in inputs if one.is_missing],
        "estimated": [one.unit for one in inputs if one.estimated],
    }


def _in_words(problem: str, inputs: Sequence[StudyInput]) -> Refused:
    missing = sum(1 for one in inputs if one.is_missing)
    lacking = ngettext(
        "Хоёр хугацааны аль нэгийн тоо %(n)s багт алга.",
        "Хоёр хугацааны аль нэгийн тоо %(n)s багт алга.",
        missing,
    ) % {"n": missing}
    match problem:
        case "not_positive":
            return Refused(
                _("Тэг буюу сөрөг утгатай баг байгаа тул логарифм авах боломжгүй."),
                _("Логарифмгүй харьцуулалтыг тусад нь бичнэ үү."),
            )
        case "few_supported":
            return Refused(
                _("Хоёр хугацааны тоотой, дэмжлэг авсан баг хоёроос цөөн."), lacking
            )
        case "few_comparison":
            return Refused(
                _("Хоёр хугацааны тоотой, харьцуулах баг хоёроос цөөн."), lacking
            )
    return Refused(_("Эдгээр тооноос нөлөөллийг бодох боломжгүй."), lacking)


def _earlier(study: EffectStudy) -> list[dict[str, Any]]:
    """What came out before the data changed: never thrown away."""
    if study.result is None or study.computed_at is None:
        return []
    effect = study.result["effect"]
    before = {
        "computed_at": study.computed_at.isoformat(),
        "sha256": study.result["sha256"],
        "estimate": effect["estimate"],
        "p": effect["permutation"]["p"],
    }
    return [*study.result["earlier"], before]
