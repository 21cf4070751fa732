"""What a table is made of: its variables as the metadata answer tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bagana.engines.mongolian import search_key
from bagana.indicators.nso.errors import half_answer, unexpected

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a folder: a table or another folder."""

    name: str
    text: str
    is_table: bool
    updated: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One dimension: its code, its name, label by value code in their order."""

    code: str
    text: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Structure:
    title: str
    variables: tuple[Variable, ...]

    def find(self, names: Collection[str]) -> Variable | None:
        """The variable with one of these codes or names, letter case aside."""
        wanted = {folded(name) for name in names}
        for variable in self.variables:
            if {folded(variable.code), folded(variable.text)} & wanted:
                return variable
        return None


def folded(text: str) -> str:
    return search_key(text)


def codes_by_label(labels: Mapping[str, str], wanted: Collection[str]) -> list[str]:
    """Value codes whose label is one of those wanted.

    Always by label: the codes of years are positions that move every year.
    """
    keys = {folded(label) for label in wanted}
    return [code for code, label in labels.items() if folded(label) in keys]


def listed(labels: Iterable[str]) -> str:
    """The labels for a message; of many, the first and the last."""
    texts = list(labels)
    if len(texts) <= SHOWN:
        return ", ".join(texts)
    return f"{', '.join(texts[: SHOWN - 1])}, …, {texts[-1]}"


def read_folder(answer: object) -> list[Entry]:
    if not isinstance(answer, list):
        raise unexpected("folder")
    return [_entry(line) for line in answer]


def _entry(line: Any) -> Entry:
    if not isinstance(line, Mapping) or "id" not in line:
        raise unexpected("folder")
    return Entry(
        name=str(line["id"]),
        text=str(line.get("text") or "").strip(),
        is_table=line.get("type") == "t",
        updated=str(line.get("updated") or ""),
    )


def read_structure(answer: object) -> Structure:
    if not isinstance(answer, Mapping) or not isinstance(answer.get("variables"), list):
        raise unexpected("variables")
    variables = tuple(_variable(line) for line in answer["variables"])
    return Structure(str(answer.get("title") or "").strip(), variables)


def _variable(line: Any) -> Variable:
    if not isinstance(line, Mapping) or "code" not in line:
        raise unexpected("variable")
    values, texts = line.get("values"), line.get("valueTexts")
    if not isinstance(values, list) or not isinstance(texts, list):
        raise unexpected(str(line["code"]))
    if len(values) != len(texts):
        raise half_answer(f"{line['code']}: {len(values)} / {len(texts)}")
    labels = {
        str(code): str(text).strip() for code, text in zip(values, texts, strict=True)
    }
    return Variable(str(line["code"]), str(line.get("text") or line["code"]), labels)
