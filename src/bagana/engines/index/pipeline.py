"""A framework applied to data, step by step, with every intermediate kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bagana.engines.index import denominate as denominating
from bagana.engines.index.aggregate import aggregate
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework, Words
from bagana.engines.index.groups import Labels, settle, together
from bagana.engines.index.impute import Imputed, impute
from bagana.engines.index.normalise import by_goalposts, clipped, normalise
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.results import Change, Merged, Result, Step
from bagana.engines.index.screen import Marks, completeness, screen
from bagana.engines.index.treat import TreatedTable, treat
from bagana.engines.index.weights import Weights, of_panels


def run(fw: Framework, data: IndexData, weights: Weights | None = None) -> Result:
    """Compute the index: denominate, screen, impute, treat, normalise, aggregate.

    The same framework and data give the same result; the order of units, and of the
    columns of `data`, does not matter.

    Parameters
    ----------
    fw
        The framework.
    data
        Values of V units in T years. Indicators that it lacks are missing everywhere.
    weights
        For each branch code (children,); the framework's (and its panels') where None.

    Raises
    ------
    IndexRefused
        Where the framework cannot be applied: the partition of the groups is not in
        the data, a goalpost or target is missing, a mean is not defined.
    """
    ordered = denominating.in_order(fw, data)
    labels, merged = grouped(fw, data)
    denominated = denominating.denominate(fw, ordered)
    scored, not_ranked = screen(fw, denominated, data.units, data.years)
    imputed = impute(denominated, fw.missing, labels, data.years, scored)
    treated = _treated(fw, np.where(scored[:, :, None], imputed.values, np.nan))
    normalised = normalise(treated.values, fw.leaves, fw.scale)
    shares = of_panels(fw.tree) if weights is None else weights
    return Result(
        framework=fw,
        units=data.units,
        years=data.years,
        indicators=fw.indicators,
        denominated=denominated,
        imputed=imputed.values,
        treated=treated.values,
        normalised=normalised,
        was_imputed=np.isnan(denominated) & ~np.isnan(imputed.values),
        completeness=completeness(denominated),
        nodes=aggregate(fw.tree, normalised, shares),
        group=np.tile(labels, (len(data.years), 1)),
        audit=tuple(_audit(fw, ordered, denominated, imputed, treated)),
        not_ranked=not_ranked,
        merged=merged,
    )


def grouped(fw: Framework, data: IndexData) -> tuple[Labels, tuple[Merged, ...]]:
    """(V,) peer group of each unit after merging, the same in every year."""
    if not fw.groups.by:
        return together(len(data.units)), ()
    if fw.groups.by not in data.groups:
        raise IndexRefused(
            Words(
                f"Өгөгдөлд «{fw.groups.by}» хуваалт алга.",
                f"The data have no partition “{fw.groups.by}”.",
            ),
            Words(
                "Нэгж бүрийн бүлгийг нэмэх эсвэл groups.by-г хоосон болгоно уу.",
                "Add the group of each unit or leave groups.by empty.",
            ),
        )
    labels = data.groups[fw.groups.by]
    alone = [unit for unit, label in zip(data.units, labels, strict=True) if not label]
    if alone:
        raise _groupless(alone)
    return settle(fw.groups, labels)


def _groupless(units: list[str]) -> IndexRefused:
    """Nobody may go unranked without being told why."""
    named = ", ".join(units[:5]) + (", …" if len(units) > 5 else "")
    return IndexRefused(
        Words(f"Бүлэггүй нэгж байна: {named}.", f"Units without a group: {named}."),
        Words("Нэгж бүрийн бүлгийг бичнэ үү.", "Give each unit its group."),
    )


def is_treated(fw: Framework) -> Marks:
    """(K,) which indicators the treatment acts on.

    Those measured between fixed goalposts are not: the goalposts are their limits,
    frozen, and do not move with the data of others.
    """
    if fw.treatment is None:
        return np.zeros(len(fw.leaves), dtype=bool)
    fixed = by_goalposts(fw.scale)
    return np.array([not (fixed and leaf.goalposts) for leaf in fw.leaves], dtype=bool)


def _treated(fw: Framework, values: Floats) -> TreatedTable:
    acts, rule = is_treated(fw), fw.treatment
    if rule is None or not acts.any():
        return TreatedTable(values, ())
    if fw.scale.method == "distance_to_target":
        # A target is in the units of the indicator: logarithms would miss it.
        rule = replace(rule, otherwise="none")
    frozen = np.array([leaf.year is not None for leaf in fw.leaves], dtype=bool)
    found = treat(values, rule, frozen)
    return TreatedTable(np.where(acts, found.values, values), found.columns)


def _audit(
    fw: Framework,
    data: IndexData,
    denominated: Floats,
    imputed: Imputed,
    treated: TreatedTable,
) -> Iterator[Change]:
    yield from denominating.changes(fw, data, denominated)
    for (t, v, k), rule in imputed.rules.items():
        filled = float(imputed.values[t, v, k])
        yield _change(data, "impute", (t, v, k), float("nan"), filled, rule)
    before = imputed.values
    changed = (before != treated.values) & ~np.isnan(treated.values)
    for t, v, k in np.argwhere(changed).tolist():
        row = treated.columns[t if len(treated.columns) > 1 else 0]
        pair = float(before[t, v, k]), float(treated.values[t, v, k])
        yield _change(data, "treat", (t, v, k), *pair, row[k].method)
    if by_goalposts(fw.scale):
        yield from _clips(fw, data, treated.values)


def _clips(fw: Framework, data: IndexData, values: Floats) -> Iterator[Change]:
    for k, leaf in enumerate(fw.leaves):
        posts = leaf.goalposts
        if posts is None or not posts.clip:
            continue
        beyond = (values[:, :, k] < posts.low) | (values[:, :, k] > posts.high)
        for t, v in np.argwhere(beyond).tolist():
            value = float(values[t, v, k])
            rule = f"goalposts:{posts.low:g}..{posts.high:g}"
            yield _change(data, "clip", (t, v, k), value, clipped(leaf, value), rule)


def _change(
    data: IndexData,
    step: Step,
    cell: tuple[int, int, int],
    before: float,
    after: float,
    rule: str,
) -> Change:
    t, v, k = cell
    return Change(
        step, data.units[v], data.years[t], data.indicators[k], before, after, rule
    )
