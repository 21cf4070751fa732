"""Forms of evidence: made for a phone first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.indicators.models import Indicator
from bagana.programme.actions.evidence import Place
from bagana.programme.evidence_files import DOCUMENT_SUFFIXES, PHOTO_SUFFIXES
from bagana.programme.models import Activity, Measure, Stage
from bagana.territory.forms.fields import DayField, UnitField


class FileForm(forms.Form):
    caption = forms.CharField(label=_("Тайлбар"), max_length=300)
    activity = forms.ModelChoiceField(
        label=_("Үйл ажиллагаа"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("арга хэмжээг бүхэлд нь"),
    )
    taken_on = DayField(label=_("Огноо"), required=False)
    is_private = forms.BooleanField(label=_("Нийтэд нээхгүй"), required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps: Any = self.fields["activity"]
        steps.queryset = measure.activities.order_by("position")
        if not steps.queryset:
            del self.fields["activity"]


class PhotoForm(FileForm):
    file = forms.FileField(
        label=_("Зураг"),
        help_text=_("Камераар шууд авах, эсвэл утаснаасаа сонгоно. 20 МБ хүртэл."),
        widget=forms.FileInput(attrs={"accept": PHOTO_SUFFIXES}),
    )
    stage = forms.ChoiceField(
        label=_("Хэзээнийх"),
        required=False,
        choices=[("", _("заагаагүй")), *Stage.choices],
    )
    latitude = forms.FloatField(label=_("Өргөрөг"), required=False)
    longitude = forms.FloatField(label=_("Уртраг"), required=False)
    field_order = ["file", "caption", "stage", "activity", "taken_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_on"].help_text = _(
            "Хоосон бол зургийн өөрийнх нь огноо, байршлыг авна."
        )

    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        latitude = cleaned.pop("latitude", None)
        longitude = cleaned.pop("longitude", None)
        both = latitude is not None and longitude is not None
        cleaned["place"] = Place(latitude, longitude) if both else None
        return cleaned

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Өргөрөг, уртраг хоёуланг нь бичнэ үү."))
        return cleaned


class DocumentForm(FileForm):
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("PDF, Word, Excel эсвэл сканы зураг, 20 МБ хүртэл."),
        widget=forms.FileInput(attrs={"accept": DOCUMENT_SUFFIXES}),
    )
    field_order = ["file", "caption", "activity", "taken_on"]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FigureForm(forms.Form):
    """Which figure: the newest one that the reader may see."""

    indicator = forms.ModelChoiceField(
        label=_("Үзүүлэлт"),
        queryset=Indicator.objects.all(),
        empty_label=_("сонгоно уу"),
    )
    unit = UnitField(label=_("Нэгж"))
    period = forms.CharField(
        label=_("Хугацаа"), max_length=10, help_text=_("2019, 2019-H1")
    )
