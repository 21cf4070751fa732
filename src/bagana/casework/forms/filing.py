"""The citizen's own forms: nothing is asked that is not needed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.casework.forms.requests import AskForm


class FileForm(AskForm):
    """The public form. People do not see `website` and leave it empty; machines fill
    in whatever they find."""

    website = forms.CharField(required=False)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


class CitizenWhyForm(forms.Form):
    why = forms.CharField(
        label=_("Яагаад болоогүй вэ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
