"""Forms of comments and answers: parsing and field errors, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.programme.actions.feedback import (
    NAME_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
)
from bagana.programme.models import HideGround


class CommentForm(forms.Form):
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


class HideForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Үндэслэл"), choices=[("", _("сонгоно уу")), *HideGround.choices]
    )
    reason = forms.CharField(
        label=_("Тайлбар"), max_length=REASON_LENGTH, required=False
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Хариу"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Хариу шууд нийтлэгдэнэ, дараа нь засахгүй: тодруулах бол нэмж бичнэ."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
