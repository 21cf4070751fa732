"""Forms of assets and norms: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.acts.choosing import ActField
from bagana.registers.models import AssetKind, AssetState
from bagana.territory.forms.fields import DayField
from bagana.territory.models import LocationType

MOST_BYTES: Final = 12 * 1024 * 1024
STATES: Final = [
    (state.value, state.label) for state in AssetState if state != "written_off"
]


class AssetForm(forms.Form):
    kind = forms.ModelChoiceField(
        label=gettext_lazy("Төрөл"),
        queryset=AssetKind.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    title = forms.CharField(
        label=gettext_lazy("Нэр, марк"), max_length=200, required=False
    )
    pieces = forms.IntegerField(
        label=gettext_lazy("Ширхэг"),
        min_value=0,
        initial=1,
        help_text=gettext_lazy("0 гэвэл: хайж үзсэн, алга."),
    )
    state = forms.ChoiceField(label=gettext_lazy("Байдал"), choices=STATES)
    since = DayField(
        label=gettext_lazy("Хүлээж авсан өдөр"),
        help_text=gettext_lazy("Энэ өдрөөс албаны хангамжид тооцно."),
    )
    inventory_number = forms.CharField(
        label=gettext_lazy("Бүртгэлийн дугаар"), max_length=40, required=False
    )
    year = forms.IntegerField(
        label=gettext_lazy("Үйлдвэрлэсэн он"), required=False, min_value=1950
    )
    owner = forms.CharField(
        label=gettext_lazy("Өмчлөгч байгууллага"), max_length=200, required=False
    )
    cost = forms.DecimalField(
        label=gettext_lazy("Анхны өртөг, ₮"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
    photo = forms.FileField(
        label=gettext_lazy("Зураг"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG, 12 МБ хүртэл. Жижигрүүлж, байршил, камерын мэдээллийг арилгана."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].queryset = AssetKind.objects.all()

    def clean_photo(self) -> Any:
        photo = self.cleaned_data.get("photo")
        if photo and photo.size > MOST_BYTES:
            raise forms.ValidationError(_("Зураг 12 МБ-аас том байна."))
        return photo

    def values(self) -> dict[str, Any]:
        """As the actions take them; a photograph as bytes, None without one."""
        cleaned = dict(self.cleaned_data)
        photo = cleaned.pop("photo")
        cleaned["photo"] = photo.read() if photo else None
        return cleaned


class ChangeAssetForm(AssetForm):
    """Of a recorded asset: its kind stays; another kind is another asset."""

    drop_photo = forms.BooleanField(
        label=gettext_lazy("Одоогийн зургийг хасах"), required=False
    )

    def __init__(self, *args: Any, has_photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        if not has_photo:
            del self.fields["drop_photo"]

    def values(self) -> dict[str, Any]:
        cleaned = super().values()
        if cleaned.pop("drop_photo", False) and cleaned["photo"] is None:
            cleaned["photo"] = b""
        return cleaned


class WriteOffForm(forms.Form):
    on = DayField(label=gettext_lazy("Данснаас хассан өдөр"))
    reason = forms.CharField(
        label=gettext_lazy("Шалтгаан, актын дугаар"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NormForm(forms.Form):
    kind = forms.ModelChoiceField(
        label=gettext_lazy("Төрөл"),
        queryset=AssetKind.objects.none(),
        empty_label=gettext_lazy("сонгоно уу"),
    )
    location_type = forms.ChoiceField(
        label=gettext_lazy("Байршлын төрөл"),
        required=False,
        choices=[("", gettext_lazy("бүх баг")), *LocationType.choices],
        help_text=gettext_lazy("Төрлийн норм бүх багийнхаас түрүүлж үйлчилнэ."),
    )
    pieces = forms.IntegerField(label=gettext_lazy("Ширхэг"), min_value=0)
    unit_price = forms.DecimalField(
        label=gettext_lazy("Нэгж үнэ, ₮"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
    valid_from = DayField(label=gettext_lazy("Хэзээнээс"))
    act = ActField(
        label=gettext_lazy("Тогтоосон шийдвэр"),
        required=False,
        empty_label=gettext_lazy("шийдвэргүй"),
        help_text=gettext_lazy("Шийдвэргүй норм «жишээ» гэсэн тэмдэгтэй байна."),
    )
    source_mn = forms.CharField(
        label=gettext_lazy("Эх сурвалж"), max_length=300, required=False
    )
    source_en = forms.CharField(
        label=gettext_lazy("Эх сурвалж англиар"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].queryset = AssetKind.objects.all()
