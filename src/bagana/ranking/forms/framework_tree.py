"""The tree of a method as one form: every dimension and indicator with its fields.

Rows are built from what was sent, never from the database, so nothing typed is lost
when somebody else has saved in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.engines.index.framework import Branch, Framework, Goalposts, Leaf, Words
from bagana.ranking import method_wording as wording

MOST: Final = 400
"""Nodes of a tree that is edited as a form; larger ones are edited as text."""
NUMBER: Final = {"step": "any", "inputmode": "decimal"}


def _words(label: Any, length: int = 200, *, required: bool = False) -> Any:
    return forms.CharField(label=label, max_length=length, required=required)


def _number(label: Any, **options: Any) -> Any:
    options.setdefault("required", False)
    return forms.FloatField(
        label=label, widget=forms.NumberInput(attrs=NUMBER), **options
    )


class NodeForm(forms.Form):
    """What dimensions and indicators share."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    name_mn = _words(gettext_lazy("Нэр"), required=True)
    name_en = _words(gettext_lazy("Англи нэр"))
    weight = _number(gettext_lazy("Өгөх жин"), required=True, min_value=0)
    remove = forms.BooleanField(label=gettext_lazy("Хасах"), required=False)


class BranchForm(NodeForm):
    parent = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    aggregate = forms.ChoiceField(label=gettext_lazy("Нэгтгэх арга"))
    power = _number(gettext_lazy("Дундажийн зэрэг"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["aggregate"]
        choices.choices = wording.aggregate_names().items()

    @staticmethod
    def first(node: Branch, parent: str) -> dict[str, Any]:
        return {
            **_shared(node, parent),
            "aggregate": node.aggregate,
            "power": node.power,
        }

    def node(self, base: Branch | Leaf | None) -> Branch:
        given = self.cleaned_data
        branch = base if isinstance(base, Branch) else Branch("", Words(""), ())
        return replace(
            branch,
            **_named(given),
            children=(),
            aggregate=given["aggregate"],
            power=branch.power if given["power"] is None else given["power"],
        )


class LeafForm(NodeForm):
    parent = forms.ChoiceField(label=gettext_lazy("Аль чиглэлд"))
    direction = forms.TypedChoiceField(label=gettext_lazy("Аль нь сайн"), coerce=int)
    low = _number(gettext_lazy("Доод хязгаар"))
    high = _number(gettext_lazy("Дээд хязгаар"))
    log = forms.BooleanField(label=gettext_lazy("Логарифмаар"), required=False)
    clip = forms.BooleanField(
        label=gettext_lazy("Хязгаараас хэтэрснийг таслах"), required=False
    )
    target = _number(gettext_lazy("Зорилтот утга"))
    noise = forms.ChoiceField(label=gettext_lazy("Санамсаргүй хэлбэлзэл"))
    self_reported = forms.BooleanField(
        label=gettext_lazy("Өөрөө мэдээлдэг"), required=False
    )
    year = forms.IntegerField(
        label=gettext_lazy("Тогтсон он"), min_value=1000, max_value=9999, required=False
    )
    denominator = _words(gettext_lazy("Хуваарь (каталогийн код)"), 60)
    source = _words(gettext_lazy("Эх сурвалж, үндэслэл"), 500)

    def __init__(
        self, *args: Any, parents: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["parent"].choices = parents
        fields["direction"].choices = [(1, _("их нь сайн")), (-1, _("бага нь сайн"))]
        fields["noise"].choices = wording.noise_names().items()

    @staticmethod
    def first(node: Leaf, parent: str) -> dict[str, Any]:
        posts = node.goalposts
        return {
            **_shared(node, parent),
            "direction": node.direction,
            "low": posts.low if posts else None,
            "high": posts.high if posts else None,
            "log": posts.log if posts else False,
            "clip": posts.clip if posts else True,
            "target": node.target,
            "noise": node.noise,
            "self_reported": node.self_reported,
            "year": node.year,
            "denominator": node.denominator,
            "source": node.source,
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if (given.get("low") is None) != (given.get("high") is None):
            missing = "low" if given.get("low") is None else "high"
            self.add_error(missing, _("Доод, дээд хязгаарыг хоёуланг нь бичнэ үү."))
        return given

    def node(self, base: Branch | Leaf | None) -> Leaf:
        given = self.cleaned_data
        leaf = base if isinstance(base, Leaf) else Leaf("", Words(""))
        posts = None
        if given["low"] is not None and given["high"] is not None:
            ends = given["low"], given["high"]
            posts = Goalposts(*ends, log=given["log"], clip=given["clip"])
        kept = ("direction", "target", "noise", "self_reported", "year")
        return replace(
            leaf,
            **_named(given),
            **{name: given[name] for name in kept},
            goalposts=posts,
            denominator=given["denominator"].strip(),
            source=given["source"].strip(),
        )


def _shared(node: Branch | Leaf, parent: str) -> dict[str, Any]:
    return {
        "code": node.code,
        "parent": parent,
        "name_mn": node.name.mn,
        "name_en": node.name.en,
        "weight": node.weight,
    }


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    name = Words(given["name_mn"].strip(), given["name_en"].strip())
    return {"code": given["code"], "name": name, "weight": given["weight"]}


@dataclass
class Row:
    """A node of the tree on the page."""

    form: Any
    depth: int
    is_leaf: bool

    @property
    def code(self) -> str:
        return str(self.form["code"].value() or "")

    @property
    def name(self) -> str:
        own = self.form["name_mn"].value() or "", self.form["name_en"].value() or ""
        return wording.own_words(Words(*own)) or self.code


class TreeForm:
    """All rows in the order of the tree; parents stand before their children."""

    def __init__(
        self,
        method: Framework,
        data: Mapping[str, Any] | None = None,
        beside: Mapping[str, Leaf] | None = None,
    ) -> None:
        """`beside`: indicators that were added on the page and are not saved yet."""
        self.method = method
        own = {node.code: node for _parent, node, _depth in _walked(method.tree)}
        self.base: dict[str, Branch | Leaf] = {**(beside or {}), **own}
        self.errors: list[str] = []
        self.rows = list(self._first() if data is None else self._sent(data))

    @property
    def is_bound(self) -> bool:
        return any(row.form.is_bound for row in self.rows)

    @property
    def branches(self) -> list[tuple[str, str]]:
        return [(row.code, row.name) for row in self.rows if not row.is_leaf]

    def _first(self) -> Iterator[Row]:
        walked = list(_walked(self.method.tree))
        parents = [
            (node.code, wording.own_words(node.name))
            for _parent, node, _depth in walked
            if isinstance(node, Branch)
        ]
        for number, (parent, node, depth) in enumerate(walked):
            prefix = f"n{number}"
            if isinstance(node, Leaf):
                first = LeafForm.first(node, parent)
                form: Any = LeafForm(initial=first, prefix=prefix, parents=parents)
            else:
                form = BranchForm(initial=BranchForm.first(node, parent), prefix=prefix)
            yield Row(form, depth, isinstance(node, Leaf))

    def _sent(self, data: Mapping[str, Any]) -> Iterator[Row]:
        numbers = _numbers(data)
        kinds = {n: str(data.get(f"n{n}-kind", "")) for n in numbers}
        parents = [
            (str(data.get(f"n{n}-code", "")), str(data.get(f"n{n}-name_mn", "")))
            for n in numbers
            if kinds[n] == "branch"
        ]
        depths: dict[str, int] = {"": -1}
        for n in numbers:
            prefix = f"n{n}"
            above = depths.get(str(data.get(f"{prefix}-parent", "")), 0)
            if kinds[n] == "branch":
                depths[str(data.get(f"{prefix}-code", ""))] = above + 1
                yield Row(BranchForm(data, prefix=prefix), above + 1, False)
            elif kinds[n] == "leaf":
                form = LeafForm(data, prefix=prefix, parents=parents)
                yield Row(form, above + 1, True)

    def is_valid(self) -> bool:
        valid = [row.form.is_valid() for row in self.rows]
        self.errors = list(self._of_shape()) if all(valid) else []
        return all(valid) and not self.errors

    def _of_shape(self) -> Iterator[str]:
        """One root first, every parent before its children, nothing left hanging."""
        if not self.rows or self.rows[0].is_leaf:
            yield _("Маягт бүрэн ирсэнгүй. Хуудсыг дахин нээнэ үү.")
            return
        kept = [row for row in self.rows if not row.form.cleaned_data["remove"]]
        every = {row.code for row in kept if not row.is_leaf}
        seen: set[str] = set()
        for row in kept:
            parent = row.form.cleaned_data["parent"]
            # A dimension's parent stands above it, so that no circle can close.
            if row is not self.rows[0] and parent not in (
                every if row.is_leaf else seen
            ):
                yield _("«%(name)s» аль чиглэлд хамаарах нь тодорхойгүй байна.") % {
                    "name": row.name
                }
            if not row.is_leaf:
                seen.add(row.code)
        if self.rows[0].form.cleaned_data["remove"]:
            yield _("Индексийг өөрийг нь хасаж болохгүй.")

    def result(self) -> Framework:
        """The method with this tree; after `is_valid`."""
        children: dict[str, list[Branch | Leaf]] = {}
        order: list[tuple[str, Branch | Leaf]] = []
        for row in self.rows:
            given = row.form.cleaned_data
            if not given["remove"]:
                node = row.form.node(self.base.get(given["code"]))
                order.append((given["parent"], node))
                children.setdefault(given["parent"], []).append(node)
        root = order[0][1]
        assert isinstance(root, Branch)  # `_of_shape` has seen to it
        return replace(self.method, tree=_grown(root, children))


def sent_leaves(data: Mapping[str, Any]) -> list[str]:
    """Codes of the indicators in what was sent."""
    return [
        str(data.get(f"n{n}-code", ""))
        for n in _numbers(data)
        if data.get(f"n{n}-kind") == "leaf"
    ]


def _numbers(data: Mapping[str, Any]) -> range:
    count = str(data.get("nodes", ""))
    known = count.isdecimal() and len(count) < 5 and int(count) <= MOST
    # Never a part of the tree: what was left out would be saved as taken out.
    return range(int(count) if known else 0)


def _grown(branch: Branch, children: Mapping[str, list[Branch | Leaf]]) -> Branch:
    below = (
        _grown(node, children) if isinstance(node, Branch) else node
        for node in children.get(branch.code, [])
    )
    return replace(branch, children=tuple(below))


def _walked(
    node: Branch | Leaf, parent: str = "", depth: int = 0
) -> Iterator[tuple[str, Branch | Leaf, int]]:
    yield parent, node, depth
    if isinstance(node, Branch):
        for child in node.children:
            yield from _walked(child, node.code, depth + 1)
