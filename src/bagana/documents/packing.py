"""A ZIP package whose bytes hang on nothing but its contents."""

from __future__ import annotations

import io
import zipfile
from typing import Final

STARTED: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can carry."""
FIRST: Final = "[Content_Types].xml"


def repacked(package: bytes) -> bytes:
    """The same files in a fixed order, each dated the same day, packed anew."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in sorted(source.namelist(), key=lambda each: (each != FIRST, each)):
            entry = zipfile.ZipInfo(name, STARTED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, source.read(name))
    return target.getvalue()
