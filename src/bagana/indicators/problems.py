"""Why a figure is not taken in, and how to mend it, in the reader's language.

A problem is kept as its code and arguments, so the same check reads in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Argument values that have words of their own.
NATURES: dict[Any, Any] = {
    "official": _("албан"),
    "own": _("өөрийн тоо"),
    "modelled": _("загвар"),
}


class Words(NamedTuple):
    reason: str | Promise
    fix: str | Promise


def _in_language(value: Any) -> Any:
    """A value with words of its own: a nature, or a name kept in both languages."""
    if isinstance(value, dict):
        english = value.get("en", "") if get_language() == "en" else ""
        return english or value["mn"]
    return NATURES.get(value, value)


_TEMPLATE = _("Загвар файлыг татаж, кодыг эндээс хуулна уу.")
WORDS: dict[str, Words] = {
    "missing_indicator": Words(
        _("Үзүүлэлт бичээгүй."), _("Үзүүлэлтийн код эсвэл нэрийг бичнэ үү.")
    ),
    "missing_unit": Words(_("Нэгж бичээгүй."), _("Нэгжийн код эсвэл нэрийг бичнэ үү.")),
    "missing_period": Words(
        _("Хугацаа бичээгүй."), _("Хугацааг 2025, 2025-Q3, 2025-07 хэлбэрээр бичнэ үү.")
    ),
    "unknown_indicator": Words(_("Ийм үзүүлэлт алга."), _TEMPLATE),
    "unknown_unit": Words(
        _("Ийм нэгж алга."), _("Нэгжийн кодыг шалгаж, загвар файлаас хуулна уу.")
    ),
    "ambiguous_unit": Words(
        _("Ийм нэртэй нэгж хэд хэд бий: %(codes)s."), _("Нэрийн оронд кодыг бичнэ үү.")
    ),
    "unknown_period": Words(
        _("Хугацааг ойлгосонгүй."),
        _("Хугацааг 2025, 2025-Q3, 2025-07 хэлбэрээр бичнэ үү."),
    ),
    "unknown_source": Words(
        _("Ийм эх сурвалж алга."),
        _("Эх сурвалжийн кодыг засах эсвэл нүдийг хоосон үлдээнэ үү."),
    ),
    "unit_not_in_period": Words(
        _("%(unit)s нэгж %(period)s хугацаанд байгаагүй (%(existed)s)."),
        _("Тухайн үед байсан нэгжийн кодыг эсвэл өөр хугацаа бичнэ үү."),
    ),
    "below_level": Words(
        _("Энэ үзүүлэлтийг ийм доод шатны нэгжээр бүртгэдэггүй."),
        _("Дээд шатны нэгжийн тоог оруулна уу."),
    ),
    "not_a_number": Words(
        _("Тоо биш байна."), _("Зөвхөн тоо бичнэ үү, жишээ нь 1234.5.")
    ),
    "unclear_number": Words(
        _("Тооны мянгачлал эсвэл бутархай ойлгомжгүй байна."),
        _("Тоог 1234.5 эсвэл 1,234.5 хэлбэрээр бичнэ үү."),
    ),
    "negative": Words(_("Энэ үзүүлэлт сөрөг байж болохгүй."), _("Тоог шалгана уу.")),
    "duplicate": Words(
        _("Энэ үзүүлэлт, нэгж, хугацаа %(first)s дугаар мөрөнд аль хэдийн байна."),
        _("Нэгийг нь үлдээж, нөгөөг нь устгана уу."),
    ),
    "no_permission": Words(
        _("Энэ нэгжийн үзүүлэлт оруулах эрх танд алга."),
        _("Мөрийг хасах эсвэл эрх бүхий ажилтнаар оруулуулна уу."),
    ),
    "mixed_nature": Words(
        _("Үзүүлэлтийн тоо «%(expected)s», харин энэ мөр «%(given)s» гэжээ."),
        _("Албан, өөрийн, загварын тоог тус тусын үзүүлэлтэд оруулна уу."),
    ),
    "unknown_nature": Words(
        _("Тооны төлөвийг ойлгосонгүй."),
        _("official, own, modelled гэсэн гурвын нэгийг бичих эсвэл хоосон үлдээнэ үү."),
    ),
    "too_large": Words(
        _("Тоо хэтэрхий том байна."), _("Тоо, хэмжих нэгжийг шалгана уу.")
    ),
    "parts_incomplete": Words(
        _("Хүртвэр, хуваарийн зөвхөн нэг нь байна."), _("Хоёуланг нь оруулна уу.")
    ),
    "zero_denominator": Words(
        _("Хуваарь тэг байна."), _("Хуваарь нь тэг бол энэ мөрийг хоосон үлдээнэ үү.")
    ),
    "parts_disagree": Words(
        _("Хүртвэр, хуваариас гарах утгатай (%(computed)s) таарахгүй байна."),
        _("Утга эсвэл хэсгүүдийг засна уу."),
    ),
    "note_too_long": Words(
        _("Тэмдэглэл 500 тэмдэгтээс урт байна."), _("Тэмдэглэлийг товчилно уу.")
    ),
    "withheld": Words(
        _("Цөөн хүн, өрхийн тоо, эсвэл цөөн өрхийн мал тул нууцална."),
        _("Юу ч хийхгүй: тоо нийтлэгдэхгүй, оронд нь «нууцалсан» гэж харагдана."),
    ),
    "withheld_beside": Words(
        _("Өөр нууцалсан тоог үүнээс гаргаж болох тул хамт нууцална."),
        _("Юу ч хийхгүй: тоо нийтлэгдэхгүй, оронд нь «нууцалсан» гэж харагдана."),
    ),
    "withheld_draft": Words(
        _("Нийтлэх гэж буй %(count)s тооноос цөөн хүн, өрхийн тухай мэдэж болно."),
        _("Эдгээр тоог дахин тооцож нууцлуулах эсвэл ноорогийг нь татан авна уу."),
    ),
    "unknown_column": Words(
        _("Баганын гарчиг үзүүлэлт ч, хугацаа ч биш байна."),
        _("Гарчгийг үзүүлэлтийн код эсвэл хугацаа болгох, эсвэл баганыг хасна уу."),
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Cells of a file that were refused together; `cells` is how many figures.

    `row` and `column` are counted as the spreadsheet shows them; row 0 is no file.
    """

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    cells: int = 1

    @property
    def reason(self) -> str:
        return str(WORDS[self.code].reason) % self._words

    @property
    def fix(self) -> str:
        return str(WORDS[self.code].fix) % self._words

    @property
    def _words(self) -> dict[str, Any]:
        return {key: _in_language(value) for key, value in self.args.items()}

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Problem:
        return cls(**kept)
