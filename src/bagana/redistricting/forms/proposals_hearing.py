"""Forms of the hearing: opinions of meetings, objections of citizens, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.redistricting.actions.plan_objections import (
    REASON_LENGTH,
    SHORT_LENGTH,
    TEXT_LENGTH,
)
from bagana.redistricting.forms.proposals import CHOOSE, SHORT, LetterField, PlanField
from bagana.redistricting.models import (
    Plan,
    PlanObjectionState,
    Proposal,
    Stance,
)
from bagana.redistricting.queries.proposals_touched import UnitNames
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

if TYPE_CHECKING:
    _Units = forms.ModelChoiceField[Unit]
else:
    _Units = forms.ModelChoiceField


class BagField(_Units):
    """A bag by the name that it has today."""

    names: UnitNames

    def label_from_instance(self, obj: Any) -> str:
        return self.names.of(obj.code)


def _heard_plans(proposal: Proposal) -> tuple[Any, dict[int, str]]:
    letters = dict(proposal.alternatives.values_list("plan", "letter"))
    plans = Plan.objects.filter(alternatives__proposal=proposal)
    return plans.order_by("alternatives__letter"), letters


class OpinionForm(forms.Form):
    """What a bag's meeting said; votes are of represented households."""

    unit = BagField(
        label=_("Баг"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        empty_label=CHOOSE,
    )
    plan = PlanField(label=_("Хэлэлцсэн хувилбар"))
    held_on = DayField(label=_("Хурал болсон өдөр"))
    place = forms.CharField(label=_("Болсон газар"), max_length=200, required=False)
    minutes = forms.CharField(
        label=_("Хурлын тэмдэглэлийн дугаар"), max_length=60, required=False
    )
    households = forms.IntegerField(
        label=_("Багийн нийт өрх"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Хоосон бол хамгийн сүүлд нийтэлсэн тоо."),
    )
    represented = forms.IntegerField(
        label=_("Төлөөлөл ирсэн өрх"),
        min_value=1,
        max_value=100_000,
        help_text=_("Өрх бүр нэг санал өгнө."),
    )
    votes_for = forms.IntegerField(
        label=_("Зөвшөөрсөн"), min_value=0, max_value=100_000
    )
    votes_against = forms.IntegerField(
        label=_("Татгалзсан"), min_value=0, max_value=100_000
    )
    votes_abstained = forms.IntegerField(
        label=_("Түдгэлзсэн"), min_value=0, max_value=100_000, initial=0
    )
    stance = forms.ChoiceField(
        label=_("Хурлын санал"), choices=Stance.choices, widget=forms.RadioSelect
    )
    remarks = forms.CharField(
        label=_("Гаргасан санал"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs=SHORT),
    )
    minority = forms.CharField(
        label=_("Цөөнхийн санал"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        bags: list[Unit],
        names: UnitNames,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].names = names
        fields["unit"].queryset = Unit.objects.filter(pk__in=[b.pk for b in bags])
        fields["plan"].queryset, fields["plan"].letters = _heard_plans(proposal)


class PlanObjectionForm(forms.Form):
    """What anybody says of a plan; name and contact are left to him."""

    plan = LetterField(label=_("Аль хувилбарын талаар"))
    unit = BagField(
        label=_("Таны баг"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("заахгүй"),
    )
    text = forms.CharField(
        label=_("Санал, эсэргүүцэл"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Юуг, яагаад өөрчлөх ёстойг бичнэ үү. Утас, регистрийн дугаар, бусдын"
            " хувийн мэдээлэл бүү бичээрэй: хүн бүр уншина."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(
        label=_("Нэр"),
        max_length=SHORT_LENGTH,
        required=False,
        help_text=_("Хүсвэл бичнэ. Бичвэл саналтай хамт харагдана."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("Холбоо барих утас, хаяг"),
        max_length=SHORT_LENGTH,
        required=False,
        help_text=_(
            "Тодруулах зүйл гарвал холбогдоно. Нийтэд харагдахгүй, хэн үзсэнийг"
            " бүртгэж, шийдвэр гарахад устгана."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # People do not see it and leave it empty; machines fill in whatever they find.
    website = forms.CharField(required=False, widget=forms.TextInput)

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        bags: list[Unit],
        names: UnitNames,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].names = names
        fields["unit"].queryset = Unit.objects.filter(pk__in=[b.pk for b in bags])
        fields["plan"].queryset, fields["plan"].letters = _heard_plans(proposal)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Нийтлэхгүй шалтгаан"),
        max_length=REASON_LENGTH,
        help_text=_("Жишээ нь: бусдын хувийн мэдээлэл бичсэн."),
    )


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Тусгасан эсэх"),
        choices=[
            choice
            for choice in PlanObjectionState.choices
            if choice[0] != PlanObjectionState.FILED
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Хариу"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Хариу шууд нийтлэгдэж, Хуралд өргөн барих баримтад орно. Дараа нь"
            " засахгүй."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
