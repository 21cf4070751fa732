"""Seal everything anew with the current key; may be broken off and goes on later.

First every plain column, then those that hold tokens of others (revisions), then a
look whether an undoing brought back an old token meanwhile. Nothing is lost when it is
killed: each batch is one transaction, and the old key stays until it is dropped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy import keyring as rings
from bagana.privacy.marks import in_use, mark_keys, settle_keys, with_head
from bagana.privacy.models import KeyPass
from bagana.privacy.sealing import (
    HEAD,
    SealedColumn,
    blind,
    seal,
    sealed_columns,
    unseal,
)
from bagana.web.errors import Conflict

SETTLING: Final = 2 * rings.FRESH
"""Seconds after which every process has looked at the file again."""

type Progress = Callable[[str, int], None]


def add_key() -> int:
    """A new key, current from now on; the old ones stay. Gives its number."""
    settle_keys()
    ring = rings.keyring()
    number = max(ring.every) + 1
    keys = [*ring.every.values(), rings.new_key(number)]
    rings.write(rings.key_file(), keys, current=number)
    mark_keys(rings.keyring())
    return number


def rotate(progress: Progress) -> int:
    """Seal with the current key whatever is not; gives how many rows.

    When everything bears the current key already, a new one is made first. Break it
    off at any moment and call it again: it goes on with what is left.

    Parameters
    ----------
    progress
        Called with the name of a column and the rows sealed anew after each batch.
    """
    settle_keys()
    if not work_left():
        add_key()
    time.sleep(SETTLING)
    done = 0
    while work_left():
        done += sum(_plain(column, progress) for column in _columns(inner=False))
        done += sum(_inner(column, progress) for column in _columns(inner=True))
        if _plain_left():
            # Brought back out of a revision meanwhile: look into these again.
            KeyPass.objects.filter(number=_current()).delete()
    return done


def work_left() -> bool:
    """Whether anything may still be sealed with another key than the current."""
    if len(rings.keyring().every) == 1:
        return any(number != _current() for number in in_use())
    return _plain_left() or any(not _is_done(one) for one in _columns(inner=True))


def drop_old() -> list[int]:
    """Take every key but the current out of the ring; gives their numbers.

    Raises
    ------
    Conflict
        While anything is sealed with one of them.
    """
    settle_keys()
    ring = rings.keyring()
    old = sorted(set(ring.every) - {ring.current.number})
    if old and (work_left() or set(in_use()) - {ring.current.number}):
        raise Conflict(
            _("Хуучин түлхүүрээр битүүмжилсэн мөр үлдсэн байна."),
            _("Эхлээд `bagana keys rotate` ажиллуулна уу."),
        )
    if old:
        rings.write(rings.key_file(), [ring.current], current=ring.current.number)
        mark_keys(rings.keyring())
        KeyPass.objects.all().delete()
    return old


def _current() -> int:
    return rings.keyring().current.number


def _columns(*, inner: bool) -> list[SealedColumn]:
    return [one for one in sealed_columns() if (one.inner is not None) == inner]


def _old_rows(column: SealedColumn) -> models.QuerySet[models.Model]:
    rows = with_head(column).exclude(**{column.column: b""})
    return rows.exclude(token_head=_current().to_bytes(HEAD))


def _plain_left() -> bool:
    return any(_old_rows(column).exists() for column in _columns(inner=False))


def _plain(column: SealedColumn, progress: Progress) -> int:
    done = 0
    for rows in _batches(column, _old_rows(column), 0):
        _write(column, rows)
        done += len(rows)
        progress(column.name, done)
    return done


def _is_done(column: SealedColumn) -> bool:
    passed = KeyPass.objects.filter(number=_current(), column=column.name).first()
    if passed is not None and passed.finished_at is not None:
        return True
    return not column.model._base_manager.exists()


def _inner(column: SealedColumn, progress: Progress) -> int:
    """Every row there is, whatever its own key: what it holds may be older."""
    passed, _made = KeyPass.objects.get_or_create(number=_current(), column=column.name)
    if passed.finished_at is not None:
        return 0
    done = 0
    every = column.model._base_manager.exclude(**{column.column: b""})
    for rows in _batches(column, every, passed.up_to):
        with transaction.atomic():
            _write(column, rows)
            passed.up_to = rows[-1].pk
            passed.save(update_fields=["up_to"])
        done += len(rows)
        progress(column.name, done)
    passed.finished_at = timezone.now()
    passed.save(update_fields=["finished_at"])
    return done


def _batches(
    column: SealedColumn, rows: models.QuerySet[models.Model], last: int
) -> Iterator[Sequence[models.Model]]:
    # Without names select_related would follow every relation.
    ordered = rows.order_by("pk")
    if column.needs:
        ordered = ordered.select_related(*column.needs)
    while found := list(ordered.filter(pk__gt=last)[: column.batch]):
        yield found
        last = found[-1].pk


@transaction.atomic
def _write(column: SealedColumn, rows: Sequence[models.Model]) -> None:
    """A row that somebody changed meanwhile is left: he sealed it anew himself."""
    names = [column.column, *column.indices]
    table = connection.ops.quote_name(column.model._meta.db_table)
    fields = [column.model._meta.get_field(name) for name in names]
    sets = ", ".join(
        f"{connection.ops.quote_name(str(field.column))} = %s"  # type: ignore[union-attr]
        for field in fields
    )
    held = connection.ops.quote_name(column.column)
    statement = f"UPDATE {table} SET {sets} WHERE id = %s AND {held} = %s"
    values = [
        [*sealed_again(column, row), row.pk, bytes(getattr(row, column.column))]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def sealed_again(column: SealedColumn, row: Any) -> list[bytes]:
    """The token of a row by the current key, and its blind indices."""
    bind = column.bind(row)
    content = unseal(getattr(row, column.column), bind=bind)
    if column.inner is not None:
        content = column.inner(row, content)
    return [seal(content, bind=bind), *indices_of(column, content)]


def indices_of(column: SealedColumn, content: Mapping[str, Any]) -> list[bytes]:
    found = (said(content) for said in column.indices.values())
    return [blind(text, purpose=purpose) for text, purpose in found]
