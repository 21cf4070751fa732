"""The year-end list of households, and the yearly figures of a bag's office."""

from __future__ import annotations

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bagana.collection.form_types import (
    ERROR,
    HOUSEHOLDS,
    UNIT,
    UNUSUAL,
    WARNING,
    AtMost,
    Column,
    Form,
    NeededWith,
    OffLimits,
    Part,
    Required,
    Rule,
)
from bagana.registers.models import Connection, Dwelling

_FILL: Final = _("Утгыг нь сонгож, бичнэ үү.")
_ASK: Final = _("Мэдэхгүй бол өрхөөс асууж бичнэ үү.")
_AGAIN: Final = _("Хоёр тоог дахин шалгана уу.")
LIVING: Final = _("Ам бүл, орон байр")
LINKS: Final = _("Холболт")

_NETS: Final = tuple(Connection.choices)

_LIST: Final = (
    Column(
        "members_told", _("ам бүл"), required=True, minimum=1, maximum=40, group=LIVING
    ),
    Column(
        "dwelling",
        _("орон байр"),
        "choice",
        tuple(Dwelling.choices),
        required=True,
        group=LIVING,
    ),
    Column("is_herder", _("малчин өрх"), "yes_no", required=True, group=LIVING),
    Column(
        "needs_assistance", _("дэмжлэг шаардлагатай"), "yes_no", group=LIVING
    ),
    Column("electricity", _("цахилгаан"), "choice", _NETS, group=LINKS),
    Column("water", _("ус"), "choice", _NETS, group=LINKS),
    Column("internet", _("интернэт"), "yes_no", group=LINKS),
)  # fmt: skip


def _list_rules() -> list[Rule]:
    return [
        Rule(
            f"blank_{one.code}",
            ERROR if one.required else WARNING,
            Required(one.code),
            format_lazy(_("Хоосон: {}"), one.title),
            format_lazy(_("«{}» хоосон байна."), one.title),
            _FILL if one.required else _ASK,
        )
        for one in _LIST
    ]


YEAR_LIST: Final = Form(
    code="households",
    title=_("Хүн ам, өрхийн жилийн эцсийн жагсаалт"),
    kind=HOUSEHOLDS,
    columns=_LIST,
    rules=tuple(_list_rules()),
    parts=(Part("", _("Өрхүүд")),),
    about=_("Бүртгэлийн өрх бүрийг нэг мөрөөр нягтална."),
)

_MEETINGS: Final = _("Иргэдийн Нийтийн Хурал")
_REQUESTS: Final = _("Өргөдөл, гомдол")
_PASTURE: Final = _("Бэлчээр, ус")

_YEAR: Final = (
    Column("meetings", _("хуралдсан удаа"), required=True, maximum=60, group=_MEETINGS),
    Column("resolutions", _("гаргасан шийдвэр"), maximum=500, group=_MEETINGS),
    Column("requests", _("ирсэн"), required=True, maximum=9_999, group=_REQUESTS),
    Column(
        "answered", _("шийдвэрлэсэн"), required=True, maximum=9_999, group=_REQUESTS
    ),
    Column("in_time", _("хугацаанд нь шийдвэрлэсэн"), maximum=9_999, group=_REQUESTS),
    Column("wells_all", _("худаг, бүгд"), required=True, maximum=999, group=_PASTURE),
    Column("wells_working", _("ажиллаж байгаа худаг"), maximum=999, group=_PASTURE),
    Column("pasture_groups", _("бэлчээр ашиглах бүлэг"), maximum=99, group=_PASTURE),
    Column(
        "hay_tonnes",
        _("багийн өвсний нөөц, тонн"),
        "decimal",
        maximum=99_999,
        group=_PASTURE,
    ),
    Column("note", _("тайлбар"), "text", maximum=500, group=_("Бусад")),
)  # fmt: skip
_COUNTED: Final = tuple(one.code for one in _YEAR if one.is_number)


def _at_most(code: str, part: str, whole: str) -> Rule:
    names = {one.code: one.title for one in _YEAR}
    return Rule(
        code,
        ERROR,
        AtMost((part,), whole),
        format_lazy("{} ≤ {}", names[part], names[whole]),
        format_lazy(
            _("«{}» %(value)s, «{}» %(limit)s: эхнийх нь их байна."),
            names[part],
            names[whole],
        ),
        _AGAIN,
    )


def _year_rules() -> list[Rule]:
    blank = [
        Rule(
            f"blank_{one.code}",
            ERROR,
            Required(one.code),
            format_lazy(_("Хоосон: {}"), one.title),
            format_lazy(_("«{}» хоосон байна."), one.title),
            _("Тоог нь бичнэ үү. Огт байхгүй бол 0 гэж бичнэ."),
        )
        for one in _YEAR
        if one.required
    ]
    return [
        *blank,
        _at_most("answered_of_requests", "answered", "requests"),
        _at_most("in_time_of_answered", "in_time", "answered"),
        _at_most("working_of_wells", "wells_working", "wells_all"),
        Rule(
            "in_time_needed",
            WARNING,
            NeededWith("in_time", "answered"),
            _("Хугацаанд нь шийдвэрлэснийг бичээгүй"),
            _("%(limit)s өргөдөл шийдвэрлэсэн, хугацаанд нь хэд болохыг бичээгүй."),
            _("Тоог нь бичнэ үү. Огт байхгүй бол 0 гэж бичнэ."),
        ),
        Rule(
            "off_limits",
            UNUSUAL,
            OffLimits(_COUNTED),
            _("Өмнөх жилүүдийн хязгаараас гарсан"),
            _("«%(field)s» %(value)s: багийн өмнөх жилүүдийн хязгаар %(limit)s."),
            _AGAIN,
        ),
    ]  # fmt: skip


BAG_YEAR: Final = Form(
    code="bag_year",
    title=_("Багийн жилийн мэдээ"),
    kind=UNIT,
    columns=_YEAR,
    rules=tuple(_year_rules()),
    parts=(Part("", _("Үзүүлэлт")),),
    is_illustrative=True,
    about=_("Багийн хурал, өргөдөл, худгийн жилийн тоо. Маягт нь жишээ."),
)
