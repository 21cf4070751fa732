"""The form of a chapter's new wording."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.territory.forms.fields import DayField


class ChapterForm(forms.Form):
    act = ActField(
        label=_("Өөрчлөлт оруулсан шийдвэр"),
        help_text=_("Шийдвэр алга бол эхлээд «Шийдвэр» хэсэгт бүртгэнэ."),
    )
    valid_from = DayField(label=_("Хүчинтэй эхлэх өдөр"))
    title_mn = forms.CharField(label=_("Гарчиг"), max_length=300)
    title_en = forms.CharField(
        label=_("Гарчиг англиар"), max_length=300, required=False
    )
    text_mn = forms.CharField(
        label=_("Бичвэр"), widget=forms.Textarea(attrs={"rows": 16})
    )
    text_en = forms.CharField(
        label=_("Бичвэр англиар"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    text_mong = forms.CharField(
        label=_("Үндэсний бичгээр"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "mn-Mong"}),
        help_text=_("Хүн бичиж хянасан эх. Машинаар хөрвүүлдэггүй."),
    )
