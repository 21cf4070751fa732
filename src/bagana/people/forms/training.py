"""Forms of training: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from bagana.acts.choosing import ActField
from bagana.indicators.models import Indicator
from bagana.people.models import Course, QualificationKind, TrainingSession
from bagana.territory.forms.fields import DayField

CHOICES: Final = 4
"""Lines for choices that the page of a question offers."""


class CourseForm(forms.Form):
    code = forms.SlugField(
        label=gettext_lazy("Код"),
        max_length=60,
        help_text=gettext_lazy("Латин үсэг, тоо, зураас: хуудасны хаягт орно."),
    )
    title_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Англи нэр"), max_length=200, required=False
    )
    summary_mn = forms.CharField(
        label=gettext_lazy("Юу сурах вэ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    summary_en = forms.CharField(
        label=gettext_lazy("Юу сурах вэ, англиар"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Цаг"), min_value=1, max_value=500, initial=4
    )
    pass_mark = forms.IntegerField(
        label=gettext_lazy("Тэнцэх хувь"), min_value=0, max_value=100, initial=70
    )
    valid_years = forms.IntegerField(
        label=gettext_lazy("Гэрчилгээ хүчинтэй жил"),
        min_value=1,
        max_value=20,
        required=False,
        help_text=gettext_lazy("Хоосон бол хугацаагүй."),
    )
    is_closed = forms.BooleanField(
        label=gettext_lazy("Хаасан: шинээр бүртгэхгүй"), required=False
    )


class ChangeCourseForm(CourseForm):
    """The code stays: it stands in addresses and in rules."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


class LessonForm(forms.Form):
    title_mn = forms.CharField(label=gettext_lazy("Гарчиг"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Гарчиг, англиар"), max_length=200, required=False
    )
    body_mn = forms.CharField(
        label=gettext_lazy("Бичвэр"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy(
            "Markdown: «## » дэд гарчиг, «- » жагсаалт, «**тод**». HTML ажиллахгүй."
        ),
    )
    body_en = forms.CharField(
        label=gettext_lazy("Бичвэр, англиар"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Унших минут"), min_value=1, max_value=240, initial=10
    )


class QuestionForm(forms.Form):
    text_mn = forms.CharField(label=gettext_lazy("Асуулт"), max_length=500)
    text_en = forms.CharField(
        label=gettext_lazy("Асуулт, англиар"), max_length=500, required=False
    )
    why_mn = forms.CharField(
        label=gettext_lazy("Яагаад ийм хариулт зөв бэ"), max_length=500, required=False
    )
    why_en = forms.CharField(
        label=gettext_lazy("Тайлбар, англиар"), max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, CHOICES + 1):
            self.fields[f"mn_{n}"] = forms.CharField(
                label=_numbered(gettext_lazy("Хариулт"), n),
                max_length=300,
                required=n < 3,
            )
            self.fields[f"en_{n}"] = forms.CharField(
                label=_numbered(gettext_lazy("Хариулт англиар"), n),
                max_length=300,
                required=False,
            )
            self.fields[f"right_{n}"] = forms.BooleanField(
                label=_numbered(gettext_lazy("Зөв хариулт"), n), required=False
            )

    def values(self) -> dict[str, Any]:
        """As the action takes them; an empty line is no choice."""
        told = self.cleaned_data
        choices = [
            {"mn": told[f"mn_{n}"], "en": told[f"en_{n}"], "right": told[f"right_{n}"]}
            for n in range(1, CHOICES + 1)
            if told[f"mn_{n}"]
        ]
        texts = ("text_mn", "text_en", "why_mn", "why_en")
        return {"choices": choices} | {name: told[name] for name in texts}


def _numbered(label: Any, number: int) -> str:
    return f"{label} {number}"


class GapRuleForm(forms.Form):
    indicator = forms.ModelChoiceField(
        label=gettext_lazy("Үзүүлэлт"),
        queryset=Indicator.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    limit = forms.FloatField(label=gettext_lazy("Хязгаар"))
    worse_above = forms.BooleanField(
        label=gettext_lazy("Хязгаараас дээш бол муу"), required=False
    )
    valid_from = DayField(label=gettext_lazy("Эхлэх өдөр"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["indicator"].queryset = Indicator.objects.filter(
            lowest_level__gte=3
        ).order_by("code")
        fields["indicator"].label_from_instance = lambda one: one.name


class SessionForm(forms.Form):
    course = forms.ModelChoiceField(
        label=gettext_lazy("Сургалт"),
        queryset=Course.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Зохион байгуулах нэгж"))
    place = forms.CharField(label=gettext_lazy("Хаана"), max_length=200)
    trainer = forms.CharField(
        label=gettext_lazy("Сургагч"), max_length=200, required=False
    )
    starts_on = DayField(label=gettext_lazy("Эхлэх өдөр"))
    ends_on = DayField(label=gettext_lazy("Дуусах өдөр"))
    seats = forms.IntegerField(
        label=gettext_lazy("Суудал"), min_value=1, max_value=2000, required=False
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["course"].queryset = Course.objects.filter(is_closed=False)
        fields["unit"].choices = units


class ChangeSessionForm(SessionForm):
    """What it teaches and whose it is stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, units=[], **kwargs)
        del self.fields["course"]
        del self.fields["unit"]


class PlanForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Нэгж"))
    year = forms.IntegerField(label=gettext_lazy("Он"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].choices = units


class PlanLineForm(forms.Form):
    course = forms.ModelChoiceField(
        label=gettext_lazy("Сургалт"),
        queryset=Course.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Улирал"),
        coerce=int,
        choices=[(1, "I"), (2, "II"), (3, "III"), (4, "IV")],
    )
    seats = forms.IntegerField(label=gettext_lazy("Хамрах хүн"), min_value=1)
    cost = forms.DecimalField(
        label=gettext_lazy("Зардал, ₮"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["course"].queryset = Course.objects.filter(is_closed=False)


class ApproveForm(forms.Form):
    act = ActField(label=gettext_lazy("Баталсан шийдвэр"))


class RevokeCertificateForm(forms.Form):
    on = DayField(label=gettext_lazy("Хүчингүй болгох өдөр"))
    why = forms.CharField(label=gettext_lazy("Шалтгаан"), max_length=300)


class QualificationForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Төрөл"), choices=QualificationKind.choices
    )
    title = forms.CharField(label=gettext_lazy("Нэр"), max_length=200)
    school = forms.CharField(
        label=gettext_lazy("Хаана"), max_length=200, required=False
    )
    year = forms.IntegerField(label=gettext_lazy("Он"), required=False)
    number = forms.CharField(
        label=gettext_lazy("Дугаар"), max_length=60, required=False
    )


class EnrolForm(forms.Form):
    """Which session the ticked officials of the page of gaps are enrolled in."""

    session = forms.ModelChoiceField(
        label=gettext_lazy("Бүлэг"),
        queryset=TrainingSession.objects.none(),
        to_field_name="uid",
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["session"].queryset = sessions
