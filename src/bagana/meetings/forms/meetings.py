"""Forms of preparing a meeting: parsing and field errors, no decisions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.meetings.models import Channel, Denominator, ItemKind, MeetingKind
from bagana.programme.evidence_files import DOCUMENT_SUFFIXES
from bagana.registers.forms.households import WrittenSelect
from bagana.registers.models import Section
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

FILES = forms.ClearableFileInput(attrs={"accept": DOCUMENT_SUFFIXES})


class TimeField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Хурлын төрөл"), choices=MeetingKind.choices)
    title_mn = forms.CharField(label=_("Нэр"), max_length=200)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=200, required=False)
    day = DayField(label=_("Өдөр"))
    time = TimeField(label=_("Эхлэх цаг"))
    place = forms.CharField(label=_("Хаана"), max_length=200)
    section = forms.ModelChoiceField(
        label=_("Багийн хэсэг"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("бүх баг"),
        widget=WrittenSelect,
    )

    def __init__(
        self, *args: Any, unit: Unit, is_fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = Section.objects.filter(unit=unit, is_closed=False)
        if is_fixed:
            del self.fields["kind"]

    @property
    def told(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        naive = datetime.combine(data.pop("day"), data.pop("time"))
        return data | {"starts_at": timezone.make_aware(naive)}


class ItemForm(forms.Form):
    title_mn = forms.CharField(
        label=_("Хэлэлцэх асуудал"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    title_en = forms.CharField(label=_("Англиар"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Асуудлын төрөл"), choices=ItemKind.choices, initial=ItemKind.OTHER
    )
    presenter = forms.CharField(
        label=_("Илтгэгч"),
        max_length=200,
        required=False,
        help_text=_("Албан тушаалтан. Нийтэд харагдана."),
    )
    budget_year = forms.IntegerField(
        label=_("Төсвийн он"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=_("Зөвхөн санал эрэмбэлэхэд."),
    )


class PaperForm(forms.Form):
    title = forms.CharField(label=_("Баримтын нэр"), max_length=200)
    file = forms.FileField(
        label=_("Файл"),
        widget=FILES,
        help_text=_("PDF, DOCX, XLSX, зураг. Хурал зарлахад нийтэд нээгдэнэ."),
    )


class NoticeForm(forms.Form):
    channel = forms.ChoiceField(label=_("Зарын хэлбэр"), choices=Channel.choices)
    given_on = DayField(label=_("Зарласан өдөр"))
    reached = forms.IntegerField(
        label=_("Хүрсэн өрх"), required=False, min_value=0, max_value=100_000
    )
    note = forms.CharField(
        label=_("Тайлбар"),
        max_length=300,
        required=False,
        help_text=_("Нийтэд харагдана: хүний нэр, утас бүү бич."),
    )
    proof = forms.FileField(
        label=_("Нотолгоо"),
        required=False,
        widget=FILES,
        help_text=_("Самбарын зураг, дуудлагын жагсаалт гэх мэт."),
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Шалтгаан"),
        max_length=300,
        help_text=_("Нийтэд харагдана."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PercentField(forms.DecimalField):
    """Typed in per cent, kept as a share of one; empty is not known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=2, **options)

    def clean(self, value: Any) -> Decimal | None:
        percent = super().clean(value)
        return None if percent is None else percent / 100


class RuleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Хурлын төрөл"), choices=MeetingKind.choices)
    valid_from = DayField(label=_("Хүчинтэй болох өдөр"))
    law_mn = forms.CharField(label=_("Хууль, зүйл"), max_length=300)
    law_en = forms.CharField(label=_("Англиар"), max_length=300, required=False)
    quorum = PercentField(
        label=_("Хүчинтэй байх ирц, хувь"),
        required=False,
        help_text=_("Мэдэгдэхгүй бол хоосон: тэгвэл ирцээр юу ч шийдэхгүй."),
    )
    quorum_of = forms.ChoiceField(label=_("Юунаас"), choices=Denominator.choices)
    majority = PercentField(label=_("Шийдвэр гарах санал, хувь"), initial=50)
    notice_days = forms.IntegerField(
        label=_("Зар хүргэх хоног"), required=False, min_value=0, max_value=365
    )
    yearly = forms.IntegerField(
        label=_("Жилд хэдээс доошгүй"), required=False, min_value=0, max_value=60
    )
    chaired_by_session_chair = forms.BooleanField(
        label=_("Хуралдааны даргыг хуралдаан бүрд сонгоно"), required=False
    )
    source = forms.CharField(label=_("Эх сурвалж"), max_length=300)
    is_illustrative = forms.BooleanField(
        label=_("Жишээ: хэн ч баталгаажуулаагүй"), required=False
    )
