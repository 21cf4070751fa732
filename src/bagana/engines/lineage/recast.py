"""Values of one date's units shown in the units of another."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bagana.engines.lineage.matrix import Matrix


class RuleKey(StrEnum):
    """How a value came about; applications hold the words.

    `SUM_OF_BLOCKS` and `SUM_OF_RECORDS` are no rules of this engine: an application
    gives them to a value that it counted anew from pieces smaller than a unit, or from
    the very records (docs/rules/back-casting.md).
    """

    UNCHANGED = "unchanged"
    SUM_OF_WHOLES = "sum_of_wholes"
    SUM_OF_SHARES = "sum_of_shares"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO_OF_PARTS = "ratio_of_parts"
    NOT_RECASTABLE = "not_recastable"
    NO_PREDECESSOR = "no_predecessor"
    SUM_OF_BLOCKS = "sum_of_blocks"
    SUM_OF_RECORDS = "sum_of_records"


@dataclass(frozen=True)
class Cell:
    """A value as published, with its parts where it is a ratio. None is missing."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Part:
    """A unit that a value was taken from, and the share of it; None is unknown."""

    unit: str
    share: float | None


@dataclass(frozen=True)
class RecastCell:
    """A value in the units of another date.

    Attributes
    ----------
    value
        None when any part that is needed is missing. A missing part is never zero.
    exact
        Built from whole units only.
    estimated
        A share below one was used.
    parts
        Units it was taken from with their shares (of the numerator, for a ratio).
    missing
        Units whose value, weight or share is missing; why ``value`` is None.
    rule
        Key of the rule that was used.
    denominator_parts
        For a ratio of parts: units and shares of the denominator.
    """

    value: float | None
    exact: bool
    estimated: bool
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    rule: RuleKey
    denominator_parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Sum:
    """Counts and areas: shares of the parts, added."""

    matrix: Matrix


@dataclass(frozen=True)
class WeightedMean:
    """Means: weighted by another series of the same units and period."""

    matrix: Matrix
    weights: Mapping[str, float | None]


@dataclass(frozen=True)
class Ratio:
    """Ratios: numerator and denominator recast apart, then divided, times factor."""

    numerators: Matrix
    denominators: Matrix
    factor: float = 1.0

    def __post_init__(self) -> None:
        if self.numerators.units_from != self.denominators.units_from:
            raise ValueError("numerator and denominator have different units")

    @property
    def matrix(self) -> Matrix:
        """The matrix that tells which units are related."""
        return self.numerators


@dataclass(frozen=True)
class NotRecastable:
    """Ranks, categories, medians: kept for unchanged units, missing for others."""

    matrix: Matrix


type Rule = Sum | WeightedMean | Ratio | NotRecastable


def recast(
    values: Mapping[str, Cell], rule: Rule, *, targets: Iterable[str] | None = None
) -> dict[str, RecastCell]:
    """Show values in the units of another date.

    Parameters
    ----------
    values
        Unit of the first date to its cell. A unit that is left out is missing.
    rule
        How the indicator adds up, with the matrix between the two dates.
    targets
        Units wanted. By default those of the matrix and every unit of ``values``
        that the matrix does not name (they are unchanged).

    Returns
    -------
    dict
        A cell for each target. With shares ``s``, values ``v``, weights ``w``:
        sum ``sum_i s_ij v_i``; mean ``sum_i s_ij w_i v_i / sum_i s_ij w_i``;
        ratio ``factor * sum_i s_ij n_i / sum_i t_ij d_i``. A unit that is one whole
        unit of the first date keeps its value untouched under every rule.

    Raises
    ------
    ValueError
        For a weight below zero, or a value that is not finite.

    Notes
    -----
    Simple areal weighting: Goodchild and Lam (1980), "Areal interpolation: a variant
    of the traditional spatial problem", Geo-Processing 1, 297-312, with the recorded
    shares of households, people, area or livestock in place of area.
    """
    _check(values, rule)
    return {
        unit: _recast_one(unit, values, rule)
        for unit in (_targets(values, rule.matrix) if targets is None else targets)
    }


def _targets(values: Mapping[str, Cell], matrix: Matrix) -> list[str]:
    known = matrix.row_of.keys() | matrix.column_of.keys()
    return [*matrix.units_to, *sorted(values.keys() - known)]


def _check(values: Mapping[str, Cell], rule: Rule) -> None:
    for unit, cell in values.items():
        for number in (cell.value, cell.numerator, cell.denominator):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{unit}: a value that is not finite is no value")
    if isinstance(rule, WeightedMean):
        for unit, weight in rule.weights.items():
            if weight is not None and not 0 <= weight < math.inf:
                raise ValueError(f"{unit}: a weight is finite and never below zero")


