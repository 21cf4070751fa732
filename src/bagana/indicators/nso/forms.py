"""What an officer asks of a table: parsing and field errors, no decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.indicators.nso.errors import NsoError
from bagana.indicators.nso.mappings import TableMapping, read_mapping

FIRST_YEAR, LAST_YEAR = 1900, 2100
PART = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")


def parse_years(text: str) -> list[int] | None:
    """«2019, 2022–2024» as years; None for an empty text."""
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    if not parts:
        return None
    years: set[int] = set()
    for part in parts:
        found = PART.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not FIRST_YEAR <= first <= last <= LAST_YEAR:
            raise ValidationError(
                _("«%(part)s» гэдгийг ойлгосонгүй. Жишээ нь: 2019, 2022–2024.")
                % {"part": part}
            )
        years.update(range(first, last + 1))
    return sorted(years)


class TableForm(forms.Form):
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Нэгж"), widget=forms.CheckboxSelectMultiple
    )
    below = forms.BooleanField(
        label=gettext_lazy("Доторх сум, багийг нь хамт"), required=False, initial=True
    )
    years = forms.CharField(
        label=gettext_lazy("Жил"),
        help_text=gettext_lazy(
            "Жишээ нь: 2019, 2022–2024. Хоосон бол бүртгэл эхэлснээс хойш бүх жил."
        ),
        required=False,
        max_length=200,
    )
    mapping = forms.CharField(
        label=gettext_lazy("Хүснэгтийн тохиргоо"),
        help_text=gettext_lazy(
            "Аль хэсэг нь аль үзүүлэлт болохыг заана. indicator гэсэн мөр бүрд"
            " үзүүлэлтийн кодыг бичиж, хэрэггүй хэсгийг хасна уу."
        ),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )

    def __init__(
        self,
        *args: object,
        units: Sequence[tuple[str, str]],
        known: bool,
        draft: str = "",
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(units)
        field.initial = [code for code, _name in units[:1]]
        if known:
            del self.fields["mapping"]
        else:
            self.fields["mapping"].initial = draft

    def clean_years(self) -> list[int] | None:
        return parse_years(self.cleaned_data["years"])

    def clean_mapping(self) -> TableMapping:
        try:
            return read_mapping(self.cleaned_data["mapping"])
        except NsoError as error:
            raise ValidationError(str(error)) from error
