"""A framework as plain data, as YAML, and the hash that freezes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any

from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Groups,
    Leaf,
    Words,
)


def to_dict(fw: Framework) -> dict[str, Any]:
    """Every key with its value, defaults too: what is not written could change.

    `reading.framework_from_dict` gives the same framework again.
    """
    return {
        "code": fw.code,
        "title": _words(fw.title),
        "note": _words(fw.note),
        "tree": _node(fw.tree),
        "missing": _section(fw.missing),
        "treatment": None if fw.treatment is None else _section(fw.treatment),
        "scale": _section(fw.scale),
        "groups": _groups(fw.groups),
        "factors": _factors(fw.factors),
        "selection": _section(fw.selection),
        "replications": fw.replications,
        "decimals": fw.decimals,
    }


def to_yaml(fw: Framework) -> str:
    """The canonical text: keys in the order of `to_dict`, Mongolian as letters."""
    import yaml

    return yaml.safe_dump(
        to_dict(fw), allow_unicode=True, sort_keys=False, width=88, indent=2
    )


def canonical(fw: Framework) -> str:
    """JSON with sorted keys and without spaces, of which the hash is taken.

    Whole numbers are written without a decimal point, so that 1 and 1.0 are one.
    """
    return json.dumps(
        _plain(to_dict(fw)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256(fw: Framework) -> str:
    """SHA-256 of `canonical(fw)` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(fw).encode()).hexdigest()


def _node(node: Branch | Leaf) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "code": node.code,
        "name": _words(node.name),
        "weight": list(node.panel) if node.panel else node.weight,
    }
    if isinstance(node, Branch):
        power = {"power": node.power} if node.aggregate == "generalised" else {}
        children = [_node(child) for child in node.children]
        return {**shared, "aggregate": node.aggregate, **power, "children": children}
    posts = None if node.goalposts is None else _section(node.goalposts)
    return {
        **shared,
        "direction": node.direction,
        "unit": _words(node.unit),
        "denominator": node.denominator,
        "goalposts": posts,
        "target": node.target,
        "noise": node.noise,
        "self_reported": node.self_reported,
        "year": node.year,
        "source": node.source,
    }


def _groups(groups: Groups) -> dict[str, Any]:
    merge = {label: list(partners) for label, partners in groups.merge}
    return {**_section(groups), "merge": merge}


def _factors(factors: Factors) -> dict[str, Any]:
    return {**_section(factors), "scales": [_section(s) for s in factors.scales]}


def _section(section: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(section):
        value = getattr(section, field.name)
        found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def _words(words: Words) -> dict[str, str]:
    return {"mn": words.mn, "en": words.en}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return int(value) if whole else value
