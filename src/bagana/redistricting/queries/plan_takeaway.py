"""A plan to take away: block by block, and its bags as shapes."""

from __future__ import annotations

import json
from typing import Any

from bagana.redistricting.models import WEIGHTS
from bagana.redistricting.plan_maps import unit_shapes
from bagana.redistricting.problems import problem_of
from bagana.redistricting.queries.plans import PlanAudit

DIGITS = 6
"""Of a degree: a tenth of a metre, finer than any block is known."""


def block_rows(found: PlanAudit) -> list[dict[str, Any]]:
    """Each block with its bag today and in the plan, in the order of the labels."""
    plan = found.plan
    problem = problem_of(plan.scenario)
    labels = plan.labels_array()
    return [
        {
            "block": block,
            "unit": plan.units[label],
            "unit_today": problem.units[today],
            "changes": int(plan.units[label] != problem.units[today]),
        }
        for block, label, today in zip(
            problem.blocks, labels, problem.today, strict=True
        )
    ]


def geojson_of(found: PlanAudit) -> str:
    """The bags of the plan: outlines united from blocks, figures before and after."""
    import shapely

    shapes = unit_shapes(found.plan)
    digits = 10.0**-DIGITS
    features = [
        {
            "type": "Feature",
            "id": row.unit.key,
            "properties": _properties(row),
            "geometry": json.loads(
                shapely.to_geojson(shapely.set_precision(shapes[row.unit.key], digits))
            ),
        }
        for row in found.rows
        if row.unit.key in shapes
    ]
    scenario = found.plan.scenario
    whole = {
        "type": "FeatureCollection",
        "bagana": {
            "scenario": scenario.code,
            "plan": found.plan.number,
            "sha256": found.plan.sha256,
            "blocks_sha256": scenario.block_set.sha256,
            "nature": scenario.block_set.nature,
            "source": scenario.block_set.source,
        },
        "features": features,
    }
    return json.dumps(whole, ensure_ascii=False)


def _properties(row: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "unit": row.unit.key,
        "name": row.unit.name,
        "state": row.state,
    }
    for name in WEIGHTS:
        balance = row.balances[name]
        told[f"{name}_before"] = balance.value.before
        told[f"{name}_after"] = balance.value.after
        told[f"{name}_deviation"] = balance.deviation.after
    return told
