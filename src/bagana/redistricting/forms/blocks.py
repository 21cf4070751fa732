"""Forms of blocks: a file, or cells; parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.redistricting.models import Nature
from bagana.territory.forms.fields import DayField

SHORT = {"rows": 2}
CELL_SIZES = (
    (5, _("5-р зэрэг: 250 км² орчим")),
    (6, _("6-р зэрэг: 36 км² орчим")),
    (7, _("7-р зэрэг: 5 км² орчим")),
    (8, _("8-р зэрэг: 0.7 км² орчим")),
)

type Choices = Sequence[tuple[str, str]]


class BlockFileForm(forms.Form):
    """A file of blocks and what must be known of it."""

    unit = forms.ChoiceField(
        label=_("Нэгж"), help_text=_("Бүх суурь хэсгийг багтаасан сум эсвэл аймаг.")
    )
    file = forms.FileField(
        label=_("Файл"),
        help_text=_(
            "GeoJSON, GeoPackage, zip-лэсэн shapefile, эсвэл h3 баганатай CSV."
        ),
    )
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=200, required=False)
    on = DayField(
        label=_("Аль өдрийн багаар"),
        help_text=_("Файлд бичсэн багийн код энэ өдөр хүчинтэй байна."),
    )
    period = forms.CharField(
        label=_("Тоонуудын үе"),
        max_length=40,
        help_text=_("Жишээ нь 2025, эсвэл 2025-12."),
    )
    nature = forms.ChoiceField(
        label=_("Тооны төрөл"),
        choices=Nature.choices,
        initial=Nature.OWN,
        widget=forms.RadioSelect,
        help_text=_("Албан, өөрийн, загварын тоог нэг багцад холихгүй."),
    )
    source_mn = forms.CharField(
        label=_("Эх сурвалж"),
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Тоо, заагийг хэн, хэзээ, юунаас авсан."),
    )
    source_en = forms.CharField(
        label=_("Эх сурвалж, англиар"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].choices = units
        fields["on"].initial = timezone.localdate()


class CellsForm(forms.Form):
    """Blocks from the cells of one sum."""

    unit = forms.ChoiceField(label=_("Сум"))
    on = DayField(label=_("Аль өдрийн багаар"))
    resolution = forms.TypedChoiceField(
        label=_("Нүдний хэмжээ"),
        choices=CELL_SIZES,
        coerce=int,
        initial=6,
        help_text=_("Жижиг нүд нарийн зааг өгч, хайлтыг удаашруулна."),
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].choices = units
        fields["on"].initial = timezone.localdate()
