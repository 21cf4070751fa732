"""Exceptions as answers in the one shape of web.api.answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from bagana.web.errors import Conflict, Refused

CODES = {400: "bad_request", 401: "not_signed_in", 403: "forbidden", 404: "not_found"}
DETAILS = {
    400: _("Хүсэлтийг уншиж чадсангүй."),
    401: _("Энэ үйлдэлд нэвтэрсэн байх шаардлагатай."),
    403: _("Танд энэ үйлдлийн эрх алга."),
    404: _("Ийм хаяг, мөр олдсонгүй."),
}
FIXES = {
    400: _("Агуулгын хэлбэр, кодчиллыг шалгана уу."),
    401: _("Эхлээд нэвтэрч, хүсэлтэд session күүки, X-CSRFToken толгойг нэмнэ үү."),
    403: _("Эрх, CSRF тэмдгээ шалгах эсвэл аймгийн админд хандана уу."),
    404: _("Код, дугаар, хаягаа /api/v1/ хуудаснаас тулгана уу."),
}
UNFIT = _("утга тохирохгүй байна")
TEXTS = {
    "missing": _("заавал өгнө"),
    "less_than_equal": _("дээд хязгаар нь %(le)s"),
    "greater_than_equal": _("доод хязгаар нь %(ge)s"),
    "string_too_long": _("хэт урт, дээд хязгаар нь %(max_length)s тэмдэгт"),
    "string_too_short": _("хэт богино, доод хязгаар нь %(min_length)s тэмдэгт"),
    "string_pattern_mismatch": _("хэлбэр нь буруу, байх ёстой нь: %(pattern)s"),
    "enum": _("зөвшөөрөгдөх утга: %(expected)s"),
    "literal_error": _("зөвшөөрөгдөх утга: %(expected)s"),
    "finite_number": _("төгсгөлтэй тоо бичнэ"),
    "float_type": _("тоо бичнэ"),
    "float_parsing": _("тоо бичнэ"),
    "int_type": _("бүхэл тоо бичнэ"),
    "int_parsing": _("бүхэл тоо бичнэ"),
    "string_type": _("бичвэр өгнө"),
    "extra_forbidden": _("ийм талбар байхгүй"),
}


def said(error: dict[str, Any]) -> str:
    """One finding of pydantic in the reader's language."""
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context.get("error", ""))
    return str(gettext(TEXTS.get(error["type"], UNFIT)) % context)


def named(error: dict[str, Any]) -> str:
    """The parameter; in a body the path to the field, our own wrapper left out."""
    place, *parts = error["loc"]
    if place == "body":
        return ".".join(map(str, parts[1:] or parts))
    words = [part for part in parts if isinstance(part, str)]
    return words[-1] if words else ""


def install(api: NinjaAPI) -> None:
    """Give the API a handler for each exception that an operation may raise."""

    def answer(
        request: HttpRequest, status: int, code: str, detail: str, **more: str
    ) -> HttpResponse:
        body = {"code": code, "detail": detail, "fix": "", "field": "", **more}
        return api.create_response(request, body, status=status)

    def plain(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
        code = CODES.get(status, "error")
        detail = detail or gettext(DETAILS.get(status, DETAILS[400]))
        fix = gettext(FIXES.get(status, FIXES[400]))
        return answer(request, status, code, detail, fix=fix)

    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        texts = [f"{named(error)}: {said(error)}" for error in exc.errors]
        fix = gettext("Параметрийн тайлбарыг /api/v1/ хуудаснаас үзнэ үү.")
        field = named(exc.errors[0]) if exc.errors else ""
        return answer(request, 422, "invalid", "; ".join(texts), fix=fix, field=field)

    def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
        status, code = (
            (409, "conflict") if isinstance(exc, Conflict) else (422, "refused")
        )
        return answer(
            request, status, code, exc.reason, fix=str(exc.fix), field=exc.field
        )

    def unreadable(request: HttpRequest, exc: Exception) -> HttpResponse:
        too_big = isinstance(exc, RequestDataTooBig)
        return plain(request, 400, gettext("Хүсэлт хэт том байна.") if too_big else "")

    handlers: dict[type[Exception], Any] = {
        AuthenticationError: lambda request, exc: plain(request, 401),
        HttpError: lambda request, exc: plain(request, exc.status_code),
        ValidationError: invalid,
        Refused: refused,
        PermissionDenied: lambda request, exc: plain(request, 403, str(exc)),
        Http404: lambda request, exc: plain(request, 404, str(exc)),
        **dict.fromkeys(
            (BadRequest, SuspiciousOperation, MultiPartParserError), unreadable
        ),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
