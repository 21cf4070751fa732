"""Forms of the office pages: parsing and field errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.privacy.models import RequestKind
from bagana.privacy.wording import WHAT


class Day(forms.DateInput):
    input_type = "date"


class SoughtForm(forms.Form):
    """The filters of the lists; what cannot be read is not asked for."""

    what = forms.ChoiceField(label=_("Юуг"), required=False)
    unit = forms.CharField(label=_("Нэгжийн код"), required=False, max_length=20)
    who = forms.CharField(label=_("Хэн"), required=False, max_length=100)
    since = forms.DateField(label=_("Хэзээнээс"), required=False, widget=Day)
    until = forms.DateField(label=_("Хэзээ хүртэл"), required=False, widget=Day)
    unmasked = forms.BooleanField(label=_("Зөвхөн бүтэн харсныг"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(WHAT.items(), key=lambda pair: str(pair[1]))
        self._field("what").choices = [("", _("бүгд")), *choices]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def without(self, *names: str) -> SoughtForm:
        for name in names:
            del self.fields[name]
        return self


class TakeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Юу хүссэн"), choices=RequestKind.choices)
    taken_on = forms.DateField(label=_("Хүсэлт авсан өдөр"), widget=Day)
    wish = forms.CharField(
        label=_("Хүсэлтийн утга"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Битүүмжилж хадгална; зөвхөн хүсэлт шийдвэрлэх хүн нээж үзнэ."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_on"].initial = timezone.localdate


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Шийдвэр, үндэслэл"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Хүнд өгөх хариуд орно. Нэр, регистрийн дугаар бичихгүй."),
    )


class CorrectionForm(AnswerForm):
    """What is left empty stays as it is."""

    clan = forms.CharField(label=_("Ургийн овог"), required=False, max_length=60)
    parent = forms.CharField(label=_("Эцэг, эхийн нэр"), required=False, max_length=60)
    given = forms.CharField(label=_("Нэр"), required=False, max_length=60)
    reg_no = forms.CharField(
        label=_("Регистрийн дугаар"), required=False, max_length=14
    )
    birth_date = forms.DateField(label=_("Төрсөн огноо"), required=False, widget=Day)
    phone = forms.CharField(label=_("Утас"), required=False, max_length=20)
    field_order = ("clan", "parent", "given", "reg_no", "birth_date", "phone", "answer")


class ResearchForm(forms.Form):
    """What an anonymised extract is drawn for, and how coarse it must be."""

    unit = forms.CharField(label=_("Аймаг, сумын код"), max_length=20)
    what = forms.ChoiceField(label=_("Юуны мөр"))
    least = forms.IntegerField(
        label=_("Нэг бүлэгт байх хамгийн цөөн мөр (k)"),
        min_value=5,
        max_value=100,
        initial=5,
    )
    reason = forms.CharField(
        label=_("Судалгааны зорилго"), min_length=10, max_length=300
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["what"]
        field.choices = kinds
