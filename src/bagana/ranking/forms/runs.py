"""The form that asks for a run: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.indicators.models import Period
from bagana.ranking.actions.runs import FEWEST, MOST, MOST_SEED
from bagana.ranking.forms.selection import PeriodField
from bagana.ranking.models import FrameworkVersion, RunKind


class RunVersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, version: Any) -> str:
        state = version.get_state_display()
        return f"{version.framework.name} · {version.number} ({state})"


class RunForm(forms.Form):
    """A trial by default: what counts is asked for on purpose."""

    version = RunVersionField(
        label=_("Аргачлал"), queryset=FrameworkVersion.objects.none(), empty_label=None
    )
    period = PeriodField(
        label=_("Аль оны дүн"), queryset=Period.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(
        label=_("Төрөл"),
        choices=RunKind.choices,
        initial=RunKind.TRIAL,
        widget=forms.RadioSelect,
        help_text=_(
            "Туршилтыг ноорогоор ч хийж болно, нийтэлдэггүй. Албан тооцоог зөвхөн "
            "царцаасан хувилбараар хийнэ."
        ),
    )
    seed = forms.IntegerField(
        label=_("Санамсаргүй тооны үр"),
        min_value=0,
        max_value=MOST_SEED,
        help_text=_(
            "Ижил үр ижил дүн өгнө. Албан тооцооны үрийг урьдаас олон нийтэд зарлана."
        ),
    )
    replications = forms.IntegerField(
        label=_("Давталтын тоо"),
        min_value=FEWEST,
        max_value=MOST,
        required=False,
        help_text=_("Хоосон бол аргачлалд заасан тоогоор."),
    )

    def __init__(self, *args: Any, versions: Any, periods: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["period"].queryset = periods  # type: ignore[attr-defined]
        self.fields["seed"].initial = f"{timezone.localdate():%Y%m%d}"
