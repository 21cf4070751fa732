"""The form that turns a gap into a measure: parsing and field errors only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.indicators.models import Indicator
from bagana.programme.forms.money import AmountField
from bagana.programme.models import FundingSource, Objective, Phase, Programme
from bagana.territory.forms.fields import DayField

SHORT = {"rows": 2}


class AssetNeedForm(forms.Form):
    objective = forms.ModelChoiceField(
        label=_("Зорилт"),
        queryset=Objective.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    phase = forms.ModelChoiceField(
        label=_("Аль үе шат"),
        queryset=Phase.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    number = forms.CharField(
        label=_("Дугаар"), max_length=20, help_text=_("Жишээ нь 2.1.3")
    )
    name_mn = forms.CharField(
        label=_("Арга хэмжээ"), max_length=500, widget=forms.Textarea(attrs=SHORT)
    )
    name_en = forms.CharField(
        label=_("Арга хэмжээ англиар"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    starts_on = DayField(label=_("Эхлэх өдөр"))
    due_on = DayField(label=_("Дуусах хугацаа"))
    amount = AmountField(
        label=_("Төлөвлөсөн мөнгө, ₮"),
        required=False,
        help_text=_("Дутуу ширхэгийг нормын үнээр үржүүлсэн дүн; засаж болно."),
    )
    source = forms.ChoiceField(
        label=_("Хөрөнгийн эх үүсвэр"), choices=FundingSource.choices
    )
    indicator = forms.ModelChoiceField(
        label=_("Гарцын үзүүлэлт"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("үзүүлэлтгүй"),
    )
    target = forms.FloatField(
        label=_("Дуусах жилд хүрэх утга"),
        required=False,
        help_text=_("Үзүүлэлт сонгосон бол."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["objective"].queryset = programme.objectives.order_by("number")
        fields["phase"].queryset = programme.phases.order_by("number")
        fields["indicator"].queryset = Indicator.objects.order_by("code")
