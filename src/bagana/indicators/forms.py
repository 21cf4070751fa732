"""Forms on figures: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.indicators.calendar import parse_period
from bagana.indicators.imports.finding import UnitFinder
from bagana.indicators.imports.reading import MAX_BYTES
from bagana.indicators.models import Indicator, Period, Source
from bagana.indicators.problems import Problem
from bagana.indicators.rules import Reach
from bagana.territory.models import Unit


class NumberField(forms.CharField):
    """A number as people write it: 1,234.5 or 1 234,5."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return float(parse_number(text))
        except NumberFormatError:
            problem = Problem("not_a_number")
            raise ValidationError(f"{problem.reason} {problem.fix}") from None


class PeriodField(forms.CharField):
    """A period in any of the ways it is written; its code comes out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ""
        span = parse_period(text)
        if span is None:
            problem = Problem("unknown_period")
            raise ValidationError(f"{problem.reason} {problem.fix}")
        return span.code


class UnitField(forms.CharField):
    """A unit by its code, another register's code or its name; the unit comes out."""

    def __init__(self, reach: Reach | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.reach = reach or Reach(None)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = UnitFinder(self.reach).find(text.strip())
        if isinstance(found, Problem):
            raise ValidationError(f"{found.reason} {found.fix}")
        return Unit.objects.get(pk=found)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("CSV эсвэл XLSX, 32 MB хүртэл. Загвараар бэлтгэсэн нь найдвартай."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
    )
    indicator = forms.ModelChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("файлд заасан"),
        help_text=_("Файл нэг үзүүлэлтийн тоотой, нэрийг нь заагаагүй бол сонгоно."),
    )
    period = PeriodField(
        label=_("Хугацаа"),
        required=False,
        help_text=_("Файлд хугацаа байхгүй бол бичнэ: 2025, 2025-Q3, 2025-07."),
    )
    source = forms.ModelChoiceField(
        label=_("Эх сурвалж"),
        queryset=Source.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("үзүүлэлтийн өөрийн эх сурвалж"),
    )
    layout = forms.ChoiceField(
        label=_("Хүснэгтийн хэлбэр"),
        required=False,
        choices=[
            ("", _("өөрөө таних")),
            ("tidy", _("мөр бүрт нэг утга")),
            ("wide", _("мөр бүрт нэг нэгж")),
        ],
    )
    sheet = forms.CharField(
        label=_("Хуудас"),
        max_length=31,
        required=False,
        help_text=_("XLSX файлын хуудасны нэр; бичихгүй бол эхний хуудсыг уншина."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _now("Файл 32 MB-аас том байна. Хэсэгчлэн оруулна уу.")
            )
        return file


class Group(NamedTuple):
    label: str
    entries: list[tuple[Indicator, bool]]
    open: bool


class TemplateForm(forms.Form):
    indicators = forms.ModelMultipleChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.exclude(across_units="ratio"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    unit = UnitField(
        label=_("Нэгж"),
        help_text=_("Код эсвэл нэр. Доторх бүх нэгжид мөр гарна."),
    )
    period = PeriodField(label=_("Хугацаа"), help_text=_("2025, 2025-Q3, 2025-07"))
    format = forms.ChoiceField(
        label=_("Файлын төрөл"),
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )

    def groups(self, chosen: list[str]) -> list[Group]:
        """The indicators to tick, by dimension; `open` where one is ticked."""
        found: dict[str, list[tuple[Indicator, bool]]] = {}
        for indicator in Indicator.objects.exclude(across_units="ratio"):
            entry = (indicator, indicator.code in chosen)
            found.setdefault(indicator.get_dimension_display(), []).append(entry)
        return [
            Group(label, entries, any(ticked for _one, ticked in entries))
            for label, entries in found.items()
        ]


class PublishForm(forms.Form):
    title = forms.CharField(
        label=_("Нийтлэлийн нэр"),
        max_length=300,
        help_text=_("Жишээ нь: 2025 оны мал тооллогын дүн."),
    )
    act = ActField(
        label=_("Үндэслэсэн шийдвэр"),
        required=False,
        empty_label=_("шийдвэргүй"),
    )
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChoiceOfDrafts(forms.Form):
    """Which drafts: read from the address, so that a choice can be sent on."""

    indicator = forms.ModelMultipleChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.all(),
        to_field_name="code",
        required=False,
    )
    period = forms.ModelMultipleChoiceField(
        label=_("Хугацаа"),
        queryset=Period.objects.all(),
        to_field_name="code",
        required=False,
    )
    unit = UnitField(label=_("Нэгж"), required=False)


class RecordForm(forms.Form):
    indicator = forms.ModelChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.all(),
        to_field_name="code",
        empty_label=_("сонгоно уу"),
    )
    unit = UnitField(label=_("Нэгж"), help_text=_("Код эсвэл нэр."))
    period = PeriodField(label=_("Хугацаа"), help_text=_("2025, 2025-Q3, 2025-07"))
    value = NumberField(label=_("Утга"))
    numerator = NumberField(
        label=_("Хүртвэр"), required=False, help_text=_("Зөвхөн харьцаа үзүүлэлтэд.")
    )
    denominator = NumberField(label=_("Хуваарь"), required=False)
    note = forms.CharField(label=_("Тэмдэглэл"), max_length=500, required=False)

    def clean_unit(self) -> Unit:
        """A unit of others is an error of the field: what was typed stays."""
        unit: Unit = self.cleaned_data["unit"]
        if not self.fields["unit"].reach.covers(unit.pk):  # type: ignore[attr-defined]
            problem = Problem("no_permission")
            raise ValidationError(f"{problem.reason} {problem.fix}")
        return unit


class CorrectForm(forms.Form):
    value = NumberField(label=_("Шинэ утга"))
    numerator = NumberField(
        label=_("Хүртвэр"), required=False, help_text=_("Зөвхөн харьцаа үзүүлэлтэд.")
    )
    denominator = NumberField(label=_("Хуваарь"), required=False)
    note = forms.CharField(
        label=_("Юуг яагаад зассан"),
        max_length=500,
        help_text=_("Энэ нь утгын хуудсанд харагдана."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Татан авах шалтгаан"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    act = ActField(
        label=_("Үндэслэсэн шийдвэр"),
        required=False,
        empty_label=_("шийдвэргүй"),
    )
