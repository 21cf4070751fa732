"""A framework out of YAML or plain data, with every mistake named by its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import numpy as np

from bagana.engines.index import parsing
from bagana.engines.index.checking import check
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Goalposts,
    Groups,
    Imputation,
    Leaf,
    Means,
    Missing,
    Noise,
    Pooling,
    Scale,
    Scaling,
    Scope,
    Selection,
    Treatment,
    Words,
)
from bagana.engines.index.parsing import (
    Mistakes,
    Null,
    Parser,
    code,
    code_or_none,
    fields,
    flag,
    listed,
    name,
    nullable,
    number,
    one_of,
    whole,
    words,
)
from bagana.engines.index.problems import FrameworkInvalid, Problem
from bagana.engines.index.spots import Spot, spots_of_data

share = number(0, 1)


def framework_from_text(text: str, beside: Collection[str] = ()) -> Framework:
    """Read a framework file (docs/rules/index-framework.md has every key).

    Parameters
    ----------
    text
        YAML.
    beside
        Keys at the top that belong to somebody else and are passed over.

    Raises
    ------
    FrameworkInvalid
        With every problem that was found, each with line, place, reason and remedy.
    """
    from bagana.engines.index.yaml_spots import spots_of_text

    return _framework(spots_of_text(text), beside)


def framework_from_dict(
    data: Mapping[str, Any], beside: Collection[str] = ()
) -> Framework:
    """The same of plain data, as `writing.to_dict` gives it; lines are then 0."""
    return _framework(spots_of_data(data), beside)


@dataclass
class _Nodes:
    """Where each node of the tree stands, for the checks that come after."""

    spots: dict[int, Spot] = field(default_factory=dict)


def _framework(top: Spot, beside: Collection[str]) -> Framework:
    mistakes, nodes = Mistakes(), _Nodes()

    def tree(spot: Spot, found: Mistakes) -> Branch | Leaf | None:
        return _node(spot, found, nodes)

    table = {**_TOP, "tree": tree}
    if top.entries is not None:
        kept = {key: spot for key, spot in top.entries.items() if key not in beside}
        top = replace(top, entries=kept)
    given = fields(top, mistakes, table)
    if given is not None:
        _demand(top, given, ("code", "title", "tree"), mistakes)
    root = (given or {}).get("tree")
    if isinstance(root, Leaf):
        mistakes.wrong(
            nodes.spots[id(root)], "Чиглэл (children)", "a branch (children)"
        )
    if given is None or not isinstance(root, Branch) or mistakes.found:
        raise FrameworkInvalid(_sorted(mistakes))
    fw = Framework(**given)
    check(fw, top, nodes.spots, mistakes)
    if mistakes.found:
        raise FrameworkInvalid(_sorted(mistakes))
    return fw


def _sorted(mistakes: Mistakes) -> list[Problem]:
    return sorted(mistakes.found, key=lambda problem: problem.line)


def _node(spot: Spot, mistakes: Mistakes, nodes: _Nodes) -> Branch | Leaf | None:
    """A branch where it has children, or keys that only a branch has; else a leaf."""
    keys = set(spot.entries or {})
    is_branch = bool(keys & {"children", "aggregate", "power"})

    def below(inner: Spot, found: Mistakes) -> Branch | Leaf | None:
        return _node(inner, found, nodes)

    table = {**_BRANCH, "children": listed(below)} if is_branch else _LEAF
    given = fields(spot, mistakes, table)
    if given is None:
        return None
    _demand(spot, given, ("code", "name"), mistakes)
    if is_branch and not (spot.entries or {}).get("children", Spot("", 0)).items:
        mistakes.add(spot, *_CHILDLESS)
    weight = given.pop("weight", 1.0)
    if isinstance(weight, tuple):
        given["panel"] = weight
        weight = float(np.median(weight)) if weight else 1.0
    made = {"children": ()} if is_branch else {}
    node = (Branch if is_branch else Leaf)(
        **{"code": "", "name": Words(""), **made, **given, "weight": weight}
    )
    nodes.spots[id(node)] = spot
    return node


def _weight(spot: Spot, mistakes: Mistakes) -> float | tuple[float, ...] | None:
    """A number, or the weights that the experts of a panel gave."""
    inside = number(0, 1e12)
    if spot.items is None:
        found: float | None = inside(spot, mistakes)
        return found
    panel: tuple[float, ...] | None = listed(inside)(spot, mistakes)
    if not panel:
        mistakes.wrong(spot, "Жин", "a weight")
    return panel or None


def _direction(spot: Spot, mistakes: Mistakes) -> int | None:
    if (spot.text or "").strip() in ("1", "+1", "-1", "1.0", "-1.0"):
        return int(float(spot.text or ""))
    mistakes.wrong(
        spot,
        "1 (их нь сайн) эсвэл -1 (бага нь сайн)",
        "1 (more is better) or -1 (less is better)",
    )
    return None


def _section(cls: Any, table: Mapping[str, Parser], needed: tuple[str, ...]) -> Parser:
    """A dataclass whose keys are its fields; null is the section left out."""

    def parse(spot: Spot, mistakes: Mistakes) -> Any:
        if spot.is_null and not needed:
            return cls()
        given = fields(spot, mistakes, table)
        if given is None or not _demand(spot, given, needed, mistakes):
            return None
        return cls(**given)

    return parse


def _merge(
    spot: Spot, mistakes: Mistakes
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if spot.is_null:
        return ()
    if spot.entries is None:
        mistakes.wrong(spot, "Бүлэг: [бүлэг, …] хосууд", "pairs of group: [group, …]")
        return None
    names = listed(code)
    read = {key: names(value, mistakes) for key, value in spot.entries.items()}
    return tuple((key, value) for key, value in read.items() if value is not None)


def _years(spot: Spot, mistakes: Mistakes) -> tuple[int, int] | None:
    if spot.items is not None and len(spot.items) == 2:
        pair = tuple(whole(1, 20)(item, mistakes) for item in spot.items)
        if pair[0] is not None and pair[1] is not None and pair[0] <= pair[1]:
            return pair[0], pair[1]
    mistakes.wrong(spot, "[2, 3] хэлбэрээр", "two numbers as in [2, 3]")
    return None


def _factors(spot: Spot, mistakes: Mistakes) -> Factors | None:
    if spot.is_null:
        return Factors()
    given = fields(spot, mistakes, _FACTORS)
    if given is None:
        return None
    # Whoever names a spread means it instead of the concentration.
    if given.get("weight_spread") is not None:
        given.setdefault("concentration", None)
    return Factors(**given)


def _treatment(spot: Spot, mistakes: Mistakes) -> Any:
    if spot.is_null or spot.text in ("none", "false"):
        return Null(None)
    return _section(Treatment, _TREATMENT, ())(spot, mistakes)


def _demand(
    spot: Spot, given: Mapping[str, Any], needed: tuple[str, ...], mistakes: Mistakes
) -> bool:
    """Whether what must be there is; what is there but wrong was told already."""
    absent = [key for key in needed if key not in (spot.entries or {})]
    for key in absent:
        mistakes.add(
            spot,
            Words(f"«{key}» алга.", f"“{key}” is missing."),
            Words(f"«{key}:» мөрийг нэмнэ үү.", f"Add a line “{key}:”."),
        )
    return not absent and all(key in given for key in needed)


_CHILDLESS = (
    Words("Чиглэлд үзүүлэлт алга.", "The branch has no children."),
    Words(
        "children дотор ядаж нэг үзүүлэлт нэмэх эсвэл чиглэлийг хасна уу.",
        "Add at least one indicator to its children or remove the branch.",
    ),
)
_GOALPOSTS = {"low": number(), "high": number(), "log": flag, "clip": flag}
_LEAF: dict[str, Parser] = {
    "code": code,
    "name": name,
    "weight": _weight,
    "direction": _direction,
    "unit": words,
    "denominator": code_or_none,
    "goalposts": nullable(_section(Goalposts, _GOALPOSTS, ("low", "high"))),
    "target": nullable(number()),
    "noise": one_of(get_args(Noise.__value__)),
    "self_reported": flag,
    "year": nullable(whole(1000, 9999)),
    "source": parsing.text,
}
_BRANCH: dict[str, Parser] = {
    "code": code,
    "name": name,
    "weight": _weight,
    "aggregate": one_of(get_args(Means.__value__)),
    "power": number(-1000, 1000),
}
_MISSING = {
    "dimension_share": share,
    "overall_share": share,
    "impute": one_of(get_args(Imputation.__value__)),
    "last_years": whole(1, 100),
}
_TREATMENT = {
    "skew": number(0),
    "kurtosis": number(),
    "max_points": whole(0, 10**6),
    "max_share": share,
    "otherwise": one_of(("log", "none")),
    "years": one_of(get_args(Pooling.__value__)),
}
_SCALE: dict[str, Parser] = {
    "method": one_of(get_args(Scaling.__value__)),
    "low": number(),
    "high": number(),
    "goalposts": one_of(get_args(Scope.__value__)),
    "mean": number(),
    "deviation": number(),
    "floor": nullable(number()),
}
_GROUPS: dict[str, Parser] = {
    "by": code_or_none,
    "minimum": whole(1, 10**6),
    "merge": _merge,
    "apart": listed(code),
}
_FACTORS: dict[str, Parser] = {
    "concentration": nullable(number(0.1, 1e6)),
    "weight_spread": nullable(share),
    "scales": listed(_section(Scale, _SCALE, ())),
    "aggregates": listed(one_of(get_args(Means.__value__))),
    "treatment": flag,
    "imputation": flag,
    "sampling": flag,
    "leave_one_out": flag,
}
_SELECTION: dict[str, Parser] = {
    "top": whole(1, 10**6),
    "probability": number(0.5, 1),
    "floor_quantile": share,
    "completeness": share,
    "self_reported": share,
    "years": _years,
}
_TOP: dict[str, Parser] = {
    "code": code,
    "title": name,
    "note": words,
    "tree": words,
    "missing": _section(Missing, _MISSING, ()),
    "treatment": _treatment,
    "scale": _section(Scale, _SCALE, ()),
    "groups": _section(Groups, _GROUPS, ()),
    "factors": _factors,
    "selection": _section(Selection, _SELECTION, ()),
    "replications": whole(100, 10**6),
    "decimals": nullable(whole(0, 15)),
}
