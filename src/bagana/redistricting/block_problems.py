"""Why a block is not taken in and how to mend it, in the reader's language.

A problem is kept as its code and arguments, so one check reads in both languages.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.web.errors import Refused


class Words(NamedTuple):
    reason: str | Promise
    fix: str | Promise


WORDS: dict[str, Words] = {
    "no_shape": Words(
        _("Суурь хэсгийн зааг алга, эсвэл олон өнцөгт биш байна."),
        _("Polygon эсвэл MultiPolygon зааг өгнө үү."),
    ),
    "no_cell": Words(
        _("H3 нүдний дугаар биш байна."),
        _("h3 баганад H3 нүдний 15 тэмдэгт дугаарыг бичнэ үү."),
    ),
    "not_degrees": Words(
        _("Координат уртраг, өргөргийн градусаар биш байна."),
        _("Файлаа WGS 84 (EPSG:4326) солбицолд шилжүүлнэ үү."),
    ),
    "invalid_shape": Words(
        _("Зааг өөрийгөө огтолж байна."),
        _("Заагийг зураглалын програмаар засна уу."),
    ),
    "no_code": Words(
        _("Суурь хэсгийн код алга."), _("code эсвэл id баганад код бичнэ үү.")
    ),
    "long_code": Words(_("Код 40 тэмдэгтээс урт байна."), _("Кодыг товчилно уу.")),
    "bad_code": Words(
        _("Кодонд зай, таслал, цэгтэй таслал, давхар цэг орсон байна."),
        _("Үсэг, тоо, зураасаар код өгнө үү."),
    ),
    "duplicate": Words(
        _("Ийм код %(first)s дугаар мөрөнд аль хэдийн байна."),
        _("Код бүр давтагдахгүй байна."),
    ),
    "no_bag": Words(
        _("Аль багийнх болох нь тодорхойгүй байна."),
        _("bag баганад багийн кодыг бичнэ үү."),
    ),
    "unknown_bag": Words(
        _("%(unit)s нэгжид тухайн өдөр ийм кодтой баг байгаагүй."),
        _("Багийн код, өдрийг шалгана уу."),
    ),
    "not_a_number": Words(
        _("Тоо биш байна."), _("Бүхэл тоо бичих, мэдэгдэхгүй бол хоосон үлдээнэ үү.")
    ),
    "not_whole": Words(
        _("Бүхэл тоо биш байна."),
        _("Өрх, хүн, мал бүхэл тоотой: хуваарилсан тоог бүхэлчилнэ үү."),
    ),
    "negative": Words(_("Сөрөг тоо байна."), _("Тоог шалгана уу.")),
    "too_large": Words(
        _("Тоо хэтэрхий том байна."), _("Тоо, хэмжих нэгжийг шалгана уу.")
    ),
    "overlap": Words(
        _("%(other)s хэсэгтэй давхцсан байна."),
        _("Давхцлыг арилгана уу: нэг газар нэг л суурь хэсэгт орно."),
    ),
}

SHOWN = 100

COLUMNS: dict[str, str | Promise] = {
    "geometry": _("зааг"),
    "code": _("код"),
    "bag": _("баг"),
    "households": _("өрх"),
    "population": _("хүн ам"),
    "camel": _("тэмээ"),
    "horse": _("адуу"),
    "cattle": _("үхэр"),
    "sheep": _("хонь"),
    "goat": _("ямаа"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class BlockProblem:
    """One cell of a file that cannot be taken as it stands."""

    code: str
    row: int
    field: str
    value: str = ""
    args: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def column(self) -> str:
        return str(COLUMNS[self.field])

    @property
    def reason(self) -> str:
        return str(WORDS[self.code].reason) % self.args

    @property
    def fix(self) -> str:
        return str(WORDS[self.code].fix) % self.args

    def stored(self) -> dict[str, Any]:
        """As JSON is kept: no database takes a NUL, no page a megabyte in a cell."""
        shown = self.value.replace("\0", "")[:SHOWN]
        return dataclasses.asdict(self) | {"value": shown}

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> BlockProblem:
        return cls(**kept)


class BlocksRefused(Refused):
    """All that is wrong with the blocks, row by row; nothing was written."""

    def __init__(self, problems: tuple[BlockProblem, ...]) -> None:
        first = problems[0]
        from django.utils.translation import gettext

        super().__init__(
            gettext("Суурь хэсгийн %(count)s алдаа байна. Эхнийх нь %(row)s-р мөрөнд: ")
            % {"count": len(problems), "row": first.row}
            + first.reason,
            first.fix,
            "file",
        )
        self.problems = problems
