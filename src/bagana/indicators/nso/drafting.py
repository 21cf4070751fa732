"""A declaration to start from, made of a table's own structure."""

from __future__ import annotations

import json

from bagana.indicators.calendar import parse_period
from bagana.indicators.nso.areas import level_of
from bagana.indicators.nso.structure import Structure, Variable

MAX_SERIES = 30


def draft(table: str, path: str, structure: Structure) -> str:
    """TOML in which only the codes of our indicators are left to fill in."""
    time = next(filter(_is_time, structure.variables), None)
    area = next(filter(_is_area, structure.variables), None)
    rest = [v for v in structure.variables if v not in (time, area)]
    lines = [
        f"table = {_quoted(table)}",
        f"path = {_quoted(path)}",
        f"area = [{_quoted(area.code if area else '')}]",
        f"time = [{_quoted(time.code if time else '')}]",
        '# unit = ["Thousand heads"]',
        "# factor = 1000",
    ]
    for label in list(rest[0].labels.values())[:MAX_SERIES] if rest else [""]:
        lines += ["", "[[series]]", 'indicator = ""']
        if rest:
            lines.append(f"where = {{ {_where(rest, label)} }}")
    return "\n".join(lines) + "\n"


def _where(rest: list[Variable], label: str) -> str:
    """The category of the first variable, and the first of each other one."""
    first, *others = rest
    pairs = [(first.code, label)]
    pairs += [(one.code, next(iter(one.labels.values()), "")) for one in others]
    return ", ".join(f"{_quoted(code)} = [{_quoted(text)}]" for code, text in pairs)


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string as well.
    return json.dumps(text, ensure_ascii=False)


def _is_time(variable: Variable) -> bool:
    labels = list(variable.labels.values())
    return bool(labels) and all(parse_period(label) for label in labels)


def _is_area(variable: Variable) -> bool:
    known = [code for code in variable.labels if (level_of(code) or 0) >= 1]
    return len(known) * 2 > len(variable.labels)
