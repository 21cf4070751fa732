"""The functions through which every number goes, in the order of its path."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from inspect import getdoc
from typing import Final

PATH: Final = (
    "registers.actions.livestock.record_livestock_count",
    "collection.actions.ladder.submit",
    "collection.actions.ladder.approve",
    "registers.queries.livestock.livestock_counts",
    "engines.rollup.roll_up",
    "collection.actions.publishing.draw_figures",
    "indicators.imports.check_file",
    "indicators.imports.apply_batch",
    "indicators.actions.record_observation",
    "indicators.actions.derive",
    "indicators.actions.publish",
    "engines.lineage.recast",
    "indicators.queries.Reader",
    "engines.geography.quantile_classes",
    "engines.inequality.measure",
    "ranking.queries.inputs.read_inputs",
    "engines.index.pipeline.run",
    "ranking.actions.runs.compute_run",
    "portal.maps.draw",
)


@dataclass(frozen=True)
class Function:
    """A function of the path with the first sentence of its own description."""

    name: str
    text: str


def functions() -> list[Function]:
    return [Function(name, _first_line(name)) for name in PATH]


def _first_line(name: str) -> str:
    module, _, attribute = name.rpartition(".")
    found = getattr(import_module(f"bagana.{module}"), attribute, None)
    return (getdoc(found) or "").partition("\n\n")[0].replace("\n", " ")
