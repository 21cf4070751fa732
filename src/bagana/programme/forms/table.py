"""The form of the plan table: a file, or what was copied; parsing only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagana.indicators.imports.reading import MAX_BYTES
from bagana.programme.models import Programme

MOST_PASTED = 1_000_000


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Файл"),
        required=False,
        help_text=_("XLSX эсвэл CSV. Эндээс татсан төлөвлөгөө хэвээрээ буцаж орно."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
    text = forms.CharField(
        label=_("Эсвэл Excel, Word-оос хуулж тавих"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        help_text=_(
            "Гарчгийн мөртэй хүснэгт, эсвэл 1. зорилт, 1.1. арга хэмжээ, 1.1.1. үйл"
            " ажиллагаа гэж дугаарласан мөрүүд. Хугацааг зураасны ард бичнэ."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    phase = forms.TypedChoiceField(
        label=_("Үе шат заагаагүй мөрөнд"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Хугацаанаас нь танигдахгүй мөр энэ үе шатанд орно."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = programme.phases.order_by("number")
        self.fields["phase"].choices = [  # type: ignore[attr-defined]
            ("", _("хугацаанаас нь таних")),
            *((str(phase.number), str(phase)) for phase in phases),
        ]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(
                _now("Файл 32 MB-аас том байна. Хэсэгчлэн оруулна уу.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), (given.get("text") or "").strip()
        if not self.errors and bool(file) == bool(text):
            raise ValidationError(
                _now("Файл сонгох, хуулсан хүснэгтээ тавих хоёрын нэгийг хийнэ үү.")
            )
        return given
