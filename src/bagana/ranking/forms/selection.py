"""Forms of a selection: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.indicators.models import Period, PeriodKind
from bagana.programme.models import Phase, Programme
from bagana.ranking.models import FrameworkVersion, VersionState
from bagana.ranking.procedure import SHORTEST_SEED
from bagana.territory.forms.fields import DayField

SHORT = {"rows": 2}
CHOOSE = _("сонгоно уу")


class PeriodField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, period: Any) -> str:
        return str(period.label)


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, version: Any) -> str:
        return f"{version.framework.name} · {version.number}"


class OpenForm(forms.Form):
    """What a round is about and by when each of its steps is due."""

    programme = forms.ModelChoiceField(
        label=_("Хөтөлбөр"), queryset=Programme.objects.none(), empty_label=CHOOSE
    )
    phase = forms.ModelChoiceField(
        label=_("Хөтөлбөрийн үе шат"),
        queryset=Phase.objects.none(),
        required=False,
        empty_label=_("үе шат заахгүй"),
    )
    period = PeriodField(
        label=_("Аль оны дүнгээр"),
        queryset=Period.objects.none(),
        empty_label=CHOOSE,
    )
    version = VersionField(
        label=_("Аргачлал"),
        queryset=FrameworkVersion.objects.none(),
        empty_label=CHOOSE,
        help_text=_("Шийдвэрээр царцаасан хувилбарууд."),
    )
    code = forms.CharField(
        label=_("Код"), max_length=60, help_text=_("Хаягт орно: jishig-bag-2022.")
    )
    title_mn = forms.CharField(label=_("Нэр"), max_length=300)
    title_en = forms.CharField(label=_("Англи нэр"), max_length=300)
    gates_due = DayField(label=_("Болзол шалгаж дуусах өдөр"))
    recheck_due = DayField(label=_("Тоог давтан шалгаж дуусах өдөр"))
    visits_due = DayField(label=_("Үзлэг дуусах өдөр"))
    late_reason = forms.CharField(
        label=_("Аргачлалыг хожуу царцаасан шалтгаан"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_(
            "Зөвхөн аргачлалаас өмнө тоо нийтлэгдсэн бол. Бүх хуудсанд харагдана."
        ),
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["programme"].queryset = programmes
        fields["phase"].queryset = Phase.objects.filter(programme__in=programmes)
        years = Period.objects.filter(kind=PeriodKind.YEAR)
        fields["period"].queryset = years.order_by("-start")
        frozen = FrameworkVersion.objects.filter(state=VersionState.FROZEN)
        fields["version"].queryset = frozen.select_related("framework")


class SeedForm(forms.Form):
    """Public words from which an index begins."""

    seed = forms.CharField(
        label=_("Нийтийн өмнө сугалсан үг"),
        min_length=SHORTEST_SEED,
        max_length=200,
        help_text=_(
            "Сугалааны тэмдэглэлээс: хэн, хэзээ, хаана, ямар үг гарсан. Дараа нь"
            " өөрчлөхгүй, нийтэд харагдана."
        ),
    )


class DrawForm(SeedForm):
    """The same for the figures that are looked at again, and how many."""

    size = forms.IntegerField(
        label=_("Хэдэн тоог шалгах"),
        min_value=0,
        max_value=1000,
        help_text=_("Нэр дэвшигчдийн тооноос санамсаргүй сугална."),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Цуцлах шалтгаан"),
        max_length=1000,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Иргэд үүнийг уншина."),
    )


class DecideForm(forms.Form):
    act = ActField(
        label=_("Гарсан шийдвэр"),
        help_text=_("Шийдвэр алга бол эхлээд «Шийдвэр» хэсэгт бүртгэнэ."),
    )
    follow_up_on = DayField(
        label=_("Үр дүнг үзэх өдөр"),
        required=False,
        help_text=_("Хоосон бол шийдвэрээс хойш нэг жилийн дараа."),
    )
