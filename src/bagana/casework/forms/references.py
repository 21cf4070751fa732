"""Forms of references: which kind and household, then whom; revoking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.casework import reference_fields
from bagana.casework.actions.references import ADDRESSEE_LENGTH, REASON_LENGTH
from bagana.casework.models import ReferenceKind
from bagana.registers.models import Household, Person
from bagana.registers.people import private_of
from bagana.territory.models import Unit


class StartForm(forms.Form):
    """Which reference, for which household of the bag; names are in no address."""

    kind = forms.ChoiceField(label=_("Тодорхойлолтын төрөл"))
    number = forms.CharField(
        label=_("Өрхийн дугаар"),
        max_length=20,
        help_text=_("Багийн өрхийн бүртгэлд байгаа дугаар."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, unit: Unit, kinds: Sequence[ReferenceKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        field: Any = self.fields["kind"]
        field.choices = [(kind.code, kind.title) for kind in kinds]

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        rows = Household.objects.filter(unit=self.unit, closed_on=None)
        self.household = rows.filter(number=number).first()
        if self.household is None:
            raise forms.ValidationError(gettext("Ийм дугаартай өрх энэ багт алга."))
        return number


class IssueForm(forms.Form):
    """Whom of the household; only what the kind asks for is asked here."""

    person = forms.TypedChoiceField(
        label=_("Хэнд олгох"), coerce=int, widget=forms.RadioSelect
    )
    other = forms.TypedChoiceField(
        label=_("Хэнийг асарч байгаа"), coerce=int, widget=forms.RadioSelect
    )
    addressee = forms.CharField(
        label=_("Хаана өгөх"),
        max_length=ADDRESSEE_LENGTH,
        required=False,
        help_text=_("Байгууллагын нэр, жишээ нь банк. Хоосон байж болно."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, kind: ReferenceKind, people: Sequence[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        choices = [(one.pk, _person_words(one)) for one in people]
        asked = {
            "person": reference_fields.asks_person(kind),
            "other": reference_fields.asks_other(kind),
        }
        for name, is_asked in asked.items():
            field: Any = self.fields[name]
            field.choices = choices
            if not is_asked:
                del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        return {
            "person": self.people.get(told.get("person", 0)),
            "other": self.people.get(told.get("other", 0)),
            "addressee": told["addressee"],
        }


def _person_words(person: Person) -> str:
    name = reference_fields.full_name(private_of(person))
    words = (name, str(person.get_relation_display()), str(person.birth_year or ""))
    return ", ".join(filter(None, words))


class RevokeForm(forms.Form):
    why = forms.CharField(
        label=_("Шалтгаан"),
        max_length=REASON_LENGTH,
        help_text=_("Хүний нэр, дугаар бүү бич."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
