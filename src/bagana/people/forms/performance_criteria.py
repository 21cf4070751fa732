"""The form of a set of criteria: a head and six rows, empty ones left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.indicators.models import Indicator
from bagana.people.actions.performance_criteria import CriterionTold
from bagana.people.models import CriteriaSet, Party, PostKind
from bagana.territory.forms.fields import DayField

ROWS: Final = 6
HEAD: Final = ("title_mn", "title_en", "post_kind", "valid_from", "act")
CELLS: Final = (
    "title_mn",
    "title_en",
    "party",
    "weight",
    "indicator",
    "worst",
    "best",
)


class IndicatorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """By its code, as the list under the form offers it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Indicator.objects.all(),
            to_field_name="code",
            widget=forms.TextInput(attrs={"list": "indicators"}),
            **options,
        )


def _cells() -> dict[str, forms.Field]:
    return {
        "title_mn": forms.CharField(label=_("Шалгуур"), max_length=300),
        "title_en": forms.CharField(label=_("Нэр англиар"), max_length=300),
        "party": forms.ChoiceField(
            label=_("Хэн дүгнэх"), choices=[("", "–"), *Party.choices]
        ),
        "weight": forms.DecimalField(
            label=_("Жин, %"), min_value=0, max_value=100, decimal_places=2
        ),
        "indicator": IndicatorField(label=_("Үзүүлэлтийн код")),
        "worst": forms.FloatField(label=_("0 оноо")),
        "best": forms.FloatField(label=_("100 оноо")),
    }


class CriteriaForm(forms.Form):
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Нэр англиар"), max_length=200, required=False)
    post_kind = forms.ChoiceField(
        label=_("Албан тушаал"),
        choices=[("", _("өөрийн шалгуургүй албан тушаал бүр")), *PostKind.choices],
        required=False,
    )
    valid_from = DayField(label=_("Эхлэх өдөр"))
    act = ActField(label=_("Үндэслэсэн шийдвэр"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            for name, field in _cells().items():
                field.required = False
                self.fields[f"{name}-{number}"] = field

    @property
    def head(self) -> list[BoundField]:
        return [self[name] for name in HEAD]

    @property
    def groups(self) -> Iterator[tuple[int, list[BoundField]]]:
        for number in range(1, ROWS + 1):
            yield number, [self[f"{name}-{number}"] for name in CELLS]

    def told(self) -> dict[str, Any]:
        """What `found_criteria` takes; a row with nothing in it is none."""
        data = self.cleaned_data
        rows = (
            {name: data[f"{name}-{number}"] for name in CELLS}
            for number in range(1, ROWS + 1)
        )
        items = [CriterionTold(**row) for row in rows if any(map(_said, row.values()))]
        return {name: data[name] for name in HEAD} | {"items": items}


def _said(value: Any) -> bool:
    return value not in (None, "")


def _written(value: Any) -> Any:
    """Numbers without idle zeros."""
    return f"{float(value):g}" if isinstance(value, float | Decimal) else value


def copied(row: CriteriaSet | None, kind: str) -> dict[str, Any]:
    """First values: those of the set that holds, to be changed from a day on."""
    if row is None:
        return {"post_kind": kind}
    first: dict[str, Any] = {
        "title_mn": row.title_mn,
        "title_en": row.title_en,
        "post_kind": kind,
    }
    items = row.items.select_related("indicator")[:ROWS]
    for number, item in enumerate(items, start=1):
        for name in CELLS:
            first[f"{name}-{number}"] = _written(getattr(item, name))
        first[f"indicator-{number}"] = item.indicator and item.indicator.code
    return first
