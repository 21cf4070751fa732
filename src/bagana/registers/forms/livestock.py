"""Forms of the А данс: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.registers.livestock_checks import SPECIES_NAMES
from bagana.registers.models import (
    SPECIES,
    Census,
    CensusKind,
    LivestockCount,
    LivestockExtra,
    LossCause,
)
from bagana.registers.models.livestock import PARTS
from bagana.territory.forms.fields import DayField

PART_NAMES = {
    "": gettext_lazy("Бүх толгой"),
    "_females": gettext_lazy("Үүнээс хээлтэгч"),
    "_young": gettext_lazy("Үүнээс төл"),
}
EXTRA_NAMES = {
    "wells": gettext_lazy("Худаг"),
    "fences": gettext_lazy("Хашаа"),
    "hay_tonnes": gettext_lazy("Хадлан, тонн"),
    "fodder_tonnes": gettext_lazy("Тэжээл, тонн"),
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """A line of the paper form: a kind of animal and its cells."""

    name: Any
    cells: list[forms.BoundField]


def _number(label: str) -> forms.IntegerField:
    widget = forms.NumberInput(
        attrs={"min": 0, "inputmode": "numeric", "aria-label": label}
    )
    return forms.IntegerField(label=label, required=False, min_value=0, widget=widget)


class HeadsForm(forms.Form):
    """Heads by kind; an empty cell is "not counted", nought is "there is none"."""

    def __init__(self, *args: Any, census: Census, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = PARTS if census.kind == CensusKind.DECEMBER else PARTS[:1]
        for one in SPECIES:
            for part in self.parts:
                label = f"{SPECIES_NAMES[one]}: {PART_NAMES[part]}"
                self.fields[f"{one}{part}"] = _number(label)
        self.fields["counted_on"] = DayField(
            label=_("Тоолсон өдөр"), required=False, help_text=_day_hint(census)
        )

    @property
    def part_names(self) -> list[Any]:
        return [PART_NAMES[part] for part in self.parts]

    def head_rows(self) -> Iterator[FormRow]:
        for one in SPECIES:
            cells = [self[f"{one}{part}"] for part in self.parts]
            yield FormRow(SPECIES_NAMES[one], cells)

    def heads(self) -> dict[str, int | None]:
        names = [f"{one}{part}" for one in SPECIES for part in self.parts]
        return {name: self.cleaned_data[name] for name in names}


def _day_hint(census: Census) -> str:
    return _("Тооллогын өдрүүд: %(start)s – %(end)s.") % {
        "start": census.starts_on.isoformat(),
        "end": census.ends_on.isoformat(),
    }


class HerdForm(HeadsForm):
    """A household's own herd, its losses and, in the third year, its works."""

    def __init__(self, *args: Any, census: Census, **kwargs: Any) -> None:
        super().__init__(*args, census=census, **kwargs)
        self.census = census
        if census.kind == CensusKind.DECEMBER:
            for one in SPECIES:
                for cause in LossCause:
                    label = f"{SPECIES_NAMES[one]}, {_('хорогдол')}: {cause.label}"
                    self.fields[f"loss_{one}_{cause}"] = _number(label)
        if census.with_extras:
            for name in ("wells", "fences"):
                self.fields[name] = _number(str(EXTRA_NAMES[name]))
            for name in ("hay_tonnes", "fodder_tonnes"):
                self.fields[name] = forms.DecimalField(
                    label=EXTRA_NAMES[name],
                    required=False,
                    min_value=0,
                    max_digits=8,
                    decimal_places=2,
                )

    @property
    def causes(self) -> list[Any]:
        return [cause.label for cause in LossCause]

    def loss_rows(self) -> list[FormRow]:
        if self.census.kind != CensusKind.DECEMBER:
            return []
        return [
            FormRow(
                SPECIES_NAMES[one], [self[f"loss_{one}_{cause}"] for cause in LossCause]
            )
            for one in SPECIES
        ]

    def extra_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in EXTRA_NAMES if name in self.fields]

    def losses(self) -> dict[tuple[str, str], int | None]:
        if self.census.kind != CensusKind.DECEMBER:
            return {}
        return {
            (one, str(cause)): self.cleaned_data[f"loss_{one}_{cause}"]
            for one in SPECIES
            for cause in LossCause
        }

    def extras(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in EXTRA_NAMES if name in self.fields
        }


def heads_initial(count: LivestockCount | None) -> dict[str, Any]:
    if count is None:
        return {}
    names = [f"{one}{part}" for one in SPECIES for part in PARTS]
    return {name: getattr(count, name) for name in (*names, "counted_on")}


def losses_initial(losses: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    return {f"loss_{one}_{cause}": heads for (one, cause), heads in losses.items()}


def extras_initial(extras: LivestockExtra | None) -> dict[str, Any]:
    return {name: getattr(extras, name) for name in EXTRA_NAMES} if extras else {}


class TendedForm(HeadsForm):
    """What a household keeps for an owner, named by number or by name."""

    owner_name = forms.CharField(
        label=gettext_lazy("Эзэмшигчийн нэр"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Эцэг (эх)-ийн нэр, нэр. Битүүмжилж хадгална."),
    )
    owner_reg_no = forms.CharField(
        label=gettext_lazy("Эзэмшигчийн регистрийн дугаар"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Мэдвэл мал нь эзэмшигчийнхээ багт тооцогдоно."),
    )
    owner_number = forms.CharField(
        label=gettext_lazy("Энэ багийн өрх бол өрхийн дугаар"),
        max_length=20,
        required=False,
    )
    field_order = ["owner_name", "owner_reg_no", "owner_number"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        told = ("owner_name", "owner_reg_no", "owner_number")
        if not any(found.get(name) for name in told):
            self.add_error(
                "owner_name",
                _("Эзэмшигчийг нэр, регистр, өрхийн дугаарын нэгээр заана уу."),
            )
        return found
