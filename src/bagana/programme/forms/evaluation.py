"""Forms of an evaluation: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.indicators.models import Indicator, Period
from bagana.programme.actions.evaluations import TEXT_LENGTH
from bagana.programme.actions.studies import REASON_LENGTH
from bagana.programme.models import Comparison, Objective, Programme


def _text(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SummaryForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    summary_mn = _text(
        _("Ерөнхий дүгнэлт"),
        _("Үе шат юунд хүрсэн, юунд хүрээгүй, дараа нь юу хийх вэ."),
        8,
    )
    summary_en = _text(_("Дүгнэлт англиар"), rows=8)


class FindingForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    relevance_mn = _text(
        _("Ач холбогдол"), _("Асуудал хэвээр үү, зорилт зөв сонгогдсон уу.")
    )
    relevance_en = _text(_("Ач холбогдол англиар"))
    result_mn = _text(_("Үр дүн"), _("Юу өөрчлөгдсөн, юунаас болсон гэж үзэх вэ."))
    result_en = _text(_("Үр дүн англиар"))
    cost_mn = _text(
        _("Зардлын үр ашиг"), _("Ижил үр дүнд хямд хүрэх боломж байсан уу.")
    )
    cost_en = _text(_("Зардлын үр ашиг англиар"))
    lesson_mn = _text(_("Сургамж, зөвлөмж"), _("Дараагийн үе шатанд юуг өөрчлөх вэ."))
    lesson_en = _text(_("Сургамж, зөвлөмж англиар"))


class StudyForm(forms.Form):
    objective = forms.ModelChoiceField(
        label=_("Зорилт"),
        queryset=Objective.objects.none(),
        to_field_name="number",
        required=False,
        empty_label=_("үе шат бүхэлдээ"),
    )
    indicator = forms.ModelChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.filter(lowest_level=3),
        to_field_name="code",
        empty_label=_("сонгоно уу"),
        help_text=_("Багаар гардаг, хоёр хугацаанд нийтэлсэн тоотой үзүүлэлт."),
    )
    before = forms.ModelChoiceField(
        label=_("Эхний хугацаа"),
        queryset=Period.objects.order_by("start", "-end"),
        to_field_name="code",
        empty_label=_("сонгоно уу"),
        help_text=_("Дэмжлэгээс өмнөх."),
    )
    after = forms.ModelChoiceField(
        label=_("Сүүлийн хугацаа"),
        queryset=Period.objects.order_by("start", "-end"),
        to_field_name="code",
        empty_label=_("сонгоно уу"),
        help_text=_("Дэмжлэгээс хойших, эхнийхтэй нэг төрлийн."),
    )
    comparison = forms.ChoiceField(
        label=_("Харьцуулах бүлэг"), choices=Comparison.choices
    )
    logarithm = forms.BooleanField(
        label=_("Өсөлтийг хувиар харьцуулах (логарифм)"),
        required=False,
        help_text=_("Багууд хэмжээгээрээ их ялгаатай, бүх утга тэгээс их үед."),
    )
    reason = forms.CharField(
        label=_("Асуулт ба яагаад энэ харьцуулалт"),
        max_length=REASON_LENGTH,
        help_text=_("Ямар өөрчлөлт гарна гэж үзэж байна вэ. Дүнг харахаас өмнө бичнэ."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    supported = forms.MultipleChoiceField(
        label=_("Дэмжлэг авсан багууд"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Зорилтын хэрэгжсэн арга хэмжээ хамарсан багуудыг тэмдэглэсэн."),
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        bags: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own = programme.objectives.order_by("number")
        self.fields["objective"].queryset = own  # type: ignore[attr-defined]
        self.fields["supported"].choices = list(bags)  # type: ignore[attr-defined]


class PublishEvaluationForm(forms.Form):
    act = ActField(
        label=_("Үндэслэсэн шийдвэр"),
        required=False,
        empty_label=_("шийдвэргүй"),
    )
