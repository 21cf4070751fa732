"""The form of a signature given on paper: parsing, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.scans import SUFFIXES


class PaperForm(forms.Form):
    scan = forms.FileField(
        label=_("Гарын үсэг зурсан цаасны зураг, скан"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": SUFFIXES}),
        help_text=_("PDF, PNG, JPEG; 20 МБ хүртэл."),
    )
    why = forms.CharField(
        label=_("Яагаад өөрийн эрхээр зураагүй"),
        max_length=300,
        required=False,
        help_text=_("Нэвтрэх эрхтэй хүнийх бол заавал бичнэ."),
    )
