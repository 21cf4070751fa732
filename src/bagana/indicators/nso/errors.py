"""What can go wrong between us and the statistics office, in plain words."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.web.errors import Refused


class Kind(StrEnum):
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE = "certificate"
    BUSY = "busy"
    SERVER = "server"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"
    TOO_MANY = "too_many"
    HALF = "half"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    UNEXPECTED = "unexpected"
    UNKNOWN_LABEL = "unknown_label"
    UNIT_CHANGED = "unit_changed"
    NOTHING = "nothing"
    MAPPING = "mapping"


class NsoError(Refused):
    """The answer cannot be had or cannot be trusted; nothing has been written."""

    def __init__(self, kind: Kind, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.kind = kind
        self.wait: float | None = None  # seconds the server asks us to wait

    def __str__(self) -> str:
        return f"{self.reason} {self.fix}"


def unreachable() -> NsoError:
    return NsoError(
        Kind.UNREACHABLE,
        _("Статистикийн хорооны серверт холбогдож чадсангүй."),
        _("Интернэт холболтоо шалгаад дахин оролдоно уу. Юу ч бичигдээгүй."),
    )


def timed_out(seconds: float) -> NsoError:
    return NsoError(
        Kind.TIMEOUT,
        _("Статистикийн хорооны сервер %(seconds)s секундийн дотор хариу өгсөнгүй.")
        % {"seconds": f"{seconds:g}"},
        _(
            "Түр хүлээгээд дахин оролдоно уу, эсвэл цөөн нэгж, цөөн жил сонгоно уу."
            " Юу ч бичигдээгүй."
        ),
    )


def certificate_expired() -> NsoError:
    return NsoError(
        Kind.CERTIFICATE_EXPIRED,
        _(
            "Статистикийн хорооны серверийн аюулгүй байдлын гэрчилгээний хугацаа"
            " дууссан."
        ),
        _(
            "Эхлээд энэ компьютерын огноо, цаг зөв эсэхийг шалгана уу. Зөв бол"
            " гэрчилгээг шинэчлэх хүртэл хүлээнэ үү: хамгаалалтгүй холболтоор тоо"
            " авахгүй. Юу ч бичигдээгүй."
        ),
    )


def bad_certificate(detail: str) -> NsoError:
    return NsoError(
        Kind.CERTIFICATE,
        _("Серверийн аюулгүй байдлын гэрчилгээ баталгаажсангүй: %(detail)s.")
        % {"detail": detail},
        _(
            "Сүлжээний администратортоо хандана уу: холболтыг хэн нэгэн таслан"
            " уншиж байж болзошгүй. Юу ч бичигдээгүй."
        ),
    )


def busy() -> NsoError:
    return NsoError(
        Kind.BUSY,
        _("Статистикийн хорооны сервер хэт олон хүсэлт ирлээ гэж хариуллаа."),
        _("Хэдэн минут хүлээгээд дахин оролдоно уу. Юу ч бичигдээгүй."),
    )


def server_failed(status: int) -> NsoError:
    return NsoError(
        Kind.SERVER,
        _("Статистикийн хорооны сервер дотоод алдаа заалаа (%(status)d).")
        % {"status": status},
        _("Тэдний талын доголдол байна. Дараа дахин оролдоно уу. Юу ч бичигдээгүй."),
    )


def not_found(what: str) -> NsoError:
    return NsoError(
        Kind.NOT_FOUND,
        _("Статистикийн хорооны сервер дээр %(what)s олдсонгүй.") % {"what": what},
        _("Хүснэгтийн дугаарыг шалгана уу: нэр, байршил нь өөрчлөгдсөн байж болно."),
    )


def rejected(status: int, detail: str) -> NsoError:
    # PXWeb answers 403 when more cells are asked for than it gives at once.
    return NsoError(
        Kind.TOO_MANY if status == 403 else Kind.REJECTED,
        _(
            "Статистикийн хорооны сервер хүсэлтийг хүлээж авсангүй (%(status)d):"
            " %(detail)s"
        )
        % {"status": status, "detail": detail or "—"},
        _("Цөөн нэгж, цөөн жил сонгоод дахин оролдоно уу. Юу ч бичигдээгүй."),
    )


def half_answer(detail: str) -> NsoError:
    return NsoError(
        Kind.HALF,
        _("Хариу дутуу ирлээ: %(detail)s.") % {"detail": detail},
        _("Дахин оролдоно уу. Дутуу хариунаас нэг ч тоо аваагүй, юу ч бичигдээгүй."),
    )


def asked_too_much(cells: int, limit: int) -> NsoError:
    return NsoError(
        Kind.TOO_MANY,
        _("%(cells)s тоо хүссэн байна; нэг удаад %(limit)s хүртэл авна.")
        % {"cells": format_number(cells), "limit": format_number(limit)},
        _("Цөөн нэгж, цөөн жил сонгоно уу, эсвэл тушаалын мөрөөр аваарай."),
    )


def not_json(content_type: str) -> NsoError:
    return NsoError(
        Kind.NOT_JSON,
        _("Тоон хариуны оронд өөр зүйл ирлээ (%(type)s).")
        % {"type": content_type or "—"},
        _(
            "Сервер засвартай эсвэл сүлжээ тань нэвтрэх хуудас үзүүлж байж болно."
            " Хөтчөөрөө data.1212.mn хаягийг нээж үзнэ үү. Юу ч бичигдээгүй."
        ),
    )


def too_large(megabytes: int) -> NsoError:
    return NsoError(
        Kind.TOO_LARGE,
        _("Хариу %(size)d мегабайтаас их байна.") % {"size": megabytes},
        _("Цөөн нэгж, цөөн жил сонгоно уу. Юу ч бичигдээгүй."),
    )


def unexpected(detail: str) -> NsoError:
    return NsoError(
        Kind.UNEXPECTED,
        _("Хариуны бүтэц танигдсангүй: %(detail)s.") % {"detail": detail},
        _(
            "Хүснэгтийн бүтэц өөрчлөгдсөн байж болно. Бүтцийг нь харж, тохиргоог"
            " шинэчилнэ үү. Юу ч бичигдээгүй."
        ),
    )


def unknown_label(dimension: str, wanted: str, present: str) -> NsoError:
    return NsoError(
        Kind.UNKNOWN_LABEL,
        _("«%(dimension)s» дотор «%(wanted)s» алга. Байгаа нь: %(present)s.")
        % {"dimension": dimension, "wanted": wanted, "present": present or "—"},
        _("Сонголтоо эсвэл хүснэгтийн тохиргоог засна уу. Юу ч бичигдээгүй."),
    )


def unit_changed(expected: str, found: str) -> NsoError:
    return NsoError(
        Kind.UNIT_CHANGED,
        _(
            "Хүснэгтийн хэмжих нэгж өөр байна: «%(found)s», хүлээж байсан нь"
            " «%(expected)s»."
        )
        % {"found": found or "—", "expected": expected or "—"},
        _(
            "Тоог буруу үржүүлэхгүйн тулд зогсоолоо. Хүснэгтийн тохиргоонд хэмжих"
            " нэгж, үржигчийг шинэчилнэ үү. Юу ч бичигдээгүй."
        ),
    )


def nothing_to_ask(reason: str) -> NsoError:
    return NsoError(Kind.NOTHING, reason, _("Өөр нэгж эсвэл өөр жил сонгоно уу."))


def bad_mapping(detail: str) -> NsoError:
    return NsoError(
        Kind.MAPPING,
        _("Хүснэгтийн тохиргоо буруу: %(detail)s.") % {"detail": detail},
        _("Тохиргоог засаад дахин шалгана уу. Юу ч бичигдээгүй."),
    )


def no_mapping(table: str, known: str) -> NsoError:
    return NsoError(
        Kind.MAPPING,
        _("%(table)s хүснэгтийн тохиргоо алга.") % {"table": table},
        _("Тохиргоог нь өөрөө зааж өгнө үү. Бэлэн тохиргоотой нь: %(known)s.")
        % {"known": known},
    )
