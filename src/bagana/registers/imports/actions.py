"""Check a file of the register, apply it, discard it, undo what it made.

The rule: docs/rules/register-import.md.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.background import actions as background
from bagana.background.progress import Progress
from bagana.privacy.keyring import keyring
from bagana.privacy.rotation import work_left
from bagana.registers.actions.journal import take_back
from bagana.registers.imports.layout import Options
from bagana.registers.imports.reading import CHUNK, Source, open_table
from bagana.registers.imports.submissions import as_table, is_json
from bagana.registers.imports.taking import (
    Report,
    Spool,
    Taken,
    newest_entry,
    shrink_log,
    sift_file,
    write_all,
)
from bagana.registers.imports.uploads import content_of, forget_old, keep_upload
from bagana.registers.models import (
    Entry,
    EntryKind,
    Section,
    Upload,
    UploadKind,
    UploadState,
)
from bagana.registers.rules import can_import
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied

SHOWN_PROBLEMS: Final = 1000


def check_file(
    *, user: Any, unit: Unit, name: str, content: bytes, options: Options
) -> Upload:
    """Say what taking the file in would do; only the upload is kept, sealed.

    Raises PermissionDenied for a unit that is not the user's, Refused for a file that
    cannot be understood.
    """
    can_import.require(user, unit)
    _refuse_between_keys()
    if is_json(content):
        content = as_table(content)
    open_table(content)
    taken = sift_file(content, unit, options)
    forget_old()
    return keep_upload(
        user=user,
        unit=unit,
        kind=UploadKind.REGISTER,
        name=name,
        content=content,
        options=options.stored(),
        counts=taken.counts() | {"to_write": taken.to_write},
        report=report_of(taken),
    )


def _refuse_between_keys() -> None:
    """A file is matched by the index of one key: rows that bear the old one would be
    taken for missing and written twice."""
    if len(keyring().every) > 1 and work_left():
        raise Conflict(
            _("Битүүмжлэх түлхүүрийг сольж дуусаагүй байна."),
            _("Солих ажил (`bagana keys rotate`) дуусахыг хүлээгээд оруулна уу."),
            "file",
        )


def check_again(*, user: Any, upload: Upload, options: Options) -> Upload:
    """The same file with another mapping of its columns."""
    name, content = content_of(_mine(user, upload))
    fresh = check_file(
        user=user, unit=upload.unit, name=name, content=content, options=options
    )
    discard_upload(user=user, upload=upload)
    return fresh


def report_of(taken: Taken) -> dict[str, Any]:
    """What the page of the check shows; sealed, as values of cells stand in it."""
    problems = [*taken.tally.problems, *taken.people.problems][:SHOWN_PROBLEMS]
    return {
        "problems": [one.stored() for one in problems],
        "changes": [*taken.tally.changes, *taken.people.changes],
        "layouts": [
            {
                "form": one.form,
                "header": one.header,
                "headings": [heading for heading in one.headings if heading],
                "mapping": dict(one.mapping),
            }
            for one in taken.layouts
        ],
    }


@transaction.atomic
def apply_upload(*, user: Any, upload: Upload) -> Upload:
    """Begin to write what was checked, as background work with its progress."""
    row = _open(user, upload)
    row.state = UploadState.WAITING
    row.save(update_fields=["state"])
    from bagana.registers.imports.tasks import take_upload

    row.work = background.start(
        user=user,
        kind="register-import",
        title_mn="Өрхийн бүртгэлийн файл оруулах",
        title_en="Importing a file of households",
        task=take_upload,
        arguments={"upload": row.pk},
        unit=row.unit,
        result_url=reverse("registers:import_check", args=[row.uid]),
    )
    row.save(update_fields=["work"])
    return row


def write_upload(*, user: Any, upload: Upload, progress: Progress | None) -> Entry:
    """Sift the kept file anew and write it; the upload gives up the file."""
    can_import.require(user, upload.unit)
    _name, content = content_of(upload)
    total = int(upload.counts.get("read", 0)) + int(upload.counts.get("people_read", 0))
    try:
        entry, taken = take_in(
            user=user,
            unit=upload.unit,
            source=content,
            options=Options.restored(upload.options),
            sha256=upload.sha256,
            report=_teller(progress, total) if progress else None,
        )
    except Exception:
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.CHECKED)
        raise
    Upload.objects.filter(pk=upload.pk).update(
        state=UploadState.APPLIED,
        entry=entry,
        counts=taken.counts() | {"to_write": taken.to_write},
        sealed=b"",
    )
    return entry


def _teller(progress: Progress, total: int) -> Report:
    """Tells how far it is; between two batches it can be stopped, then not any more."""

    def report(done: int) -> None:
        progress.stop_if_wanted()
        progress.report(min(done, max(total - 1, 0)), total)

    return report


def take_in(
    *,
    user: Any,
    unit: Unit,
    source: Source,
    options: Options,
    sha256: str = "",
    report: Report | None = None,
) -> tuple[Entry, Taken]:
    """Sift and write a file: all of its good rows, or nothing at all.

    Raises PermissionDenied, Refused for a file that cannot be understood, Conflict
    where the register was changed meanwhile.
    """
    can_import.require(user, unit)
    _refuse_between_keys()
    newest = newest_entry(unit)
    on = options.on or timezone.localdate()
    spool = Spool()
    try:
        taken = sift_file(
            source, unit, options, spool=spool, report=report or (lambda _done: None)
        )
        entry = write_all(
            user=user,
            root=unit,
            spool=spool,
            taken=taken,
            on=on,
            sha256=sha256 or hash_of(source),
            newest=newest,
        )
    finally:
        spool.close()
    shrink_log()
    return entry, taken


def hash_of(source: Source) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    found = hashlib.sha256()
    with Path(source).open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


@transaction.atomic
def discard_upload(*, user: Any, upload: Upload) -> None:
    """Forget a checked file; nothing was written."""
    row = _open(user, upload)
    row.state = UploadState.DISCARDED
    row.sealed = row.report = b""
    row.save(update_fields=["state", "sealed", "report"])


@transaction.atomic
def undo_import(*, user: Any, entry: Entry) -> Entry:
    """Take a batch back exactly; sections that it made first go when nobody is there.

    Raises Conflict when something later stands on it.
    """
    if entry.kind != EntryKind.IMPORT:
        raise Conflict(_("Энэ нь файлаас оруулсан бичилт биш."))
    can_import.require(user, entry.unit)
    row = take_back(user=user, entry=entry)
    made = Section.objects.filter(pk__in=row.options.get("sections", []))
    made.filter(households__isnull=True).delete()
    return row


def _mine(user: Any, upload: Upload) -> Upload:
    if upload.made_by_id != user.pk:
        raise PermissionDenied
    return upload


def _open(user: Any, upload: Upload) -> Upload:
    row = Upload.objects.select_for_update(of=("self",)).get(pk=_mine(user, upload).pk)
    can_import.require(user, row.unit)
    if row.state != UploadState.CHECKED:
        raise Conflict(
            _("Энэ файлыг аль хэдийн хэрэгжүүлсэн эсвэл орхисон."),
            _("Хуудсыг дахин нээж төлөвийг нь үзнэ үү."),
        )
    return row
