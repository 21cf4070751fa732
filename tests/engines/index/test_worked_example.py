"""docs/rules/index.md rebuilt from its own numbers; every key of a file on its page."""

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from bagana.engines.index import (
    IndexData,
    Treatment,
    framework,
    framework_from_text,
    run,
    treat_column,
)
from bagana.engines.index.diagnostics import decompose
from bagana.engines.index.treat import skewness

RULES = Path(__file__).parents[3] / "docs" / "rules"
PAGE = (RULES / "index.md").read_text(encoding="utf-8")
KEYS = (RULES / "index-framework.md").read_text(encoding="utf-8")


def tables(first: str) -> list[list[list[str]]]:
    """Tables of the page whose head begins with this cell, heads included."""
    found: list[list[list[str]]] = []
    for block in re.findall(r"(?:^\|.*\n)+", PAGE, flags=re.MULTILINE):
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in block.splitlines()
        ]
        if rows[0][0] == first:
            found.append([rows[0], *rows[2:]])
    return found


def numbers(table: list[list[str]], columns: list[str]) -> np.ndarray:
    at = [table[0].index(name) for name in columns]
    return np.array(
        [
            [float("nan") if row[k] == "–" else float(row[k]) for k in at]
            for row in table[1:]
        ]
    )


@pytest.fixture(scope="module")
def example():
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    fw = framework_from_text(text)
    given = tables("bag")[0]
    units = tuple(row[0] for row in given[1:])
    return run(
        fw,
        IndexData(
            units,
            (2024,),
            fw.indicators,
            numbers(given, list(fw.indicators))[None],
            groups={"group": np.array(["rural"] * len(units))},
            extra={"households": numbers(given, ["households"]).T},
        ),
    )


def test_the_values_after_imputation_are_those_of_the_page(example):
    shown = numbers(tables("bag")[1], list(example.indicators))
    np.testing.assert_array_equal(example.imputed[0, :5], shown)


def test_the_scores_and_ranks_are_those_of_the_page(example):
    table = tables("bag")[2]
    shown = numbers(table, list(example.indicators))
    np.testing.assert_allclose(example.normalised[0, :5], shown, atol=0.005)
    for code in ("services", "livelihood", "index"):
        np.testing.assert_allclose(
            example.nodes[code][0, :5], numbers(table, [code])[:, 0], atol=0.005
        )
    assert example.ranks[0, :5].tolist() == numbers(table, ["rank"])[:, 0].tolist()


def test_the_bag_without_data_is_not_ranked_as_the_page_says(example):
    (reason,) = example.not_ranked
    assert (reason.unit, reason.known, reason.needed) == ("F", 2, 3)
    assert reason.missing == ("school", "jobs")
    assert example.ranks[0, 5] == -1


def test_the_changed_cells_are_told(example):
    told = {(c.step, c.unit, c.indicator, c.rule) for c in example.audit}
    assert ("denominate", "D", "sheep", "zero_denominator") in told
    assert ("impute", "C", "school", "group_median") in told
    assert ("impute", "D", "sheep", "group_median") in told
    assert ("clip", "E", "clinic", "goalposts:0..80") in told


def test_the_parts_are_those_of_the_page(example):
    (table,) = (t for t in tables("") if t[0][-1] == "together")
    shown = numbers(table, [*example.indicators, "together"])
    a, b = example.normalised[0, 0], example.normalised[0, 1]
    for row, start in zip(shown, (np.ones(4), b), strict=True):
        parts = decompose(example.framework, start, a)
        np.testing.assert_allclose([*parts, parts.sum()], row, atol=0.005)


def test_the_outlier_of_the_page():
    (text,) = re.findall(r"Example: of ([\d, ]+) it is", PAGE)
    x = np.array([float(part) for part in text.split(",")])
    found = treat_column(x, Treatment())
    assert (round(skewness(x), 2), found.points, found.values[-1]) == (3.21, 1, 9)


@pytest.mark.parametrize(
    "section",
    [
        framework.Framework,
        framework.Branch,
        framework.Leaf,
        framework.Goalposts,
        framework.Missing,
        framework.Treatment,
        framework.Scale,
        framework.Groups,
        framework.Factors,
        framework.Selection,
    ],
)
def test_every_key_of_a_framework_file_is_on_its_page(section):
    # A panel is written as the list of its weights.
    keys = {field.name for field in fields(section)} - {"panel"}
    named = set(re.findall(r"`(\w+)(?::[^`]*)?`", KEYS))
    assert keys <= named
