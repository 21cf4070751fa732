"""The whole of a method as sentences under headings, for pages and papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from bagana.engines.index.framework import Framework, Words
from bagana.engines.mongolian import format_number
from bagana.indicators.models import Indicator
from bagana.ranking import method_wording as wording
from bagana.ranking.forms.framework_gates import question_kinds
from bagana.ranking.models import FrameworkVersion
from bagana.ranking.queries.inputs import group_names


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition in words: what it asks, how it is judged, what shows it."""

    name: str
    how: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the visit sheet."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Told:
    """A method in words; `about` is what it says of itself, or its name."""

    about: str
    steps: tuple[str, ...]
    groups: tuple[str, ...]
    chance: str
    factors: tuple[str, ...]
    choice: tuple[str, ...]
    gates: tuple[Gate, ...]
    questions: tuple[Question, ...]


def told_of(method: Framework, version: FrameworkVersion) -> Told:
    return Told(
        about=wording.own_words(method.note) or wording.own_words(method.title),
        steps=(
            *wording.missing_words(method.missing),
            wording.treatment_words(method.treatment),
            wording.scale_words(method.scale),
            wording.aggregation_words(method.tree),
        ),
        groups=tuple(wording.group_rule_words(method.groups, group_names())),
        chance=gettext(
            "Тооцоог %(count)s удаа, тодорхойгүй бүхнийг санамсаргүй өөрчлөн давтана."
            " Давталтын 90 хувьд нь нэгж орсон байруудыг байрын хязгаар гэнэ."
        )
        % {"count": format_number(method.replications, 0)},
        factors=tuple(wording.factor_words(method.factors)),
        choice=tuple(wording.selection_words(method.selection)),
        gates=tuple(_gates(version.gates)),
        questions=tuple(_questions(version.visit_sheet)),
    )


def words_of(value: Any) -> str:
    """Two languages as a version keeps them, in the reader's."""
    texts = value if isinstance(value, dict) else {}
    return wording.own_words(Words(str(texts.get("mn", "")), str(texts.get("en", ""))))


def _gates(rows: list[dict[str, Any]]) -> Iterable[Gate]:
    codes = [row.get("indicator", "") for row in rows]
    names = {row.code: row.name for row in Indicator.objects.filter(code__in=codes)}
    for row in rows:
        name = words_of(row["name"])
        yield Gate(name, gate_words(row, names), words_of(row.get("evidence")))


def gate_words(gate: dict[str, Any], names: dict[str, str]) -> str:
    """How a gate is judged: by people, by a figure, by how much is known."""
    low, high = gate.get("at_least"), gate.get("at_most")
    if gate["kind"] == "judged":
        return gettext("ажлын хэсэг нотолгоо үзэж дүгнэнэ")
    if gate["kind"] == "completeness":
        return gettext("үзүүлэлтийн %(share)s хувиас доошгүй нь мэдэгдэж байх") % {
            "share": wording.per_cent(float(low or 0))
        }
    name = names.get(gate["indicator"], gate["indicator"])
    words = {"name": name, "low": wording.figure(low), "high": wording.figure(high)}
    if low is None:
        return gettext("«%(name)s» дээд тал нь %(high)s") % words
    if high is None:
        return gettext("«%(name)s» доод тал нь %(low)s") % words
    return gettext("«%(name)s» %(low)s–%(high)s") % words


def _questions(rows: list[dict[str, Any]]) -> Iterable[Question]:
    kinds = question_kinds()
    for row in rows:
        yield Question(words_of(row["question"]), kinds.get(row["kind"], row["kind"]))
