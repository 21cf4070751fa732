"""From rows to the engine: a scenario's problem, an edited plan's problem.

A problem is a function of what is asked and of the blocks, so it is kept under exactly
that; a re-drawing that was enacted or undone makes another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

import numpy as np
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from bagana.engines.districting import Problem
from bagana.redistricting.arrays import BlockArrays, Ints, arrays_of
from bagana.redistricting.models import WEIGHTS, Block, BlockMove, Plan, Scenario
from bagana.redistricting.models.blocks import BlockSet
from bagana.registers.sheep_units import coefficients_on
from bagana.territory.models import Unit
from bagana.web.errors import Refused

__all__ = [
    "NEW",
    "arrays_of",
    "assumed_offices",
    "bags_on",
    "inputs_of",
    "labels_in",
    "offices_of",
    "problem_of",
    "problem_of_plan",
    "units_of",
    "weights_known",
]

NEW: Final = "new-"
"""Begins the key of a unit that a plan adds: new-1, new-2, ..."""


def inputs_of(scenario: Scenario) -> dict[str, Any]:
    """Everything that decides what a search will answer, as JSON holds it."""
    sums = sorted(scenario.sums.values_list("code", flat=True))
    return {
        **_asked(scenario, sums),
        "tolerance": scenario.tolerance,
        "minimise": scenario.minimise,
        "unit_range": {code: scenario.unit_range.get(code) for code in sums},
        "effort": scenario.effort,
        "seed": scenario.seed,
    }


def _asked(scenario: Scenario, sums: list[str]) -> dict[str, Any]:
    """What the problem itself is made of."""
    block_set = scenario.block_set
    return {
        "block_set": block_set.pk,
        "blocks_sha256": block_set.sha256,
        "coefficients": coefficients_on(block_set.on).code,
        "moves": _moves(block_set, scenario.on),
        "sums": sums,
        "on": scenario.on.isoformat(),
        "movers": scenario.movers,
        "targets": scenario.targets,
        "offices_fixed": scenario.offices_fixed,
        "offices": scenario.offices,
        "locked": sorted(scenario.locked),
        "barriers": sorted(sorted(pair) for pair in scenario.barriers),
    }


def _moves(block_set: BlockSet, on: date) -> list[int | None]:
    """Tells one state of the enacted re-drawings from another."""
    found = BlockMove.objects.filter(
        block__block_set=block_set, change__effective_on__lte=on
    ).aggregate(count=Count("pk"), last=Max("pk"))
    return [found["count"], found["last"]]


def problem_of(scenario: Scenario) -> Problem:
    """The scenario as the engine reads it; locked blocks stay in today's bag."""
    sums = sorted(scenario.sums.values_list("code", flat=True))
    return _built(json.dumps(_asked(scenario, sums), sort_keys=True))


def problem_of_plan(plan: Plan) -> Problem:
    """The scenario's problem in which what the plan locks is held where it lies."""
    problem = problem_of(plan.scenario)
    mine = np.isin(np.array(problem.blocks), list(plan.locked))
    held = np.where(mine, labels_in(problem, plan), problem.today)
    return replace(
        problem, locked=problem.locked | mine, held=held.astype(problem.today.dtype)
    )


def units_of(source: Problem | Plan) -> tuple[str, ...]:
    """Codes of the units by label; a plan's may go on with new-1, new-2, ..."""
    return tuple(source.units)


def labels_in(problem: Problem, plan: Plan) -> Ints:
    """(n,) labels of the plan as the problem numbers them: today's bags, then new."""
    place = {code: i for i, code in enumerate(problem.units)}
    for code in plan.units:
        place.setdefault(code, len(place))
    to = np.array([place[code] for code in plan.units], dtype=np.int32)
    return to[plan.labels_array()]


def weights_known(arrays: BlockArrays) -> tuple[str, ...]:
    """The balances of which every block has a figure."""
    return tuple(name for name in WEIGHTS if not arrays.missing[name])


