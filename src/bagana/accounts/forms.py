"""Forms of the office pages on users: parsing and field errors, no decisions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.accounts.models import Role
from bagana.territory import queries as territory
from bagana.territory.models import Unit
from bagana.web.errors import Refused


class UnitField(forms.CharField):
    """A unit by its code, by its name, or as «код нэр» of the list offered."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._find(text) if text else None

    def _find(self, text: str) -> Unit:
        today = timezone.localdate()
        code = re.match(r"\s*([0-9A-Z]+)\b", text)
        exact = territory.find_version(code[1], today) if code else None
        if exact:
            return exact.unit
        found = territory.search(text, today)
        if len(found) == 1:
            return found[0].unit
        if not found:
            raise ValidationError(_("Ийм код, нэртэй нэгж олдсонгүй."))
        near = ", ".join(f"{version.unit.code} {version.name}" for version in found[:5])
        raise ValidationError(
            _("Хэд хэдэн нэгж олдлоо: %(near)s. Кодоор нь бичнэ үү.") % {"near": near}
        )


def _day(label: Any, hint: Any = "", required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=widget
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Эрх"), choices=Role.choices)
    unit = UnitField(
        label=gettext_lazy("Нэгж"),
        help_text=gettext_lazy("Код эсвэл нэр. Эрх энэ нэгж, түүний доторх бүхэнд."),
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    valid_from = _day(gettext_lazy("Эхлэх өдөр"), gettext_lazy("Хоосон бол өнөөдөр."))
    valid_to = _day(
        gettext_lazy("Дуусах өдөр"),
        gettext_lazy("Энэ өдөр эрх үйлчлэхгүй. Хоосон бол хугацаагүй."),
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(value, label) for value, label in Role.choices if value in roles]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]


class NewUserForm(RoleForm):
    username = forms.CharField(
        label=gettext_lazy("Нэвтрэх нэр"),
        max_length=150,
        help_text=gettext_lazy("Латин жижиг үсэг, тоо: жишээ нь b.dorj"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    display_name = forms.CharField(
        label=gettext_lazy("Овог, нэр"),
        max_length=200,
        help_text=gettext_lazy("Оруулсан тоо, хийсэн өөрчлөлтийн хажууд харагдана."),
    )
    field_order = ["display_name", "username", "role", "unit", "valid_from", "valid_to"]


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put what an action refused beside the field it speaks of."""
    text = f"{refusal.reason} {refusal.fix}".strip()
    form.add_error(refusal.field if refusal.field in form.fields else None, text)
