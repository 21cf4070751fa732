"""Forms of delegated functions: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.casework.models import Function
from bagana.territory.forms.fields import DayField
from bagana.territory.models import UnitVersion


class FunctionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Function) -> str:
        return str(obj.title)


class DelegateForm(forms.Form):
    function = FunctionField(
        label=_("Чиг үүрэг"),
        queryset=Function.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    unit = forms.ChoiceField(
        label=_("Хэнд шилжүүлэх"),
        help_text=_("Өөрийн нэгжээ сонговол доорх бүх багт шилжинэ."),
    )
    act = ActField(label=_("Шийдвэр"))
    valid_from = DayField(label=_("Эхлэх өдөр"))
    valid_to = DayField(label=_("Дуусах өдөр"), required=False)
    money = forms.DecimalField(
        label=_("Жилийн мөнгө, ₮"),
        max_digits=18,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Мэдэгдэхгүй бол хоосон, мөнгө дагаагүй бол 0."),
    )
    posts = forms.DecimalField(
        label=_("Дагасан орон тоо"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Мэдэгдэхгүй бол хоосон, орон тоо дагаагүй бол 0."),
    )

    def __init__(self, *args: Any, units: Sequence[UnitVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["function"].queryset = Function.objects.all()
        fields["unit"].choices = [(one.unit.code, one.name) for one in units]
        self.units = {one.unit.code: one.unit for one in units}

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        told = dict(self.cleaned_data)
        return told | {"unit": self.units[told["unit"]]}


class EndForm(forms.Form):
    on = DayField(label=_("Дуусах өдөр"), help_text=_("Энэ өдрөөс эхлэн хүчингүй."))
