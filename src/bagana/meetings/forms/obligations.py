"""Forms of obligations: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bagana.meetings.actions.obligations import TEXT_LENGTH
from bagana.meetings.models import ObligationState
from bagana.people.models import Post
from bagana.programme.evidence_files import DOCUMENT_SUFFIXES
from bagana.programme.forms.money import AmountField
from bagana.programme.models import FundingSource, Measure
from bagana.territory.forms.fields import DayField


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        return str(obj.title)


class MeasureField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Measure) -> str:
        return f"{obj.number}. {obj.name}"[:120]


class ObligationForm(forms.Form):
    text = forms.CharField(
        label=_("Юу хийх"),
        max_length=TEXT_LENGTH,
        help_text=_("Тогтоолын нэг заалт. Нийтэд нээлттэй."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = PostField(
        label=_("Хариуцах албан тушаал"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("сонгоно уу"),
    )
    owner_text = forms.CharField(
        label=_("Хариуцах бусад эзэн"),
        max_length=200,
        required=False,
        help_text=_("Албан тушаалын жагсаалтад байхгүй бол: хэсгийн ахлагч, хоршоо…"),
    )
    due_on = DayField(label=_("Дуусах хугацаа"))
    amount = AmountField(label=_("Мөнгө, ₮"), required=False)
    source = forms.ChoiceField(
        label=_("Мөнгөний эх үүсвэр"),
        required=False,
        choices=[("", _("сонгоно уу")), *FundingSource.choices],
    )
    measure = MeasureField(
        label=_("Хөтөлбөрийн арга хэмжээ"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("холбохгүй"),
    )

    def __init__(self, *args: Any, posts: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["owner"].queryset = posts
        fields["measure"].queryset = measures


class StepForm(forms.Form):
    state = forms.ChoiceField(label=pgettext_lazy("comment", "Төлөв"), choices=())
    on = DayField(label=_("Өдөр"))
    note = forms.CharField(
        label=_("Юу хийсэн"),
        max_length=TEXT_LENGTH,
        help_text=_("Нийтэд нээлттэй: иргэний нэр, хувийн мэдээлэл бүү бичээрэй."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proof = forms.FileField(
        label=_("Нотолгоо"),
        required=False,
        help_text=_(
            "Зураг, PDF, Word, Excel, 20 МБ хүртэл. Биелсэнд тооцоход заавал хэрэгтэй;"
            " албаныхан л үзнэ."
        ),
        widget=forms.FileInput(attrs={"accept": DOCUMENT_SUFFIXES}),
    )

    def __init__(
        self, *args: Any, may_drop: bool, is_done: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        states = [ObligationState.OPEN]
        if not is_done:
            states.append(ObligationState.DONE)
            states += [ObligationState.DROPPED] if may_drop else []
        fields: Any = self.fields
        fields["state"].choices = [(one.value, one.label) for one in states]
