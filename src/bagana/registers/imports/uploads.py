"""Keep a file sealed between its check and its application."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.sealing import seal
from bagana.registers.models import Upload, UploadState
from bagana.territory.models import Unit
from bagana.web.errors import Conflict

KEPT: Final = timedelta(days=14)
"""A checked file that nobody applied is forgotten after this."""


def keep_upload(
    *,
    user: Any,
    unit: Unit,
    kind: str,
    name: str,
    content: bytes,
    counts: Mapping[str, int],
    report: Mapping[str, Any],
    options: Mapping[str, Any] | None = None,
    subject: int | None = None,
) -> Upload:
    uid = uuid.uuid4()
    packed = base64.b64encode(zlib.compress(content, 1)).decode()
    bind = f"upload:{uid}"
    return Upload.objects.create(
        uid=uid,
        unit=unit,
        kind=kind,
        subject=subject,
        sealed=seal({"name": name[:200], "file": packed}, bind=bind),
        report=seal(report, bind=bind),
        sha256=hashlib.sha256(content).hexdigest(),
        options=dict(options or {}),
        counts=dict(counts),
        made_by=user,
    )


def content_of(upload: Upload) -> tuple[str, bytes]:
    """Name and bytes. Raises Conflict when the file was given up already."""
    kept = upload.private
    if not kept:
        raise Conflict(
            _("Шалгасан файлыг хадгалах хугацаа дууссан."),
            _("Файлаа дахин оруулна уу."),
        )
    return str(kept["name"]), zlib.decompress(base64.b64decode(kept["file"]))


def forget_old() -> int:
    """Forget the content of files that were checked and left; how many there were."""
    old = Upload.objects.filter(
        state=UploadState.CHECKED, made_at__lt=timezone.now() - KEPT
    )
    return old.update(state=UploadState.DISCARDED, sealed=b"", report=b"")
