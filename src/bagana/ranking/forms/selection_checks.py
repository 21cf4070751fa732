"""Forms of the re-check, the working group and the visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.accounts.models import User
from bagana.indicators.forms import NumberField
from bagana.ranking.models import Member, Visit
from bagana.ranking.procedure import SCALE
from bagana.ranking.queries.selection_sheet import SCALE_KIND, YES_NO, Question
from bagana.ranking.queries.selection_units import Place
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

SHORT = {"rows": 2}
YES_OR_NO = [("yes", _("тийм")), ("no", _("үгүй"))]


class JudgeForm(forms.Form):
    """One judgement for the units that are ticked in the table above it."""

    gate = forms.ChoiceField(label=_("Болзол"))
    passed = forms.ChoiceField(
        label=_("Дүгнэлт"),
        choices=[("yes", _("хангасан")), ("no", _("хангаагүй"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("Нотолгоо"),
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Ямар баримтаас харсан: бүртгэл, тэмдэглэл, огноо."),
    )

    def __init__(self, *args: Any, gates: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["gate"].choices = [(gate.code, gate.name) for gate in gates]


class RecheckForm(forms.Form):
    found = NumberField(
        label=_("Баримтаас олсон утга"),
        required=False,
        help_text=_("Тоог нотлох баримт олдоогүй бол хоосон үлдээнэ."),
    )
    note = forms.CharField(
        label=_("Тайлбар"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Ямар баримт үзсэн. Зөрүүтэй бол заавал бичнэ."),
    )
    checked_on = DayField(label=_("Шалгасан өдөр"))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, user: Any) -> str:
        return str(user.display_name)


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Нэр"), max_length=200)
    post = forms.CharField(label=_("Албан тушаал"), max_length=200)
    account = PersonField(
        label=_("Системийн хэрэглэгч"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("хэрэглэгч биш"),
        help_text=_("Хэрэглэгч бол мэдүүлгээ өөрөө өгнө."),
    )
    is_chair = forms.BooleanField(label=_("Ахлагч"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["account"].queryset = people


class PlacesField(forms.MultipleChoiceField):
    """Units of the selection by their codes; units come out."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        codes = super().clean(value)
        return list(Unit.objects.filter(code__in=codes))


class DeclareForm(forms.Form):
    units = PlacesField(
        label=_("Ашиг сонирхлын зөрчилтэй нэгжүүд"),
        required=False,
        help_text=_("Зөрчилгүй бол нэгийг ч тэмдэглэлгүй хадгална."),
    )
    conflict = forms.CharField(
        label=_("Ямар зөрчил"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
    )
    declared_on = DayField(label=_("Мэдүүлсэн өдөр"))

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["units"].choices = [(one.code, one.full_name) for one in places]


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Чөлөөлөх шалтгаан"),
        max_length=500,
        widget=forms.Textarea(attrs=SHORT),
    )


class MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member: Any) -> str:
        return f"{member.name}, {member.post}"


class VisitForm(forms.Form):
    """The sheet of the method, and what the group concludes."""

    visited_on = DayField(label=_("Очсон өдөр"))
    members = MembersField(
        label=_("Очсон гишүүд"),
        queryset=Member.objects.none(),
        help_text=_("Энэ нэгжтэй зөрчилгүй гишүүд."),
    )
    finding = forms.CharField(
        label=_("Дүгнэлт"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    supports = forms.ChoiceField(
        label=_("Жишиг баг болгохыг дэмжих эсэх"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[Member],
        questions: Iterable[Question],
        visit: Visit | None = None,
        **kwargs: Any,
    ) -> None:
        self.questions = list(questions)
        kwargs["initial"] = _initial(visit)
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        keys = [member.pk for member in members]
        fields["members"].queryset = Member.objects.filter(pk__in=keys)
        for question in self.questions:
            fields[f"answer-{question.code}"] = _field(question)
        names = [f"answer-{question.code}" for question in self.questions]
        self.order_fields(["visited_on", "members", *names, "finding", "supports"])

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        cleaned = self.cleaned_data
        return {
            "visited_on": cleaned["visited_on"],
            "members": list(cleaned["members"]),
            "answers": {
                question.code: _value(question, cleaned[f"answer-{question.code}"])
                for question in self.questions
            },
            "finding": cleaned["finding"],
            "supports": cleaned["supports"] == "yes",
        }


def _field(question: Question) -> forms.Field:
    if question.kind == YES_NO:
        return forms.ChoiceField(
            label=question.words, choices=YES_OR_NO, widget=forms.RadioSelect
        )
    if question.kind == SCALE_KIND:
        return forms.TypedChoiceField(
            label=question.words,
            choices=[(n, str(n)) for n in SCALE],
            coerce=int,
            widget=forms.RadioSelect,
            help_text=_("1 нь хамгийн муу, 5 нь хамгийн сайн."),
        )
    return forms.CharField(
        label=question.words,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
    )


def _value(question: Question, given: Any) -> Any:
    return given == "yes" if question.kind == YES_NO else given


def _initial(visit: Visit | None) -> dict[str, Any]:
    if visit is None:
        return {}
    answers = {
        f"answer-{code}": {True: "yes", False: "no"}.get(value, value)
        if isinstance(value, bool)
        else value
        for code, value in visit.answers.items()
    }
    return {
        "visited_on": visit.visited_on,
        "members": list(visit.members.values_list("pk", flat=True)),
        "finding": visit.finding,
        "supports": "yes" if visit.supports else "no",
        **answers,
    }
