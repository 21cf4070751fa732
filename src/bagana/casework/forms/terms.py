"""Forms of what holds for the whole installation: climbing, kinds of references."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import ReferenceKind
from bagana.casework.reference_fields import FIELDS
from bagana.territory.forms.fields import DayField


def _illustrative() -> forms.BooleanField:
    return forms.BooleanField(label=_("Жишээ: хэн ч баталгаажуулаагүй"), required=False)


class ClimbingForm(forms.Form):
    valid_from = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    to_sum = forms.IntegerField(
        label=_("Суманд шилжих хоног"),
        min_value=0,
        max_value=365,
        help_text=_("Хугацаа хэтэрснээс хойш хэдэн хоногийн дараа."),
    )
    to_aimag = forms.IntegerField(
        label=_("Аймагт шилжих хоног"),
        min_value=0,
        max_value=365,
        help_text=_("Мөн хугацаа хэтэрснээс хойш тоолно."),
    )
    source_mn = forms.CharField(
        label=_("Эх сурвалж"),
        max_length=300,
        help_text=_("Тогтоосон шийдвэрийн нэр, огноо, дугаар."),
    )
    source_en = forms.CharField(
        label=_("Эх сурвалж, англиар"), max_length=300, required=False
    )
    is_illustrative = _illustrative()


class KindForm(forms.Form):
    """A dated version of a kind; the order of fields is that of the list."""

    valid_from = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Нэр, англиар"), max_length=200, required=False)
    purpose_mn = forms.CharField(label=_("Зориулалт"), max_length=300, required=False)
    purpose_en = forms.CharField(
        label=_("Зориулалт, англиар"), max_length=300, required=False
    )
    fields_told = forms.MultipleChoiceField(
        label=_("Юу бичигдэх вэ"),
        choices=[(one.code, one.label) for one in FIELDS.values()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Зөвхөн энэ төрөлд хэрэгтэйг сонгоно."),
    )
    valid_days = forms.IntegerField(
        label=_("Хүчинтэй хоног"), min_value=1, max_value=3650
    )
    basis_mn = forms.CharField(
        label=_("Хууль зүйн үндэслэл"),
        max_length=300,
        help_text=_("Регистрийн дугаар бичих бол үндэслэлд нь нэрлэсэн байна."),
    )
    basis_en = forms.CharField(
        label=_("Хууль зүйн үндэслэл, англиар"), max_length=300, required=False
    )
    is_illustrative = _illustrative()

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        told = dict(self.cleaned_data)
        return told | {"fields": told.pop("fields_told")}


class NewKindForm(KindForm):
    code = forms.SlugField(
        label=_("Код"), max_length=40, help_text=_("Латин үсэг, тоо, зураас.")
    )
    field_order = ("code",)


class WithdrawForm(forms.Form):
    on = DayField(
        label=_("Хүчингүй болох өдөр"),
        initial=timezone.localdate,
        help_text=_("Энэ өдрөөс олгохгүй; өмнө олгосон нь хугацаандаа хүчинтэй."),
    )


def initial_of(kind: ReferenceKind) -> dict[str, Any]:
    """What stands now, to change from."""
    stems = ("title", "purpose", "basis")
    names = [f"{stem}_{language}" for stem in stems for language in ("mn", "en")]
    told = {name: getattr(kind, name) for name in (*names, "valid_days")}
    return told | {"fields_told": kind.fields}
