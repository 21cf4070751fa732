"""Forms of a proposal's steps: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.acts.models import Act, ActKind
from bagana.redistricting.models import (
    Plan,
    PlanKind,
    Proposal,
    ProposalState,
    Scenario,
)
from bagana.redistricting.queries.proposals_naming import NamedUnit
from bagana.territory.forms.fields import DayField
from bagana.territory.models import LocationType

CHOOSE = _("сонгоно уу")
SHORT = {"rows": 2}
LONG = {"rows": 5}
REASON_LENGTH = 1000
TEXT_LENGTH = 6000


class PlanField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A plan of a scenario by its number, kind and name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Plan.objects.none(), empty_label=CHOOSE, **options)

    def label_from_instance(self, plan: Any) -> str:
        letters: dict[int, str] = getattr(self, "letters", {})
        letter = letters.get(plan.pk)
        told = [_now("%(letter)s хувилбар") % {"letter": letter}] if letter else []
        told += [f"№ {plan.number}", plan.title or str(plan.get_kind_display())]
        return ", ".join(told)


class LetterField(PlanField):
    """For citizens, who know a plan by its letter and not by the officers' number."""

    def label_from_instance(self, plan: Any) -> str:
        letter = getattr(self, "letters", {}).get(plan.pk, "")
        return _now("%(letter)s хувилбар") % {"letter": letter}


def frozen_plans(scenario: Scenario) -> Any:
    rows = scenario.plans.filter(is_frozen=True).exclude(kind=PlanKind.TODAY)
    return rows.order_by("number")


