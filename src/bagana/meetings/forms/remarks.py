"""Forms of citizens' words on meetings: parsing and field errors, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.meetings.actions.remarks import REASON_LENGTH, TEXT_LENGTH


class HideRemarkForm(forms.Form):
    why = forms.CharField(label=_("Нийтлэхгүй шалтгаан"), max_length=REASON_LENGTH)


class AnswerRemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Хариу"),
        max_length=TEXT_LENGTH,
        help_text=_("Хариу шууд нийтлэгдэнэ, дараа нь засахгүй."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
