"""How sure a run is and what it stands on, for the foot of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache

from bagana.indicators.models import Indicator, Nature
from bagana.ranking import freezing
from bagana.ranking.models import Run
from bagana.ranking.queries.runs import node_names

AT_ONCE: Final = 300
KEPT: Final = 600


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator in the run: its weight beside what it came to, and its coverage.

    `shift` is how many places the units move on average if it is left out.
    """

    code: str
    name: str
    nature: str
    nature_name: str
    weight: float | None
    importance: float | None
    with_index: float | None
    known: int
    shift: float | None
    greatest_shift: int

    @property
    def is_against(self) -> bool:
        """More of it goes with less of the index: something to look at."""
        return self.with_index is not None and self.with_index < 0


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the foot of a run's page tells.

    `sensitive` are the factors that were drawn, each with its total share in the
    variance of the ranks, the greatest first.
    """

    indicators: tuple[IndicatorFact, ...]
    units: int
    scored: int
    top: int
    probability: float
    level: float
    made_with: Mapping[str, str]
    audit: int
    is_intact: bool
    sensitive: tuple[tuple[str, float], ...]

    @property
    def natures(self) -> list[str]:
        return list(dict.fromkeys(one.nature for one in self.indicators if one.nature))

    @property
    def has_modelled(self) -> bool:
        return Nature.MODELLED in self.natures

    @property
    def decisive(self) -> list[IndicatorFact]:
        """The three without which the ranks would change most."""
        known = [one for one in self.indicators if one.shift]
        return sorted(known, key=lambda one: -(one.shift or 0))[:3]


def facts_of(run: Run) -> RunFacts:
    """Checks the hashes as well: whoever reads a result sees whether it is intact."""
    kept: Mapping[str, Any] = run.results or {}
    names = node_names(run)
    figures: Mapping[str, Any] = kept.get("indicators", {})
    catalogue = {
        one.code: one
        for one in Indicator.objects.filter(code__in=list(figures)).only(
            "code", "nature"
        )
    }
    return RunFacts(
        indicators=tuple(
            _fact(code, names.get(code, code), catalogue.get(code), own)
            for code, own in figures.items()
        ),
        units=kept.get("units", 0),
        scored=kept.get("scored", 0),
        top=kept.get("top", 0),
        probability=kept.get("probability", 0.8),
        level=kept.get("level", 0.9),
        made_with=kept.get("made_with", {}),
        audit=len(kept.get("audit", ())),
        is_intact=_is_intact(run, kept.get("units", 0)),
        sensitive=_sensitive(kept.get("sensitivity") or {}),
    )


def _is_intact(run: Run, units: int) -> bool:
    """Hashed anew each time; of a large run, where that takes seconds, now and then."""
    if units <= AT_ONCE:
        return not freezing.faults_of(run)
    key = f"run-intact:{run.pk}:{run.results_sha256}"
    known: bool | None = cache.get(key)
    if known is None:
        known = not freezing.faults_of(run)
        cache.set(key, known, KEPT)
    return known


def _sensitive(kept: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    shares = (kept.get("shift") or {}).get("total", ())
    pairs = zip(kept.get("factors", ()), shares, strict=True)
    known = [(factor, share) for factor, share in pairs if share]
    return tuple(sorted(known, key=lambda pair: -pair[1]))


def _fact(
    code: str, name: str, indicator: Indicator | None, own: Mapping[str, Any]
) -> IndicatorFact:
    return IndicatorFact(
        code=code,
        name=name,
        nature=indicator.nature if indicator else "",
        nature_name=indicator.get_nature_display() if indicator else "",
        weight=own.get("weight"),
        importance=own.get("importance"),
        with_index=own.get("with_index"),
        known=own.get("known", 0),
        shift=own.get("shift"),
        greatest_shift=own.get("greatest_shift", 0),
    )
