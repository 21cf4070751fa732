"""Forms of citizens' proposals: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.programme.actions.proposals import TEXT_LENGTH, TITLE_LENGTH
from bagana.programme.forms.money import AmountField, UnitChoice
from bagana.programme.models import Measure, Proposal, ProposalChannel
from bagana.programme.queries.proposals import Told
from bagana.territory.forms.fields import DayField
from bagana.territory.models import UnitVersion

HINT = _(
    "Утас, регистрийн дугаар, бусдын хувийн мэдээлэл бүү бичээрэй:"
    " саналыг хүн бүр уншина."
)


class ReceiveForm(forms.Form):
    """What was said on paper or at a meeting, entered by who works for the bag."""

    channel = forms.ChoiceField(
        label=_("Хэлбэр"),
        choices=[
            (ProposalChannel.PAPER, ProposalChannel.PAPER.label),
            (ProposalChannel.MEETING, ProposalChannel.MEETING.label),
        ],
    )
    received_on = DayField(label=_("Ирсэн өдөр"))
    title = forms.CharField(
        label=_("Санал"), max_length=TITLE_LENGTH, help_text=_("Юу хийлгэх, хаана.")
    )
    text = forms.CharField(
        label=_("Дэлгэрэнгүй"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=HINT,
    )
    supporters = forms.IntegerField(
        label=_("Дэмжсэн өрх"), min_value=0, max_value=100_000, required=False
    )


class ProposeForm(forms.Form):
    """The public form: no name, no address, nothing but the proposal."""

    title = forms.CharField(
        label=_("Юу хийлгэхийг хүсэж байна"),
        max_length=TITLE_LENGTH,
        help_text=_("Жишээ нь: Өвөлжөөний замын гүүрийг засах."),
    )
    text = forms.CharField(
        label=_("Яагаад, хаана, хэнд хэрэгтэй вэ"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=HINT,
    )
    # People do not see it and leave it empty; machines fill in whatever they find.
    website = forms.CharField(required=False, widget=forms.TextInput)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


class RankForm(forms.Form):
    """A number beside each proposal; those left empty stay unranked."""

    act = ActField(
        label=_("Багийн Иргэдийн Нийтийн Хурлын шийдвэр"),
        help_text=_("Эрэмбэ нь хурлын шийдвэрээр хүчинтэй болно."),
    )

    def __init__(
        self, *args: Any, rows: Sequence[Told], acts: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = acts
        self.rows = [told.proposal for told in rows]
        for row in self.rows:
            fields[f"rank_{row.pk}"] = forms.IntegerField(
                label=row.title,
                min_value=1,
                max_value=999,
                required=False,
                initial=row.rank,
                widget=forms.NumberInput(attrs={"size": 3}),
            )

    @property
    def numbered(self) -> list[Any]:
        return [self[f"rank_{row.pk}"] for row in self.rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [
            (cleaned[f"rank_{row.pk}"], row)
            for row in self.rows
            if cleaned.get(f"rank_{row.pk}")
        ]
        ranks = [rank for rank, _row in given]
        if len(set(ranks)) != len(ranks):
            raise ValidationError(gettext("Хоёр санал ижил дугаартай байна."))
        cleaned["ordered"] = [row for _rank, row in sorted(given, key=lambda p: p[0])]
        return cleaned


class CostForm(forms.Form):
    """An amount beside each ranked proposal."""

    def __init__(self, *args: Any, rows: Sequence[Told], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [told.proposal for told in rows]
        for row in self.rows:
            self.fields[f"cost_{row.pk}"] = AmountField(
                label=row.title, required=False, initial=row.cost
            )

    @property
    def changed(self) -> list[tuple[Proposal, Any]]:
        given = [(row, self.cleaned_data.get(f"cost_{row.pk}")) for row in self.rows]
        return [(r, cost) for r, cost in given if cost is not None and cost != r.cost]


class DecideForm(forms.Form):
    act = ActField(label=_("Сумын Иргэдийн Төлөөлөгчдийн Хурлын шийдвэр"))
    approved = forms.MultipleChoiceField(
        label=_("Баталсан санал"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Тэмдэглээгүй нь дэмжээгүй санал болно; дараа жилд шилжүүлж болно."
        ),
    )

    def __init__(
        self, *args: Any, rows: Sequence[Told], acts: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = acts
        fields["approved"].choices = [
            (str(told.proposal.pk), _priced(told.proposal)) for told in rows
        ]

    @property
    def keys(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["approved"]]


def _priced(row: Proposal) -> str:
    from bagana.engines.mongolian import format_money

    cost = format_money(row.cost) if row.cost is not None else ""
    return f"{row.rank or '–'}. {row.title} · {cost}"


class ReportBackForm(forms.Form):
    on = DayField(label=_("Тайлагнасан өдөр"))
    text = forms.CharField(
        label=_("Юуг, хэрхэн тайлагнав"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Саналын хажууд нийтэд харагдана."),
    )


class MergeForm(forms.Form):
    others = forms.MultipleChoiceField(
        label=_("Үүнд нэгтгэх ижил саналууд"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Iterable[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        fields: Any = self.fields
        fields["others"].choices = [(pk, row.title) for pk, row in self.rows.items()]

    @property
    def chosen(self) -> list[Proposal]:
        return [self.rows[pk] for pk in self.cleaned_data["others"]]


class FundForm(forms.Form):
    measure = forms.ModelChoiceField(
        label=_("Аль арга хэмжээнд"),
        queryset=Measure.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    spender = UnitChoice(label=_("Зарцуулагч"))

    def __init__(
        self,
        *args: Any,
        measures: Any,
        spenders: Iterable[UnitVersion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["measure"].queryset = measures
        fields["spender"].choices = [(v.unit.code, v.name) for v in spenders]
