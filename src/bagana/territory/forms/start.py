"""Where a change begins: which unit, which kind; and the filter of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bagana.territory.forms.fields import UnitField
from bagana.territory.models import ChangeKind

MODES = [
    ("carve", _("Нэгж хэвээр, нэг хэсэг нь салж шинэ нэгж болно")),
    ("divide", _("Нэгж дуусгавар болж, оронд нь шинэ нэгжүүд эхэлнэ")),
]


# A re-drawing is enacted from its own decided proposal, with its hearings behind it.
OFFERED = [one for one in ChangeKind.choices if one[0] != ChangeKind.REDRAW]


class StartForm(forms.Form):
    unit = UnitField(
        label=_("Нэгж"),
        help_text=_("Код эсвэл нэр. Шинэ нэгж байгуулах бол дээд нэгжийг бичнэ."),
    )
    kind = forms.ChoiceField(choices=OFFERED, label=_("Үйлдэл"))
    parts = forms.IntegerField(
        label=_("Хэсгийн тоо"),
        help_text=_("Зөвхөн хуваахад хэрэглэнэ."),
        min_value=2,
        max_value=8,
        required=False,
        initial=2,
    )
    mode = forms.ChoiceField(
        choices=MODES, label=_("Хуваах хэлбэр"), required=False, initial="carve"
    )

    def options(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "unit": data["unit"].unit.code,
            "kind": data["kind"],
            "parts": str(data.get("parts") or 2),
            "mode": data.get("mode") or "carve",
        }


class ListForm(forms.Form):
    """The filter over the list of changes."""

    kind = forms.ChoiceField(
        choices=[("", _("бүгд")), *ChangeKind.choices],
        label=_("Үйлдэл"),
        required=False,
    )
    unit = forms.CharField(label=_("Нэгжийн код"), max_length=20, required=False)
    year = forms.IntegerField(
        label=_("Он"), min_value=1900, max_value=2200, required=False
    )
    state = forms.ChoiceField(
        choices=[
            ("", _("бүгд")),
            ("standing", _("хүчинтэй")),
            ("undone", _("буцаасан")),
        ],
        label=pgettext_lazy("өөрчлөлтийн", "Төлөв"),
        required=False,
    )
