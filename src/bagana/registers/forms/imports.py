"""Forms of the import of the register: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import WRITERS, assignments
from bagana.registers.imports.columns import HOUSEHOLDS
from bagana.registers.imports.template import WORDS
from bagana.registers.imports.values import FLAGS
from bagana.registers.models import ColumnMapping
from bagana.registers.queries.households import names_of
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import below


def roots_of(user: Any) -> list[Unit]:
    """Units whose register the user takes files into."""
    keys = [one.unit_id for one in assignments(user) if one.role in WRITERS]
    return list(Unit.objects.filter(pk__in=keys).order_by("code"))


def unit_choices(user: Any) -> list[tuple[str, str]]:
    """The units of one's roles, and what lies right below them, top first."""
    today = timezone.localdate()
    found: dict[int, str] = {}
    for root in roots_of(user):
        inside = below(root, today).filter(kind__level__lte=3)
        for version in inside.order_by("kind__level", "sort_key"):
            found.setdefault(version.unit_id, version.unit.code)
    names = names_of(set(found), today)
    return [(code, f"{names.get(pk, '')} ({code})") for pk, code in found.items()]


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("CSV, XLSX, эсвэл утсаар бөглөсөн маягтын JSON; 64 MB хүртэл."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods,.json"}
        ),
    )
    unit = forms.ChoiceField(
        label=_("Аль нэгжийн бүртгэл"),
        help_text=_("Мөр бүр дэх баг энэ нэгжид хамаарах ёстой."),
    )
    mapping = forms.ModelChoiceField(
        label=_("Баганын тохиргоо"),
        queryset=ColumnMapping.objects.none(),
        required=False,
        empty_label=_("гарчгаар нь өөрөө таньна"),
    )
    sheet = forms.CharField(
        label=_("Хуудасны нэр"),
        max_length=60,
        required=False,
        help_text=_("Ажлын номд хэд хэдэн хуудас байвал."),
    )
    on = DayField(
        label=_("Шинэ өрхийг бүртгэсэн өдөр"),
        required=False,
        help_text=_("Хоосон бол өнөөдөр."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices(user)  # type: ignore[attr-defined]
        above = UnitAncestry.objects.in_force(timezone.localdate()).filter(
            unit__in=[one.pk for one in roots_of(user)]
        )
        kept = ColumnMapping.objects.filter(unit__in=above.values("ancestor"))
        mine = ColumnMapping.objects.visible_to(user)
        mapping = self.fields["mapping"]
        mapping.queryset = (kept | mine).distinct()  # type: ignore[attr-defined]
        mapping.label_from_instance = lambda one: one.title  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """Which column of a file is which field, and what its words mean."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        mapping: Mapping[str, str],
        unknown: Mapping[str, Sequence[str]],
        values: Mapping[str, Mapping[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(dict.fromkeys(headings))
        self.words = [(name, word) for name, told in unknown.items() for word in told]
        fields: list[tuple[str, Any]] = [("", _("ашиглахгүй"))]
        fields += [(one.code, one.title) for one in HOUSEHOLDS]
        for at, heading in enumerate(self.headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading,
                choices=fields,
                required=False,
                initial=mapping.get(heading, ""),
            )
        titles = {one.code: one.title for one in HOUSEHOLDS}
        for at, (name, word) in enumerate(self.words):
            self.fields[f"word-{at}"] = forms.ChoiceField(
                label=f"{titles[name]}: «{word}»",
                choices=[("", _("мэдэхгүй, авахгүй")), *_kept(name)],
                required=False,
                initial=values.get(name, {}).get(word, ""),
            )
        self.fields["title"] = forms.CharField(
            label=_("Тохиргоог ямар нэрээр хадгалах"),
            max_length=200,
            required=False,
            help_text=_("Дараагийн файлд дахин ашиглана. Хоосон бол хадгалахгүй."),
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        chosen = [one for one in self.columns().values() if one]
        for at, _heading in enumerate(self.headings):
            name = found.get(f"column-{at}")
            if name and chosen.count(name) > 1:
                self.add_error(f"column-{at}", _("Энэ талбарыг өөр багана авсан."))
        return found

    def columns(self) -> dict[str, str]:
        return {
            heading: self.cleaned_data.get(f"column-{at}", "")
            for at, heading in enumerate(self.headings)
        }

    def told_values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for at, (name, word) in enumerate(self.words):
            if kept := self.cleaned_data.get(f"word-{at}"):
                found.setdefault(name, {})[word] = kept
        return found


def _kept(name: str) -> list[tuple[str, Any]]:
    if name in FLAGS:
        return [("yes", _("тийм")), ("no", _("үгүй"))]
    return list(WORDS[name].choices)
