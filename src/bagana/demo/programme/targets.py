"""Targets with baselines from the published figures; one is revised by an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.programme.book import measures_of
from bagana.demo.tables import Row, table
from bagana.indicators.models import Indicator
from bagana.programme.actions.targets import Aim, Baseline, revise_target, set_target
from bagana.programme.models import Programme, Target
from bagana.territory.models import LocationType, Unit, UnitVersion

RURAL = "rural"


def set_targets(user: User, programme: Programme, acts: Mapping[str, Act]) -> None:
    measures = measures_of(programme)
    objectives = {str(one.number): one for one in programme.objectives.all()}
    made: dict[str, Target] = {}
    for row in table("programme/targets.csv"):
        in_force_from = date.fromisoformat(row["in_force_from"])
        terms: dict[str, Any] = {
            "points": _aims(row["points"]),
            "baseline": Baseline(row["baseline"]),
            "in_force_from": in_force_from,
            "act": acts[row["act"]],
        }
        if row["key"] in made:
            revise_target(
                user=user, target=made[row["key"]], reason=row["reason"], **terms
            )
            continue
        made[row["key"]] = set_target(
            user=user,
            programme=programme,
            indicator=Indicator.objects.get(code=row["indicator"]),
            kind=row["kind"],
            units=_units(programme, row, in_force_from),
            objective=objectives[row["objective"]],
            measure=measures.get(row["measure"]),
            group_mn=row["group_mn"],
            group_en=row["group_en"],
            tolerance=float(row["tolerance"]),
            is_illustrative=True,
            **terms,
        )


def _units(programme: Programme, row: Row, on: date) -> list[Unit]:
    if row["units"] != RURAL:
        return [Unit.objects.get(code=row["units"])]
    rural = UnitVersion.objects.on(on).filter(location_type=LocationType.RURAL)
    below = Unit.objects.within(programme.unit, on)
    return list(below.filter(versions__in=rural).order_by("code"))


def _aims(text: str) -> list[Aim]:
    """Points as they stand in the table: 2019=50, or 2019=10..20 for a range."""
    aims = []
    for point in text.split(";"):
        period, level = point.split("=")
        low, dots, high = level.partition("..")
        if dots:
            aims.append(Aim(period, low=float(low), high=float(high)))
        else:
            aims.append(Aim(period, value=float(level)))
    return aims
