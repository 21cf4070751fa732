"""Difference in differences of two periods, with its errors and its limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import expm1
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from bagana.engines.effect.inputs import (
    EffectError,
    EffectProblem,
    Panel,
    checked_panel,
)
from bagana.engines.effect.permutation import DRAWS, Permutation, permutation_test

# Clustered errors lean on many clusters; below this they are too small as a rule.
FEW_CLUSTERS = 20
ROUNDING = 1e-10


class Errors(StrEnum):
    """How the standard error was worked out."""

    ROBUST = "robust"
    CLUSTERED = "clustered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed in supported units beyond what changed in the others.

    Figures are in the unit of the indicator, or in natural logarithms. `estimate` is
    (supported after − before) − (comparison after − before), in means. The error, the
    interval, `p` and the smallest detectable effect are None where the units do not
    vary enough for an error to exist (`errors` NONE).
    """

    estimate: float
    supported_before: float
    supported_after: float
    comparison_before: float
    comparison_after: float
    supported: int
    comparison: int
    missing_supported: int
    missing_comparison: int
    errors: Errors
    standard_error: float | None
    low: float | None
    high: float | None
    p: float | None
    minimum_detectable: float | None
    clusters: int | None
    few_clusters: bool
    permutation: Permutation
    logarithm: bool
    level: float
    power: float

    @property
    def supported_change(self) -> float:
        return self.supported_after - self.supported_before

    @property
    def comparison_change(self) -> float:
        return self.comparison_after - self.comparison_before

    @property
    def percent(self) -> float | None:
        """The estimate in per cent, where it was made in logarithms."""
        return 100 * expm1(self.estimate) if self.logarithm else None


def difference_in_differences(
    before: ArrayLike,
    after: ArrayLike,
    supported: ArrayLike,
    *,
    rng: np.random.Generator,
    clusters: Sequence[object] | None = None,
    logarithm: bool = False,
    level: float = 0.05,
    power: float = 0.80,
    draws: int = DRAWS,
) -> Effect:
    """Compare the change of supported units with that of the others.

    Parameters
    ----------
    before, after
        Shape (n,): the figure of each unit in the two periods, NaN where missing. A
        unit that lacks one of them is left out and counted.
    supported
        Shape (n,): whether the unit was supported.
    rng
        For the permutation test, where its assignments are too many to try all.
    clusters
        The group of each unit (its sum), in which units are alike. With two groups or
        more the error is clustered by them.
    logarithm
        Whether to compare growth instead of change: the figures must be positive.
    level, power
        Of the interval and of the smallest detectable effect.
    draws
        Of the permutation test.

    Returns
    -------
    Effect
        The estimate is the slope of ordinary least squares of each unit's change on its
        being supported, which with two periods is the regression with a dummy for each
        unit and each period. Errors are robust to unequal variances (HC2, equal to
        s₁²/n₁ + s₀²/n₀), with Student's t of n − 2 degrees of freedom; clustered ones
        have G − 1. The smallest detectable effect is (t of level/2 + t of power) times
        the error.

    Raises
    ------
    EffectError
        SHAPE, NOT_FINITE, NOT_POSITIVE, FEW_SUPPORTED, FEW_COMPARISON; LEVEL unless
        level and power lie between 0 and 1.

    Notes
    -----
    What the comparison needs to be true, what it cannot show, and how to read it:
    docs/rules/effect.md.

    References
    ----------
    MacKinnon and White (1985), Journal of Econometrics 29; Cameron and Miller (2015),
    "A practitioner's guide to cluster-robust inference", Journal of Human Resources 50.
    """
    if not (0 < level < 1 and 0 < power < 1):
        raise EffectError(EffectProblem.LEVEL)
    panel = checked_panel(before, after, supported, clusters, logarithm=logarithm)
    mask = panel.supported
    groups = _groups(panel)
    return Effect(
        supported_before=float(panel.before[mask].mean()),
        supported_after=float(panel.after[mask].mean()),
        comparison_before=float(panel.before[~mask].mean()),
        comparison_after=float(panel.after[~mask].mean()),
        supported=int(mask.sum()),
        comparison=int((~mask).sum()),
        missing_supported=panel.missing_supported,
        missing_comparison=panel.missing_comparison,
        clusters=groups,
        few_clusters=groups is not None and groups < FEW_CLUSTERS,
        permutation=permutation_test(
            panel.changes, mask, rng, draws=draws, scale=panel.scale
        ),
        logarithm=logarithm,
        level=level,
        power=power,
        **_estimated(panel, groups, level, power),
    )


def _groups(panel: Panel) -> int | None:
    return None if panel.clusters is None else len(np.unique(panel.clusters))


def _estimated(
    panel: Panel, groups: int | None, level: float, power: float
) -> dict[str, Any]:
    # A heavy library, which only an evaluation needs.
    from scipy.stats import t as student
    from statsmodels.regression.linear_model import OLS

    design = np.column_stack([np.ones(panel.changes.size), panel.supported])
    model = OLS(panel.changes, design)
    clustered = panel.clusters is not None and groups is not None and groups > 1
    if clustered:
        fitted = model.fit(
            cov_type="cluster", cov_kwds={"groups": panel.clusters}, use_t=True
        )
        freedom = (groups or 0) - 1
    else:
        fitted = model.fit(cov_type="HC2", use_t=True)
        freedom = panel.changes.size - 2
    estimate, error = float(fitted.params[1]), float(fitted.bse[1])
    if not error > ROUNDING * panel.scale:
        return _without_error(estimate)
    reach = float(student.ppf(1 - level / 2, freedom))
    return {
        "estimate": estimate,
        "errors": Errors.CLUSTERED if clustered else Errors.ROBUST,
        "standard_error": error,
        "low": estimate - reach * error,
        "high": estimate + reach * error,
        "p": float(2 * student.sf(abs(estimate) / error, freedom)),
        "minimum_detectable": (reach + float(student.ppf(power, freedom))) * error,
    }


def _without_error(estimate: float) -> dict[str, Any]:
    """No error can be worked out: all changes alike, or clusters too few to vary."""
    nothing = ("standard_error", "low", "high", "p", "minimum_detectable")
    return {"estimate": estimate, "errors": Errors.NONE, **dict.fromkeys(nothing)}
