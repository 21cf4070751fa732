"""Forms of the pages of collection: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import OFFICERS, assignments
from bagana.collection.forms import FORMS
from bagana.collection.queries.rounds import names_of
from bagana.indicators.forms import PeriodField
from bagana.territory.forms.fields import DayField
from bagana.territory.models import Unit

SHORT = {"rows": 3}


class OpenForm(forms.Form):
    form = forms.ChoiceField(label=_("Маягт"))
    unit = forms.ChoiceField(label=_("Нэгж"))
    period = PeriodField(label=_("Үе"), help_text=_("Жил: 2026."))
    opens_on = DayField(label=_("Нээх өдөр"))
    due_on = DayField(label=_("Багийн эцсийн өдөр"))
    sum_due_on = DayField(label=_("Сумын эцсийн өдөр"))
    aimag_due_on = DayField(label=_("Аймгийн эцсийн өдөр"))
    with_extras = forms.BooleanField(
        label=_("Худаг, хашаа, тэжээлийг тоолно (гурван жил тутам)"), required=False
    )

    def __init__(self, *args: Any, user: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roots = [one.unit_id for one in assignments(user) if one.role in OFFICERS]
        names = names_of(roots, today)
        units = Unit.objects.in_bulk(roots)
        self.fields["form"].choices = [(f.code, f.title) for f in FORMS.values()]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            (units[pk].code, names.get(pk, units[pk].code))
            for pk in dict.fromkeys(roots)
        ]


class DaysForm(forms.Form):
    due_on = DayField(label=_("Багийн эцсийн өдөр"))
    sum_due_on = DayField(label=_("Сумын эцсийн өдөр"))
    aimag_due_on = DayField(label=_("Аймгийн эцсийн өдөр"))
    reason = forms.CharField(label=_("Шалтгаан"), max_length=100)


class CloseForm(forms.Form):
    reason = forms.CharField(label=_("Шалтгаан"), max_length=100, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Шалтгаан"), max_length=500, widget=forms.Textarea(attrs=SHORT)
    )


class UnlockForm(ReasonForm):
    as_correction = forms.BooleanField(
        label=_("Нийтэлсэн тоог залруулна"), required=False
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Тайлбар"), max_length=500, widget=forms.Textarea(attrs=SHORT)
    )


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label=_("Файл"),
        help_text=_("PDF, PNG, JPEG; 5 МБ хүртэл."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    note = forms.CharField(label=_("Юуг харуулж байна"), max_length=500, required=False)
