"""Figures as the cells and sums that the engine of disclosure control takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bagana.engines.disclosure import (
    THRESHOLD,
    DisclosureError,
    Protection,
    dominated,
    few_people,
    linked,
    protect,
    values_needed,
)
from bagana.engines.disclosure.problem import Equation
from bagana.indicators.calendar import parse_period
from bagana.indicators.models import AcrossUnits, Indicator
from bagana.indicators.versions import Figure, Key
from bagana.indicators.withholding.tables import Relation, share
from bagana.indicators.withholding.world import World, year_before

DEEPEST: Final = 3
LOSS: Final = 3.0
"""How much dearer it is to withhold a figure one level up."""

NEAR: Final = 1e-6


@dataclass
class Cell:
    """One figure in the system; a value of NaN was withheld earlier."""

    value: float
    need: float = 0.0
    is_fixed: bool = False
    is_hidden: bool = False
    is_rest: bool = False
    is_insider: bool = False
    weight: float = 1.0


class System:
    """Cells by their key, and the sums between them."""

    def __init__(self, figures: Sequence[Figure], world: World) -> None:
        self.figures = figures
        self.world = world
        self.cells: list[Cell] = []
        self.places: dict[Key, int] = {}
        self.equations: list[Equation] = []
        self.by_code = {one.code: one for one in world.indicators.values()}
        self.given = {figure.key: figure.value for figure in figures}
        self.weighted = {
            self.by_code[one.whole].pk: [self.by_code[code].pk for code in one.parts]
            for one in world.relations
            if one.is_weighted and {one.whole, *one.parts} <= {*self.by_code}
        }
        # Counts first: a ratio stands on them, whatever the order of the figures.
        for figure in sorted(figures, key=self._comes_of_others):
            self._take(figure)
        self._take_others()
        self._add_up_units()
        for relation in self._relations():
            self._relate(relation)

    def _add(self, cell: Cell, key: Key | None = None) -> int:
        self.cells.append(cell)
        if key is not None:
            self.places[key] = len(self.cells) - 1
            level = self.world.levels.get(key[1], DEEPEST)
            cell.weight = LOSS ** (DEEPEST - level)
        return len(self.cells) - 1

    def _comes_of_others(self, figure: Figure) -> bool:
        return self._is_made(figure.key)

    def _take(self, figure: Figure) -> None:
        """A count is its own cell; a ratio stands on the counts that it is made of, a
        mean on those over whom it is taken, a weighted sum on all its parts."""
        indicator = self.world.indicators[figure.indicator_id]
        if self._is_carried(indicator):
            for part, value in self._parts(figure, indicator):
                key = (part.pk, figure.unit_id, figure.period)
                stands = key in self.world.public or key in self.world.drafts
                if key not in self.places and value is not None and not stands:
                    self._add(self._cell(replace(figure, value=value), part), key)
            return
        if not self._is_made(figure.key):
            self._add(self._cell(figure, indicator), figure.key)

    def _is_carried(self, indicator: Indicator) -> bool:
        return indicator.across_units in {AcrossUnits.RATIO, AcrossUnits.MEAN}

    def _parts(
        self, figure: Figure, indicator: Indicator
    ) -> Iterable[tuple[Indicator, float | None]]:
        """Only own counts: what another has published is no secret of ours."""
        for part, value in (
            (indicator.numerator, figure.numerator),
            (indicator.denominator, figure.denominator),
            (indicator.weight, None),
        ):
            if part is not None and part.pk in self.world.indicators:
                key = (part.pk, figure.unit_id, figure.period)
                yield part, self.given.get(key, value)

    def _cell(self, figure: Figure, indicator: Indicator) -> Cell:
        key = (indicator.pk, figure.unit_id, figure.period)
        value = abs(figure.value)
        public = self.world.public.get(key)
        is_few = indicator.counts_people and few_people(value)
        is_told = figure.contributors is not None and dominated(
            value, figure.contributors, figure.largest
        )
        # Heads of a herd withheld before stay so until their givers are told again.
        blind = figure.contributors is None and not indicator.counts_people
        stays = blind and self.world.withheld.get(key, False)
        return Cell(
            value,
            need=values_needed(value) if is_few or is_told or stays else 0.0,
            is_fixed=public is not None and public == figure.value,
            is_insider=is_told and figure.contributors == 1,
        )

    def _take_others(self) -> None:
        """What stands around the figures: public, drafted, or withheld before."""
        for key, value in {**self.world.public, **self.world.drafts}.items():
            if key not in self.places and not self._is_made(key):
                self._add(Cell(abs(value), is_fixed=True), key)
        for key, small in self.world.withheld.items():
            if key not in self.places and not self._is_made(key):
                need = float(THRESHOLD) if small else 0.0
                self._add(Cell(math.nan, need, is_hidden=True), key)

    def _is_made(self, key: Key) -> bool:
        """Of other figures; a weighted sum only where all its parts are known of."""
        if self._is_carried(self.world.indicators[key[0]]):
            return True
        parts = self.weighted_parts(key)
        world = self.world
        known = (self.given, world.public, world.drafts, world.withheld)
        return bool(parts) and all(any(k in one for one in known) for k in parts)

    def weighted_parts(self, key: Key) -> list[Key]:
        return [(part, *key[1:]) for part in self.weighted.get(key[0], ())]

    def _add_up_units(self) -> None:
        """A unit is the sum of those below; of a missing one only that it is not
        less than nothing."""
        for indicator in self.world.indicators.values():
            if indicator.across_units != AcrossUnits.SUM:
                continue
            for period, families in self.world.children.items():
                for parent, children in families.items():
                    whole = self.places.get((indicator.pk, parent, period))
                    keys = [(indicator.pk, child, period) for child in children]
                    parts = [self.places[key] for key in keys if key in self.places]
                    if whole is not None and parts:
                        is_whole = len(parts) == len(children)
                        self._equate([whole], parts, rest=None if is_whole else 0.0)

    def _relations(self) -> Iterable[Relation]:
        """Those declared, and shares: their numerator is a part of the denominator."""
        yield from (one for one in self.world.relations if not one.is_weighted)
        for one in self.world.indicators.values():
            if one.numerator and one.denominator and one.factor == 100:
                yield share(one.denominator.code, one.numerator.code)

    def _relate(self, relation: Relation) -> None:
        pairs = {(unit, period) for _indicator, unit, period in self.places}
        for unit, period in sorted(pairs):
            plus = self._found(relation.parts, unit, period)
            left = self._found((relation.whole, *relation.minus), unit, period)
            if relation.before:
                earlier = self._found((relation.before,), unit, _before(period))
                if not earlier:
                    continue
                plus = [*plus, *earlier]
            if not plus or len(left) < 1 + len(relation.minus):
                continue
            asked = len(relation.parts) + bool(relation.before)
            rest: float | None = None
            if relation.leaves_rest:
                rest = self._guard(relation.whole)
            elif len(plus) < asked:
                rest = 0.0
            self._equate(left, plus, rest=rest)

    def _guard(self, whole: str) -> float:
        """How many values the rest of a whole needs, when it is small."""
        counts = whole in self.by_code and self.by_code[whole].counts_people
        return float(THRESHOLD) if counts else 0.0

    def _found(self, codes: Sequence[str], unit: int, period: str) -> list[int]:
        keys = [
            (self.by_code[code].pk, unit, period)
            for code in codes
            if code in self.by_code
        ]
        return [self.places[key] for key in keys if key in self.places]

    def _equate(
        self, left: Sequence[int], right: Sequence[int], *, rest: float | None
    ) -> None:
        """left = right + rest; a `rest` of None is nought, else what guards it."""
        values = [self.cells[i].value for i in (*left, *right)]
        difference = sum(values[: len(left)]) - sum(values[len(left) :])
        scale = max(1.0, *(abs(value) for value in values if not math.isnan(value)), 1)
        # Figures of different days may not add up; then they tell nothing for sure.
        if rest is None and abs(difference) > NEAR * scale:
            return
        parts = [(i, 1) for i in left] + [(i, -1) for i in right]
        if rest is not None:
            if difference < -NEAR * scale:
                return
            need = rest if rest and few_people(round(difference, 6)) else 0.0
            cell = Cell(max(difference, 0.0), need, is_hidden=True, is_rest=True)
            parts.append((self._add(cell), -1))
        self.equations.append(tuple(parts))

    def verdict(self) -> Verdict:
        """Which figures go; figures that contradict each other bind nobody."""
        try:
            return Verdict(self, self._protect(self.equations))
        except DisclosureError:
            known = [
                e for e in self.equations
                if not any(math.isnan(self.cells[c].value) for c, _f in e)
            ]  # fmt: skip
            return Verdict(self, self._protect(known))

    def _protect(self, equations: Sequence[Equation]) -> Protection:
        cells = self.cells
        return protect(
            linked(
                [cell.value for cell in cells],
                equations,
                [cell.need for cell in cells],
                fixed=[cell.is_fixed for cell in cells],
                hidden=[cell.is_hidden for cell in cells],
                least=[0.0 if cell.is_rest else 1.0 for cell in cells],
                weights=[cell.weight for cell in cells],
                insiders=[cell.is_insider for cell in cells],
            )
        )


def _before(period: str) -> str:
    span = parse_period(period)
    return year_before(span) if span else ""


@dataclass(frozen=True)
class Verdict:
    """The engine's choice, told of figures again."""

    system: System
    choice: Protection

    def _places(self, figure: Figure) -> list[int]:
        """The cells on which a figure stands: its own, or those of its parts."""
        own = self.system.places.get(figure.key)
        if own is not None:
            return [own]
        indicator = self.system.world.indicators[figure.indicator_id]
        keys = [
            (part.pk, figure.unit_id, figure.period)
            for part in (indicator.numerator, indicator.denominator, indicator.weight)
            if part is not None
        ]
        keys += self.system.weighted_parts(figure.key)
        return [self.system.places[k] for k in keys if k in self.system.places]

    def is_withheld(self, figure: Figure) -> bool:
        """A ratio goes with either of its parts: with the other it would tell it."""
        return any(
            self.choice.withheld[i] or self.system.cells[i].is_hidden
            for i in self._places(figure)
        )

    def is_primary(self, figure: Figure) -> bool:
        return any(
            self.choice.primary[i] or self.system.cells[i].need > 0
            for i in self._places(figure)
        )

    def is_told(self, figure: Figure) -> bool:
        other = self.system.world.public.get(figure.key)
        stands = other is not None and other != figure.value
        return stands or any(self.choice.exposed[i] for i in self._places(figure))

    def told(self) -> list[Key]:
        cells = self.system.cells
        return [
            key
            for key, i in self.system.places.items()
            if self.choice.exposed[i] and cells[i].is_fixed
        ]
