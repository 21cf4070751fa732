"""What in a run's figures is unusual enough to look at again.

The rule and its limits: docs/rules/gaming-signals.md.

Arithmetic is in `engines.index.signals`; here it is asked of the cells of a run. A
signal is a reason to look, never a finding: nothing is decided by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.signals import (
    JUMP,
    copies,
    digit_heaping,
    disagreement,
    jumps,
    noise_of_counts,
    noise_of_shares,
    shrinking,
)

KINDS: Final = ("jump", "copy", "shrinking", "heaping", "disagreement", "late")
RARE: Final = 0.001
"""A repetition that chance gives less often than this is named."""
LEVEL: Final = 0.05
"""Of all tests of last digits together: each is judged by its share of it."""
COMMON: Final = 1 / 3
"""What so many units do is how the figure is made, not what one unit did."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at: where, how unusual, and the observations behind it.

    `strength` sorts signals of a kind; `numbers` are what its sentence says. `unit` and
    `indicator` are codes, "" where the signal is of all units or of all figures.
    """

    kind: str
    unit: str
    indicator: str
    year: int
    strength: float
    numbers: dict[str, float]
    observations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number that somebody counted, once however often it is used."""

    unit: str
    indicator: str
    year: int
    value: float
    observation: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The same thing by another source; `tolerance` in parts of the larger."""

    unit: str
    indicator: str
    year: int
    one: float
    other: float
    tolerance: float
    observations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Cells of a run, and the parts of those that are shares.

    Arrays are (T, V, K), the ranked year last: `pk` of the observation (0 where there
    is none), `late` whether it was entered or corrected after the method was frozen
    though its year was over. `direction` (K,) is 1 where more is better.
    """

    units: tuple[str, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    group: NDArray[np.str_]
    direction: NDArray[np.int64]
    values: Floats
    numerator: Floats
    denominator: Floats
    pk: NDArray[np.int64]
    late: NDArray[np.bool_]
    counts: tuple[Count, ...] = ()
    beside: tuple[Beside, ...] = field(default=())

    @property
    def year(self) -> int:
        return self.years[-1]

    def behind(self, v: int, k: int, years: int = 2) -> tuple[int, ...]:
        """The observations of a unit's last years, oldest first."""
        return tuple(int(one) for one in self.pk[-years:, v, k] if one)


def find(panel: Panel) -> list[Signal]:
    """All signals of the ranked year, by kind and the most unusual first."""
    found = [
        *_jumps(panel),
        *_copies(panel),
        *_shrinking(panel),
        *_heaping(panel),
        *_disagreement(panel.beside),
        *_late(panel),
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(
        found, key=lambda s: (order[s.kind], -s.strength, s.unit, s.indicator)
    )


def _pairs(panel: Panel) -> Iterator[tuple[int, str]]:
    """Indicators of which two years are different observations.

    A figure of one census that serves several years is no copy of itself.
    """
    if len(panel.years) < 2:
        return
    for k, code in enumerate(panel.indicators):
        before, after = panel.pk[-2, :, k], panel.pk[-1, :, k]
        if not np.array_equal(before, after):
            yield k, code


def _jumps(panel: Panel) -> Iterator[Signal]:
    """Beyond the spread of the group, and beyond what chance does to so few cases."""
    counted = {count.indicator for count in panel.counts}
    for k, code in _pairs(panel):
        before, after = panel.values[-2, :, k], panel.values[-1, :, k]
        noise = _noise(panel, k, is_count=code in counted)
        z = jumps(before, after, panel.group, noise)
        for v in np.flatnonzero(np.abs(z) > JUMP).tolist():
            numbers = {
                "before": float(before[v]),
                "after": float(after[v]),
                "z": float(z[v]),
                "better": float(np.sign(z[v]) * panel.direction[k]),
            }
            yield _signal(panel, "jump", v, k, code, abs(float(z[v])), numbers)


def _noise(panel: Panel, k: int, *, is_count: bool) -> Floats:
    if is_count:
        return noise_of_counts(panel.values[-2, :, k], panel.values[-1, :, k])
    over = (panel.numerator[-2, :, k], panel.numerator[-1, :, k])
    under = (panel.denominator[-2, :, k], panel.denominator[-1, :, k])
    with np.errstate(divide="ignore", invalid="ignore"):
        # The share may be written in per cent.
        scale = np.abs(panel.values[-1, :, k] * under[1] / over[1])
    found = scale * noise_of_shares(over, under)
    return np.where(np.isfinite(found), found, 0.0)


def _signal(
    panel: Panel,
    kind: str,
    v: int,
    k: int,
    code: str,
    strength: float,
    numbers: dict[str, float],
) -> Signal:
    return Signal(
        kind,
        panel.units[v],
        code,
        panel.year,
        strength,
        numbers,
        panel.behind(v, k),
    )


def _copies(panel: Panel) -> Iterator[Signal]:
    for k, code in _pairs(panel):
        over = (panel.numerator[-2, :, k], panel.numerator[-1, :, k])
        under = (panel.denominator[-2, :, k], panel.denominator[-1, :, k])
        chance = copies(over, under)
        same = np.isfinite(chance)
        both = np.isfinite(over[0] + over[1] + under[0] + under[1])
        if not same.any() or same.sum() > COMMON * both.sum() + 1:
            continue
        for v in np.flatnonzero(same & (chance < RARE)).tolist():
            numbers = {
                "numerator": float(over[1][v]),
                "denominator": float(under[1][v]),
                "chance": float(chance[v]),
            }
            yield _signal(
                panel, "copy", v, k, code, -float(np.log10(chance[v])), numbers
            )


def _shrinking(panel: Panel) -> Iterator[Signal]:
    for k, code in _pairs(panel):
        over = (panel.numerator[-2, :, k], panel.numerator[-1, :, k])
        under = (panel.denominator[-2, :, k], panel.denominator[-1, :, k])
        found = shrinking(over, under, direction=int(panel.direction[k]))
        for v in np.flatnonzero(np.isfinite(found.fall)).tolist():
            numbers = {
                "before": float(under[0][v]),
                "after": float(under[1][v]),
                "share_before": float(panel.values[-2, v, k]),
                "share_after": float(panel.values[-1, v, k]),
                "part": float(found.by_denominator[v]),
            }
            fall = float(found.fall[v])
            yield _signal(panel, "shrinking", v, k, code, fall, numbers)


def _heaping(panel: Panel) -> Iterator[Signal]:
    """By indicator and by unit; the more tests, the rarer each must be."""
    sets: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in panel.counts:
        sets["", count.indicator].append(count)
        sets[count.unit, ""].append(count)
    tested = [
        (unit, code, counts, found)
        for (unit, code), counts in sets.items()
        if (found := digit_heaping([count.value for count in counts])) is not None
    ]
    for unit, code, counts, found in tested:
        if found.p * len(tested) >= LEVEL or found.heaped <= 0.2:
            continue
        numbers = {"share": found.heaped, "numbers": float(found.numbers), "p": found.p}
        strength = -float(np.log10(max(found.p, 1e-300)))
        behind = tuple(c.observation for c in counts if c.value % 5 == 0)
        yield Signal("heaping", unit, code, panel.year, strength, numbers, behind)


def _disagreement(rows: Sequence[Beside]) -> Iterator[Signal]:
    if not rows:
        return
    apart = disagreement([row.one for row in rows], [row.other for row in rows])
    for row, share in zip(rows, apart, strict=True):
        if share > row.tolerance:
            numbers = {"one": row.one, "other": row.other, "apart": float(share)}
            yield Signal(
                "disagreement",
                row.unit,
                row.indicator,
                row.year,
                float(share),
                numbers,
                row.observations,
            )


def _late(panel: Panel) -> Iterator[Signal]:
    """Figures of one load that came late as a whole are one signal, not one a unit."""
    for k, code in enumerate(panel.indicators):
        cells = panel.late[:, :, k]
        there = int((panel.pk[:, :, k] > 0).sum())
        if not cells.any():
            continue
        if cells.sum() > COMMON * there:
            keys = tuple(int(one) for one in np.unique(panel.pk[:, :, k][cells]))
            numbers = {"figures": float(len(keys)), "whole": 1.0}
            yield Signal("late", "", code, panel.year, 0.0, numbers, keys)
            continue
        for v in np.flatnonzero(cells.any(axis=0)).tolist():
            keys = tuple(
                dict.fromkeys(int(pk) for pk in panel.pk[cells[:, v], v, k] if pk)
            )
            numbers = {"figures": float(len(keys)), "whole": 0.0}
            yield Signal("late", panel.units[v], code, panel.year, 1.0, numbers, keys)


def of_observations(signals: Iterable[Signal]) -> dict[int, list[Signal]]:
    """The signals behind which an observation stands, for a re-check of figures.

    Signals of all units or all figures point at none in particular and are left out.
    """
    found: dict[int, list[Signal]] = {}
    for signal in signals:
        if signal.unit and signal.indicator:
            for pk in signal.observations:
                found.setdefault(pk, []).append(signal)
    return found
