"""What a comparison accepts, and the plain reasons for which it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Labels = NDArray[np.intp]
LEAST = 2


class EffectProblem(StrEnum):
    """Why no effect can be worked out."""

    SHAPE = "shape"
    NOT_FINITE = "not_finite"
    NOT_POSITIVE = "not_positive"
    FEW_SUPPORTED = "few_supported"
    FEW_COMPARISON = "few_comparison"
    LEVEL = "level"


class EffectError(ValueError):
    """Figures of which no effect can be worked out; `problem` says why."""

    def __init__(self, problem: EffectProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, slots=True)
class Panel:
    """The units with both figures; those that lack one are only counted."""

    before: Floats
    after: Floats
    supported: Mask
    clusters: Labels | None
    missing_supported: int
    missing_comparison: int

    @property
    def changes(self) -> Floats:
        return self.after - self.before

    @property
    def scale(self) -> float:
        """The largest figure in size: what rounding is in proportion to."""
        return float(max(np.abs(self.before).max(), np.abs(self.after).max()))


def checked_panel(
    before: ArrayLike,
    after: ArrayLike,
    supported: ArrayLike,
    clusters: Sequence[object] | None,
    *,
    logarithm: bool,
) -> Panel:
    """Return the units that have both figures, in logarithms where asked.

    Raises
    ------
    EffectError
        SHAPE unless all are one-dimensional and of one length; NOT_FINITE for an
        infinite figure (a missing one is NaN); NOT_POSITIVE for a logarithm of nought
        or less; FEW_SUPPORTED or FEW_COMPARISON when fewer than two are left.
    """
    early, late = _floats(before), _floats(after)
    mask = np.asarray(supported, dtype=np.bool_)
    sizes = {early.shape, late.shape, mask.shape}
    if clusters is not None:
        sizes.add((len(clusters),))
    if len(sizes) != 1 or early.ndim != 1:
        raise EffectError(EffectProblem.SHAPE)
    known = ~(np.isnan(early) | np.isnan(late))
    panel = Panel(
        before=_logarithms(early[known]) if logarithm else early[known],
        after=_logarithms(late[known]) if logarithm else late[known],
        supported=mask[known],
        clusters=None if clusters is None else _numbered(clusters)[known],
        missing_supported=int((mask & ~known).sum()),
        missing_comparison=int((~mask & ~known).sum()),
    )
    _refuse_too_few(panel)
    return panel


def _floats(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if np.isinf(array).any():
        raise EffectError(EffectProblem.NOT_FINITE)
    return array


def _logarithms(values: Floats) -> Floats:
    if (values <= 0).any():
        raise EffectError(EffectProblem.NOT_POSITIVE)
    return np.log(values)


def _numbered(labels: Sequence[object]) -> Labels:
    numbers: dict[object, int] = {}
    codes = [numbers.setdefault(label, len(numbers)) for label in labels]
    return np.asarray(codes, dtype=np.intp)


def _refuse_too_few(panel: Panel) -> None:
    if panel.supported.sum() < LEAST:
        raise EffectError(EffectProblem.FEW_SUPPORTED)
    if (~panel.supported).sum() < LEAST:
        raise EffectError(EffectProblem.FEW_COMPARISON)
