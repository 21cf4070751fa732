"""Forms of a meeting that is held: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagana.meetings.models import BallotKind, Meeting, MinuteKind, Option
from bagana.registers.models import Sex

OFF = {"autocomplete": "off"}
NOT_KNOWN = [("", _("мэдээлэл алга"))]


class VisitorForm(forms.Form):
    """One who is not of the bag's register: present, and not counted."""

    name = forms.CharField(
        label=_("Нэр"), max_length=200, widget=forms.TextInput(attrs=OFF)
    )
    sex = forms.ChoiceField(
        label=_("Хүйс"), choices=[*NOT_KNOWN, *Sex.choices], required=False
    )


class SignersForm(forms.Form):
    chair_name = forms.CharField(
        label=_("Хуралдааны дарга"), max_length=200, widget=forms.TextInput(attrs=OFF)
    )
    secretary_name = forms.CharField(
        label=_("Нарийн бичгийн дарга"),
        max_length=200,
        widget=forms.TextInput(attrs=OFF),
    )


class BallotForm(forms.Form):
    kind = forms.ChoiceField(label=_("Хэлбэр"), choices=BallotKind.choices)
    question = forms.CharField(label=_("Санал хураах асуудал"), max_length=300)
    candidates = forms.CharField(
        label=_("Нэр дэвшигчид"),
        required=False,
        max_length=4_000,
        help_text=_("Мөр бүрд нэг нэр. Хоосон бол «дэмжсэн, татгалзсан» гэж хураана."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def told(self) -> dict[str, Any]:
        lines = self.cleaned_data["candidates"].splitlines()
        options = [line.strip() for line in lines if line.strip()]
        return {
            "kind": self.cleaned_data["kind"],
            "question": self.cleaned_data["question"],
            "options": options,
        }


def words_of(option: Option) -> str:
    """A candidate's name as it is written; «for» and «against» in both languages."""
    if get_language() == "en" and option.label_en:
        return option.label_en
    return option.label_mn


def _count(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100_000,
        required=required,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class CountForm(forms.Form):
    """Votes of each option, then the rest; what is left empty of the rest is none."""

    def __init__(self, *args: Any, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in options:
            label = words_of(option)
            self.fields[f"votes_{option.position}"] = _count(label, required=True)
        self.positions = [option.position for option in options]
        self.fields["abstained"] = _count(_("Түдгэлзсэн"))
        self.fields["invalid"] = _count(_("Хүчингүй"))
        self.fields["absent"] = _count(_("Санал өгөөгүй"))
        self.fields["minority_view"] = forms.CharField(
            label=_("Цөөнхийн санал"),
            required=False,
            max_length=5_000,
            help_text=_("Нийтэд харагдана."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        # What reconciles only together is told at the first of the counts.
        self.first = f"votes_{self.positions[0]}"

    @property
    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        rest = {name: data[name] or 0 for name in ("abstained", "invalid", "absent")}
        votes = [data[f"votes_{place}"] for place in self.positions]
        return rest | {"votes": votes, "minority_view": data["minority_view"]}


KINDS = [one for one in MinuteKind.choices if one[0] != MinuteKind.CORRECTION]


class MinuteForm(forms.Form):
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Бичлэгийн төрөл"), choices=KINDS)
    item = forms.TypedChoiceField(
        label=_("Асуудал"), required=False, coerce=int, empty_value=None
    )
    speaker = forms.CharField(
        label=_("Хэн"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=OFF),
    )
    text = forms.CharField(
        label=_("Бичвэр"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agenda = list(meeting.agenda.order_by("position"))
        field: Any = self.fields["item"]
        field.choices = [
            ("", _("бүх хуралдаан")),
            *((one.position, f"{one.position}. {one.title}"[:80]) for one in agenda),
        ]
        self.agenda = {one.position: one for one in agenda}

    @property
    def told(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        # The clock of a phone may be fast: what it wrote was written by now.
        at = data["at"] and min(data["at"], timezone.now())
        return data | {"item": self.agenda.get(data["item"]), "at": at}


class WordsForm(forms.Form):
    """An entry put right, or a correction beside it."""

    speaker = forms.CharField(
        label=_("Хэн"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=OFF),
    )
    text = forms.CharField(
        label=_("Бичвэр"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
