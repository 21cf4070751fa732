"""Forms of yearly agreements: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.people.models import Criterion
from bagana.territory.forms.fields import DayField


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DraftForm(forms.Form):
    year = forms.IntegerField(label=_("Он"), min_value=2000, max_value=2100)


class PromiseForm(forms.Form):
    """A criterion without an indicator has no figure to aim at."""

    text = forms.CharField(
        label=_("Амлалт"),
        max_length=500,
        widget=_words(4),
        help_text=_("Юуг, хэзээ, хэр хэмжээгээр хийхээ бичнэ."),
    )
    target = forms.FloatField(label=_("Зорилтот түвшин"), required=False)

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if criterion.indicator is None:
            del self.fields["target"]
        else:
            self.fields["target"].help_text = criterion.indicator.name


class SignForm(forms.Form):
    on = DayField(label=_("Гарын үсэг зурсан өдөр"), initial=timezone.localdate)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AssessForm(forms.Form):
    score = forms.FloatField(label=_("Оноо, 0–100"), min_value=0, max_value=100)
    note = forms.CharField(
        label=_("Дүгнэлтийн үндэслэл"), max_length=500, widget=_words(4)
    )


class ClosingForm(forms.Form):
    on = DayField(label=_("Дүгнэсэн өдөр"), initial=timezone.localdate)


class AnewForm(forms.Form):
    reason = forms.CharField(
        label=_("Дахин дүгнэх шалтгаан"), max_length=300, widget=_words(3)
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button itself is the deed."""
