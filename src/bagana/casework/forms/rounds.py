"""Forms of mobile rounds: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.casework.actions.rounds import Wish
from bagana.casework.models import RoundStop, ServiceVersion
from bagana.casework.queries.places import Centre
from bagana.casework.routing import read_roads
from bagana.territory.forms.fields import DayField
from bagana.territory.models import UnitVersion
from bagana.web.errors import Refused
from bagana.web.templatetags.bagana import as_written

DEGREES = 6
"""Digits of a degree that a form shows: a tenth of a metre."""


class ServicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


def _degrees(label: Any, hint: Any = "") -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any"})
    return forms.FloatField(label=label, help_text=hint, widget=widget)


class RoundForm(forms.Form):
    """Days, the place it sets out from, sections to call at and places of one's own."""

    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=200, required=False)
    starts_on = DayField(label=_("Эхлэх өдөр"))
    ends_on = DayField(label=_("Дуусах өдөр"))
    start_lon = _degrees(
        _("Гарах цэгийн уртраг"), _("Албаны байрны байршил, жишээ нь 106.45.")
    )
    start_lat = _degrees(_("Гарах цэгийн өргөрөг"), _("Жишээ нь 48.95."))
    radius_km = forms.FloatField(
        label=_("Хүрэх зай, км"),
        initial=10,
        min_value=0.1,
        max_value=100,
        help_text=_("Зогсоолоос энэ зайд байгаа өрхийг хүрсэн гэж тоолно."),
    )
    services = ServicesField(
        label=_("Авч явах үйлчилгээ"),
        queryset=ServiceVersion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offices = forms.CharField(
        label=_("Оролцох байгууллага"), max_length=300, required=False
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Очих хэсэг"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Хэсгийн төв нь өрхүүдийнх нь байршлын дундаж, ойролцоогоор."),
    )
    places = forms.CharField(
        label=_("Бусад газар"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Мөр бүрд: нэр; багийн код; уртраг; өргөрөг."),
    )
    roads = forms.CharField(
        label=_("Замын урт"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Мөр бүрд: газар,газар,км. Эхлэх газрыг «гарах цэг» гэж бичнэ. Хоосон бол"
            " агаарын шугамаар тооцно."
        ),
    )

    def __init__(
        self,
        *args: Any,
        versions: Any,
        centres: Sequence[Centre],
        bags: Sequence[UnitVersion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["services"].queryset = versions
        self.centres = {one.section.pk: one for one in centres if one.point}
        self.bags = {one.unit.code: one for one in bags}
        named = {one.unit_id: one.name for one in bags}
        fields["sections"].choices = [
            (pk, _words(one, named.get(one.section.unit_id, "")))
            for pk, one in self.centres.items()
        ]
        if not self.centres:
            del fields["sections"]

    def clean_places(self) -> list[Wish]:
        lines = str(self.cleaned_data["places"]).splitlines()
        return [self._wish(line) for line in lines if line.strip()]

    def _wish(self, line: str) -> Wish:
        try:
            name, code, lon, lat = (cell.strip() for cell in line.split(";"))
            return Wish(self.bags[code].unit, name, float(lon), float(lat))
        except (KeyError, ValueError):
            raise ValidationError(
                gettext("«%(line)s» мөрийг уншсангүй."), params={"line": line[:60]}
            ) from None

    def clean_roads(self) -> dict[tuple[str, str], float]:
        try:
            return read_roads(str(self.cleaned_data["roads"]))
        except Refused as refused:
            raise ValidationError(f"{refused.reason} {refused.fix}") from None

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        told = dict(self.cleaned_data)
        start = (told.pop("start_lon"), told.pop("start_lat"))
        chosen = [self.centres[pk] for pk in told.pop("sections", [])]
        wishes = [self._at(one) for one in chosen] + told.pop("places")
        services = [version.service for version in told.pop("services")]
        return told | {"start": start, "places": wishes, "services": services}

    def _at(self, centre: Centre) -> Wish:
        assert centre.point is not None
        unit = centre.section.unit
        return Wish(unit, self._name(centre), *centre.point, centre.section)

    def _name(self, centre: Centre) -> str:
        """Two bags may have a section of one name."""
        name = centre.section.name
        twins = [one for one in self.centres.values() if one.section.name == name]
        return name if len(twins) == 1 else f"{name} ({centre.section.unit.code})"


def _words(centre: Centre, bag: str) -> str:
    counted = gettext("%(n)s өрх") % {"n": centre.households}
    return as_written(f"{bag}: {centre.section.name}, {counted}")


class HeldForm(forms.Form):
    """How many people were served at each stop; empty is not counted."""

    def __init__(self, *args: Any, stops: Sequence[RoundStop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stop in stops:
            self.fields[f"served_{stop.position}"] = forms.IntegerField(
                label=as_written(f"{stop.position}. {stop.place}"),
                min_value=0,
                max_value=100_000,
                required=False,
            )
        self.stops = stops

    def served(self) -> dict[int, int | None]:
        told = self.cleaned_data
        return {stop.position: told[f"served_{stop.position}"] for stop in self.stops}


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Шалтгаан"),
        max_length=300,
        help_text=_("Нийтийн хуудсанд гарна: хүний нэр бүү бич."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CancelForm(forms.Form):
    why = _why()


class ChangeForm(RoundForm):
    """A round as it is planned now, to be told otherwise; its name stays."""

    why = _why()
    field_order = ("why",)

    def __init__(self, *args: Any, row: Any, stops: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title_mn"], self.fields["title_en"]
        if row.straight_pairs is not None:
            self.fields["roads"].help_text = _(
                "Өмнө бичсэн замын уртыг дахин бичнэ: газар,газар,км. Хоосон бол"
                " агаарын шугамаар тооцно."
            )
        if args and args[0] is not None:
            return
        chosen = [one for one in stops if one.section_id in self.centres]
        others = [one for one in stops if one.section_id not in self.centres]
        names = ("starts_on", "ends_on", "start_lon", "start_lat", "radius_km")
        self.initial.update({name: getattr(row, name) for name in names})
        for name in ("start_lon", "start_lat"):
            if self.initial[name] is not None:
                self.initial[name] = round(self.initial[name], DEGREES)
        fields: Any = self.fields
        carried = fields["services"].queryset.filter(
            service__in=row.services.values("pk")
        )
        self.initial.update(
            offices=row.offices,
            services=list(carried.values_list("pk", flat=True)),
            sections=[one.section_id for one in chosen],
            places="\n".join(map(_line, others)),
        )


def _line(stop: RoundStop) -> str:
    """As `RoundForm.clean_places` reads it."""
    lon, lat = round(stop.longitude, DEGREES), round(stop.latitude, DEGREES)
    return f"{stop.place}; {stop.unit.code}; {lon}; {lat}"
