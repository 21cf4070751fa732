"""Forms of standard staffing: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.people.models import PostKind
from bagana.territory.forms.fields import DayField
from bagana.territory.models import LocationType

LEVELS: Final = [(3, _("баг")), (2, _("сум")), (1, _("аймаг"))]
TOSGON: Final = {"": None, "1": True, "0": False}


class NormForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Албан тушаал"), choices=[("", _("сонгоно уу")), *PostKind.choices]
    )
    level = forms.TypedChoiceField(label=_("Шат"), choices=LEVELS, coerce=int)
    location_type = forms.ChoiceField(
        label=_("Байршлын ангилал"),
        choices=[("", _("бүгд")), *LocationType.choices],
        required=False,
    )
    tosgon = forms.ChoiceField(
        label=_("Тосгон"),
        choices=[("", _("бүгд")), ("1", _("тосгонтой")), ("0", _("тосгонгүй"))],
        required=False,
    )
    posts = forms.DecimalField(
        label=_("Жишиг орон тоо"),
        min_value=0,
        max_value=999,
        max_digits=5,
        decimal_places=2,
        help_text=_("Хагас орон тоог 0.5 гэж бичнэ."),
    )
    valid_from = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    act = ActField(label=_("Тогтоосон шийдвэр"), required=False)
    source = forms.CharField(label=_("Эх сурвалж"), max_length=300, required=False)
    is_illustrative = forms.BooleanField(
        label=_("Жишээ: хэн ч баталгаажуулаагүй"),
        required=False,
        help_text=_("Жишээ жишгийг нийтлэх үзүүлэлтэд тооцохгүй."),
    )

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        told = dict(self.cleaned_data)
        return told | {"tosgon": TOSGON[told["tosgon"]]}


class NormEndForm(forms.Form):
    on = DayField(
        label=_("Дуусах өдөр"),
        initial=timezone.localdate,
        help_text=_("Энэ өдрөөс жишиг шаардахгүй; түүх нь үлдэнэ."),
    )


class AskedDay(forms.Form):
    """The day as of which the comparison is read; anything else is today."""

    day = DayField(required=False)
