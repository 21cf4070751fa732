"""Forms that begin, copy, freeze a method, and take in its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.acts.choosing import ActField
from bagana.programme.models import Programme
from bagana.ranking.models import FrameworkVersion
from bagana.territory.forms.fields import UnitField

MOST_BYTES = 500_000


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, version: Any) -> str:
        words = {"name": version.framework.name, "number": version.number}
        return _("%(name)s, %(number)s-р хувилбар") % words


class TextFileField(forms.FileField):
    """A file that becomes its text."""

    def clean(self, data: Any, initial: Any = None) -> str:
        file = super().clean(data, initial)
        if not file:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Файл 500 КБ-аас том байна."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            message = _("Файл UTF-8 бичвэр биш байна. UTF-8 кодчиллоор хадгална уу.")
            raise forms.ValidationError(message) from None


class NewFrameworkForm(forms.Form):
    unit = UnitField(
        label=gettext_lazy("Аль нэгжийн аргачлал"),
        help_text=gettext_lazy("Доторх нэгжүүдийг нь эрэмбэлэх аймаг, сумын код, нэр."),
    )
    code = forms.CharField(
        label=gettext_lazy("Код"),
        max_length=60,
        help_text=gettext_lazy("Хаягт орно: selenge-bag-index."),
    )
    name_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Англи нэр"), max_length=300)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Юуг эрэмбэлэх"),
        coerce=int,
        choices=[(3, gettext_lazy("баг")), (2, gettext_lazy("сум"))],
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Хөтөлбөр"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=gettext_lazy("хөтөлбөргүй"),
    )
    copy_of = VersionField(
        label=gettext_lazy("Өөр аргачлалаас хуулах"),
        queryset=FrameworkVersion.objects.none(),
        required=False,
        empty_label=gettext_lazy("хоосноос эхлэх"),
    )
    text = TextFileField(
        label=gettext_lazy("YAML файлаас авах"),
        required=False,
        help_text=gettext_lazy("Файл өгвөл хуулахын оронд файлыг авна."),
    )

    def __init__(
        self, *args: Any, programmes: Any, versions: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["programme"].queryset = programmes
        fields["copy_of"].queryset = versions

    def values(self) -> dict[str, Any]:
        """As the action takes them: a unit, not its version."""
        return {**self.cleaned_data, "unit": self.cleaned_data["unit"].unit}


class RenameForm(forms.Form):
    name_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Англи нэр"), max_length=300)
    reason = forms.CharField(label=gettext_lazy("Шалтгаан"), max_length=100)


class NewVersionForm(forms.Form):
    note_mn = forms.CharField(
        label=gettext_lazy("Юуг яагаад өөрчлөх гэж байна"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Аргачлалын нийтийн хуудсанд гарна."),
    )
    note_en = forms.CharField(
        label=gettext_lazy("Англиар"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class YamlForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Аргачлал бүхэлдээ"),
        max_length=MOST_BYTES,
        strip=False,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 32, "spellcheck": "false", "class": "as-code"}
        ),
    )
    file = TextFileField(
        label=gettext_lazy("Эсвэл файлаас"),
        required=False,
        help_text=gettext_lazy("Файл өгвөл дээрх бичвэрийн оронд файлыг авна."),
    )

    @property
    def given(self) -> str:
        return str(self.cleaned_data["file"] or self.cleaned_data["text"])


class FreezeForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    act = ActField(
        label=gettext_lazy("Баталсан шийдвэр"),
        help_text=gettext_lazy("Шийдвэр алга бол эхлээд «Шийдвэр» хэсэгт бүртгэнэ."),
    )
