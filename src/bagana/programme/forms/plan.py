"""Forms of the plan: parsing and field errors, no decisions."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.acts.choosing import ActField
from bagana.indicators.models import Indicator
from bagana.programme.models import Measure, Objective, Phase, Programme, Risk
from bagana.territory.forms.fields import DayField, UnitField, UnitsField

DAY = re.compile(r"\d{4}[-./]\d{2}[-./]\d{2}")
SHORT = {"rows": 2}
LONG = {"rows": 4}


class SpansField(forms.CharField):
    """Two days a line: 2018-01-01 – 2020-12-31."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[tuple[date, date]]:
        lines = super().clean(value).splitlines()
        return [_span(line) for line in lines if line.strip()]


def _span(line: str) -> tuple[date, date]:
    found = [re.sub("[./]", "-", day) for day in DAY.findall(line)]
    try:
        start, end = (date.fromisoformat(day) for day in found)
    except ValueError:
        message = _("«%(line)s» мөрөнд эхлэх, дуусах хоёр өдөр алга.")
        raise forms.ValidationError(message % {"line": line.strip()[:80]}) from None
    return start, end


class FoundForm(forms.Form):
    unit = UnitField(
        label=gettext_lazy("Хэрэгжүүлэх нэгж"),
        help_text=gettext_lazy("Аймаг эсвэл сумын код, нэр."),
    )
    act = ActField(
        label=gettext_lazy("Баталсан шийдвэр"),
        help_text=gettext_lazy("Шийдвэр алга бол эхлээд «Шийдвэр» хэсэгт бүртгэнэ."),
    )
    code = forms.CharField(
        label=gettext_lazy("Код"),
        max_length=60,
        help_text=gettext_lazy("Хаягт орно: selenge-bag-2018."),
    )
    name_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Англи нэр"), max_length=300)
    goal_mn = forms.CharField(
        label=gettext_lazy("Зорилго"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    goal_en = forms.CharField(
        label=gettext_lazy("Зорилго англиар"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    starts_on = DayField(label=gettext_lazy("Эхлэх өдөр"))
    ends_on = DayField(label=gettext_lazy("Дуусах өдөр"))
    phases = SpansField(
        label=gettext_lazy("Үе шатууд"),
        help_text=gettext_lazy("Мөр бүрд нэг: 2018-01-01 – 2020-12-31"),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Шалтгаан"),
        max_length=100,
        help_text=gettext_lazy("Яагаад өөрчилснийг түүхэнд үлдээнэ."),
    )


class ProgrammeForm(ReasonForm):
    name_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Англи нэр"), max_length=300)
    goal_mn = forms.CharField(
        label=gettext_lazy("Зорилго"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    goal_en = forms.CharField(
        label=gettext_lazy("Зорилго англиар"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    field_order = ["name_mn", "name_en", "goal_mn", "goal_en", "reason"]


class ObjectiveForm(forms.Form):
    number = forms.IntegerField(label=gettext_lazy("Дугаар"), min_value=1, max_value=99)
    name_mn = forms.CharField(
        label=gettext_lazy("Зорилт"),
        max_length=500,
        widget=forms.Textarea(attrs=SHORT),
    )
    name_en = forms.CharField(
        label=gettext_lazy("Зорилт англиар"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    note_mn = forms.CharField(
        label=gettext_lazy("Тайлбар"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    note_en = forms.CharField(
        label=gettext_lazy("Тайлбар англиар"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )


class AmendObjectiveForm(ReasonForm, ObjectiveForm):
    pass


def _text(label: Any, length: int, rows: int = 0, help_text: Any = "") -> Any:
    """A text that may be left empty."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(
        label=label,
        max_length=length,
        required=False,
        widget=widget,
        help_text=help_text,
    )


def _indicators(label: Any) -> Any:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Indicator.objects.all(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )


class MeasureForm(forms.Form):
    objective = forms.ModelChoiceField(
        label=gettext_lazy("Зорилт"),
        queryset=Objective.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    phase = forms.ModelChoiceField(
        label=gettext_lazy("Аль үе шат"),
        queryset=Phase.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    number = forms.CharField(
        label=gettext_lazy("Дугаар"),
        max_length=20,
        help_text=gettext_lazy("Жишээ нь 2.1.3"),
    )
    name_mn = forms.CharField(
        label=gettext_lazy("Арга хэмжээ"),
        max_length=500,
        widget=forms.Textarea(attrs=SHORT),
    )
    name_en = _text(gettext_lazy("Арга хэмжээ англиар"), 500, 2)
    units = UnitsField(
        label=gettext_lazy("Хамрах нэгж"),
        required=False,
        help_text=gettext_lazy(
            "Багийн код эсвэл нэр, таслалаар. Бүх багийг хамарвал сум, аймгаа бичнэ."
        ),
    )
    office = UnitField(
        label=gettext_lazy("Хариуцах нэгж"),
        help_text=gettext_lazy("Хэн тайлагнах вэ: баг, сум эсвэл аймаг."),
    )
    post_mn = _text(gettext_lazy("Хариуцах албан тушаал"), 200)
    post_en = _text(gettext_lazy("Хариуцах албан тушаал англиар"), 200)
    partners_mn = _text(gettext_lazy("Хамтран хэрэгжүүлэгч"), 500)
    partners_en = _text(gettext_lazy("Хамтран хэрэгжүүлэгч англиар"), 500)
    starts_on = DayField(label=gettext_lazy("Эхлэх өдөр"))
    due_on = DayField(label=gettext_lazy("Дуусах хугацаа"))
    output_mn = _text(gettext_lazy("Хүлээгдэж буй гарц"), 2000, 3)
    output_en = _text(gettext_lazy("Хүлээгдэж буй гарц англиар"), 2000, 3)
    outputs = _indicators(gettext_lazy("Гарцын үзүүлэлт"))
    outcomes = _indicators(gettext_lazy("Үр дүнгийн үзүүлэлт"))
    risk = forms.ChoiceField(
        label=gettext_lazy("Эрсдэл"),
        required=False,
        choices=[("", gettext_lazy("тодорхойлоогүй")), *Risk.choices],
    )
    risk_note_mn = _text(gettext_lazy("Эрсдэлийн тайлбар"), 500)
    risk_note_en = _text(gettext_lazy("Эрсдэлийн тайлбар англиар"), 500)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["objective"].queryset = programme.objectives.order_by("number")
        fields["phase"].queryset = programme.phases.order_by("number")

    def values(self) -> dict[str, Any]:
        """As the actions take them: units, not their versions."""
        cleaned = dict(self.cleaned_data)
        cleaned["office"] = cleaned["office"].unit
        cleaned["units"] = [version.unit for version in cleaned["units"]]
        return cleaned


class AmendMeasureForm(MeasureForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Засварын шалтгаан"),
        max_length=100,
        help_text=gettext_lazy("Юуг яагаад зассаныг түүхэнд үлдээнэ."),
    )


class DropForm(forms.Form):
    on = DayField(label=gettext_lazy("Хассан өдөр"))
    reason = forms.CharField(
        label=gettext_lazy("Хассан шалтгаан"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Иргэд үүнийг уншина."),
    )


class ActivityForm(forms.Form):
    name_mn = forms.CharField(label=gettext_lazy("Үйл ажиллагаа"), max_length=500)
    name_en = _text(gettext_lazy("Үйл ажиллагаа англиар"), 500)
    due_on = DayField(label=gettext_lazy("Хугацаа"))


class AmendActivityForm(ReasonForm, ActivityForm):
    field_order = ["name_mn", "name_en", "due_on", "reason"]


class DoneForm(forms.Form):
    done_on = DayField(label=gettext_lazy("Хийсэн өдөр"))


class MeasuresField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, measure: Any) -> str:
        return str(measure)


class CarryForm(forms.Form):
    phase = forms.ModelChoiceField(
        label=gettext_lazy("Аль үе шатанд"),
        queryset=Phase.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Шалтгаан"),
        max_length=100,
        help_text=gettext_lazy("Яагаад өмнөх үе шатанд дуусаагүй вэ."),
    )
    measures = MeasuresField(
        label=gettext_lazy("Дуусаагүй арга хэмжээ"), queryset=Measure.objects.none()
    )

    def __init__(
        self, *args: Any, programme: Programme, unfinished: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        later = programme.phases.filter(number__gt=1).order_by("number")
        fields["phase"].queryset = later
        fields["measures"].queryset = unfinished
