"""What enters a draft's tree: an indicator of the catalogue, a new dimension."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from django.utils.text import slugify

from bagana.engines.index.framework import Branch, Goalposts, Leaf, Words, walk
from bagana.engines.index.framework import Framework as Method
from bagana.engines.mongolian import transliterate
from bagana.indicators.models import (
    AcrossUnits,
    Direction,
    Indicator,
    Nature,
    Observation,
    PeriodKind,
)
from bagana.ranking.models import Framework

SHARES: Final = (1, 100)
"""Factors of a ratio whose numerator is part of its denominator, as a rule."""


def leaf_of(indicator: Indicator, framework: Framework) -> Leaf:
    """An indicator of the catalogue as it enters a tree: what can be known is filled.

    A share of cases is noisy; a figure of the unit's own is self-reported.
    """
    low, high = proposed_goalposts(indicator, framework)
    is_share = (
        indicator.across_units == AcrossUnits.RATIO and indicator.factor in SHARES
    )
    return Leaf(
        indicator.code,
        Words(indicator.name_mn, indicator.name_en),
        direction=-1 if indicator.direction == Direction.LOWER else 1,
        unit=Words(indicator.unit_mn, indicator.unit_en),
        goalposts=Goalposts(low, high),
        noise="binomial" if is_share else "none",
        self_reported=indicator.nature == Nature.OWN,
    )


def added(method: Method, branch: str, node: Branch | Leaf) -> Method:
    """The method with a node more, at the end of a branch; the root's by default."""
    codes = {one.code for one in method.branches}
    target = branch if branch in codes else method.tree.code
    return replace(method, tree=_added(method.tree, target, node))


def _added(tree: Branch, target: str, node: Branch | Leaf) -> Branch:
    below = tuple(
        _added(child, target, node) if isinstance(child, Branch) else child
        for child in tree.children
    )
    return replace(tree, children=(*below, node) if tree.code == target else below)


def new_branch(method: Method, name_mn: str, name_en: str) -> Branch:
    """An empty dimension with a code of its own, made of its name."""
    stem = slugify(name_en or transliterate(name_mn))[:40] or "dimension"
    taken = {node.code for node in walk(method.tree)}
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    code = next(one for one in (stem, *numbered) if one not in taken)
    return Branch(code, Words(name_mn, name_en), ())


def proposed_goalposts(
    indicator: Indicator, framework: Framework
) -> tuple[float, float]:
    """From P2.5 to P97.5 of the last three years' published figures; else 0 to 100.

    Where the figures do not differ, a hundred or one above.
    """
    rows = Observation.objects.published().filter(
        indicator=indicator,
        period__kind=PeriodKind.YEAR,
        unit__ancestries__ancestor=framework.unit_id,
        unit__versions__kind__level=framework.level,
    )
    years = rows.order_by("-period__start").values_list("period", flat=True)
    newest = list(dict.fromkeys(years.distinct()))[:3]
    values = list(rows.filter(period__in=newest).values_list("value", flat=True))
    if not values:
        return 0.0, 100.0
    ends = np.percentile(np.array(values), [2.5, 97.5])
    digits = max(indicator.decimals, 0)
    low, high = (round(float(end), digits) for end in ends)
    return (low, high) if low < high else (low, low + 1.0)
