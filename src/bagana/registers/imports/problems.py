"""Why a row of a file is not taken, and how to mend it; kept as code and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = tuple[str | Promise, str | Promise]

_COPY = _("Загвар файлын жагсаалтаас сонгоно уу.")
WORDS: Mapping[str, Words] = {
    "no_unit": (_("Аль багийнх нь мэдэгдэхгүй байна."), _("Багийн кодыг бичнэ үү.")),
    "unknown_unit": (
        _("Ийм баг энд алга."),
        _("Багийн кодыг, эсвэл сум, багийн нэрийг шалгана уу."),
    ),
    "ambiguous_unit": (
        _("Ийм нэртэй баг хэд хэд бий: %(codes)s."),
        _("Нэрийн оронд кодыг бичнэ үү."),
    ),
    "outside": (
        _("Энэ баг таны оруулж буй нэгжид хамаарахгүй."),
        _("Мөрийг хасах эсвэл эрх бүхий ажилтнаар оруулуулна уу."),
    ),
    "no_number": (
        _("Өрхийн дугаар ч, тэргүүний нэр ч алга."),
        _("Аль нэгийг нь бичнэ үү."),
    ),
    "long_number": (
        _("Өрхийн дугаар 20 тэмдэгтээс урт байна."),
        _("Дугаарыг товчилно уу."),
    ),
    "twice": (
        _("Энэ өрх %(line)s дугаар мөрөнд аль хэдийн байна."),
        _("Нэгийг нь үлдээж, нөгөөг нь устгана уу."),
    ),
    "person_twice": (
        _("Энэ регистрийн дугаар %(line)s дугаар мөрөнд аль хэдийн байна."),
        _("Баримттай тулгаж аль нэгийг нь засна уу."),
    ),
    "present_elsewhere": (
        _("Ийм регистрийн дугаартай хүн өөр өрхөд бүртгэлтэй байна."),
        _("Дугаарыг шалгах, эсвэл шилжилтийг бүртгэлийн хуудсаар оруулна уу."),
    ),
    "several_heads": (
        _("Ийм нэртэй тэргүүнтэй өрх хэд хэд бий: %(numbers)s."),
        _("Өрхийн дугаарыг бичнэ үү."),
    ),
    "other_head": (
        _("Энэ өрхийн тэргүүн бүртгэлд өөр хүн байна."),
        _("Тэргүүнийг өрхийн хуудсаар сольж, дараа нь оруулна уу."),
    ),
    "no_household": (
        _("Ийм дугаартай өрх бүртгэлд ч, файлд ч алга."),
        _("Өрхийн дугаарыг шалгана уу."),
    ),
    "second_head": (_("Өрх нэг тэргүүнтэй байна."), _("Холбоог нь засна уу.")),
    "unknown_choice": (_("Ийм утга алга: %(choices)s."), _COPY),
    "not_a_count": (
        _("Хүний тоо 0–100 хооронд бүхэл тоо байна."),
        _("Тоог засах эсвэл нүдийг хоосон үлдээнэ үү."),
    ),
    "not_a_date": (
        _("Огноог ойлгосонгүй."),
        _("Огноог 1980-05-12 хэлбэрээр бичнэ үү."),
    ),
    "not_a_year": (_("Төрсөн оныг ойлгосонгүй."), _("Дөрвөн оронтой тоо бичнэ үү.")),
    "person": ("%(reason)s", "%(fix)s"),
    "too_long": (
        _("Текст %(most)s тэмдэгтээс урт байна."),
        _("Текстийг товчилно уу."),
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A row, or a cell of it, that is not taken; as the file counts it."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return str(WORDS[self.code][0]) % dict(self.args)

    @property
    def fix(self) -> str:
        return str(WORDS[self.code][1]) % dict(self.args)

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Problem:
        return cls(**kept)


class RefusedRowError(Exception):
    """A turn of the loop over rows: this one is not taken in."""

    def __init__(self, code: str, field: str = "", **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.args_of = args
