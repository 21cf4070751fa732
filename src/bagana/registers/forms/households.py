"""Forms of households, people and sections: parsing and field errors, no decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.registers.actions.households import Place
from bagana.registers.models import (
    Connection,
    Dwelling,
    Household,
    Relation,
    Season,
    Section,
    Sex,
)
from bagana.registers.people import NAME_LENGTH, NewPerson, Private
from bagana.territory.forms.fields import DayField

NOT_KNOWN: Final = [("", _("мэдээлэл алга"))]
YES_NO: Final = [*NOT_KNOWN, ("yes", _("тийм")), ("no", _("үгүй"))]
ANSWERS: Final = {"yes": True, "no": False, "": None}
NUMBERS: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def _text(
    label: Any, length: int, help_text: Any = "", **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def _choice(label: Any, choices: Any, unknown: bool = True) -> forms.ChoiceField:
    listed = [*NOT_KNOWN, *choices] if unknown else choices
    return forms.ChoiceField(label=label, choices=listed, required=False)


class FlagField(forms.TypedChoiceField):
    """Yes, no, or not known: never a box that says no when nobody asked."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            choices=YES_NO,
            required=False,
            coerce=ANSWERS.get,
            empty_value=None,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class WrittenSelect(forms.Select):
    """Choices that people named: an English page says that they are Mongolian."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value):
            option["attrs"]["lang"] = "mn"
        return option


class HouseholdForm(forms.Form):
    """What is told of a household. `bag` limits the sections."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    number = _text(
        _("Өрхийн дугаар"), 20, _("Хоосон бол дараагийн дугаарыг өөрөө авна.")
    )
    opened_on = DayField(label=_("Бүртгэсэн өдөр"))
    section = forms.ModelChoiceField(
        label=_("Багийн хэсэг"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("хэсэггүй"),
        widget=WrittenSelect,
    )
    is_herder = FlagField(_("Малчин өрх"))
    dwelling = _choice(_("Орон байр"), Dwelling.choices)
    electricity = _choice(_("Цахилгаан"), Connection.choices)
    water = _choice(_("Ус"), Connection.choices)
    internet = FlagField(_("Интернэт"))
    needs_assistance = FlagField(_("Дэмжлэг шаардлагатай"))
    address = _text(_("Хаяг"), 200)
    phone = _text(_("Утас"), 40, inputmode="tel")
    note = _text(_("Тэмдэглэл"), 500)

    def __init__(self, *args: Any, bag: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = Section.objects.filter(unit=bag, is_closed=False)
        for season in Season:
            self.fields[f"camp_{season}"] = _text(season.label, 100)
            self.fields[f"place_{season}"] = _place(season.label)
        if not is_new:
            del self.fields["opened_on"]
            self.fields["number"].required = True
            self.fields["number"].help_text = ""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for season in Season:
            if told.get(f"place_{season}") and not told.get(f"camp_{season}"):
                self.add_error(f"camp_{season}", gettext("Газрын нэрийг бичнэ үү."))
        return told

    @property
    def told(self) -> dict[str, Any]:
        """What the actions take: fields and camps."""
        data = dict(self.cleaned_data)
        data.pop("seen", None)
        camps = {}
        for season in Season:
            name = data.pop(f"camp_{season}")
            lat, lon = data.pop(f"place_{season}") or (None, None)
            camps[str(season)] = Place(name, lon, lat)
        return data | {"camps": camps}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = ("number", "opened_on", "section", "is_herder", "address", "phone")
        return [self[name] for name in names if name in self.fields]

    @property
    def living_fields(self) -> list[forms.BoundField]:
        names = ("dwelling", "electricity", "water", "internet", "needs_assistance")
        return [self[name] for name in (*names, "note")]

    @property
    def camp_fields(self) -> list[forms.BoundField]:
        stems = ((f"camp_{one}", f"place_{one}") for one in Season)
        return [self[name] for pair in stems for name in pair]


class PlaceField(forms.CharField):
    """«48.91, 106.07»: latitude and longitude as maps and phones give them."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        numbers = [one.replace(",", ".") for one in NUMBERS.findall(text)]
        parts = re.split(r"[\s;]+|,\s+|,(?=[^,]*$)", text.strip())
        if len(parts) == 2 and len(numbers) >= 2:
            try:
                lat, lon = (float(part.replace(",", ".")) for part in parts)
            except ValueError:
                pass
            else:
                if -90 <= lat <= 90 and -180 <= lon <= 180:
                    return lat, lon
        raise forms.ValidationError(
            gettext("Өргөрөг, уртрагийг 48.91, 106.07 гэж бичнэ үү.")
        )


def _place(season: Any) -> PlaceField:
    return PlaceField(
        label=_("Байрлал: %(season)s") % {"season": season},
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
        help_text=_("Заавал биш. Жишээ нь 48.91, 106.07."),
    )


def told_of(household: Household) -> dict[str, Any]:
    """What a form of a household begins with; its page notes the reading."""
    names = (
        "number",
        "section",
        "is_herder",
        "dwelling",
        "electricity",
        "water",
        "internet",
        "needs_assistance",
    )
    told = {name: getattr(household, name) for name in names} | household.private
    for camp in household.camps.select_related("household"):
        content = camp.private
        told[f"camp_{camp.season}"] = content.get("name", "")
        if "lat" in content:
            told[f"place_{camp.season}"] = f"{content['lat']}, {content['lon']}"
    return told


class PersonForm(forms.Form):
    """A person; on the form of a household an empty one is nobody."""

    use_required_attribute = False
    given = _text(_("Нэр"), NAME_LENGTH)
    parent = _text(_("Эцэг, эхийн нэр"), NAME_LENGTH)
    clan = _text(_("Ургийн овог"), NAME_LENGTH)
    reg_no = _text(
        _("Регистрийн дугаар"),
        20,
        _("Бичвэл төрсөн өдөр, хүйс өөрөө бөглөгдөнө."),
        autocapitalize="characters",
    )
    birth_date = DayField(label=_("Төрсөн өдөр"), required=False)
    birth_year = forms.IntegerField(
        label=_("Төрсөн он"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=_("Өдөр нь мэдэгдэхгүй бол зөвхөн он."),
    )
    sex = _choice(_("Хүйс"), Sex.choices)
    relation = _choice(
        _("Өрхийн тэргүүнтэй ямар холбоотой"), Relation.choices, unknown=False
    )
    phone = _text(_("Утас"), 40, inputmode="tel")
    is_temporary = forms.BooleanField(label=_("Түр оршин суугч"), required=False)

    @property
    def is_nobody(self) -> bool:
        """Nothing but what the form itself proposed."""
        proposed = {"relation", "is_temporary"}
        return not any(
            value for name, value in self.cleaned_data.items() if name not in proposed
        )

    @property
    def private(self) -> Private:
        told = self.cleaned_data
        return Private(
            clan=told["clan"],
            parent=told["parent"],
            given=told["given"],
            reg_no=told["reg_no"],
            birth_date=told["birth_date"],
            phone=told["phone"],
        )

    @property
    def new_person(self) -> NewPerson:
        told = self.cleaned_data
        return NewPerson(
            self.private,
            told["sex"],
            told["birth_year"],
            told["relation"] or Relation.OTHER,
            told.get("is_temporary", False),
        )


class ChangePersonForm(PersonForm):
    """`is_temporary` is ended by an event, not by a correction."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    is_temporary = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("Засварын шалтгаан"), max_length=300, required=False
    )


class AddPersonForm(PersonForm):
    """One more member of a household whose register has begun: found missing."""

    on = DayField(label=_("Бүртгэлд орсон өдөр"))
    reason = forms.CharField(label=_("Шалтгаан"), max_length=300, required=False)


def told_of_person(private: Private, person: Any) -> dict[str, Any]:
    return {
        "clan": private.clan,
        "parent": private.parent,
        "given": private.given,
        "reg_no": private.reg_no,
        "birth_date": private.birth_date,
        "birth_year": None if private.birth_date else person.birth_year,
        "phone": private.phone,
        "sex": person.sex,
        "relation": person.relation,
    }


class CloseForm(forms.Form):
    on = DayField(label=_("Хаасан өдөр"))
    reason = forms.CharField(label=_("Шалтгаан"), max_length=300)


class SectionForm(forms.Form):
    name = forms.CharField(label=_("Хэсгийн нэр"), max_length=100)


class ChangeSectionForm(SectionForm):
    is_closed = forms.BooleanField(
        label=_("Хаасан: шинэ өрхөд санал болгохгүй"), required=False
    )


MOST_PEOPLE: Final = 30


class People:
    """The members on the form of a new household; a button adds a row without
    JavaScript, and an empty row is nobody."""

    def __init__(self, data: Mapping[str, Any] | None, rows: int) -> None:
        self.rows = max(1, min(rows, MOST_PEOPLE))
        self.forms = [
            PersonForm(data, prefix=f"people-{place}", initial=_first(place))
            for place in range(self.rows)
        ]

    def is_valid(self) -> bool:
        errors = [form.errors for form in self.forms]  # every form is looked at
        return not any(errors)

    @property
    def told(self) -> list[PersonForm]:
        return [form for form in self.forms if not form.is_nobody]

    def new_people(self) -> Sequence[NewPerson]:
        return [form.new_person for form in self.told]

    def refuse(self, field: str, message: str) -> bool:
        """Put «people-1-reg_no» at its field; whether it was one of ours."""
        found = re.fullmatch(r"people-([0-9]+)-(\w*)", field)
        told = self.told
        if found is None or int(found[1]) >= len(told):
            return False
        form = told[int(found[1])]
        form.add_error(found[2] if found[2] in form.fields else None, message)
        return True


def _first(place: int) -> dict[str, str]:
    return {"relation": Relation.HEAD if place == 0 else Relation.CHILD}
