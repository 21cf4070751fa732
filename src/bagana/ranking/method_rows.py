"""A method's tree as rows of a table: what counts how much, and whose figures it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Framework, Leaf
from bagana.indicators.models import Indicator, Nature
from bagana.ranking import method_wording as wording
from bagana.ranking.definitions import without_empty
from bagana.web.tables import Column
from bagana.web.words import nature_word


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A dimension or an indicator. `share` is of the index, `inside` of its parent."""

    code: str
    name: str
    depth: int
    share: float
    inside: float
    parent: str
    branch: Branch | None = None
    leaf: Leaf | None = None
    indicator: Indicator | None = None

    @property
    def percent(self) -> float:
        return 100 * self.share

    @property
    def nature(self) -> str:
        return self.indicator.nature if self.indicator else ""

    @property
    def direction(self) -> str:
        return wording.direction_word(self.leaf) if self.leaf else ""

    @property
    def goalposts(self) -> str:
        return wording.goalpost_words(self.leaf.goalposts) if self.leaf else ""

    @property
    def aggregate(self) -> str:
        return wording.aggregate_names()[self.branch.aggregate] if self.branch else ""

    @property
    def unit(self) -> str:
        if self.indicator:
            return self.indicator.unit_name
        return wording.own_words(self.leaf.unit) if self.leaf else ""

    @property
    def noise(self) -> str:
        if self.leaf is None or self.leaf.noise == "none":
            return ""
        return wording.noise_names()[self.leaf.noise]


def rows_of(method: Framework, catalogue: Mapping[str, Indicator]) -> list[MethodRow]:
    """Everything under the index in the order of the tree, dimensions included."""
    from bagana.engines.index.weights import of_panels

    whole = without_empty(method)
    if whole is None:
        return []
    shares = of_panels(whole.tree)
    return list(_under(whole.tree, 1.0, 0, shares, catalogue))


def _under(
    branch: Branch,
    above: float,
    depth: int,
    shares: Mapping[str, Floats],
    catalogue: Mapping[str, Indicator],
) -> Iterator[MethodRow]:
    for child, inside in zip(branch.children, shares[branch.code], strict=True):
        is_leaf = isinstance(child, Leaf)
        yield MethodRow(
            code=child.code,
            name=wording.own_words(child.name) or child.code,
            depth=depth,
            share=above * float(inside),
            inside=float(inside),
            parent=wording.own_words(branch.name),
            branch=None if is_leaf else child,  # type: ignore[arg-type]
            leaf=child if isinstance(child, Leaf) else None,
            indicator=catalogue.get(child.code) if is_leaf else None,
        )
        if isinstance(child, Branch):
            yield from _under(
                child, above * float(inside), depth + 1, shares, catalogue
            )


def natures_of(rows: Sequence[MethodRow]) -> list[str]:
    """The natures that the method joins, official first."""
    found = {row.nature for row in rows}
    return [str(nature) for nature in Nature.values if nature in found]


def columns() -> list[Column]:
    """The tree to take away."""
    return [
        Column("code", gettext("Код"), width=24),
        Column("name", gettext("Нэр"), width=40),
        Column("parent", gettext("Харьяалах чиглэл"), width=24),
        Column("kind", gettext("Төрөл"), _kind),
        Column("share", gettext("Индекст эзлэх жин")),
        Column("inside", gettext("Чиглэлдээ эзлэх жин")),
        Column("direction", gettext("Аль нь сайн")),
        Column("low", gettext("Доод хязгаар"), lambda row: _end(row, "low")),
        Column("high", gettext("Дээд хязгаар"), lambda row: _end(row, "high")),
        Column("unit", gettext("Хэмжих нэгж")),
        Column("nature", gettext("Гарал"), _nature),
        Column("noise", gettext("Санамсаргүй хэлбэлзэл")),
        Column(
            "self_reported",
            gettext("Өөрөө мэдээлдэг"),
            lambda row: bool(row.leaf and row.leaf.self_reported),
        ),
        Column("year", gettext("Тогтсон он"), lambda row: row.leaf and row.leaf.year),
        Column(
            "source",
            gettext("Эх сурвалж, үндэслэл"),
            lambda row: row.leaf.source if row.leaf else "",
            width=40,
        ),
    ]


def _kind(row: MethodRow) -> str:
    return gettext("үзүүлэлт") if row.leaf else pgettext("индексийн", "чиглэл")


def _nature(row: MethodRow) -> str:
    return nature_word(row.nature) if row.nature else ""


def _end(row: MethodRow, name: str) -> float | None:
    posts = row.leaf.goalposts if row.leaf else None
    return getattr(posts, name) if posts else None
