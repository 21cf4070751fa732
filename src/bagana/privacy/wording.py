"""What was read or carried away, in words: a reading keeps the key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHAT: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "household": gettext_lazy("өрхийн хуудас"),
        "households": gettext_lazy("өрхийн жагсаалт"),
        "person": gettext_lazy("хүний хуудас"),
        "people": gettext_lazy("хүмүүсийн жагсаалт"),
        "search": gettext_lazy("бүртгэлээс хайсан"),
        "duplicates": gettext_lazy("давхардлын шалгалт"),
        "entry": gettext_lazy("бүртгэлийн бичилт"),
        "entries": gettext_lazy("бүртгэлийн бичилтүүд"),
        "event": gettext_lazy("үйл явдлын хуудас"),
        "events": gettext_lazy("үйл явдлын жагсаалт"),
        "handover": gettext_lazy("нэгжийн өөрчлөлтийн хүлээлцэх жагсаалт"),
        "herd": gettext_lazy("өрхийн мал"),
        "livestock": gettext_lazy("малын жагсаалт"),
        "grid": gettext_lazy("цуглуулалтын маягт"),
        "return": gettext_lazy("мэдээний хуудас"),
        "sheet": gettext_lazy("цуглуулалтын хүснэгт файл"),
        "import": gettext_lazy("бүртгэлийн файл оруулах шалгалт"),
        "submissions": gettext_lazy("утсаар бөглөсөн маягт"),
        "sample": gettext_lazy("давтан тооллогын түүвэр"),
        "recount": gettext_lazy("давтан тооллогын хуудас"),
        "book": gettext_lazy("өрхийн дэвтэр, хэвлэсэн"),
        "a_account": gettext_lazy("А данс, хэвлэсэн"),
        "receipt": gettext_lazy("малчинд өгөх баримт"),
        "reference": gettext_lazy("лавлагаа, тодорхойлолт"),
        "attendance": gettext_lazy("хуралдааны ирцийн хуудас, хэвлэсэн"),
        "minutes": gettext_lazy("хурлын тэмдэглэл, хэвлэсэн"),
        "api_households": gettext_lazy("өрхийн жагсаалт, API"),
        "api_people": gettext_lazy("хүмүүсийн жагсаалт, API"),
        "request": gettext_lazy("иргэний хүсэлтийн хуудас"),
        "requests": gettext_lazy("иргэний хүсэлтийн жагсаалт"),
        "official": gettext_lazy("ажилтны хуудас"),
        "agreement": gettext_lazy("гүйцэтгэлийн гэрээний хуудас"),
        "agreements": gettext_lazy("гүйцэтгэлийн гэрээний жагсаалт"),
        "conduct": gettext_lazy("ёс зүйн гомдлын хуудас"),
        "interests": gettext_lazy("ашиг сонирхлын мэдүүлэг"),
        "subject_extract": gettext_lazy("иргэнд өгөх лавлагаа"),
        "research": gettext_lazy("нэргүй болгосон судалгааны түүвэр"),
        "retention": gettext_lazy("хадгалах хугацаа дууссаны жагсаалт"),
    }
)
"""A page that shows people names itself by one of these keys."""


def what_word(key: str) -> str:
    return str(WHAT.get(key, key))


def capacity_words(roles: list[str]) -> str:
    """In which capacity somebody reads; who holds no role today says so."""
    return ", ".join(roles) if roles else _("эрх нь дууссан")
