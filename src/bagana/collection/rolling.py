"""Figures of a round: of approved returns, of the returns themselves, of samples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.utils import timezone

from bagana.collection.models import Cell, Return, ReturnState, Round
from bagana.collection.queries.samples import checked_by_bag
from bagana.engines.rollup import Cells, How, Measure, Where, roll_up_tree
from bagana.registers.models import SPECIES
from bagana.registers.rolling import (
    HERDS,
    OFFICES,
    REGISTER,
    SHEEP_UNITS,
    Asking,
    Plan,
    Rolled,
    census_in,
    plan_of,
    roll,
)
from bagana.territory.models import Unit

HERD_CODES: Final = (*(one.code for one in HERDS), SHEEP_UNITS)
HEAD_CODES: Final = (
    *(f"reg_livestock_{one}" for one in (*SPECIES, "total", "households")),
    SHEEP_UNITS,
)
REGISTER_CODES: Final = tuple(one.code for one in REGISTER)
OFFICE_CODES: Final = tuple(one.code for one in OFFICES)
CELLS: Final = {
    "reg_meetings": "meetings",
    "reg_requests": "requests",
    "reg_requests_answered": "answered",
    "reg_requests_in_time": "in_time",
    "reg_wells": "wells_all",
    "reg_wells_working": "wells_working",
}
"""Indicator → field of the yearly return of a bag."""
PREFIX: Final = {
    "livestock": "census",
    "livestock_june": "census",
    "households": "list",
    "bag_year": "yearly",
}
STANDING: Final = ("due", "approved", "in_time")
RECOUNT: Final = ("census_recounted", "census_recount_errors")
LEAST_RECOUNTED: Final = 5
"""A unit of which fewer households were counted again has no error rate."""
SHARES: Final = {
    "households": ("reg_electricity_share", "reg_water_share", "reg_internet_share"),
    "bag_year": ("reg_office_equipment", "reg_promptness"),
}


def counted_codes(form: str) -> tuple[str, ...]:
    """Indicators whose figures are counted of the records of a form."""
    return {
        "livestock": HERD_CODES,
        "livestock_june": HEAD_CODES,
        "households": REGISTER_CODES,
        "bag_year": (*CELLS, *OFFICE_CODES),
    }.get(form, ())


def standing_codes(form: str) -> tuple[str, ...]:
    """How many returns are due, approved and in time."""
    prefix = PREFIX.get(form)
    return tuple(f"{prefix}_{one}" for one in STANDING) if prefix else ()


def ratio_codes(form: str) -> tuple[str, ...]:
    """What is made of two of the others, once they are drafts."""
    prefix = PREFIX.get(form)
    if prefix is None:
        return ()
    rates = (f"{prefix}_completeness", f"{prefix}_timeliness")
    check = ("census_error_rate",) if prefix == "census" else ()
    return (*rates, *check, *SHARES.get(form, ()))


def codes_of(form: str) -> tuple[str, ...]:
    """Everything that a round of the form gives, ratios left out."""
    check = RECOUNT if PREFIX.get(form) == "census" else ()
    return (*counted_codes(form), *standing_codes(form), *check)


@dataclass(frozen=True)
class Gathered:
    """Rounds of one form and period, and the units asked for."""

    form: str
    rounds: tuple[Round, ...]
    plan: Plan
    start: date
    end: date

    @cached_property
    def returns(self) -> list[Return]:
        return list(
            Return.objects.filter(round__in=self.rounds, unit__in=self.plan.bags)
            .select_related("round")
            .order_by("round_id", "unit_id")
        )

    @cached_property
    def approved(self) -> frozenset[int]:
        return frozenset(
            one.unit_id for one in self.returns if one.state == ReturnState.APPROVED
        )


def gathered(
    form: str, units: Iterable[Unit | int], start: date, end: date
) -> Gathered:
    rounds = Round.objects.filter(form=form, period__start=start, period__end=end)
    return Gathered(form, tuple(rounds), plan_of(units, end), start, end)


def of_round(round: Round) -> Gathered:
    """The round with every unit of it."""
    period = round.period
    plan = plan_of([round.unit_id], period.end)
    return Gathered(round.form, (round,), plan, period.start, period.end)


def count(found: Gathered, codes: Sequence[str] = ()) -> Rolled:
    """Count the figures of the rounds; no codes: all that the form gives."""
    asked = set(codes or codes_of(found.form))
    of_registers = [
        one for one in counted_codes(found.form) if one in asked and one not in CELLS
    ]
    census = next((one.census for one in found.rounds if one.census), None)
    asking = Asking(
        found.plan,
        found.start,
        found.end,
        census or census_in(found.start, found.end),
        found.approved,
    )
    cells = dict(roll(asking, of_registers).cells)
    if found.form == "bag_year":
        cells |= _yearly(found, [one for one in CELLS if one in asked])
    if asked & set(standing_codes(found.form)):
        cells |= _standing(found)
    if asked & set(RECOUNT):
        cells |= _recounted(found)
    return Rolled(found.plan, {code: one for code, one in cells.items()
                               if code in asked})  # fmt: skip


def _yearly(found: Gathered, codes: Sequence[str]) -> dict[str, Cells]:
    """Fields of yearly returns; one that was left blank is missing."""
    approved = [one.pk for one in found.returns if one.state == ReturnState.APPROVED]
    rows = Cell.objects.filter(returned__in=approved, field__in=CELLS.values())
    values = {
        (row[0], row[1]): row[2]
        for row in rows.values_list("returned__unit", "field", "value")
    }
    bags = sorted(found.approved)
    table: dict[str, npt.NDArray[Any]] = {"unit": _places(found, bags)}
    for field in CELLS.values():
        told = [values.get((bag, field)) for bag in bags]
        table[field] = np.array([np.nan if v is None else v for v in told], float)
    measures = [
        Measure(code, "yearly", value=((CELLS[code], 1.0),), how=How.SUM)
        for code in codes
    ]
    reporting = found.plan.flags(found.approved)
    return roll_up_tree({"yearly": table}, found.plan.tree, measures, reporting)


def _standing(found: Gathered) -> dict[str, Cells]:
    """A bag that owes no return in these rounds has no figure."""
    prefix = PREFIX[found.form]
    rows = found.returns
    table = {
        "unit": _places(found, [one.unit_id for one in rows]),
        "approved": np.array([one.state == ReturnState.APPROVED for one in rows]),
        "in_time": np.array([is_in_time(one) for one in rows]),
    }
    measures = [
        Measure(f"{prefix}_due", "returns"),
        *(
            Measure(f"{prefix}_{one}", "returns", (Where(one, least=1),))
            for one in ("approved", "in_time")
        ),
    ]
    reporting = found.plan.flags(one.unit_id for one in rows)
    table = {name: one.astype(np.int64) for name, one in table.items()}
    return roll_up_tree({"returns": table}, found.plan.tree, measures, reporting)


def is_in_time(returned: Return) -> bool:
    """First handed in on the bag's last day or before, by the local calendar."""
    if returned.submitted_at is None:
        return False
    return timezone.localdate(returned.submitted_at) <= returned.round.due_on


def _recounted(found: Gathered) -> dict[str, Cells]:
    """Of closed samples, for the units within what a sample was drawn from."""
    checked = checked_by_bag(found.rounds)
    table = {
        "unit": _places(found, list(checked.bags)),
        "n": np.array([one[0] for one in checked.bags.values()], np.int64),
        "errors": np.array([one[1] for one in checked.bags.values()], np.int64),
    }
    names = dict(zip(RECOUNT, ("n", "errors"), strict=True))
    measures = [
        Measure(code, "checked", value=((name, 1.0),), how=How.SUM)
        for code, name in names.items()
    ]
    cells = roll_up_tree({"checked": table}, found.plan.tree, measures)
    enough = cells["census_recounted"].value >= LEAST_RECOUNTED
    within = found.plan.flags(checked.within)
    return {code: one.masked(enough & within) for code, one in cells.items()}


def _places(found: Gathered, units: Sequence[int]) -> npt.NDArray[np.int64]:
    return found.plan.places(np.array(units, np.int64))
