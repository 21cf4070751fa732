"""Forms of the independent check: parsing and errors of fields, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.collection.livestock_forms import NAMES
from bagana.collection.models import Round, Sample
from bagana.collection.rules import can_check
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit, UnitVersion


def checkable_units(user: Any, round: Round) -> list[tuple[str, str]]:
    """The round's unit and the sums in it that the user may check, by name."""
    rows = UnitVersion.objects.on(round.period.end).filter(
        unit__in=Unit.objects.within(round.unit, round.period.end), kind__level__lt=3
    )
    chosen = rows.select_related("unit").order_by("kind__level", "sort_key")
    return [(row.unit.code, row.name) for row in chosen if can_check(user, row.unit)]


class PlaceForm(forms.Form):
    unit = forms.ChoiceField(label=_("Хаанаас"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = units

    @property
    def place(self) -> Unit:
        return Unit.objects.get(code=self.cleaned_data["unit"])


class PromiseForm(PlaceForm):
    sha256 = forms.CharField(
        label=_("Үрийн SHA-256"),
        max_length=80,
        help_text=_("Үрээ нууцалж хадгална; энд зөвхөн баталгааны кодыг нь бичнэ."),
    )


class DrawForm(PlaceForm):
    size = forms.IntegerField(label=_("Түүврийн хэмжээ, өрх"), min_value=1)
    seed = forms.CharField(label=_("Үр"), max_length=64)
    seed_source = forms.CharField(
        label=_("Үр хаанаас, хэзээ гарсан"),
        max_length=300,
        required=False,
        help_text=_(
            "Урьдчилан амлаагүй бол заавал: жишээ нь нийтийн сугалааны дугаар."
        ),
    )
    is_stratified = forms.BooleanField(
        label=_("Баг бүрээс өрхийн тоонд нь тэнцүүлж"), required=False, initial=True
    )


class RecountForm(forms.Form):
    """Every kind is asked for: none is written as 0."""

    counted_on = forms.DateField(
        label=_("Тоолсон өдөр"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("Хүний нэр бичихгүй."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in NAMES.items():
            self.fields[code] = forms.IntegerField(
                label=str(name).capitalize(),
                min_value=0,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.order_fields([*NAMES, "counted_on", "note"])
        self.fields["note"].widget.attrs["rows"] = 3

    @property
    def found(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in NAMES}


class AssignForm(PlaceForm):
    """A bag of the sample, and who counts there again."""

    officer = forms.ModelChoiceField(
        label=_("Сумын ажилтан"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, sample: Sample, **kwargs: Any) -> None:
        bags = _bags_of(sample)
        super().__init__(*args, units=[(code, name) for code, name in bags], **kwargs)
        self.fields["unit"].label = _("Баг")
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = officers_elsewhere(sample)


def _bags_of(sample: Sample) -> list[tuple[str, str]]:
    waiting = sample.items.filter(found__isnull=True).values("unit")
    rows = UnitVersion.objects.on(sample.round.period.end).filter(unit__in=waiting)
    return [
        (row.unit.code, row.name)
        for row in rows.select_related("unit").order_by("sort_key")
    ]


def officers_elsewhere(sample: Sample) -> Any:
    """Officers of sums who do not keep the register of every bag of the sample."""
    bags = list(Unit.objects.filter(pk__in=sample.items.values("unit")))
    rows = RoleAssignment.objects.on(timezone.localdate()).filter(
        role=Role.SUM_OFFICER, user__is_active=True
    )
    people = {row.user_id: row.user for row in rows.select_related("user")}
    chosen = [
        key
        for key, person in people.items()
        if any(not can_keep(person, bag) for bag in bags)
    ]
    return User.objects.filter(pk__in=chosen)
