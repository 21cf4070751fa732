"""Forms of the catalogue of services and of days off."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import (
    Days,
    Provider,
    ReferenceKind,
    ServiceKind,
    ServiceVersion,
)
from bagana.territory.forms.fields import DayField
from bagana.web.templatetags.bagana import as_written

WORDS = ("title", "text", "basis", "who", "where", "hours")
OPTIONAL_MN = ("text_mn", "who_mn", "where_mn", "hours_mn")


def _text(label: Any, *, most: int = 200, required: bool = False, rows: int = 0) -> Any:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget
    )


class VersionForm(forms.Form):
    """What a service promises from a day."""

    valid_from = DayField(label=_("Эхлэх өдөр"))
    title_mn = _text(_("Нэр"), required=True)
    title_en = _text(_("Нэр, англиар"))
    text_mn = _text(_("Тайлбар"), most=2000, rows=3)
    text_en = _text(_("Тайлбар, англиар"), most=2000, rows=3)
    basis_mn = _text(_("Хууль зүйн үндэслэл"), most=300, required=True)
    basis_en = _text(_("Хууль зүйн үндэслэл, англиар"), most=300)
    papers = forms.CharField(
        label=_("Бүрдүүлэх баримт"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Мөр бүрд нэг: монголоор | англиар. Төрд байгааг нэхэхгүй."),
    )
    term = forms.IntegerField(label=_("Шийдвэрлэх хугацаа"), min_value=0, max_value=365)
    term_in = forms.ChoiceField(label=_("Хэмжих нэгж"), choices=Days.choices)
    extension = forms.IntegerField(
        label=_("Сунгах хугацаа"), min_value=0, max_value=365, required=False
    )
    fee = forms.DecimalField(
        label=_("Хураамж, ₮"), min_value=0, max_digits=12, required=False
    )
    who_mn = _text(_("Хэн хариуцах"))
    who_en = _text(_("Хэн хариуцах, англиар"))
    where_mn = _text(_("Хаана"))
    where_en = _text(_("Хаана, англиар"))
    hours_mn = _text(_("Цагийн хуваарь"))
    hours_en = _text(_("Цагийн хуваарь, англиар"))

    def clean_papers(self) -> list[dict[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["papers"].splitlines()]
        parted = [line.partition("|") for line in lines if line]
        found = [{"mn": mn.strip(), "en": en.strip()} for mn, _bar, en in parted]
        if any(len(text) > 300 for row in found for text in row.values()):
            raise ValidationError(_now("Баримтын нэр 300 тэмдэгтээс урт байна."))
        return found

    def promise(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in VersionForm.base_fields}
        return told | {
            "extension": told["extension"] or 0,
            "fee": told["fee"] or Decimal(0),
        }


class ServiceForm(VersionForm):
    code = forms.SlugField(
        label=_("Код"), max_length=60, help_text=_("Латин үсэг, тоо, зураас.")
    )
    kind = forms.ChoiceField(label=_("Төрөл"), choices=ServiceKind.choices)
    provider = forms.ChoiceField(label=_("Хэн үзүүлэх"), choices=Provider.choices)
    reference_kind = forms.ChoiceField(
        label=_("Тодорхойлолтын төрөл"),
        required=False,
        help_text=_("Хүсэлтийг энэ төрлийн тодорхойлолт олгож хариулна."),
    )
    is_open311 = forms.BooleanField(label=_("Open311-д"), required=False)
    field_order = ("code", "kind", "reference_kind", "provider", "is_open311")

    def __init__(self, *args: Any, kinds: Iterable[ReferenceKind], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["reference_kind"]
        chosen = [(one.code, as_written(one.title)) for one in kinds]
        field.choices = [("", _("сонгоно уу")), *chosen]


class DayOffForm(forms.Form):
    on = DayField(label=_("Өдөр"))
    works = forms.TypedChoiceField(
        label=_("Ажиллах эсэх"),
        choices=[("0", _("амарна")), ("1", _("ажиллана"))],
        coerce=lambda value: value == "1",
    )
    why_mn = _text(_("Шалтгаан"), required=True)
    why_en = _text(_("Шалтгаан, англиар"))


def initial_of(version: ServiceVersion) -> dict[str, Any]:
    """What stands now, to change from."""
    names = ("term", "term_in", "extension", "fee")
    told: dict[str, Any] = {name: getattr(version, name) for name in names}
    for word in WORDS:
        for language in ("mn", "en"):
            told[f"{word}_{language}"] = getattr(version, f"{word}_{language}")
    lines = [f"{row.get('mn', '')} | {row.get('en', '')}" for row in version.papers]
    return told | {"papers": "\n".join(lines)}
