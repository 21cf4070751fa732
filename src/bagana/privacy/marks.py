"""Whether the keys at hand are those of the database: told at start and by a check.

A mark is the fingerprint of a key in the database. A missing or another file is said
before anything is written; a new key is never made beside rows that are sealed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import connection, models
from django.db.models import BinaryField, Count
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from bagana.privacy.keyring import Keyring, fingerprint, key_file, keyring
from bagana.privacy.models import KeyMark
from bagana.privacy.sealing import HEAD, SealedColumn, sealed_columns, unseal
from bagana.web.errors import Conflict


def settle_keys() -> None:
    """At start: refuse foreign keys, mark those at hand. Safe to repeat.

    Raises
    ------
    Conflict
        When rows are sealed with a key that is not at hand.
    """
    for what, mend in key_faults():
        raise Conflict(what, mend)
    mark_keys(keyring())


def mark_keys(ring: Keyring) -> None:
    """Keep the fingerprints; marks of keys that nothing is sealed with go."""
    wanted = {number: fingerprint(key) for number, key in ring.every.items()}
    kept = dict(KeyMark.objects.values_list("number", "fingerprint"))
    if kept == wanted:
        return
    KeyMark.objects.exclude(number__in=wanted).delete()
    for number, print_ in wanted.items():
        KeyMark.objects.update_or_create(
            number=number, defaults={"fingerprint": print_}
        )


def key_faults() -> Iterator[tuple[str, str]]:
    """What is wrong with the keys, and how to mend it; nothing when all is well."""
    marks = dict(KeyMark.objects.values_list("number", "fingerprint"))
    if not key_file().exists():
        if any(in_use()):
            yield _missing()
        return
    ring = keyring()
    prints = {number: fingerprint(key) for number, key in ring.every.items()}
    if all(prints.get(number) == print_ for number, print_ in marks.items()) and marks:
        return
    for number in sorted(in_use()):
        if number not in prints or marks.get(number, prints[number]) != prints[number]:
            yield _foreign(number)


def _missing() -> tuple[str, str]:
    return (
        _("Түлхүүрийн файл (%(file)s) алга; сан дотор битүүмжилсэн мэдээлэл байна.")
        % {"file": key_file().name},
        _("Хадгалсан түлхүүрийн файлаа BAGANA_KEYS-ийн заасан газарт тавина уу."),
    )


def _foreign(number: int) -> tuple[str, str]:
    return (
        _("Түлхүүрийн файл энэ сангийнх биш: %(number)s дугаар түлхүүр таарахгүй.")
        % {"number": number},
        _("Хадгалсан түлхүүрийн файлаа BAGANA_KEYS-ийн заасан газарт тавина уу."),
    )


def refuse_new_key_beside_sealed() -> None:
    """Raises Conflict when the database holds sealed rows."""
    if KeyMark._meta.db_table not in connection.introspection.table_names():
        return
    if KeyMark.objects.exists() and any(in_use()):
        raise Conflict(*_missing())


def fingerprints_in_use() -> dict[str, str]:
    """By number, the marks of the keys that something is sealed with."""
    marks = dict(KeyMark.objects.values_list("number", "fingerprint"))
    return {str(n): marks[n] for n in sorted(in_use()) if n in marks}


def in_use() -> Counter[int]:
    """Rows by the number of the key that they are sealed with.

    Reads the head of every token: half a second for a quarter of a million rows.
    """
    found: Counter[int] = Counter()
    for column in sealed_columns():
        found.update(rows_by_key(column))
    return found


def rows_by_key(column: SealedColumn) -> Counter[int]:
    rows = with_head(column).exclude(**{column.column: b""})
    told = rows.values_list("token_head").annotate(many=Count("pk")).order_by()
    return Counter({int.from_bytes(bytes(head)): many for head, many in told})


def with_head(column: SealedColumn) -> models.QuerySet[models.Model]:
    """The rows of a column with `token_head`, the two bytes that number the key."""
    head = Substr(column.column, 1, HEAD, output_field=BinaryField())
    return column.model._base_manager.annotate(token_head=head)


def unopened() -> Iterator[tuple[str, str]]:
    """Columns of which the newest row of some key does not open."""
    for column in sealed_columns():
        for number in rows_by_key(column):
            head = number.to_bytes(HEAD)
            row = with_head(column).filter(token_head=head).order_by("-pk").first()
            if row is not None and not _opens(column, row):
                yield (
                    _("%(column)s: битүүмжилсэн мөр нээгдсэнгүй (№%(number)s).")
                    % {"column": column.name, "number": number},
                    "",
                )


def _opens(column: SealedColumn, row: models.Model) -> bool:
    try:
        unseal(getattr(row, column.column), bind=column.bind(row))
    except Conflict:
        return False
    return True
