"""Forms of citizens' words on meetings: parsing and field errors, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.meetings.actions.remarks import NAME_LENGTH, REASON_LENGTH, TEXT_LENGTH


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Санал, сэтгэгдэл"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Утас, регистрийн дугаар, бусдын хувийн мэдээлэл бүү бичээрэй:"
            " нийтэлсэн сэтгэгдлийг хүн бүр уншина."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    name = forms.CharField(
        label=_("Нэр"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Хүсвэл бичнэ. Бичвэл сэтгэгдэлтэй хамт харагдана."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    # People do not see it and leave it empty; machines fill in whatever they find.
    website = forms.CharField(required=False, widget=forms.TextInput)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


class HideRemarkForm(forms.Form):
    why = forms.CharField(label=_("Нийтлэхгүй шалтгаан"), max_length=REASON_LENGTH)


class AnswerRemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Хариу"),
        max_length=TEXT_LENGTH,
        help_text=_("Хариу шууд нийтлэгдэнэ, дараа нь засахгүй."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
