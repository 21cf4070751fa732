"""The form of a split: parts, what each receives, where the children go."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.territory import consequences
from bagana.territory.actions import Part, shares_from_counts
from bagana.territory.actions.draft import free_code
from bagana.territory.forms.base import ChangeForm
from bagana.territory.forms.kinds import (
    CODE,
    LOCATION,
    LOCATION_CHOICES,
    NAME_EN,
    NAME_MN,
    NUMBER,
    PROPER,
    TOSGON,
)
from bagana.territory.models import BoundaryStatus, Measure, UnitVersion
from bagana.territory.queries import next_free_code, open_units
from bagana.web.errors import Refused

WHOLE = (Decimal(1), Decimal(100))
PER_MILLE = Decimal("0.001")


@dataclass(frozen=True)
class PartFields:
    """The fields of one part, for the template."""

    number: int
    goes_on: bool
    fields: list[forms.BoundField]
    amounts: list[forms.BoundField]


class SplitForm(ChangeForm):
    """As many parts as the start asked for; the first is the unit, if it goes on.

    What a part receives may be typed as a count, a per cent or a share: only the
    proportions matter. The sum must be 1, 100 or the known figure of the unit.
    """

    has_outlines = True

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.parts = min(max(int(self.options.get("parts") or 2), 2), 8)
        self.carves = self.options.get("mode", "carve") == "carve"
        code = self.version.unit.code
        self.known = {
            measure: values.get(code)
            for measure, values in consequences.weights([code]).items()
        }
        for number in range(1, self.parts + 1):
            self._add_part(number)
        self._add_children()
        boundary = self.version.boundary
        if boundary is not None:
            self.fields["draw_by_share"] = forms.BooleanField(
                label=_("Зааг өгөөгүй бол нутгийн хувиар бүдүүвчлэн хуваах"),
                required=False,
                initial=boundary.status == BoundaryStatus.SCHEMATIC,
            )

    def _goes_on(self, number: int) -> bool:
        return self.carves and number == 1

    def _add_part(self, number: int) -> None:
        fields = {
            **self._name_fields(self._goes_on(number)),
            **self._class_fields(self._goes_on(number)),
            **self._amount_fields(number),
        }
        for name, field in fields.items():
            self.fields[f"part{number}_{name}"] = field

    def _name_fields(self, goes_on: bool) -> dict[str, forms.Field]:
        version = self.version
        return {
            "code": forms.CharField(
                max_length=20,
                label=CODE,
                initial=version.unit.code if goes_on else "",
                disabled=goes_on,
                help_text="" if goes_on else self._free_hint(),
            ),
            "name_mn": forms.CharField(
                max_length=200,
                label=NAME_MN,
                initial=version.name_mn if goes_on else "",
            ),
            "name_en": forms.CharField(
                max_length=200,
                label=NAME_EN,
                initial=version.name_en if goes_on else "",
            ),
            "proper_name": forms.CharField(
                max_length=200,
                label=PROPER,
                required=False,
                initial=version.proper_name if goes_on else "",
            ),
        }

    def _class_fields(self, goes_on: bool) -> dict[str, forms.Field]:
        version = self.version
        return {
            "number": forms.IntegerField(
                min_value=1,
                max_value=999,
                label=NUMBER,
                required=False,
                initial=version.number if goes_on else None,
            ),
            "location_type": forms.ChoiceField(
                choices=LOCATION_CHOICES,
                label=LOCATION,
                required=False,
                initial=version.location_type,
            ),
            "is_tosgon": forms.BooleanField(
                label=TOSGON, required=False, initial=version.is_tosgon and goes_on
            ),
        }

    def _amount_fields(self, number: int) -> dict[str, forms.Field]:
        return {
            str(measure): forms.DecimalField(
                label=capfirst(measure.label),
                min_value=Decimal(0),
                max_digits=18,
                required=False,
                help_text=self._hint(str(measure)) if number == 1 else "",
            )
            for measure in Measure
        }

    def _free_hint(self) -> str:
        free = next_free_code(self.version)
        return _("Ашиглаагүй код: %(code)s.") % {"code": free} if free else ""

    def _hint(self, measure: str) -> str:
        known = self.known.get(measure)
        if known is None:
            return _("Тоо, хувь эсвэл хэсгээр. Нэгжийн тоо: мэдээлэл алга.")
        whole = format_number(known, 1 if measure == Measure.AREA else 0)
        return _("Тоо, хувь эсвэл хэсгээр. Нэгжийн тоо: %(whole)s.") % {"whole": whole}

    def _add_children(self) -> None:
        choices = [(str(n), str(n)) for n in range(1, self.parts + 1)]
        self.wards: list[UnitVersion] = list(
            open_units().filter(parent=self.version.unit)
        )
        for ward in self.wards:
            self.fields[f"ward_{ward.unit.code}"] = forms.ChoiceField(
                choices=choices,
                label=_("%(name)s (%(code)s) аль хэсэгт орох")
                % {"name": ward.name, "code": ward.unit.code},
            )

    @property
    def part_fields(self) -> list[PartFields]:
        measures = [str(measure) for measure in Measure]
        return [
            PartFields(
                number,
                self._goes_on(number),
                [
                    field
                    for field in self.visible_fields()
                    if field.name.startswith(f"part{number}_")
                    and field.name.split("_", 1)[1] not in measures
                ],
                [self[f"part{number}_{measure}"] for measure in measures],
            )
            for number in range(1, self.parts + 1)
        ]

    @property
    def outline_fields(self) -> list[forms.BoundField]:
        drawn = [self["draw_by_share"]] if "draw_by_share" in self.fields else []
        return [*drawn, *super().outline_fields]

    @property
    def ward_fields(self) -> list[forms.BoundField]:
        return [self[f"ward_{ward.unit.code}"] for ward in self.wards]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for measure in Measure:
            self._check_amounts(str(measure), data)
        codes = [data.get(f"part{n}_code", "") for n in range(1, self.parts + 1)]
        for number, code in enumerate(codes, start=1):
            if code and code in codes[: number - 1]:
                self.add_error(f"part{number}_code", _("Код давхардсан."))
            elif code and not self._goes_on(number):
                self._check_code(number, code)
        return data

    def _check_code(self, number: int, code: str) -> None:
        """The rule is the action's; here its refusal finds its field."""
        try:
            free_code(code.strip())
        except Refused as refused:
            message = f"{refused.reason} {refused.fix}"
            self.add_error(f"part{number}_code", message)

    def _check_amounts(self, measure: str, data: dict[str, Any]) -> None:
        amounts = self._amounts(measure, data)
        known = [amount for amount in amounts if amount is not None]
        if not known:
            return
        last = f"part{self.parts}_{measure}"
        if len(known) < len(amounts):
            self.add_error(last, _("Хэсэг бүрд бичнэ, эсвэл бүгдийг хоосон орхино."))
            return
        total = sum(known, Decimal(0))
        whole = self.known.get(measure)
        fits = [*WHOLE, *([Decimal(str(whole))] if whole is not None else [])]
        if whole is None and total > 0:
            return
        if not any(abs(total - fit) <= fit * PER_MILLE for fit in fits):
            self.add_error(
                last,
                _("Нийлбэр %(total)s. 1, 100 эсвэл нэгжийн тоо %(whole)s байх ёстой.")
                % {"total": total, "whole": "–" if whole is None else whole},
            )

    def _amounts(self, measure: str, data: dict[str, Any]) -> list[Decimal | None]:
        return [data.get(f"part{n}_{measure}") for n in range(1, self.parts + 1)]

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        parts = [self._part(number) for number in range(1, self.parts + 1)]
        shares = {}
        for measure in Measure:
            amounts = self._amounts(str(measure), data)
            given = dict(zip([part.code for part in parts], amounts, strict=True))
            counts = {code: n for code, n in given.items() if n is not None}
            if counts:
                shares[str(measure)] = shares_from_counts(counts)
        children = {
            ward.unit.code: parts[int(data[f"ward_{ward.unit.code}"]) - 1].code
            for ward in self.wards
        }
        return {
            "unit": self.version.unit,
            "parts": parts,
            "shares": shares,
            "children": children,
            "draw_by_share": data.get("draw_by_share", False),
        }

    def _part(self, number: int) -> Part:
        data = self.cleaned_data
        typed = {
            name: data[f"part{number}_{name}"]
            for name in (
                "code",
                "name_mn",
                "name_en",
                "proper_name",
                "number",
                "location_type",
                "is_tosgon",
            )
        }
        outline = self.outline_of(typed["code"])
        return Part(**{**typed, "code": typed["code"].strip(), "outline": outline})
