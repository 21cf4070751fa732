"""Write and read the archive; refuse whatever does not add up."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy import keyring as keyrings
from bagana.privacy.marks import fingerprints_in_use
from bagana.project.archives.manifest import (
    FORMAT,
    Manifest,
    TableSum,
    differences,
    media_differences,
    media_sums,
)
from bagana.web.errors import Conflict, Refused

KEY = "secret_key"


class Store(Protocol):
    """What a database module offers: sqlite_store, postgres_store."""

    def dump(self, folder: Path) -> dict[str, TableSum]: ...
    def sums(self, folder: Path) -> dict[str, TableSum]: ...
    def is_sound(self, folder: Path) -> bool: ...
    def load(self, folder: Path) -> None: ...
    def live_sums(self) -> dict[str, TableSum]: ...


def _store() -> Store:
    name = {"sqlite": "sqlite_store", "postgresql": "postgres_store"}
    module = import_module(f"bagana.project.archives.{name[connection.vendor]}")
    return cast(Store, module)


@contextmanager
def _workplace() -> Iterator[Path]:
    """A private folder beside the data, so that no copy lands on a shared disk."""
    folder = Path(tempfile.mkdtemp(prefix="archive-", dir=settings.BAGANA_HOME))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _applied() -> list[str]:
    found = MigrationLoader(connection).applied_migrations or {}
    return sorted(f"{app}.{name}" for app, name in found)


def default_name() -> str:
    return f"bagana-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"


def write_archive(file: Path) -> Manifest:
    """Database first, uploads after: every upload a row names is then there."""
    with _workplace() as folder:
        tables = _store().dump(folder)
        media = folder / "media"
        if Path(settings.MEDIA_ROOT).is_dir():
            shutil.copytree(settings.MEDIA_ROOT, media)
        shutil.copy2(Path(settings.BAGANA_HOME) / KEY, folder / KEY)
        manifest = Manifest(
            vendor=connection.vendor,
            version=version("bagana"),
            made_at=timezone.now().isoformat(),
            migrations=_applied(),
            tables=tables,
            media=media_sums(media),
            keys=fingerprints_in_use(),
        )
        manifest.write(folder / "manifest.json")
        _pack(folder, file)
    return manifest


def write_keys(file: Path) -> None:
    """The ring of keys as a file of its own, for its owner only."""
    keyrings.copy_ring(file)


def _pack(folder: Path, file: Path) -> None:
    """The archive appears under its name only when it is whole."""
    unfinished = file.with_name(file.name + ".part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    descriptor = os.open(unfinished, flags, 0o600)
    with (
        os.fdopen(descriptor, "wb") as target,
        tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as archive,
    ):
        for path in sorted(folder.iterdir()):
            archive.add(path, arcname=path.name)
    unfinished.replace(file)


def restore_archive(file: Path, *, force: bool, keys: Path | None = None) -> Manifest:
    """Verify the archive, put it in place, verify what stands there then.

    `keys` is the ring that was kept beside the archive; else the ring at hand must be
    able to open what the archive holds sealed.
    """
    _need_free_home(force)
    ring = keyrings.read_ring(keys) if keys else keyrings.ring_at_hand()
    with _workplace() as folder:
        manifest = _unpack(file, folder)
        _need_fitting(manifest)
        _need_keys(manifest, ring)
        _verify(manifest, folder)
        connections.close_all()
        store = _store()
        store.load(folder)
        wrong = differences(manifest.tables, store.live_sums())
        if wrong:
            raise Refused(
                _("Сэргээсний дараах шалгалт зөрлөө: %(names)s")
                % {"names": ", ".join(wrong)},
                _("Серверийг зогсоогоод дахин сэргээнэ үү."),
            )
        _replace_media(folder)
        _replace_key(folder)
        if keys:
            keyrings.put_ring(keys)
    return manifest


def _need_free_home(force: bool) -> None:
    from bagana.territory.models import Unit

    if Unit.objects.exists() and not force:
        raise Conflict(
            _("%(home)s хавтсанд мэдээлэл байна.") % {"home": settings.BAGANA_HOME},
            _("Дарж сэргээх бол --force гэж өгнө үү; эхлээд хуулбарлаж ав."),
        )


def _unpack(file: Path, folder: Path) -> Manifest:
    if not file.is_file():
        raise Refused(_("%(file)s файл алга.") % {"file": file})
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        return Manifest.read(folder / "manifest.json")
    except (tarfile.TarError, OSError, EOFError, KeyError, TypeError) as error:
        raise _spoiled(file) from error
    except json.JSONDecodeError as error:
        raise _spoiled(file) from error


def _spoiled(file: Path) -> Refused:
    return Refused(
        _("%(file)s бүтэн нөөц хуулбар биш.") % {"file": file},
        _("Өөр хуулбар сонгоно уу. Одоогийн мэдээлэл хэвээрээ."),
    )


def _need_fitting(manifest: Manifest) -> None:
    if manifest.format != FORMAT or manifest.vendor != connection.vendor:
        raise Refused(
            _("Хуулбар өөр төрлийн мэдээллийн сангийнх: %(vendor)s.")
            % {"vendor": manifest.vendor},
            _("DATABASE_URL-ыг хуулбар авсан үеийнхээр тохируулна уу."),
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = set(manifest.migrations) - known
    # COPY needs the very same columns; a SQLite file brings its own along.
    older = connection.vendor == "postgresql" and manifest.migrations != _applied()
    if newer or older:
        raise Refused(
            _("Хуулбар програмын %(version)s хувилбарынх.")
            % {"version": manifest.version},
            _("Тэр хувилбарыг суулгаж сэргээгээд, дараа нь шинэчилнэ үү."),
        )


def _need_keys(manifest: Manifest, ring: keyrings.Keyring | None) -> None:
    held = {} if ring is None else ring.every
    prints = {str(n): keyrings.fingerprint(key) for n, key in held.items()}
    if any(prints.get(number) != mark for number, mark in manifest.keys.items()):
        raise Conflict(
            _("Хуулбарын битүүмжилсэн мэдээллийг нээх түлхүүр энд алга."),
            _("Хуулбартай хамт хадгалсан түлхүүрийн файлыг --keys-ээр өгнө үү."),
        )


def _verify(manifest: Manifest, folder: Path) -> None:
    store = _store()
    wrong = differences(manifest.tables, store.sums(folder))
    wrong += media_differences(manifest.media, media_sums(folder / "media"))
    if wrong or not store.is_sound(folder):
        raise Refused(
            _("Хуулбарын агуулга бүртгэлтэйгээ зөрж байна: %(names)s")
            % {"names": ", ".join(wrong)},
            _("Өөр хуулбар сонгоно уу. Одоогийн мэдээлэл хэвээрээ."),
        )


def _replace_media(folder: Path) -> None:
    media, former = Path(settings.MEDIA_ROOT), folder / "former-media"
    if media.exists():
        media.rename(former)
    if (folder / "media").is_dir():
        (folder / "media").rename(media)


def _replace_key(folder: Path) -> None:
    key = Path(settings.BAGANA_HOME) / KEY
    (folder / KEY).replace(key)
    key.chmod(0o600)
