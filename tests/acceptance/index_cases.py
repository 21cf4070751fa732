"""Reads the published cases of the index, where they stand beside this repository."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bagana.engines.index.framework import (
    Branch,
    Framework,
    Groups,
    Leaf,
    Means,
    Missing,
    Scale,
    Treatment,
    Words,
)

CASES = Path(__file__).parents[2].parent / "shared" / "data" / "index_cases"

needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the published cases are not beside this repository"
)


def rows(case: str, name: str) -> list[dict[str, str]]:
    with (CASES / case / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    return float("nan") if text in ("", "NA") else float(text)


def matrix(table: Iterable[dict[str, str]], columns: Iterable[str]) -> np.ndarray:
    names = list(columns)
    return np.array([[number(row[name]) for name in names] for row in table])


def asem_tree(means: Means = "arithmetic", power: float = 1.0) -> Branch:
    """The tree of the ASEM portal, from its metadata."""
    meta = rows("asem_pipeline", "iMeta.csv")
    root = next(row for row in meta if row["Type"] == "Aggregate" and not row["Parent"])

    def node(row: dict[str, str]) -> Branch | Leaf:
        name, weight = Words(row["iName"]), number(row["Weight"])
        if row["Type"] == "Indicator":
            return Leaf(
                row["iCode"],
                name,
                weight=weight,
                direction=1 if row["Direction"] == "1" else -1,
                denominator=row["Denominator"],
                target=number(row["Target"]),
            )
        below = tuple(node(child) for child in meta if child["Parent"] == row["iCode"])
        return Branch(row["iCode"], name, below, weight, means, power)

    found = node(root)
    assert isinstance(found, Branch)
    return found


def without_denominators(node: Branch | Leaf) -> Branch | Leaf:
    """The same tree for values that are divided already."""
    if isinstance(node, Branch):
        below = tuple(without_denominators(child) for child in node.children)
        return replace(node, children=below)
    return replace(node, denominator="")


def asem(tree: Branch | None = None, **changes: object) -> Framework:
    """Settings of the example: COINr's build_example_coin."""
    settings: dict[str, object] = {
        "missing": Missing(0.0, 0.0, "group_mean"),
        "treatment": Treatment(max_share=0.0),
        "scale": Scale("minmax", 0.0, 100.0, "all_years"),
        "groups": Groups("EurAsia_group", minimum=1),
    }
    return Framework(
        "asem", Words("ASEM"), tree or asem_tree(), **{**settings, **changes}
    )