def _recast_one(unit: str, values: Mapping[str, Cell], rule: Rule) -> RecastCell:
    parts = rule.matrix.parts(unit)
    if not parts:
        return _nothing(RuleKey.NO_PREDECESSOR)
    if rule.matrix.is_unchanged(unit):
        return _kept(parts[0][0], values)
    match rule:
        case Sum():
            return _sum(parts, [_cell_of(values, code).value for code, _ in parts])
        case WeightedMean():
            return _mean(parts, values, rule.weights)
        case Ratio():
            return _ratio(unit, values, rule)
        case NotRecastable():
            return _nothing(RuleKey.NOT_RECASTABLE, parts)


def _nothing(rule: RuleKey, parts: Iterable[tuple[str, float]] = ()) -> RecastCell:
    return RecastCell(None, False, False, _as_parts(parts), (), rule)


def _kept(source: str, values: Mapping[str, Cell]) -> RecastCell:
    value = _cell_of(values, source).value
    missing = () if value is not None else (source,)
    whole = (Part(source, 1.0),)
    return RecastCell(
        value, value is not None, False, whole, missing, RuleKey.UNCHANGED
    )


def _as_parts(parts: Iterable[tuple[str, float]]) -> tuple[Part, ...]:
    return tuple(
        Part(code, None if math.isnan(share) else share) for code, share in parts
    )


def _cell_of(values: Mapping[str, Cell], unit: str) -> Cell:
    return values.get(unit, Cell(None))


def _sum(
    parts: Sequence[tuple[str, float]], values: Sequence[float | None]
) -> RecastCell:
    # Parts of which nothing was taken do not matter, unless there are no others.
    pairs = list(zip(parts, values, strict=True))
    pairs = [pair for pair in pairs if pair[0][1] != 0] or pairs
    terms: list[float] = []
    missing: list[str] = []
    for (code, share), value in pairs:
        if value is None or math.isnan(share):
            missing.append(code)
        else:
            terms.append(share * value)
    used = [part for part, _ in pairs]
    whole = all(share == 1 for _, share in used)
    key = RuleKey.SUM_OF_WHOLES if whole else RuleKey.SUM_OF_SHARES
    total = None if missing else math.fsum(terms)
    return _cell(total, whole, used, missing, key)


def _cell(
    value: float | None,
    whole: bool,
    parts: list[tuple[str, float]],
    missing: list[str],
    key: RuleKey,
) -> RecastCell:
    known = value is not None
    return RecastCell(
        value, known and whole, known and not whole, _as_parts(parts),
        tuple(missing), key,
    )  # fmt: skip


def _mean(
    parts: list[tuple[str, float]],
    values: Mapping[str, Cell],
    weights: Mapping[str, float | None],
) -> RecastCell:
    used = [part for part in parts if part[1] != 0]
    whole = bool(used) and all(share == 1 for _, share in used)
    known: list[tuple[float, float]] = []
    missing: list[str] = []
    for code, share in used:
        value = _cell_of(values, code).value
        # The weight of a single part cancels, so it may be missing or unknown.
        weight = 1.0 if len(used) == 1 else _times(weights.get(code), share)
        if value is None or weight is None:
            missing.append(code)
        else:
            known.append((weight, value))
    mean = None if missing else _weighted(known)
    return _cell(mean, whole, used or parts, missing, RuleKey.WEIGHTED_MEAN)


def _times(weight: float | None, share: float) -> float | None:
    return None if weight is None or math.isnan(share) else weight * share


def _weighted(known: list[tuple[float, float]]) -> float | None:
    total = math.fsum(weight for weight, _ in known)
    if total == 0:
        return None
    return math.fsum(weight / total * value for weight, value in known)


def _ratio(unit: str, values: Mapping[str, Cell], rule: Ratio) -> RecastCell:
    over = rule.numerators.parts(unit)
    under = rule.denominators.parts(unit)
    above = _sum(over, [_cell_of(values, code).numerator for code, _ in over])
    below = _sum(under, [_cell_of(values, code).denominator for code, _ in under])
    value = None
    if above.value is not None and below.value:
        value = rule.factor * above.value / below.value
    whole = above.exact and below.exact
    known = value is not None
    return RecastCell(
        value,
        known and whole,
        known and not whole,
        above.parts,
        tuple(sorted({*above.missing, *below.missing})),
        RuleKey.RATIO_OF_PARTS,
        below.parts,
    )
