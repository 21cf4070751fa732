"""Forms of the book of money: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.indicators.imports.reading import MAX_BYTES
from bagana.programme.models import FundingSource, Measure, MoneyKind, Programme
from bagana.programme.queries.money_book import places_of
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit, UnitVersion


class AmountField(forms.CharField):
    """Tugriks as people write them, 59,400,000 or 59 400 000; a Decimal comes out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except NumberFormatError:
            raise ValidationError(
                gettext("Мөнгөн дүн биш байна. Жишээ нь 59,400,000 гэж бичнэ үү.")
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,f}" if isinstance(value, Decimal) else value


class UnitChoice(forms.ChoiceField):
    """One of the units offered, by its code; the unit comes out."""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return Unit.objects.get(code=code) if code else None


def unit_choices(programme: Programme, empty: str) -> list[Any]:
    groups = places_of(programme, timezone.localdate())
    return [
        ("", empty),
        *[(name, [(v.unit.code, v.name) for v in units]) for name, units in groups],
    ]


class EntryForm(forms.Form):
    measure = forms.ModelChoiceField(
        label=_("Арга хэмжээ"),
        queryset=Measure.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    kind = forms.ChoiceField(label=_("Төрөл"), choices=MoneyKind.choices)
    source = forms.ChoiceField(
        label=_("Хөрөнгийн эх үүсвэр"), choices=FundingSource.choices
    )
    year = forms.IntegerField(label=_("Төсвийн он"), min_value=1992, max_value=2100)
    amount = AmountField(
        label=_("Дүн, ₮"),
        help_text=_("Жишээ нь 59,400,000. Тодотгол сөрөг байж болно."),
    )
    booked_on = DayField(label=_("Огноо"))
    spender = UnitChoice(
        label=_("Зарцуулагч"),
        help_text=_("Төсвөөс нь зарцуулах сум, аймаг. Баг өөрийн төсөвгүй."),
    )
    unit = UnitChoice(label=_("Аль нэгжид зориулсан"), required=False)
    act = ActField(
        label=_("Үндэслэсэн шийдвэр"),
        required=False,
        empty_label=_("шийдвэргүй"),
    )
    document = forms.CharField(
        label=_("Баримтын дугаар"), max_length=100, required=False
    )
    note = forms.CharField(label=_("Тэмдэглэл"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        spenders: Iterable[UnitVersion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["measure"].queryset = programme.measures.filter(
            dropped_on__isnull=True
        ).order_by("sort_key")
        fields["spender"].choices = [(v.unit.code, v.name) for v in spenders]
        fields["unit"].choices = unit_choices(programme, gettext("тодорхой нэгжгүй"))


class ReverseForm(forms.Form):
    reason = forms.CharField(
        label=_("Буцаах шалтгаан"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Бичилт устахгүй: эсрэг тэмдэгтэй бичилтээр хүчингүй болно."),
    )


class MoneyFileForm(forms.Form):
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("CSV эсвэл XLSX. Эндээс татсан хүснэгт буцаад уншигдана."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                gettext("Файл 32 MB-аас том байна. Хэсэгчлэн оруулна уу.")
            )
        return file
