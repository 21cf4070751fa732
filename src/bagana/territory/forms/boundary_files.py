"""Reading a file of outlines and the act under which it is applied."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bagana.acts.choosing import ActField
from bagana.territory.forms.fields import DayField
from bagana.territory.models import BoundaryStatus


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Заагийн файл"),
        help_text=_(
            "GeoJSON, GeoPackage (.gpkg) эсвэл zip-лэсэн shapefile, 64 МБ хүртэл."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,.gpkg,.zip"}),
    )
    code_field = forms.CharField(
        max_length=100,
        label=_("Кодын багана"),
        required=False,
        help_text=_("Хоосон бол автоматаар олно."),
    )


class ApplyForm(forms.Form):
    act = ActField(
        label=pgettext_lazy("нэг", "Шийдвэр"),
        empty_label="–",
    )
    effective_on = DayField(label=_("Хүчин төгөлдөр болох өдөр"))
    status = forms.ChoiceField(choices=BoundaryStatus, label=_("Заагийн төлөв"))
    source = forms.CharField(max_length=300, label=_("Заагийн эх сурвалж"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        kw["initial"] = {
            "effective_on": timezone.localdate(),
            **(kw.get("initial") or {}),
        }
        super().__init__(*args, **kw)
