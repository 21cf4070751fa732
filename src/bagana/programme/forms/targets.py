"""Forms of targets: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.indicators.calendar import period_label
from bagana.indicators.models import Indicator, Source
from bagana.programme.actions.targets import Aim, Baseline
from bagana.programme.models import Measure, Objective, Programme, TargetKind
from bagana.programme.models import TargetVersion as Version
from bagana.programme.queries.money_book import places_of
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version

EDGES = ("value", "low", "high")


class LevelField(forms.CharField):
    """A figure as people write it; a float comes out, None for an empty field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return float(parse_number(text))
        except NumberFormatError:
            raise ValidationError(gettext("Тоо биш байна: %s") % text) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.10g}" if isinstance(value, float) else value


def units_offered(programme: Programme, today: date) -> list[Any]:
    """The programme's own unit first, then each sum with its bags."""
    own = nearest_version(programme.unit.code, today)
    first = (programme.unit.code, own.name if own else programme.unit.code)
    groups = [
        (name, [(v.unit.code, v.name) for v in versions if v.unit.code != first[0]])
        for name, versions in places_of(programme, today)
    ]
    return [first, *[group for group in groups if group[1]]]


class WhatForm(forms.Form):
    """First step, in the address: which indicator, for which units."""

    indicator = forms.ModelChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.order_by("dimension", "position", "code"),
        to_field_name="code",
        empty_label=_("сонгоно уу"),
    )
    unit = forms.MultipleChoiceField(
        label=_("Нэгж"),
        help_text=_(
            "Хэд хэдэн нэгж сонговол нэг бүлэг болгож хамтад нь тооцно"
            " (Ctrl дарж сонгоно)."
        ),
        widget=forms.SelectMultiple(attrs={"size": 10}),
    )

    def __init__(
        self, *args: Any, programme: Programme, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].choices = units_offered(programme, today)

    def clean_unit(self) -> list[Unit]:
        codes = self.cleaned_data["unit"]
        return list(Unit.objects.filter(code__in=codes).order_by("code"))


@dataclass(frozen=True)
class LevelRow:
    """The inputs of one period."""

    label: str
    value: Any
    low: Any
    high: Any

    @property
    def errors(self) -> list[str]:
        return [
            text for field in (self.value, self.low, self.high) for text in field.errors
        ]


