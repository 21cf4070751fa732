"""Forms of conduct: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.people.models import DeclarationKind, Post, Sanction
from bagana.territory.forms.fields import DayField


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        return str(obj.title)


class ActField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Act) -> str:
        return f"{obj.date.isoformat()} № {obj.number}"


class ComplaintForm(forms.Form):
    post = PostField(
        label=_("Хэний тухай"),
        queryset=Post.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    text = forms.CharField(
        label=_("Юу болсон"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    complainant = forms.CharField(label=_("Таны нэр"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Утас, хаяг"),
        max_length=200,
        required=False,
        help_text=_("Шалгах хүн лавлах бол хэрэгтэй."),
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["post"].queryset = posts

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class InquiryForm(forms.Form):
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FindingsForm(forms.Form):
    on = DayField(label=_("Шийдвэрлэсэн өдөр"))
    findings = forms.CharField(
        label=_("Юу тогтоосон"),
        max_length=4000,
        help_text=_("Битүүмжилж хадгална."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecisionForm(FindingsForm):
    sanction = forms.ChoiceField(label=_("Шийтгэл"), choices=Sanction.choices)
    act = ActField(
        label=_("Шийтгэл ногдуулсан шийдвэр"),
        queryset=Act.objects.none(),
        required=False,
        empty_label=_("сонгоно уу"),
    )
    expires_on = DayField(
        label=_("Шийтгэлгүйд тооцох өдөр"),
        required=False,
        help_text=_("Хоосон бол шийдвэрээс нэг жилийн дараа."),
    )

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = acts


class DeclarationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Төрөл"), choices=DeclarationKind.choices)
    year = forms.IntegerField(label=_("Он"), min_value=2000, max_value=2100)
    income = forms.CharField(label=_("Орлого"), required=False, max_length=4000)
    property = forms.CharField(label=_("Хөрөнгө"), required=False, max_length=4000)
    companies = forms.CharField(
        label=_("Хувь эзэмшдэг компани, хоршоо"), required=False, max_length=4000
    )
    relatives = forms.CharField(
        label=_("Нэгдмэл сонирхолтой этгээд"), required=False, max_length=4000
    )
    conflicts = forms.CharField(
        label=_("Ашиг сонирхлын зөрчил үүсэж болох зүйл"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OathForm(forms.Form):
    sworn_on = DayField(label=_("Тангараг өргөсөн өдөр"))
    place = forms.CharField(label=_("Газар"), required=False, max_length=200)


class DutyForm(forms.Form):
    """The holder by the name he signs in with: no list of accounts is shown."""

    holder = forms.ModelChoiceField(
        label=_("Нэвтрэх нэр"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput,
    )
    act = ActField(
        label=_("Үүрэг өгсөн шийдвэр"),
        queryset=Act.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    valid_from = DayField(label=_("Эхлэх өдөр"))
    valid_to = DayField(label=_("Дуусах өдөр"), required=False)

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["act"].queryset = acts
