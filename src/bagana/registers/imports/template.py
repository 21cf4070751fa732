"""The empty workbook that is handed out: households, people, lists, instructions.

Codes in brackets tell the columns, so it is read back whatever language it is in.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.imports.columns import HOUSEHOLDS, PEOPLE, Field
from bagana.registers.imports.values import CHOICES, FLAGS
from bagana.registers.models import Connection, Dwelling, Relation, Sex
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below

LINES: Final = 1000
WORDS: Final[dict[str, Any]] = {
    "dwelling": Dwelling,
    "electricity": Connection,
    "water": Connection,
    "sex": Sex,
    "relation": Relation,
}


def template(unit: Unit) -> bytes:
    """For a bag, a sum or an aimag: its bags stand in a list to choose from."""
    import xlsxwriter

    bags = list(below(unit, timezone.localdate(), 3).order_by("unit__code"))
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as book:
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
            "text": book.add_format({"num_format": "@"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
        }
        for name, fields in ((_("Өрх"), HOUSEHOLDS), ("Хүн", PEOPLE)):
            _page(book.add_worksheet(name), fields, bags, looks)
        _lists(book.add_worksheet("Жагсаалт"), bags, looks)
        _guide(book.add_worksheet("Заавар"), looks)
    return target.getvalue()


def heading(field: Field) -> str:
    return f"{field.title} [{field.code}]"


def _page(
    page: Any, fields: Sequence[Field], bags: Sequence[UnitVersion], looks: Any
) -> None:
    shown = [one for one in fields if one.code not in ("sum", "bag")]
    for at, one in enumerate(shown):
        page.set_column(at, at, one.width, looks["text"])
        page.write_string(0, at, heading(one), looks["head"])
        if allowed := _allowed(one, bags):
            page.data_validation(1, at, LINES, at, allowed)
    page.set_row(0, 45)
    page.freeze_panes(1, 2)


def _allowed(field: Field, bags: Sequence[UnitVersion]) -> dict[str, Any] | None:
    if field.code == "unit":
        listed = f"=Жагсаалт!$A$2:$A${len(bags) + 1}"
        return {"validate": "list", "source": listed}
    if field.code in FLAGS:
        return {"validate": "list", "source": [_("тийм"), _("үгүй")]}
    if field.code in CHOICES:
        words = [str(label) for _code, label in WORDS[field.code].choices]
        return {"validate": "list", "source": words}
    return None


def _lists(page: Any, bags: Sequence[UnitVersion], looks: Any) -> None:
    page.write_row(0, 0, [_("Багийн код"), _("Баг")], looks["head"])
    page.set_column(0, 0, 12, looks["text"])
    page.set_column(1, 1, 40)
    for line, one in enumerate(bags, start=1):
        page.write_string(line, 0, one.unit.code)
        page.write_string(line, 1, one.name)


def _guide(page: Any, looks: Any) -> None:
    page.set_column(0, 0, 100)
    page.write_string(0, 0, _("Өрхийн бүртгэлийн загвар"), looks["title"])
    lines = (
        _("«Өрх» хуудсанд нэг мөрөнд нэг өрх: багийн код, өрхийн дугаар, тэргүүн."),
        _("«Хүн» хуудсанд бусад гишүүн: өрхийн дугаараар нь холбоно. Заавал биш."),
        _("Хоосон нүд нь мэдэхгүй гэсэн үг: бүртгэлд байгаа утга өөрчлөгдөхгүй."),
        _("Бүртгэлтэй өрхийг багийн код, дугаараар нь таньж, зөвхөн зөрүүг засна."),
        _("Дугааргүй бол тэргүүний нэрээр нь танина; адил нэртэй хоёр бол асууна."),
        _("Төрсөн өдрийг 1980-05-12 гэж, регистрийг АБ12345678 гэж бичнэ."),
        _("Оруулахын өмнө бүхэлд нь шалгаж, юу өөрчлөгдөхийг харуулна."),
    )
    for line, text in enumerate(lines, start=2):
        page.write_string(line, 0, text)
