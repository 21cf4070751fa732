"""Figures on which a decision stands, and who keeps them from changing meanwhile.

An application above that decides by figures registers a holder from its
AppConfig.ready. The rule: docs/rules/held-figures.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.indicators.models import Observation
from bagana.indicators.problems import Problem
from bagana.web.errors import Conflict

type Key = tuple[int, int, str]
"""Indicator, unit, code of the period."""
type Change = Literal["draft", "public"]
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a figure is held. Once decided, drafts are free and an act publishes."""

    problem: Problem
    decided: bool = False

    def stands_in_the_way(self, change: Change, act: Act | None) -> bool:
        if not self.decided:
            return True
        return change == "public" and act is None


class Holder:
    """What an application holds; each method costs a fixed number of queries."""

    def held(self, keys: Collection[Key]) -> Mapping[Key, Hold]:
        """The holds on those of the figures that are held."""
        return {}

    def rests_on(self, rows: QuerySet[Observation]) -> int:
        """How many of the rows something computed or judged already names."""
        return 0


_registered: list[Holder] = []


def register(source: Holder) -> None:
    """Join the registry; a second object of the same class takes the first's place."""
    _registered[:] = [one for one in _registered if type(one) is not type(source)]
    _registered.append(source)


def holds_against(
    keys: Collection[Key], change: Change, act: Act | None = None
) -> dict[Key, Hold]:
    """The holds that stand in the way of changing the figures."""
    found: dict[Key, Hold] = {}
    if not keys:
        return found
    for source in _registered:
        for key, hold in source.held(keys).items():
            if hold.stands_in_the_way(change, act):
                found.setdefault(key, hold)
    return found


def refuse_held(keys: Collection[Key], change: Change, act: Act | None = None) -> None:
    """Raise Conflict when one of the figures is held; says by what, and what to do."""
    found = holds_against(keys, change, act)
    if not found:
        return
    problems = list(dict.fromkeys(_told(hold.problem) for hold in found.values()))
    reasons = " ".join(reason for reason, _fix in problems[:MOST_TOLD])
    if len(keys) > 1:
        count = _("Барьсан %(count)s утга байна.") % {"count": len(found)}
        reasons = f"{count} {reasons}"
    raise Conflict(reasons, problems[0][1])


def _told(problem: Problem) -> tuple[str, str]:
    return problem.reason, problem.fix


def rows_rested_on(rows: QuerySet[Observation]) -> int:
    return sum(source.rests_on(rows) for source in _registered)


def keys_of(rows: QuerySet[Observation]) -> Sequence[Key]:
    return list(rows.values_list("indicator_id", "unit_id", "period__code"))
