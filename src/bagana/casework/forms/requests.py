"""Forms of requests: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.casework.actions.taking import LENGTHS
from bagana.casework.backdating import WHY_LENGTH, latest_on, said
from bagana.casework.models import Channel, MobileRound, ServiceVersion
from bagana.people.models import Post
from bagana.territory.forms.fields import DayField

OFFICE_WAYS = (Channel.PHONE, Channel.DESK, Channel.MOBILE)


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class VersionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, version: ServiceVersion) -> str:
        return f"{version.title} ({version.term} {version.get_term_in_display()})"


class TitleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, row: Any) -> str:
        return str(row.title)


class AskForm(forms.Form):
    """What a citizen tells, by whichever way."""

    version = VersionChoice(
        label=_("Үйлчилгээ"),
        queryset=ServiceVersion.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    text = forms.CharField(
        label=_("Юу хүсэж байна"), max_length=LENGTHS["text"], widget=_area()
    )
    name = forms.CharField(label=_("Нэр"), max_length=LENGTHS["name"], required=False)
    phone = forms.CharField(
        label=_("Утас"), max_length=LENGTHS["phone"], required=False
    )
    address = forms.CharField(
        label=_("Хаяг, нутаг"), max_length=LENGTHS["address"], required=False
    )

    def __init__(
        self, *args: Any, versions: Iterable[ServiceVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        field.queryset = versions

    def private(self) -> dict[str, str]:
        names = ("text", "name", "phone", "address")
        return {name: self.cleaned_data[name] for name in names}


class TakeForm(AskForm):
    """At the desk: which way, on which day, and whose household where it is known."""

    channel = forms.ChoiceField(
        label=_("Ирсэн хэлбэр"), choices=[(one.value, one.label) for one in OFFICE_WAYS]
    )
    taken_on = DayField(
        label=_("Хандсан өдөр"),
        help_text=_("Хугацааг энэ өдрөөс тоолно, хэзээ бүртгэснээс үл хамаарна."),
    )
    household = forms.CharField(
        label=_("Өрхийн дугаар"),
        max_length=20,
        required=False,
        help_text=_("Багийн бүртгэлд байгаа дугаар."),
    )
    distance_km = forms.FloatField(
        label=_("Багийн төвөөс хэдэн км"),
        min_value=0,
        max_value=2000,
        required=False,
        help_text=_("Мэдэхгүй бол хоосон үлдээнэ."),
    )
    mobile_round = TitleChoice(
        label=_("Явуулын үйлчилгээ"),
        queryset=MobileRound.objects.none(),
        required=False,
        empty_label=_("үгүй"),
    )
    why_late = forms.CharField(
        label=_("Хожимдож бүртгэсэн шалтгаан"),
        max_length=LENGTHS["late"],
        required=False,
        help_text=_("60-аас олон хоногийн өмнөх хүсэлтэд заавал бичнэ."),
    )
    field_order = ("version", "channel", "taken_on", "text", "name", "phone")

    def __init__(
        self, *args: Any, rounds: Iterable[MobileRound], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mobile_round"]
        field.queryset = rounds


class OnForm(forms.Form):
    """The day of a deed, and why it is typed so late where the rule asks for it."""

    on = DayField(label=_("Өдөр"))
    why_late = forms.CharField(
        label=_("Хожимдож бүртгэсэн шалтгаан"), max_length=WHY_LENGTH, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = latest_on(timezone.localdate())
        if rule is None:
            del self.fields["why_late"]
        else:
            self.fields["why_late"].help_text = said(rule)


class WhyForm(OnForm):
    why = forms.CharField(label=_("Шалтгаан"), max_length=3000, widget=_area(3))
    field_order = ("why", "on", "why_late")


class StopForm(OnForm):
    why = forms.CharField(
        label=_("Юу хүлээж байна"),
        max_length=300,
        help_text=_("Иргэн хүсэлтээ шалгахад энэ үгийг уншина."),
    )
    field_order = ("why", "on", "why_late")


class AnswerForm(OnForm):
    text = forms.CharField(
        label=_("Хариу"),
        max_length=3000,
        widget=_area(5),
        help_text=_("Зөвхөн хүсэлтийн кодтой хүн уншина."),
    )
    field_order = ("text", "on", "why_late")


class AssignForm(OnForm):
    post = TitleChoice(
        label=_("Хариуцагч"),
        queryset=Post.objects.none(),
        empty_label=_("сонгоно уу"),
    )
    field_order = ("post", "on", "why_late")

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset = posts


class RateForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("Хариу хэр санаанд нийцэв"),
        choices=[
            (5, _("5: маш сайн")),
            (4, _("4: сайн")),
            (3, _("3: дунд")),
            (2, _("2: муу")),
            (1, _("1: маш муу")),
        ],
        coerce=int,
        empty_value=None,
    )
    words = forms.CharField(
        label=_("Тайлбар"), max_length=1000, required=False, widget=_area(2)
    )


class CitizenRateForm(OnForm, RateForm):
    field_order = ("score", "words", "on", "why_late")
