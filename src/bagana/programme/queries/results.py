"""What a round came to: frozen dataclasses that become JSON and back.

Counts are whole numbers and amounts are decimals written as text, so that a closed
round reads the same to the digit wherever and whenever it is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bagana.engines.progress import mean_rating
from bagana.programme.queries.money import MoneySum
from bagana.web.bilingual import Bilingual

SIX: Final = Decimal("0.000001")
AMOUNTS: Final = ("planned", "adjusted", "committed", "paid")


def canonical(results: Mapping[str, Any]) -> str:
    """The one text of the results: keys in order, no spaces, characters as they are."""
    return json.dumps(
        results, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def hash_of(results: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(canonical(results).encode()).hexdigest()


@dataclass(frozen=True)
class LevelCount:
    """A step of the scale and how many reports were decided at it."""

    percent: int | None
    name_mn: str
    name_en: str
    count: int = 1

    name = Bilingual("name")


@dataclass(frozen=True)
class GroupResults:
    """All reports of a round, those of an objective, or those of a sum.

    Decided ones are counted by step. What waits for a decision (`waiting`) and what
    nobody has sent in (`unreported`) is counted apart, never as nought. `money` is
    what was booked by the end of the period; `lights` counts targets by light. Both
    stand beside the rating and are never averaged with it.
    """

    pk: int
    number: str
    name_mn: str
    name_en: str
    levels: tuple[LevelCount, ...]
    waiting: int
    unreported: int
    money: MoneySum | None = None
    lights: Mapping[str, int] | None = None

    name = Bilingual("name")

    @property
    def decided(self) -> int:
        return sum(level.count for level in self.levels)

    @property
    def total(self) -> int:
        return self.decided + self.waiting + self.unreported

    @property
    def not_due(self) -> int:
        return sum(level.count for level in self.levels if level.percent is None)

    @property
    def rated(self) -> int:
        return self.decided - self.not_due

    @property
    def mean(self) -> Decimal | None:
        """Mean per cent of the rated ones; None where none is: that is not nought."""
        mean = mean_rating({level.percent: level.count for level in self.levels})
        return None if mean is None else Decimal(repr(mean)).quantize(SIX)

    @property
    def parts(self) -> list[tuple[int | None, str, int]]:
        """Per cent, name and count of each step, as the bar of shares takes them."""
        return [(level.percent, level.name, level.count) for level in self.levels]

    @property
    def shares(self) -> list[tuple[LevelCount, Decimal | None]]:
        """Each step with its share in all reports, in per cent."""
        return [(level, self.share_of(level.count)) for level in self.levels]

    def share_of(self, count: int) -> Decimal | None:
        whole = self.total
        return (Decimal(100) * count / whole).quantize(SIX) if whole else None

    def to_json(self) -> dict[str, Any]:
        return {
            "pk": self.pk,
            "number": self.number,
            "name_mn": self.name_mn,
            "name_en": self.name_en,
            "levels": [vars(level) for level in self.levels],
            "waiting": self.waiting,
            "unreported": self.unreported,
            "total": self.total,
            "mean": None if self.mean is None else str(self.mean),
            "money": _money_json(self.money),
            "lights": dict(self.lights) if self.lights is not None else None,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> GroupResults:
        """Total and mean are written for people; they follow from the counts."""
        plain = ("pk", "number", "name_mn", "name_en", "waiting", "unreported")
        return cls(
            **{key: kept[key] for key in plain},
            levels=tuple(LevelCount(**level) for level in kept["levels"]),
            money=_money_of(kept["money"]),
            lights=kept["lights"],
        )


def _money_json(money: MoneySum | None) -> dict[str, Any] | None:
    if money is None:
        return None
    december = money.december
    amounts: dict[str, Any] = {key: str(getattr(money, key)) for key in AMOUNTS}
    amounts["december"] = None if december is None else str(december)
    return amounts | {"is_over": money.is_over}


def _money_of(kept: Mapping[str, Any] | None) -> MoneySum | None:
    if kept is None:
        return None
    december = kept["december"]
    return MoneySum(
        **{key: Decimal(kept[key]) for key in AMOUNTS},
        december=None if december is None else Decimal(december),
        is_over=kept["is_over"],
    )


@dataclass(frozen=True)
class MeasureResult:
    """How one measure was decided; without a level it is not decided yet."""

    pk: int
    report: int
    number: str
    name_mn: str
    name_en: str
    objective: int
    office: str
    office_mn: str
    office_en: str
    level: LevelCount | None
    is_illustrative: bool = False

    name = Bilingual("name")
    office_name = Bilingual("office")

    def to_json(self) -> dict[str, Any]:
        return vars(self) | {"level": vars(self.level) if self.level else None}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> MeasureResult:
        level = LevelCount(**kept["level"]) if kept["level"] else None
        return cls(**{**kept, "level": level})


@dataclass(frozen=True)
class RoundResults:
    """A round as a whole, by objective, by responsible sum, and measure by measure.

    `by_office` is keyed by the sum that answers, the aimag's own measures by the aimag.
    """

    period: str
    ends_on: date
    scale: str
    total: GroupResults
    objectives: tuple[GroupResults, ...]
    by_office: tuple[GroupResults, ...]
    measures: tuple[MeasureResult, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "period": self.period,
            "ends_on": self.ends_on.isoformat(),
            "scale": self.scale,
            "total": self.total.to_json(),
            "objectives": [one.to_json() for one in self.objectives],
            "by_office": [one.to_json() for one in self.by_office],
            "measures": [one.to_json() for one in self.measures],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> RoundResults:
        def groups(name: str) -> tuple[GroupResults, ...]:
            return tuple(GroupResults.from_json(one) for one in kept[name])

        return cls(
            period=kept["period"],
            ends_on=date.fromisoformat(kept["ends_on"]),
            scale=kept["scale"],
            total=GroupResults.from_json(kept["total"]),
            objectives=groups("objectives"),
            by_office=groups("by_office"),
            measures=tuple(MeasureResult.from_json(one) for one in kept["measures"]),
        )
