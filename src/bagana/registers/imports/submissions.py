"""Forms filled on phones: what ODK Central and KoboToolbox export, CSV or JSON.

Group names before a field are dropped; the identity of an instance is kept. The rule:
docs/rules/odk.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.registers.imports.columns import HOUSEHOLDS
from bagana.registers.imports.reading import MAX_BYTES, open_table
from bagana.registers.imports.values import text_of
from bagana.web.errors import Refused

IDENTITIES: Final = ("instanceID", "__id", "KEY", "_uuid", "uuid")
LISTS: Final = ("value", "results", "data")
MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Filled:
    """One submission: what it calls itself and its fields without their groups."""

    instance: str
    line: int
    fields: Mapping[str, Any]


def read_submissions(content: bytes) -> list[Filled]:
    """Raises Refused for what is neither CSV nor JSON of submissions."""
    if not content:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "file")
    if len(content) > MAX_BYTES:
        raise Refused(_("Файл 64 MB-аас том байна."), field="file")
    rows = list(_json(content) if is_json(content) else _csv(content))
    found = [_filled(line, row) for line, row in rows if row]
    if not any(one.instance for one in found):
        raise Refused(
            _("Энэ нь ODK, Kobo системээс гаргасан файл биш байна."),
            _("CSV эсвэл JSON хэлбэрээр экспортолсон файлыг оруулна уу."),
            "file",
        )
    return found


def _json(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused(
            _("JSON файлыг уншиж чадсангүй."), _("Дахин татаж оруулна уу."), "file"
        ) from error
    rows = told
    if isinstance(told, dict):
        rows = next((told[name] for name in LISTS if name in told), [told])
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Refused(
            _("JSON файлд маягтын жагсаалт алга."),
            _("ODK-ийн OData, эсвэл Kobo-гийн JSON файлыг оруулна уу."),
            "file",
        )
    for line, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            yield line, dict(_flat(row))


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value)
        elif not isinstance(value, list):
            yield _whole(str(name)), _whole(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    """JSON may hold half a character (a lone surrogate), which nothing can write."""
    return text.encode(errors="replace").decode()


def _csv(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = open_table(content).rows()
    heads = [str(cell).strip() for cell in next(rows, [])]
    for line, row in enumerate(rows, start=2):
        yield line, dict(zip(heads, row, strict=False))


def _filled(line: int, row: Mapping[str, Any]) -> Filled:
    fields: dict[str, Any] = {}
    for name, value in row.items():
        # A group stands before its field: «heads/sheep» of Kobo, «heads-sheep» of ODK.
        fields.setdefault(name.rsplit("/", 1)[-1].rsplit("-", 1)[-1], value)
    instance = next((text_of(fields[n]) for n in IDENTITIES if fields.get(n)), "")
    return Filled(instance.removeprefix("uuid:")[:120], line, fields)


def is_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")


def as_table(content: bytes) -> bytes:
    """Submissions of new households as a table that the register's import reads."""
    every = read_submissions(content)
    names = [one.code for one in HOUSEHOLDS]
    here = [name for name in names if any(name in one.fields for one in every)]
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([f"{name} [{name}]" for name in here])
    for one in every:
        writer.writerow([text_of(one.fields.get(name, "")) for name in here])
    return target.getvalue().encode()
