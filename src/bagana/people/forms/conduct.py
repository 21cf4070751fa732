"""Forms of conduct: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.accounts.models import User
from bagana.acts.choosing import ActField
from bagana.people.models import DeclarationKind, Post, Sanction
from bagana.territory.forms.fields import DayField


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Post) -> str:
        return str(obj.title)


class ComplaintForm(forms.Form):
    post = PostField(
        label=_("Хэний тухай"),
        queryset=Post.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    text = forms.CharField(
        label=_("Юу тохиолдсон"),
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
    act = ActField(label=_("Шийтгэл ногдуулсан шийдвэр"), required=False)
    expires_on = DayField(
        label=_("Шийтгэлгүйд тооцох өдөр"),
        required=False,
        help_text=_("Хоосон бол ёс зүйн хугацааны дүрмээр."),
    )


def _told(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=4000, widget=widget)


class DeclarationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Төрөл"), choices=DeclarationKind.choices)
    year = forms.IntegerField(label=_("Он"), min_value=2000, max_value=2100)
    income = _told(_("Орлого"))
    property = _told(_("Хөрөнгө"))
    companies = _told(_("Хувь эзэмшдэг компани, хоршоо"))
    relatives = _told(_("Нэгдмэл сонирхолтой этгээд"))
    conflicts = _told(_("Ашиг сонирхлын зөрчил үүсэж болох зүйл"))


class OathForm(forms.Form):
    sworn_on = DayField(label=_("Тангараг өргөсөн өдөр"), initial=timezone.localdate)
    place = forms.CharField(label=_("Газар"), required=False, max_length=200)


class DutyForm(forms.Form):
    """The holder by the name he signs in with: no list of accounts is shown."""

    holder = forms.ModelChoiceField(
        label=_("Нэвтрэх нэр"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid_choice": _("Ийм нэвтрэх нэртэй хүн алга.")},
    )
    act = ActField(label=_("Үүрэг өгсөн шийдвэр"))
    valid_from = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    valid_to = DayField(label=_("Дуусах өдөр"), required=False)


class DutyEndForm(forms.Form):
    on = DayField(
        label=_("Дуусах өдөр"),
        initial=timezone.localdate,
        help_text=_("Энэ өдрөөс гомдол нээхгүй."),
    )


class TermsForm(forms.Form):
    valid_from = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    law_mn = forms.CharField(label=_("Хууль, зүйл"), max_length=300)
    law_en = forms.CharField(label=_("Англиар"), max_length=300, required=False)
    decide_days = forms.IntegerField(
        label=_("Гомдол шийдвэрлэх хоног"), min_value=1, max_value=365
    )
    sanction_months = forms.IntegerField(
        label=_("Шийтгэлийн хугацаа, сар"),
        min_value=1,
        max_value=120,
        help_text=_("Үүний дараа шийтгэлгүйд тооцно; шийдвэрт өөр өдөр бичиж болно."),
    )
    declare_month = forms.IntegerField(
        label=_("Жил бүрийн мэдүүлгийн сар"), min_value=1, max_value=12
    )
    declare_day = forms.IntegerField(
        label=_("Жил бүрийн мэдүүлгийн эцсийн өдөр"), min_value=1, max_value=28
    )
    source = forms.CharField(label=_("Эх сурвалж"), max_length=300)
    is_illustrative = forms.BooleanField(
        label=_("Жишээ: хэн ч баталгаажуулаагүй"), required=False
    )
