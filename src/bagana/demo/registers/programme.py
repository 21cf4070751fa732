"""A sum's own programme with a target that its bags' returns decide."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.tables import text
from bagana.indicators.models import Indicator
from bagana.programme.actions.founding import found_programme
from bagana.programme.actions.planning import add_objective
from bagana.programme.actions.targets import Aim, Baseline, set_target
from bagana.programme.models import Programme
from bagana.territory.models import Unit

SUM: Final = "4322"
SPAN: Final = (date(2024, 4, 1), date(2027, 12, 31))


def found_for_registers(user: User, acts: dict[str, Act]) -> Programme:
    words: dict[str, Any] = text("registers/programme.toml")
    act, unit = acts["registers_2024"], Unit.objects.get(code=SUM)
    programme = found_programme(
        user=user,
        unit=unit,
        act=act,
        starts_on=SPAN[0],
        ends_on=SPAN[1],
        phases=(SPAN,),
        **words["programme"],
    )
    objective = add_objective(user=user, programme=programme, **words["objective"])
    aim = words["target"]
    set_target(
        user=user,
        programme=programme,
        indicator=Indicator.objects.get(code=aim["indicator"]),
        kind="ascending",
        units=[unit],
        objective=objective,
        points=[Aim(year, value=float(level)) for year, level in aim["points"].items()],
        baseline=Baseline(aim["baseline"]),
        in_force_from=SPAN[0],
        act=act,
        is_illustrative=True,
    )
    return programme
