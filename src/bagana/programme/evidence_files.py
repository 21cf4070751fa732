"""What an uploaded file is, judged by its bytes and never by its name."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from bagana.acts.scans import LARGEST, SIGNATURES, kind_of
from bagana.web.errors import Refused

type Upload = UploadedFile[Any]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = {
    "word/document.xml": ("docx", WORD),
    "xl/workbook.xml": ("xlsx", SHEET),
}
TYPES: dict[str, str] = dict([*SIGNATURES.values(), *OFFICE.values()])
PHOTOS = ("jpg", "png")
SHOWN_INLINE = frozenset(PHOTOS)
PHOTO_SUFFIXES = "image/jpeg,image/png"
DOCUMENT_SUFFIXES = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def read(file: Upload) -> tuple[bytes, str]:
    """The bytes and what they are: pdf, png, jpg, docx or xlsx.

    Raises
    ------
    Refused
        When it is empty, over 20 MB, or nothing of these.
    """
    if not file.size:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "file")
    if file.size > LARGEST:
        raise Refused(
            _("Файл 20 МБ-аас том байна."),
            _("Жижигрүүлэх, эсвэл хэд хэд хувааж илгээнэ үү."),
            "file",
        )
    file.seek(0)
    raw = file.read()
    kind = kind_of(raw[:16]) or _office_kind(raw)
    if kind:
        return raw, kind
    raise _phone_format() if _is_heic(raw) else _unknown()


def _office_kind(raw: bytes) -> str:
    if not raw.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    # A document with macros names itself the same; its program must not come in.
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    return next((kind for part, (kind, _t) in OFFICE.items() if part in names), "")


def _is_heic(raw: bytes) -> bool:
    return raw[4:8] == b"ftyp" and raw[8:12] in HEIC


def _phone_format() -> Refused:
    return Refused(
        _("Энэ зураг HEIC хэлбэртэй: ихэнх төхөөрөмж нээж чаддаггүй."),
        _(
            "iPhone дээр Тохиргоо › Камер › Формат › «Most Compatible» гэж сонгоод "
            "дахин авах, эсвэл JPEG болгож илгээнэ үү."
        ),
        "file",
    )


def _unknown() -> Refused:
    return Refused(
        _("Файл нь PDF, PNG, JPEG, DOCX, XLSX биш байна."),
        _("Эдгээрийн аль нэг хэлбэрээр хадгалж илгээнэ үү."),
        "file",
    )
