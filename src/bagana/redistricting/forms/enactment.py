"""Forms of enacting, undoing and handing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagana.redistricting.models import HandoverItem
from bagana.redistricting.queries.enactment import DONE, WAITING, kinds
from bagana.territory.forms.fields import DayField

ALL = ("", _("бүгд"))


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Буцаах шалтгаан"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Саналын түүхэнд үлдэж, нийтэд харагдана."),
    )


class FilterForm(forms.Form):
    """Which lines of the list are shown."""

    kind = forms.ChoiceField(label=_("Юу"), required=False)
    state = forms.ChoiceField(
        label=_("Хүлээлцсэн эсэх"),
        required=False,
        choices=[ALL, (WAITING, _("хүлээлцээгүй")), (DONE, _("хүлээлцсэн"))],
    )
    unit = forms.CharField(label=_("Багийн код"), max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *kinds().items()]


class DoneForm(forms.Form):
    """Marks several lines as handed over on one day."""

    items = forms.ModelMultipleChoiceField(
        HandoverItem.objects.none(),
        label=_("Хүлээлцсэн зүйл"),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Дор хаяж нэг мөрийг сонгоно уу.")},
    )
    on = DayField(label=_("Хүлээлцсэн өдөр"))
    note = forms.CharField(
        label=_("Тэмдэглэл"),
        max_length=500,
        required=False,
        help_text=_("Хүлээлцсэн актын дугаар зэргийг бичиж болно."),
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows
        # The table with its own small forms stands between: no form inside a form.
        for name in ("on", "note"):
            self.fields[name].widget.attrs["form"] = "handover"
