"""Forms of the list, the awards and what follows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.programme.forms.money import AmountField
from bagana.programme.models import Measure
from bagana.ranking.actions.selection import Entry, NewAward
from bagana.ranking.forms.selection_checks import PlacesField
from bagana.ranking.models import Award
from bagana.ranking.procedure import AWARD_EN, AWARD_MN
from bagana.ranking.queries.selection_candidates import Candidate
from bagana.ranking.queries.selection_units import Place
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

SHORT = {"rows": 2}
DECISIONS = [("yes", _("санал болгоно")), ("no", _("санал болгохгүй"))]


class EntryForm(forms.Form):
    """What is decided about one candidate; its fields bear the unit's code."""

    proposed = forms.ChoiceField(
        label=_("Ажлын хэсгийн санал"), choices=DECISIONS, widget=forms.RadioSelect
    )
    reason_mn = forms.CharField(
        label=_("Үндэслэл"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Индекс дангаараа шийдээгүй тохиолдол бүрд үндэслэл хэрэгтэй."),
    )
    reason_en = forms.CharField(
        label=_("Үндэслэл англиар"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
    )
    award_mn = forms.CharField(
        label=_("Олгох нэр"), required=False, max_length=200, initial=AWARD_MN
    )
    award_en = forms.CharField(
        label=_("Олгох нэр англиар"), required=False, max_length=200, initial=AWARD_EN
    )

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        self.candidate = candidate
        kwargs.setdefault("initial", _initial(candidate))
        kwargs["prefix"] = candidate.place.code
        super().__init__(*args, **kwargs)

    def entry(self) -> Entry:
        values = dict(self.cleaned_data)
        proposed = values.pop("proposed") == "yes"
        return Entry(self.candidate.place.unit, proposed, **values)


def _initial(one: Candidate) -> dict[str, Any]:
    """What stands in the list; else what index and visit agree on."""
    kept = one.entry
    if kept is not None:
        names = ("reason_mn", "reason_en", "award_mn", "award_en")
        found = {name: getattr(kept, name) for name in names if getattr(kept, name)}
        return {**found, "proposed": "yes" if kept.proposed else "no"}
    if one.visit is None:
        return {}
    if not one.visit.supports:
        return {"proposed": "no"}
    return {"proposed": "yes"} if one.is_proposed else {}


class DaysForm(forms.Form):
    objections_from = DayField(label=_("Эсэргүүцэл авч эхлэх өдөр"))
    objections_until = DayField(label=_("Эсэргүүцэл авах сүүлийн өдөр"))
    answers_due = DayField(label=_("Бүгдэд хариулж дуусах өдөр"))


class RevisionForm(forms.Form):
    note = forms.CharField(
        label=_("Юуг яагаад өөрчилсөн"),
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Аль эсэргүүцлийг хүлээн авсныг нэрлэнэ. Иргэд үүнийг уншина."),
    )


class SupportForm(forms.Form):
    text_mn = forms.CharField(label=_("Дэмжлэг"), max_length=500)
    text_en = forms.CharField(
        label=_("Дэмжлэг англиар"), max_length=500, required=False
    )
    amount = AmountField(label=_("Хөрөнгө, ₮"), required=False)
    measure = forms.ModelChoiceField(
        label=_("Хөтөлбөрийн арга хэмжээ"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("холбохгүй"),
        help_text=_("Төлбөр, биелэлтийг нь энд харуулна."),
    )

    def __init__(self, *args: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["measure"].queryset = measures


class FollowUpForm(forms.Form):
    seen_on = DayField(label=_("Үзсэн өдөр"))
    finding_mn = forms.CharField(
        label=_("Дүгнэлт"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    finding_en = forms.CharField(
        label=_("Дүгнэлт англиар"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AwardsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def __init__(self, names: dict[int, str], **kwargs: Any) -> None:
        self.names = names
        super().__init__(**kwargs)

    def label_from_instance(self, award: Any) -> str:
        return f"{self.names.get(award.unit_id, award.unit.code)}: {award.title}"


class CorrectForm(forms.Form):
    """A later act: awards that it takes back, units that it gives one."""

    act = ActField(label=_("Шинэ шийдвэр"))
    add = PlacesField(label=_("Шагнал нэмэх нэгж"), required=False)
    note = forms.CharField(
        label=_("Үндэслэл"),
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Анхны шийдвэр хажууд нь хэвээр харагдана."),
    )

    def __init__(
        self,
        *args: Any,
        awards: Any,
        places: Iterable[Place],
        names: dict[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["add"].choices = [(one.code, one.full_name) for one in places]
        fields["withdraw"] = AwardsField(
            names,
            label=_("Хүчингүй болгох шагнал"),
            queryset=awards,
            required=False,
        )
        self.order_fields(["act", "withdraw", "add", "note"])

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        units: list[Unit] = cleaned["add"]
        awards: list[Award] = list(cleaned["withdraw"])
        return {
            "act": cleaned["act"],
            "note": cleaned["note"],
            "withdraw": awards,
            "add": [NewAward(unit) for unit in units],
        }
