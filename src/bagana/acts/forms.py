"""Forms on decisions: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.models import ActKind, Body
from bagana.acts.scans import SUFFIXES
from bagana.web.errors import Refused


class ActForm(forms.Form):
    body = forms.ModelChoiceField(
        label=_("Шийдвэр гаргагч"),
        queryset=Body.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    kind = forms.ChoiceField(label=_("Төрөл"), choices=ActKind.choices)
    number = forms.CharField(
        label=_("Дугаар"),
        max_length=30,
        required=False,
        help_text=_("Жишээ нь А/20. Мэдэгдэхгүй бол хоосон үлдээж, тэмдэглэлд бичнэ."),
    )
    date = forms.DateField(
        label=_("Огноо"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    meeting = forms.CharField(
        label=_("Хуралдааны дугаар"), max_length=30, required=False
    )
    title_mn = forms.CharField(label=_("Гарчиг"), max_length=500)
    title_en = forms.CharField(
        label=_("Гарчиг англиар"), max_length=500, required=False
    )
    text = forms.CharField(
        label=_("Эх бичвэр"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    note_mn = forms.CharField(
        label=_("Тэмдэглэл"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_en = forms.CharField(
        label=_("Тэмдэглэл англиар"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scan = forms.FileField(
        label=_("Скан"),
        required=False,
        help_text=_("PDF, PNG эсвэл JPEG, 20 МБ хүртэл."),
        widget=forms.FileInput(attrs={"accept": SUFFIXES}),
    )

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Body.objects.filter(pk__in=[body.pk for body in bodies])
        self.fields["body"].queryset = offered  # type: ignore[attr-defined]


class AmendForm(ActForm):
    reason = forms.CharField(
        label=_("Засварын шалтгаан"),
        max_length=100,
        help_text=_("Юуг яагаад зассаныг түүхэнд үлдээнэ."),
    )


class BodyForm(forms.Form):
    name_mn = forms.CharField(label=_("Нэр"), max_length=300)
    name_en = forms.CharField(label=_("Англи нэр"), max_length=300)
    unit = forms.CharField(
        label=_("Нэгжийн код"),
        max_length=20,
        required=False,
        help_text=_("Аль нэгжийнх болох. Яам, Засгийн газар бол хоосон."),
    )


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put what an action refused beside the field it speaks of."""
    text = f"{refusal.reason} {refusal.fix}".strip()
    form.add_error(refusal.field if refusal.field in form.fields else None, text)
