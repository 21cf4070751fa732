"""Forms of resolutions: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.meetings.actions.resolutions import TEXT_LENGTH, TITLE_LENGTH
from bagana.programme.forms.proposals import RankForm
from bagana.territory.forms.fields import DayField

PUBLIC = _("Тогтоол нийтэд нээлттэй: иргэний хувийн мэдээлэл бүү бичээрэй.")


class ResolutionForm(forms.Form):
    title_mn = forms.CharField(label=_("Гарчиг"), max_length=TITLE_LENGTH)
    title_en = forms.CharField(
        label=_("Англи гарчиг"), max_length=TITLE_LENGTH, required=False
    )
    basis = forms.CharField(
        label=_("Үндэслэл"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text = forms.CharField(
        label=_("ТОГТООХ нь"),
        max_length=TEXT_LENGTH,
        help_text=PUBLIC,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class SignForm(forms.Form):
    on = DayField(
        label=_("Тогтоолын огноо"),
        help_text=_("Дугаарыг энэ оны дараалал дахь дараагийн тоогоор олгоно."),
    )


class AnnulForm(forms.Form):
    act = ActField(
        label=_("Хүчингүй болгосон шийдвэр"),
        help_text=_(
            "Хурлын дараагийн тогтоол, эсвэл дээд шатны байгууллагын шийдвэр."
            " Биелээгүй үүрэг нь хамт хүчингүй болно."
        ),
    )
    note = forms.CharField(label=_("Тайлбар"), max_length=300, required=False)

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = acts


class MeetingRankForm(RankForm):
    """The order of proposals; the act is the resolution itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, acts=None, **kwargs)
        del self.fields["act"]
