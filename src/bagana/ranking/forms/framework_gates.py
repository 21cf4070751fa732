"""Gates and the visit sheet as rows of a form, with blank rows to add by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.engines.index.framework import Words
from bagana.indicators.models import Indicator
from bagana.ranking.method_wording import own_words

BLANK: Final = 2
MOST: Final = 60
"""More than the checks let a version have, blank rows included."""


class RowForm(forms.Form):
    """A row that counts only where its code is written."""

    code = forms.CharField(label=gettext_lazy("Код"), max_length=60, required=False)
    text_mn = forms.CharField(
        label=gettext_lazy("Монголоор"), max_length=500, required=False
    )
    text_en = forms.CharField(
        label=gettext_lazy("Англиар"), max_length=500, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Төрөл"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Хасах"), required=False)

    words = ""
    """The key under which the two languages are kept."""

    @property
    def title(self) -> str:
        texts = [self[name].value() or "" for name in ("text_mn", "text_en")]
        return own_words(Words(*texts))

    @property
    def is_blank(self) -> bool:
        given = self.cleaned_data
        return not given["code"].strip() and not given["text_mn"].strip()

    def row(self) -> dict[str, Any]:
        given = self.cleaned_data
        words = {"mn": given["text_mn"].strip(), "en": given["text_en"].strip()}
        return {"code": given["code"].strip(), self.words: words, "kind": given["kind"]}

    @classmethod
    def first(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        words = row.get(cls.words) or {}
        return {**row, "text_mn": words.get("mn", ""), "text_en": words.get("en", "")}


class GateForm(RowForm):
    words = "name"
    field_order = (
        "code",
        "text_mn",
        "text_en",
        "kind",
        "indicator",
        "at_least",
        "at_most",
        "evidence_mn",
        "evidence_en",
        "remove",
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Үзүүлэлт"), required=False)
    at_least = forms.FloatField(label=gettext_lazy("Доод хязгаар"), required=False)
    at_most = forms.FloatField(label=gettext_lazy("Дээд хязгаар"), required=False)
    evidence_mn = forms.CharField(
        label=gettext_lazy("Юугаар нотлох"), max_length=500, required=False
    )
    evidence_en = forms.CharField(
        label=gettext_lazy("Юугаар нотлохыг англиар"), max_length=500, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [
            ("judged", _("хүн дүгнэнэ")),
            ("indicator", _("үзүүлэлтээр")),
            ("completeness", _("мэдээллийн бүрдлээр")),
        ]
        rows = Indicator.objects.all()
        fields["indicator"].choices = [("", "–"), *((r.code, r.name) for r in rows)]

    def row(self) -> dict[str, Any]:
        given, row = self.cleaned_data, super().row()
        if given["kind"] == "indicator":
            row["indicator"] = given["indicator"]
        for limit in ("at_least", "at_most"):
            if given[limit] is not None:
                row[limit] = given[limit]
        row["evidence"] = {
            "mn": given["evidence_mn"].strip(),
            "en": given["evidence_en"].strip(),
        }
        return row

    @classmethod
    def first(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        words = row.get("evidence") or {}
        shown = {"evidence_mn": words.get("mn"), "evidence_en": words.get("en")}
        return {**super().first(row), **shown}


class QuestionForm(RowForm):
    words = "question"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = list(question_kinds().items())


def question_kinds() -> dict[str, str]:
    return {
        "yes_no": _("тийм, үгүй"),
        "scale": _("1–5 оноо"),
        "text": _("бичвэр"),
    }


class RowsForm[F: RowForm]:
    """All rows of one list; a prefix tells the two lists of a page apart."""

    def __init__(
        self,
        row_form: type[F],
        rows: Sequence[Mapping[str, Any]],
        prefix: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.prefix = prefix
        if data is None:
            first = [row_form.first(row) for row in rows] + [{}] * BLANK
            self.forms = [
                row_form(initial=one, prefix=f"{prefix}{n}")
                for n, one in enumerate(first)
            ]
        else:
            count = str(data.get(f"{prefix}-rows", ""))
            known = count.isdecimal() and len(count) < 5
            number = min(int(count), MOST) if known else 0
            self.forms = [row_form(data, prefix=f"{prefix}{n}") for n in range(number)]

    def is_valid(self) -> bool:
        # Every row is asked, so that every row shows what is wrong with it.
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    def result(self) -> list[dict[str, Any]]:
        kept = (form for form in self.forms if not form.cleaned_data["remove"])
        return [form.row() for form in kept if not form.is_blank]
