"""Forms of the pages of spreadsheets and submissions: parsing, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Бөглөсөн хүснэгт"),
        help_text=_("Эндээс татаж бөглөсөн XLSX файл."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


class SubmissionsForm(forms.Form):
    file = forms.FileField(
        label=_("Утсаар бөглөсөн маягтын файл"),
        help_text=_("ODK эсвэл Kobo системээс гаргасан CSV, JSON файл."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}),
    )
