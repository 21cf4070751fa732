"""The method of a version as the engine reads it, and the hash that freezes it.

The hash is over definition, gates and visit sheet in one canonical text, so that
whoever downloads that text can check it alone (docs/rules/framework.md).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bagana.engines.index.framework import Branch, Leaf, Words
from bagana.engines.index.framework import Framework as Method

if TYPE_CHECKING:
    from bagana.ranking.models import Framework, FrameworkVersion

EXACT: Final = 2**53
"""Up to here a whole number is the same as integer and as float."""
ROOT: Final = "index"
NOBODY: Final = "nobody"
"""Code of the leaf that holds an empty dimension open while the engine reads it."""


def engine_framework(version: FrameworkVersion) -> Method:
    """The version's method; raises FrameworkInvalid for a draft that is not whole."""
    from bagana.engines.index.reading import framework_from_dict

    return framework_from_dict(version.definition)


def empty_definition(framework: Framework) -> dict[str, Any]:
    """Where a draft begins: an index of nothing, with the rules as they usually are."""
    from bagana.engines.index.writing import to_dict

    tree = Branch(ROOT, Words("Индекс", "Index"), (), aggregate="geometric")
    title = Words(framework.name_mn, framework.name_en)
    return to_dict(Method(framework.code, title, tree))


def draft_framework(definition: dict[str, Any]) -> Method:
    """A method that may still have empty dimensions.

    The engine reads no branch without children: each gets a leaf, which is taken out
    again. Raises FrameworkInvalid for everything else that is wrong.
    """
    from bagana.engines.index.reading import framework_from_dict

    tree = definition.get("tree")
    count = iter(range(10_000))
    method = framework_from_dict({**definition, "tree": _held_open(tree, count)})
    return replace(method, tree=_emptied(method.tree))


def _held_open(node: Any, count: Any) -> Any:
    if not isinstance(node, dict) or not isinstance(node.get("children"), list):
        return node
    if node["children"]:
        return {**node, "children": [_held_open(n, count) for n in node["children"]]}
    leaf = {
        "code": f"{NOBODY}-{next(count)}",
        "name": {"mn": NOBODY},
        "goalposts": {"low": 0, "high": 1},
    }
    return {**node, "children": [leaf]}


def _emptied(branch: Branch) -> Branch:
    kept = [node for node in branch.children if not node.code.startswith(NOBODY)]
    return replace(
        branch,
        children=tuple(
            node if isinstance(node, Leaf) else _emptied(node) for node in kept
        ),
    )


def without_empty(method: Method) -> Method | None:
    """The method as far as it can be computed; None while nothing in it weighs."""
    pruned = replace(method, tree=_pruned(method.tree))
    weighs = all(sum(n.weight for n in b.children) > 0 for b in pruned.branches)
    return pruned if pruned.tree.children and weighs else None


def _pruned(branch: Branch) -> Branch:
    nodes = (_pruned(n) if isinstance(n, Branch) else n for n in branch.children)
    kept = tuple(n for n in nodes if isinstance(n, Leaf) or n.children)
    return replace(branch, children=kept)


def parts_of(version: FrameworkVersion) -> dict[str, Any]:
    """All that the hash covers."""
    return {
        "definition": version.definition,
        "gates": version.gates,
        "visit_sheet": version.visit_sheet,
    }


def canonical_text(version: FrameworkVersion) -> str:
    return canonical(parts_of(version))


def canonical(value: Any) -> str:
    """Keys sorted, no spaces, numbers written one way, letters as they are."""
    return json.dumps(
        _plain(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def hash_of(version: FrameworkVersion) -> str:
    """SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(version).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Whole numbers without a point: the two databases give back 1.0 and 1 alike."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < EXACT else number
