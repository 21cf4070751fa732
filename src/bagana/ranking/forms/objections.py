"""Forms of objections: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.indicators.models import Observation
from bagana.ranking.actions.objections import (
    REASON_LENGTH,
    SHORT_LENGTH,
    TEXT_LENGTH,
)
from bagana.ranking.models import HideGround, ObjectionState
from bagana.ranking.queries.selection_units import Place
from bagana.territory.models import Unit

if TYPE_CHECKING:
    _Units = forms.ModelChoiceField[Unit]
else:
    _Units = forms.ModelChoiceField


class UnitChoice(_Units):
    """A unit of the selection by the name that it had then."""

    places: dict[int, Place]

    def label_from_instance(self, obj: Any) -> str:
        place = self.places.get(obj.pk)
        return place.full_name if place else str(obj.code)


class ObjectionForm(forms.Form):
    unit = UnitChoice(
        label=_("Аль багийн талаар"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("жагсаалтыг бүхэлд нь"),
    )
    observation = forms.ModelChoiceField(
        queryset=Observation.objects.filter(publication__isnull=False),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Ийм тоо нийтлээгүй байна.")},
    )
    text = forms.CharField(
        label=_("Эсэргүүцэл"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Юу буруу, яагаад гэж үзэж байгаагаа бичнэ үү. Утас, регистрийн дугаар,"
            " бусдын хувийн мэдээлэл бүү бичээрэй: хүн бүр уншина."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(
        label=_("Нэр"),
        max_length=SHORT_LENGTH,
        required=False,
        help_text=_("Хүсвэл бичнэ. Бичвэл эсэргүүцэлтэй хамт харагдана."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("Холбоо барих утас, хаяг"),
        max_length=SHORT_LENGTH,
        required=False,
        help_text=_(
            "Тодруулах зүйл гарвал холбогдоно. Нийтэд харагдахгүй, хэн үзсэнийг"
            " бүртгэж, шалгаруулалт хаагдахад устгана."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # People do not see it and leave it empty; machines fill in whatever they find.
    website = forms.CharField(required=False, widget=forms.TextInput)

    def __init__(self, *args: Any, places: dict[int, Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, UnitChoice)
        field.places = places
        field.queryset = Unit.objects.filter(pk__in=places)

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
    state = forms.ChoiceField(
        label=_("Хүлээн авах эсэх"),
        choices=[
            choice
            for choice in ObjectionState.choices
            if choice[0] != ObjectionState.FILED
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Хариу"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Хариу шууд нийтлэгдэнэ, дараа нь засахгүй. Юуг шалгасан, юунд үндэслэснээ"
            " бичнэ үү."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
