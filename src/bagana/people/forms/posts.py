"""Forms of posts, officials, appointments and handing over: parsing only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.accounts.models import Role, User
from bagana.acts.choosing import ActField, binding
from bagana.people.models import EndReason, ItemKind, Official, Path, Post, PostKind
from bagana.people.queries.officials import to_appoint
from bagana.registers.forms.households import WrittenSelect
from bagana.registers.models import Section, Sex
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

NONE = ("", _("сонгоно уу"))


class OfficialField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Whom the user may appoint; those named last come first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Official.objects.none(),
            empty_label=_("сонгоно уу"),
            to_field_name="uid",
            **options,
        )

    def label_from_instance(self, official: Any) -> str:
        return f"{official.given_name}, {official.parent_name}".strip(", ")


class _OfUnit(forms.Form):
    """Its decisions are those that bind the unit: its meeting's, and from above."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ActField):
                field.queryset = binding(unit.pk)


class PostForm(_OfUnit):
    kind = forms.ChoiceField(label=_("Албан тушаал"), choices=[NONE, *PostKind.choices])
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Нэр англиар"), max_length=200, required=False)
    path = forms.ChoiceField(label=_("Томилох журам"), choices=[NONE, *Path.choices])
    opened_on = DayField(label=_("Бий болгосон өдөр"), initial=timezone.localdate)
    role = forms.ChoiceField(
        label=_("Нэвтрэх эрх"),
        required=False,
        choices=[("", _("дагалдахгүй")), *Role.choices],
        help_text=_("Томилогдсон хүн энэ эрхээр нэвтэрнэ; чөлөөлөхөд хамт дуусна."),
    )
    section = forms.ModelChoiceField(
        label=_("Хэсэг"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("сонгоно уу"),
        widget=WrittenSelect,
    )
    term_years = forms.IntegerField(
        label=_("Бүрэн эрхийн жил"), min_value=1, max_value=20, required=False
    )
    phone = forms.CharField(label=_("Албан утас"), max_length=20, required=False)
    act = ActField(label=_("Үндэслэсэн шийдвэр"), required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, **kwargs)
        field: Any = self.fields["section"]
        field.queryset = Section.objects.filter(unit=unit, is_closed=False)


class PostEditForm(forms.Form):
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Нэр англиар"), max_length=200, required=False)
    phone = forms.CharField(label=_("Албан утас"), max_length=20, required=False)


class CloseForm(_OfUnit):
    on = DayField(label=_("Татан буулгасан өдөр"), initial=timezone.localdate)
    act = ActField(label=_("Үндэслэсэн шийдвэр"), required=False)


class OfficialForm(forms.Form):
    given_name = forms.CharField(label=_("Нэр"), max_length=100)
    parent_name = forms.CharField(
        label=_("Эцэг/эхийн нэр"), max_length=100, required=False
    )
    clan_name = forms.CharField(label=_("Ургийн овог"), max_length=100, required=False)
    sex = forms.ChoiceField(
        label=_("Хүйс"), required=False, choices=[("", "–"), *Sex.choices]
    )
    reg_no = forms.CharField(
        label=_("Регистрийн дугаар"), max_length=10, required=False
    )
    birth_date = DayField(label=_("Төрсөн огноо"), required=False)
    phone = forms.CharField(label=_("Хувийн утас"), max_length=20, required=False)
    address = forms.CharField(label=_("Хаяг"), max_length=300, required=False)
    username = forms.CharField(
        label=_("Нэвтрэх нэр, байгаа бол"),
        max_length=150,
        required=False,
        help_text=_("Аль хэдийн нэвтэрдэг хүнийх. Шинийг томилсны дараа нээнэ."),
    )

    def clean_username(self) -> User | None:
        name = str(self.cleaned_data["username"]).strip().lower()
        if not name:
            return None
        found = User.objects.filter(username=name).first()
        if found is None:
            raise forms.ValidationError(_("Ийм нэвтрэх нэр алга."))
        return found

    def told(self) -> dict[str, Any]:
        """What the actions take; the four that are sealed apart."""
        data = dict(self.cleaned_data)
        private = {
            key: data.pop(key) for key in ("reg_no", "birth_date", "phone", "address")
        }
        account = data.pop("username")
        return {**data, "private": private, "account": account}


class _Choosing(_OfUnit):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("official")
        if field is not None:
            field.queryset = to_appoint(user)


class NominateForm(_Choosing):
    official = OfficialField(label=_("Нэр дэвшсэн хүн"))
    nomination = ActField(label=_("Хурлын тогтоол"))


class AppointForm(_Choosing):
    """`nomination` and `is_interim` stand where the post asks for them."""

    official = OfficialField(label=_("Томилох хүн"))
    nomination = ActField(label=_("Хурлын тогтоол"), required=False)
    decree = ActField(label=_("Томилсон шийдвэр"))
    starts_on = DayField(label=_("Эхлэх өдөр"), initial=timezone.localdate)
    term_ends_on = DayField(
        label=_("Бүрэн эрх дуусах өдөр"),
        required=False,
        help_text=_("Хоосон бол албан тушаалын хугацаагаар тооцно."),
    )
    is_interim = forms.BooleanField(label=_("Түр орлон гүйцэтгэгч"), required=False)

    def __init__(self, *args: Any, post: Post, nominated: bool, **kwargs: Any) -> None:
        super().__init__(*args, unit=post.unit, **kwargs)
        if nominated:
            del self.fields["official"], self.fields["nomination"]
            del self.fields["is_interim"]
        elif post.path != Path.NOMINATION:
            del self.fields["nomination"]


class RefuseForm(forms.Form):
    why = forms.CharField(label=_("Татгалзсан үндэслэл"), max_length=300)


class EndForm(_OfUnit):
    on = DayField(
        label=_("Чөлөөлөх өдөр"),
        initial=timezone.localdate,
        help_text=_("Энэ өдрөөс эрх дуусна."),
    )
    reason = forms.ChoiceField(label=_("Шалтгаан"), choices=[NONE, *EndReason.choices])
    ending = ActField(label=_("Чөлөөлсөн шийдвэр"), required=False)
    note = forms.CharField(
        label=_("Актын тэмдэглэл"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProlongForm(_OfUnit):
    until = DayField(label=_("Шинэ дуусах өдөр"))
    decree = ActField(label=_("Үндэслэсэн шийдвэр"), required=False)


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("Нэвтрэх нэр"),
        max_length=150,
        help_text=_("Латин жижиг үсэг, тоо, цэг, зураас; 3-аас доошгүй тэмдэгт."),
    )


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label=_("Төрөл"), choices=ItemKind.choices)
    text = forms.CharField(label=_("Юу"), max_length=300)
    count = forms.IntegerField(label=_("Тоо"), min_value=1, initial=1)
