"""The address of the explorer as a form: weights and means, with words for mistakes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bagana.engines.index.framework import Branch, Framework, Leaf
from bagana.ranking.queries.exploring import MEANS, Asked, shares_of

MOST: Final = 1000
SHOWN_DIGITS: Final = 1

MEANS_NAMES: Final = {
    "arithmetic": _("арифметик дундаж: сул талаа нөхөж болно"),
    "geometric": _("геометр дундаж: сул талаа хэсэгчлэн нөхнө"),
    "harmonic": _("гармоник дундаж: сул тал хамгийн их татна"),
}
SCALE_NAMES: Final = {
    "limits": _("тоонуудын хамгийн бага, их утгын хооронд"),
    "zscore": _("дунджаас хазайсан хэмжээгээр"),
    "percentile_rank": _("эрэмбийн хувиар"),
}
OWN: Final = ("", _("аргачлалынхаар"))


@dataclass(frozen=True)
class WeightLine:
    """A row of the form: a dimension, or an indicator under it."""

    code: str
    name: str
    is_dimension: bool
    field: forms.BoundField | None
    share: float


class ExplorerForm(forms.Form):
    """Fields follow the tree; the method's own weights stand in them, in per cent."""

    index = forms.ChoiceField(
        label=_("Чиглэлүүдийг нэгтгэх"),
        choices=[OWN, *MEANS_NAMES.items()],
        required=False,
    )
    dimensions = forms.ChoiceField(
        label=_("Чиглэл доторх үзүүлэлтийг нэгтгэх"),
        choices=[OWN, *MEANS_NAMES.items()],
        required=False,
    )
    scale = forms.ChoiceField(
        label=_("Үзүүлэлтийг оноонд шилжүүлэх"),
        choices=[OWN, *SCALE_NAMES.items()],
        required=False,
    )
    sure = forms.BooleanField(
        label=_("Байрын хязгаарыг 500 давталтаар тооцох"), required=False
    )

    def __init__(self, method: Framework, data: Mapping[str, Any]) -> None:
        self.method = method
        self.shares = shares_of(method)
        super().__init__(self._filled(data) if data else None)
        for branch in method.branches:
            if len(branch.children) > 1:
                for child in branch.children:
                    self.fields[weight_name(child.code)] = _weight(
                        child, self.shares[child.code]
                    )

    def _filled(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Weights that the address leaves out are the method's, and are shown so."""
        own = {weight_name(code): shown(share) for code, share in self.shares.items()}
        return own | {key: data[key] for key in data}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for branch in self.method.branches:
            names = [weight_name(child.code) for child in branch.children]
            given = [self._weight_of(found, child.code) for child in branch.children]
            if len(names) > 1 and None not in given and not sum(map(float, given)):
                self.add_error(
                    names[0],
                    gettext(
                        "«%(name)s»: бүх жин тэг байж болохгүй. Нэгийг нь тэгээс их "
                        "болгоно уу."
                    )
                    % {"name": branch.name.of(get_language() or "mn")},
                )
        return found

    def _weight_of(self, found: Mapping[str, Any], code: str) -> Any:
        """The weight given, the method's where the field is empty, None if wrong."""
        name = weight_name(code)
        if name in self.errors:
            return None
        given = found.get(name)
        return self.shares[code] if given is None else given

    def asked(self) -> Asked:
        """What to compute; weights equal to the method's are no change."""
        if not self.is_bound or not self.is_valid():
            return Asked()
        found = self.cleaned_data
        weights = tuple(
            (code, float(found[weight_name(code)]))
            for code, share in sorted(self.shares.items())
            if found.get(weight_name(code)) is not None
            and found[weight_name(code)] != shown(share)
        )
        return Asked(
            weights=weights,
            index=_changed(found["index"], self.method.tree.aggregate),
            dimensions=found["dimensions"],
            scale=found["scale"],
            replicate=found["sure"],
        )

    @property
    def lines(self) -> Iterator[WeightLine]:
        """Dimensions in the order of the file, each with its indicators."""
        language = get_language() or "mn"
        for child in self.method.tree.children:
            yield self._line(child, language, is_dimension=True)
            if isinstance(child, Branch):
                for leaf in _under(child):
                    yield self._line(leaf, language, is_dimension=False)

    def _line(
        self, node: Branch | Leaf, language: str, *, is_dimension: bool
    ) -> WeightLine:
        name = weight_name(node.code)
        return WeightLine(
            node.code,
            node.name.of(language),
            is_dimension,
            self[name] if name in self.fields else None,
            self.shares[node.code],
        )


def weight_name(code: str) -> str:
    return f"w-{code}"


def shown(share: float) -> float:
    """As the field shows it: a weight that was not touched comes back so."""
    return round(share, SHOWN_DIGITS)


def _changed(asked: str, own: str) -> str:
    return asked if asked in MEANS and asked != own else ""


def _under(branch: Branch) -> Iterator[Branch | Leaf]:
    for child in branch.children:
        yield child
        if isinstance(child, Branch):
            yield from _under(child)


class _Weight(forms.FloatField):
    def to_python(self, value: Any) -> Any:
        """A comma is a point, as people write."""
        found = super().to_python(str(value).replace(",", ".") if value else value)
        if found is not None and not math.isfinite(found):
            raise forms.ValidationError(gettext("Тоо бичнэ үү."))
        return found


def _weight(node: Branch | Leaf, share: float) -> forms.FloatField:
    name = node.name.of(get_language() or "mn")
    return _Weight(
        label=name,
        required=False,
        min_value=0,
        max_value=MOST,
        initial=shown(share),
        widget=forms.NumberInput(
            attrs={"min": 0, "max": MOST, "step": "any", "inputmode": "decimal"}
        ),
        error_messages={
            "invalid": gettext("«%(name)s»: тоо бичнэ үү.") % {"name": name},
            "min_value": gettext("«%(name)s»: жин тэгээс бага байж болохгүй.")
            % {"name": name},
            "max_value": gettext("«%(name)s»: жин 1000-аас их байж болохгүй.")
            % {"name": name},
        },
    )
