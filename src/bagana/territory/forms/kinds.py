"""One form a kind of change; each turns what was typed into the action's plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.territory.actions import Part
from bagana.territory.forms.base import ChangeForm
from bagana.territory.forms.fields import UnitField, UnitsField
from bagana.territory.models import LocationType, Measure, UnitKind, UnitVersion

NAME_MN = gettext_lazy("Албан нэр")
NAME_EN = gettext_lazy("Англи нэр")
PROPER = gettext_lazy("Өөрийн нэр")
NUMBER = gettext_lazy("Дугаар")
CODE = gettext_lazy("Код")
LOCATION = gettext_lazy("Байршлын ангилал")
TOSGON = gettext_lazy("Тосгоны бүтэцтэй")
LOCATION_CHOICES = [("", gettext_lazy("ангилаагүй")), *LocationType.choices]


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.name) for kind in UnitKind.objects.all()]


class RenameForm(ChangeForm):
    name_mn = forms.CharField(max_length=200, label=NAME_MN)
    name_en = forms.CharField(max_length=200, label=NAME_EN)
    proper_name = forms.CharField(max_length=200, label=PROPER, required=False)
    number = forms.IntegerField(
        min_value=1, max_value=999, label=NUMBER, required=False
    )

    def start_values(self, version: UnitVersion) -> dict[str, Any]:
        names = ("name_mn", "name_en", "proper_name", "number")
        return {name: getattr(version, name) for name in names}

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("name_mn", "name_en", "proper_name", "number")
        return {
            "unit": self.version.unit,
            "keep_number": False,
            **{name: data[name] for name in names},
        }


class ReclassifyForm(ChangeForm):
    # The address already uses `kind` for the kind of change.
    unit_kind = forms.ChoiceField(
        choices=kind_choices, label=gettext_lazy("Нэгжийн төрөл")
    )
    location_type = forms.ChoiceField(
        choices=LOCATION_CHOICES, label=LOCATION, required=False
    )
    is_tosgon = forms.BooleanField(label=TOSGON, required=False)
    parent = UnitField(
        label=gettext_lazy("Шинэ дээд нэгж"),
        required=False,
        help_text=gettext_lazy("Шат нь өөрчлөгдөх үед: баг сум болох г.м."),
    )

    def start_values(self, version: UnitVersion) -> dict[str, Any]:
        return {
            "unit_kind": version.kind_id,
            "location_type": version.location_type,
            "is_tosgon": version.is_tosgon,
        }

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        parent = data["parent"]
        return {
            "unit": self.version.unit,
            "kind": data["unit_kind"],
            "location_type": data["location_type"],
            "is_tosgon": data["is_tosgon"],
            "parent": parent.unit if parent else None,
        }


class ReparentForm(ChangeForm):
    parent = UnitField(label=gettext_lazy("Шинэ дээд нэгж"))

    def plan(self) -> dict[str, Any]:
        return {
            "unit": self.version.unit,
            "parent": self.cleaned_data["parent"].unit,
        }


class CreateForm(ChangeForm):
    """A new unit under the chosen one."""

    has_outlines = True

    code = forms.CharField(max_length=20, label=CODE)
    unit_kind = forms.ChoiceField(
        choices=kind_choices, label=gettext_lazy("Нэгжийн төрөл")
    )
    name_mn = forms.CharField(max_length=200, label=NAME_MN)
    name_en = forms.CharField(max_length=200, label=NAME_EN)
    proper_name = forms.CharField(max_length=200, label=PROPER, required=False)
    number = forms.IntegerField(
        min_value=1, max_value=999, label=NUMBER, required=False
    )
    location_type = forms.ChoiceField(
        choices=LOCATION_CHOICES, label=LOCATION, required=False
    )
    is_tosgon = forms.BooleanField(label=TOSGON, required=False)

    def start_values(self, version: UnitVersion) -> dict[str, Any]:
        below = UnitKind.objects.filter(level=version.kind.level + 1)
        kind = below.order_by("code").first()
        return {"unit_kind": kind.code if kind else ""}

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "part": typed_part(data, self.outline_of(data["code"])),
            "parent": self.version.unit,
            "kind": data["unit_kind"],
        }


class MergeForm(ChangeForm):
    """The chosen unit together with others."""

    has_outlines = True

    others = UnitsField(
        label=gettext_lazy("Нэгтгэх бусад нэгж"),
        help_text=gettext_lazy("Код эсвэл нэр, таслалаар зааглана."),
    )
    code = forms.CharField(
        max_length=20,
        label=gettext_lazy("Нэгтгэсэн нэгжийн код"),
        help_text=gettext_lazy(
            "Нэгтгэж буй нэгжийн код бол тэр нэгж үргэлжилнэ; шинэ код бол шинэ нэгж."
        ),
    )
    name_mn = forms.CharField(max_length=200, label=NAME_MN, required=False)
    name_en = forms.CharField(max_length=200, label=NAME_EN, required=False)
    proper_name = forms.CharField(max_length=200, label=PROPER, required=False)
    number = forms.IntegerField(
        min_value=1, max_value=999, label=NUMBER, required=False
    )
    location_type = forms.ChoiceField(
        choices=LOCATION_CHOICES, label=LOCATION, required=False
    )
    is_tosgon = forms.BooleanField(label=TOSGON, required=False)
    parent = UnitField(
        label=gettext_lazy("Дээд нэгж"),
        required=False,
        help_text=gettext_lazy("Өөр өөр дээд нэгжтэй нэгжийг нэгтгэх үед."),
    )

    def start_values(self, version: UnitVersion) -> dict[str, Any]:
        names = ("name_mn", "name_en", "proper_name", "number", "location_type")
        kept = {name: getattr(version, name) for name in names}
        return {"code": version.unit.code, "is_tosgon": version.is_tosgon, **kept}

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        units = [self.version.unit, *(one.unit for one in data["others"])]
        return {
            "units": list({unit.pk: unit for unit in units}.values()),
            "into": typed_part(data, self.outline_of(data["code"])),
            "parent": data["parent"].unit if data["parent"] else None,
        }


class TransferForm(ChangeForm):
    """A part of the chosen unit to another."""

    has_outlines = True

    to = UnitField(label=gettext_lazy("Хүлээн авах нэгж"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for measure in Measure:
            self.fields[f"percent_{measure}"] = forms.DecimalField(
                label=_("%(measure)s: шилжих хувь, %%")
                % {"measure": capfirst(measure.label)},
                min_value=Decimal(0),
                max_value=Decimal(100),
                decimal_places=6,
                required=False,
            )

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        percents = {str(m): data.get(f"percent_{m}") for m in Measure}
        codes = (self.version.unit.code, data["to"].unit.code)
        found = {code: self.outline_of(code) for code in codes}
        return {
            "unit": self.version.unit,
            "to": data["to"].unit,
            "shares": {m: p / 100 for m, p in percents.items() if p is not None},
            "outlines": {code: o for code, o in found.items() if o is not None},
        }


class BoundaryForm(ChangeForm):
    has_outlines = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        readable = "outlines" in data and "outline_file" in data
        if readable and self.outline_of(self.version.unit.code) is None:
            self.add_error(
                "outlines",
                _("Файлд %(code)s кодтой зааг алга.")
                % {"code": self.version.unit.code},
            )
        return data

    def plan(self) -> dict[str, Any]:
        found = self.outline_of(self.version.unit.code)
        return {"unit": self.version.unit, "outline": found}


def typed_part(data: dict[str, Any], outline: Any) -> Part:
    return Part(
        code=data["code"].strip(),
        name_mn=data["name_mn"],
        name_en=data["name_en"],
        proper_name=data["proper_name"],
        number=data["number"],
        location_type=data["location_type"],
        is_tosgon=data["is_tosgon"],
        outline=outline,
    )