class TextForm(forms.Form):
    """What the proposal is called and why it is made."""

    title_mn = forms.CharField(label=_("Нэр"), max_length=300)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=300)
    reason_mn = forms.CharField(
        label=_("Үндэслэл"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Яагаад өөрчлөх вэ: хүн бүр уншина."),
    )
    reason_en = forms.CharField(
        label=_("Үндэслэл англиар"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )


class ScenarioField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, scenario: Any) -> str:
        return str(scenario.title)


class OpenForm(TextForm):
    scenario = ScenarioField(
        label=_("Аль даалгаврын хувилбараар"),
        queryset=Scenario.objects.none(),
        to_field_name="code",
        empty_label=CHOOSE,
    )
    code = forms.CharField(
        label=_("Код"), max_length=60, help_text=_("Хаягт орно: mandal-2026.")
    )
    field_order = ("scenario", "code")

    def __init__(self, *args: Any, scenarios: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["scenario"].queryset = scenarios


class AlternativeForm(forms.Form):
    """A plan for the hearing, with words on what speaks for it."""

    plan = PlanField(
        label=_("Хувилбар"),
        help_text=_("Түгжсэн хувилбарууд. Засаж байгааг эхлээд түгжинэ."),
    )
    letter = forms.CharField(
        label=_("Үсэг"),
        max_length=1,
        required=False,
        help_text=_("Хоосон бол дараагийн үсгийг өгнө."),
    )
    says_mn = forms.CharField(
        label=_("Тайлбар"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Юугаараа сайн, юугаараа муу вэ."),
    )
    says_en = forms.CharField(
        label=_("Тайлбар англиар"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
    )
    is_preferred = forms.BooleanField(
        label=_("Энэ хувилбарыг санал болгож байна"), required=False
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laid = proposal.alternatives.values("plan")
        fields: Any = self.fields
        fields["plan"].queryset = frozen_plans(proposal.scenario).exclude(pk__in=laid)


class PublishForm(forms.Form):
    until = DayField(label=_("Санал авах сүүлийн өдөр"))


class ChooseForm(forms.Form):
    """Which plan is submitted; more is asked where it must be heard anew."""

    plan = PlanField(label=_("Өргөн барих хувилбар"))
    until = DayField(
        label=_("Дахин сонсох сүүлийн өдөр"),
        required=False,
        help_text=_(
            "Зөвхөн хэлэлцүүлсэн хувилбараас өөр хувилбар сонговол. Хоосон бол"
            " журмын хамгийн богино хугацаа."
        ),
    )
    says_mn = forms.CharField(
        label=_("Юуг, яагаад өөрчилсөн"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["plan"].queryset = frozen_plans(proposal.scenario)
        letters = proposal.alternatives.values_list("plan", "letter")
        fields["plan"].letters = dict(letters)


class SubmitForm(forms.Form):
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs=SHORT),
    )


def resolutions_of(codes: Iterable[str]) -> Any:
    """Resolutions of bodies of the units, the newest first."""
    found = Act.objects.filter(kind=ActKind.RESOLUTION, body__unit__code__in=codes)
    return found.select_related("body").order_by("-date", "-id").defer("text")


class SumActForm(forms.Form):
    act = ActField(
        label=_("Гарсан шийдвэр"),
        help_text=_("Шийдвэр алга бол эхлээд «Шийдвэр» хэсэгт бүртгэнэ."),
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = resolutions_of(codes)


class AimagActForm(SumActForm):
    effective_on = DayField(
        label=_("Хэрэгжих өдөр"), help_text=_("Шийдвэрт заасан өдөр.")
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Шалтгаан"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Иргэд үүнийг уншина."),
    )
    act = ActField(label=_("Гарсан шийдвэр"), required=False)

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = resolutions_of(codes)


class BackForm(WithdrawForm):
    to = forms.ChoiceField(
        label=_("Хаашаа буцаах"),
        choices=[
            (ProposalState.HEARING, _("дахин сонсоно")),
            (ProposalState.DRAFT, _("хувилбараа дахин бэлтгэнэ")),
        ],
        initial=ProposalState.HEARING,
        widget=forms.RadioSelect,
    )
    until = DayField(
        label=_("Санал авах сүүлийн өдөр"),
        required=False,
        help_text=_("Дахин сонсох бол. Хоосон бол журмын хамгийн богино хугацаа."),
    )
    field_order = ("reason", "to", "until", "act")


class NamesForm(forms.Form):
    """Names of all units of the plan: fields "key-name" for each of them."""

    def __init__(self, *args: Any, units: Sequence[NamedUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for one in units:
            self.fields |= _name_fields(one)

    @property
    def groups(self) -> list[tuple[NamedUnit, list[Any]]]:
        """Each unit with its bound fields."""
        return [
            (
                one,
                [self[name] for name in self.fields if name.startswith(f"{one.key}-")],
            )
            for one in self.units
        ]

    def named(self) -> list[NamedUnit]:
        return [_named(one, self.cleaned_data) for one in self.units]


def _name_fields(one: NamedUnit) -> dict[str, forms.Field]:
    """A unit that goes on keeps its code, so it is not asked for."""
    fields: dict[str, forms.Field] = {}
    if one.key != one.code or one.key.startswith("new-"):
        fields["code"] = forms.CharField(
            label=_("Код"), max_length=20, initial=one.code
        )
    fields |= {
        "name_mn": forms.CharField(
            label=_("Албан нэр"), max_length=200, initial=one.name_mn
        ),
        "name_en": forms.CharField(
            label=_("Англи нэр"), max_length=200, initial=one.name_en
        ),
        "proper_name": forms.CharField(
            label=_("Өөрийн нэр"),
            max_length=200,
            required=False,
            initial=one.proper_name,
        ),
        "number": forms.IntegerField(
            label=_("Дугаар"),
            min_value=1,
            max_value=99,
            required=False,
            initial=one.number,
        ),
        "location_type": forms.ChoiceField(
            label=_("Байршлын ангилал"),
            choices=LocationType.choices,
            initial=one.location_type,
        ),
        "office": forms.CharField(
            label=_("Албан байрны газар"),
            max_length=200,
            required=False,
            initial=one.office,
        ),
        "is_tosgon": forms.BooleanField(
            label=_("Тосгоны бүтэцтэй"), required=False, initial=one.is_tosgon
        ),
    }
    return {f"{one.key}-{name}": field for name, field in fields.items()}


def _named(one: NamedUnit, data: dict[str, Any]) -> NamedUnit:
    def of(name: str, default: Any = "") -> Any:
        return data.get(f"{one.key}-{name}", default)

    return NamedUnit(
        key=one.key,
        code=of("code", one.code),
        name_mn=of("name_mn"),
        name_en=of("name_en"),
        proper_name=of("proper_name"),
        number=of("number", None),
        location_type=of("location_type"),
        is_tosgon=bool(of("is_tosgon", False)),
        office=of("office"),
    )
