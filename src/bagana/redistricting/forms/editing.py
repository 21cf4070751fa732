"""What is typed and pressed on the page on which a plan is edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodesField(forms.Field):
    """Codes of blocks: a list with many choices, or typed with spaces or commas.

    Whether the codes exist the action says, which knows the blocks.
    """

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        words = [word for each in value or () for word in str(each).split()]
        codes = [code for word in words for code in word.split(",")]
        return list(dict.fromkeys(filter(None, codes)))


class EditForm(forms.Form):
    """One deed: which, on what, and which state of the plan it was meant for."""

    do = forms.CharField(max_length=40)
    blocks = CodesField(required=False)
    to = forms.CharField(required=False, max_length=20)
    allow_break = forms.BooleanField(required=False)
    seen = forms.IntegerField(min_value=0, required=False)


class NameForm(forms.Form):
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=200, required=False)


class BeginForm(forms.Form):
    title = forms.CharField(
        label=_("Нэр"),
        max_length=200,
        required=False,
        help_text=_("Жагсаалтад дугаарынхаа хажууд харагдана."),
    )