def bags_on(block_set: BlockSet, sums: Iterable[str], on: date) -> list[str]:
    """(n,) bag of each block on the day, in the order of the arrays."""
    blocks = Block.objects.filter(block_set=block_set, parent__code__in=list(sums))
    if not BlockMove.objects.filter(block__block_set=block_set).exists():
        return list(blocks.order_by("ordinal").values_list("unit__code", flat=True))
    rows: Any = blocks.placed(on).order_by("ordinal")
    places = list(rows.values_list("place", flat=True))
    codes = dict(Unit.objects.filter(pk__in=set(places)).values_list("pk", "code"))
    return [codes[place] for place in places]


def assumed_offices(arrays: BlockArrays, bags: Sequence[str]) -> dict[str, str]:
    """Bag to the block with most households, for want of a register of offices.

    Where households are not known, people decide; of equals the smaller block.
    """
    size = np.nan_to_num(arrays.counts["households"], nan=-1.0)
    people = np.nan_to_num(arrays.counts["population"], nan=-1.0)
    order = np.lexsort((arrays.area_km2, -people, -size))
    found: dict[str, str] = {}
    for i in order:
        found.setdefault(bags[i], arrays.codes[i])
    return dict(sorted(found.items()))


def offices_of(scenario: Scenario) -> dict[str, str]:
    """Bag to the block of its office: as the scenario says, else as assumed."""
    sums = list(scenario.sums.values_list("code", flat=True))
    arrays = arrays_of(scenario.block_set, sums)
    bags = bags_on(scenario.block_set, sums, scenario.on)
    return _offices(arrays, bags, scenario.offices)


def _offices(
    arrays: BlockArrays, bags: Sequence[str], given: Mapping[str, str]
) -> dict[str, str]:
    found = assumed_offices(arrays, bags)
    known = {bag: block for bag, block in given.items() if bag in found}
    return found | {b: block for b, block in known.items() if block in arrays.position}


@lru_cache(maxsize=16)
def _built(asked: str) -> Problem:
    from bagana.engines.districting import building
    from bagana.engines.districting.faults import ProblemInvalid

    given = json.loads(asked)
    block_set = BlockSet.objects.get(pk=given["block_set"])
    arrays = arrays_of(block_set, given["sums"])
    bags = bags_on(block_set, given["sums"], date.fromisoformat(given["on"]))
    names = weights_known(arrays)
    try:
        return building.build_problem(
            blocks=list(arrays.codes),
            pairs=arrays.pairs,
            weights={name: arrays.weights[name] for name in names},
            xy=arrays.xy,
            today=bags,
            parents=list(arrays.sums),
            offices=_places(arrays, bags, given["offices"]),
            locked=given["locked"],
            barriers=[tuple(pair) for pair in given["barriers"]],
            targets=given["targets"] or None,
            movers=_movers(given["movers"], names),
            offices_fixed=given["offices_fixed"],
            area_km2=arrays.area_km2,
            perimeter_km=arrays.perimeter_km,
        )
    except ProblemInvalid as invalid:
        raise _refused(invalid) from invalid


def _places(
    arrays: BlockArrays, bags: Sequence[str], given: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    offices = _offices(arrays, bags, given)
    at = {bag: arrays.xy[arrays.position[block]] for bag, block in offices.items()}
    return {bag: (float(x), float(y)) for bag, (x, y) in at.items()}


def _movers(asked: str, names: Sequence[str]) -> str:
    if asked in names:
        return asked
    raise Refused(
        _("Шилжилтийг тооцох тоо зарим суурь хэсэгт алга байна."),
        _("Бүх суурь хэсэгт нь тоо байгаа үзүүлэлтийг сонгоно уу."),
        "movers",
    )


def _refused(invalid: Any) -> Refused:
    """The first faults in words: a scenario is a form, its page shows them."""
    from django.utils.translation import get_language

    language = (get_language() or "mn")[:2]
    told = [
        f"{fault.where.of(language)}: {fault.what.of(language)} "
        f"{fault.fix.of(language)}".strip()
        for fault in invalid.faults[:5]
    ]
    return Refused(_("Даалгавраар хайлт хийх боломжгүй байна."), " ".join(told))


def digest(content: Mapping[str, Any]) -> str:
    """Hash of what JSON holds, in one order of keys."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()
