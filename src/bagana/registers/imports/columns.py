"""The fields a file of households or people may have, and which heading names which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.engines.mongolian import search_key

HEADER_WITHIN: Final = 20
"""Rows in which the heading is looked for: above it stand titles of the paper."""


@dataclass(frozen=True, slots=True)
class Field:
    """`code` names it in a mapping; `also` are headings of files seen elsewhere."""

    code: str
    title: str | Promise
    also: tuple[str, ...] = ()
    width: int = 14


UNIT: Final = (
    Field("unit", _("Багийн код"), ("нэгжийн код", "bag code", "unit", "бүс код")),
    Field("sum", _("Сум"), ("сум дүүрэг", "сумын нэр", "sum", "soum", "district")),
    Field("bag", _("Баг"), ("баг хороо", "багийн нэр", "bag", "khoroo"), 20),
    Field(
        "number",
        _("Өрхийн дугаар"),
        ("өрхийн №", "өрх №", "өрхийн код", "өрх", "household number", "household no"),
    ),
)
HEAD: Final = (
    Field("clan", _("Тэргүүний ургийн овог"), ("ургийн овог", "clan name"), 18),
    Field(
        "parent",
        _("Тэргүүний эцэг, эхийн нэр"),
        ("эцэг эхийн нэр", "эцгийн нэр", "овог", "тэргүүний овог", "parent name"),
        18,
    ),
    Field(
        "given",
        _("Тэргүүний нэр"),
        ("өрхийн тэргүүн", "өрхийн тэргүүний нэр", "нэр", "head", "given name"),
        18,
    ),
    Field(
        "reg_no",
        _("Тэргүүний регистрийн дугаар"),
        ("регистр", "регистрийн дугаар", "рд", "registration number", "register"),
        16,
    ),
    Field(
        "birth_date",
        _("Тэргүүний төрсөн өдөр"),
        ("төрсөн өдөр", "төрсөн огноо", "төрсөн он сар өдөр", "birth date"),
    ),
    Field("birth_year", _("Тэргүүний төрсөн он"), ("төрсөн он", "birth year")),
    Field("sex", _("Тэргүүний хүйс"), ("хүйс", "sex", "gender")),
)
HOUSEHOLDS: Final = (
    *UNIT,
    *HEAD,
    Field("section", _("Багийн хэсэг"), ("хэсэг", "хэсгийн нэр", "section"), 18),
    Field(
        "members_told",
        _("Ам бүлийн тоо"),
        ("ам бүл", "хүний тоо", "хүн ам", "members", "household size"),
    ),
    Field("dwelling", _("Орон байр"), ("сууцны төрөл", "гэр байшин", "dwelling")),
    Field("is_herder", _("Малчин өрх"), ("малчин", "малчин эсэх", "herder")),
    Field("electricity", _("Цахилгаан"), ("эрчим хүч", "electricity")),
    Field("water", _("Ус"), ("усан хангамж", "water")),
    Field("internet", _("Интернэт"), ("интернет", "internet")),
    Field(
        "needs_assistance",
        _("Дэмжлэг шаардлагатай"),
        ("дэмжлэг", "халамж", "needs assistance"),
    ),
    Field("phone", _("Утас"), ("утасны дугаар", "гар утас", "phone"), 14),
    Field("address", _("Хаяг"), ("гудамж хашаа", "гэрийн хаяг", "address"), 28),
    Field("winter", _("Өвөлжөө"), ("өвөлжөөний нэр", "winter camp"), 18),
    Field("spring", _("Хаваржаа"), ("хаваржааны нэр", "spring camp"), 18),
    Field("summer", _("Зуслан"), ("зуслангийн нэр", "summer camp"), 18),
    Field("autumn", _("Намаржаа"), ("намаржааны нэр", "autumn camp"), 18),
    Field("note", _("Тэмдэглэл"), ("тайлбар", "note"), 28),
)
PEOPLE: Final = (
    *UNIT,
    Field("clan", _("Ургийн овог"), ("clan name",), 18),
    Field(
        "parent",
        _("Эцэг, эхийн нэр"),
        ("эцгийн нэр", "овог", "parent name"),
        18,
    ),
    Field("given", _("Нэр"), ("өөрийн нэр", "given name", "name"), 18),
    Field(
        "reg_no",
        _("Регистрийн дугаар"),
        ("регистр", "рд", "registration number"),
        16,
    ),
    Field(
        "birth_date", _("Төрсөн өдөр"), ("төрсөн огноо", "төрсөн он сар өдөр", "birth")
    ),
    Field("birth_year", _("Төрсөн он"), ("birth year",)),
    Field("sex", _("Хүйс"), ("sex", "gender")),
    Field(
        "relation",
        _("Өрхийн тэргүүнтэй ямар холбоотой"),
        ("хэн болох", "тэргүүний хэн болох", "relation"),
        18,
    ),
    Field("person_phone", _("Хувийн утас"), ("утас", "гар утас", "phone")),
    Field("is_temporary", _("Түр оршин суугч"), ("түр", "temporary")),
)
SEASONS: Final = ("winter", "spring", "summer", "autumn")


def fields_of(form: str) -> tuple[Field, ...]:
    """`form` is "households" or "people"."""
    return PEOPLE if form == "people" else HOUSEHOLDS


def folded(heading: object) -> str:
    """A heading as it is compared: any case, look-alikes, line breaks and stars."""
    return search_key(" ".join(str(heading or "").replace("*", " ").split()))


def code_in(heading: str) -> str:
    """The code that a heading of our own template ends with: «Ус [water]»."""
    text = str(heading or "").strip()
    return text[:-1].rpartition("[")[2].strip() if text.endswith("]") else ""


def guess(headings: Sequence[object], form: str) -> dict[str, str]:
    """Heading → field, each field once; what is not known is left out.

    Our own codes in brackets go first, then titles and other systems' headings.
    """
    names: dict[str, str] = {}
    for field in fields_of(form):
        for text in (*_titles(field), *field.also, field.code):
            names.setdefault(folded(text), field.code)
    codes = {field.code for field in fields_of(form)}
    found: dict[str, str] = {}
    for heading in headings:
        text = str(heading or "").strip()
        code = code_in(text)
        name = code if code in codes else names.get(folded(text), "")
        if name and name not in found.values():
            found[text] = name
    return found


def _titles(field: Field) -> list[str]:
    """In both languages: a file is in its own, whoever hands it in."""
    found = []
    for language in ("mn", "en"):
        with translation.override(language):
            found.append(str(field.title))
    return found


def places(headings: Sequence[object], mapping: Mapping[str, str]) -> dict[str, int]:
    """Field → index of its column; headings are compared folded."""
    wanted = {folded(heading): field for heading, field in mapping.items() if field}
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        field = wanted.get(folded(heading))
        if field and field not in found:
            found[field] = index
    return found
