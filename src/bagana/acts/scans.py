"""What an uploaded scan is, judged by its first bytes and never by its name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from bagana.web.errors import Refused

type Scan = UploadedFile[Any]
LARGEST = 20 * 1024 * 1024
SIGNATURES = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
}
TYPES = dict(SIGNATURES.values())
SUFFIXES = ".pdf,.png,.jpg,.jpeg"


def kind_of(head: bytes) -> str:
    """pdf, png or jpg; an empty word for anything else."""
    for signature, (extension, _mime) in SIGNATURES.items():
        if head.startswith(signature):
            return extension
    return ""


def checked(file: Scan) -> Scan:
    """The file under a name of our own, or Refused."""
    if not file.size:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "scan")
    if file.size > LARGEST:
        raise Refused(
            _("Файл 20 МБ-аас том байна."),
            _("Хар цагаанаар, 200 dpi-аар дахин сканнердана уу."),
            "scan",
        )
    file.seek(0)
    kind = kind_of(file.read(16))
    file.seek(0)
    if not kind:
        raise Refused(
            _("Файл нь PDF, PNG, JPEG биш байна."),
            _("Сканыг PDF, PNG эсвэл JPEG хэлбэрээр хадгална уу."),
            "scan",
        )
    file.name = f"{uuid4().hex}.{kind}"
    return file