class LevelsForm(forms.Form):
    """A baseline and one row of levels for each period."""

    in_force_from = DayField(
        label=_("Хүчинтэй эхлэх өдөр"),
        help_text=_("Энэ өдрөөс хойш эхэлсэн хугацааг энэ хувилбараар дүгнэнэ."),
    )
    act = ActField(
        label=_("Үндэслэсэн шийдвэр"),
        required=False,
        empty_label=_("шийдвэргүй"),
    )
    baseline_period = forms.CharField(
        label=_("Суурь түвшний хугацаа"),
        max_length=40,
        required=False,
        help_text=_("2017, 2017-H2 гэх мэт. Хоосон бол суурь түвшингүй."),
    )
    baseline_value = LevelField(
        label=_("Суурь түвшин, гараар"),
        help_text=_("Хоосон бол тэр хугацааны нийтэлсэн утгаас системд бодогдоно."),
    )
    baseline_source = forms.ModelChoiceField(
        label=_("Гараар бичсэн утгын эх сурвалж"),
        queryset=Source.objects.all(),
        required=False,
        empty_label=_("сонгоно уу"),
    )
    tolerance = LevelField(
        label=_("Зөвшөөрөх зөрүү"),
        help_text=_("Зөвхөн хадгалах зорилтод: түвшнээс хэдээр зөрвөл болох вэ."),
    )

    def __init__(self, *args: Any, periods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = list(periods)
        names = {
            "value": gettext("зорилтот түвшин"),
            "low": gettext("доод хязгаар"),
            "high": gettext("дээд хязгаар"),
        }
        for code in self.periods:
            for edge in EDGES:
                label = f"{period_label(code)}: {names[edge]}"
                field = LevelField(label=label)
                field.widget.attrs["aria-label"] = label
                self.fields[f"{edge}_{code}"] = field

    @property
    def level_rows(self) -> list[LevelRow]:
        return [
            LevelRow(period_label(code), *(self[f"{edge}_{code}"] for edge in EDGES))
            for code in self.periods
        ]

    @property
    def plain_fields(self) -> list[Any]:
        """The fields above the table of levels."""
        rows = {f"{edge}_{code}" for code in self.periods for edge in EDGES}
        return [field for field in self.visible_fields() if field.name not in rows]

    def aims(self) -> list[Aim]:
        found = []
        for code in self.periods:
            levels = [self.cleaned_data.get(f"{edge}_{code}") for edge in EDGES]
            if any(level is not None for level in levels):
                found.append(Aim(code, *levels))
        return found

    def baseline(self) -> Baseline | None:
        period = self.cleaned_data["baseline_period"]
        if not period:
            return None
        return Baseline(
            period,
            self.cleaned_data["baseline_value"],
            self.cleaned_data["baseline_source"],
        )


class TargetForm(LevelsForm):
    kind = forms.ChoiceField(label=_("Төрөл"), choices=TargetKind.choices)
    group_mn = forms.CharField(
        label=_("Бүлгийн нэр"),
        max_length=200,
        required=False,
        help_text=_("Хэд хэдэн нэгжийг хамтад нь тооцвол нэр өгнө."),
    )
    group_en = forms.CharField(
        label=_("Бүлгийн нэр, англиар"), max_length=200, required=False
    )
    objective = forms.ModelChoiceField(
        label=_("Зорилт"),
        queryset=Objective.objects.none(),
        required=False,
        empty_label=_("зорилтгүй"),
    )
    measure = forms.ModelChoiceField(
        label=_("Арга хэмжээ"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("арга хэмжээгүй"),
    )
    is_illustrative = forms.BooleanField(label=_("Жишээ"), required=False)

    field_order = (
        *("kind", "group_mn", "group_en", "objective", "measure", "in_force_from"),
        *("act", "baseline_period", "baseline_value", "baseline_source", "tolerance"),
    )

    def __init__(
        self, *args: Any, programme: Programme, several: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["group_mn"].required = several
        if not several:
            del fields["group_mn"], fields["group_en"]
        fields["objective"].queryset = programme.objectives.all()
        fields["measure"].queryset = programme.measures.filter(dropped_on__isnull=True)

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        plain = ("kind", "objective", "measure")
        rest = ("in_force_from", "act", "is_illustrative")
        groups = ("group_mn", "group_en")
        return {
            **{name: self.cleaned_data[name] for name in (*plain, *rest)},
            **{name: self.cleaned_data.get(name, "") for name in groups},
            "points": self.aims(),
            "baseline": self.baseline(),
            "tolerance": self.cleaned_data["tolerance"] or 0.0,
        }


class ReviseForm(LevelsForm):
    reason = forms.CharField(
        label=_("Шалтгаан"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("in_force_from", "reason", "act")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext("Хоосон бол өмнөх суурь түвшин хэвээр байна.")
        self.fields["baseline_period"].help_text = hint

    def asked(self) -> dict[str, Any]:
        plain = ("in_force_from", "reason", "act", "tolerance")
        return {
            **{name: self.cleaned_data[name] for name in plain},
            "points": self.aims(),
            "baseline": self.baseline(),
        }


class DropForm(forms.Form):
    on = DayField(label=_("Хасах өдөр"))
    reason = forms.CharField(
        label=_("Шалтгаан"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Устахгүй: өмнөх өдрүүдийн дүн, түүх нь хэвээр үлдэнэ."),
    )


def years_of(programme: Programme) -> list[str]:
    span = range(programme.starts_on.year, programme.ends_on.year + 1)
    return [str(year) for year in span]


def periods_of(programme: Programme, versions: Iterable[Version]) -> list[str]:
    """The years of the programme, and other periods that versions already use."""
    used = {point.period.code for one in versions for point in one.points.all()}
    return sorted({*years_of(programme), *used})


def levels_before(version: Version) -> dict[str, float]:
    """The levels of a version, as a form is filled with."""
    found: dict[str, float] = {}
    for point in version.points.all():
        for edge in EDGES:
            level = getattr(point, edge)
            if level is not None:
                found[f"{edge}_{point.period.code}"] = level
    return found
