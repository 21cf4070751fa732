"""Begin an entry, keep what stood before, undo an entry exactly.

Every action of the registers begins an entry, makes rows that name it, and calls `keep`
before it changes or takes away a row. The rule: docs/rules/register-journal.md.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.sealing import seal, unseal
from bagana.privacy.sealing_many import Sealer
from bagana.registers.bulk import write_differences
from bagana.registers.locking import refuse_locked_entry
from bagana.registers.models import (
    Asset,
    Camp,
    Entry,
    EntryKind,
    Event,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
    Person,
    Residence,
    Revision,
    Stay,
)
from bagana.registers.undoing import may_undo
from bagana.territory.models import Unit, UnitChange
from bagana.web.bulk import insert
from bagana.web.errors import Conflict, PermissionDenied

KEPT: Final[tuple[type[models.Model], ...]] = (
    Event,
    Residence,
    Camp,
    HerdLoss,
    LivestockExtra,
    LivestockCount,
    Asset,
    Person,
    Stay,
    Household,
)
"""Tables of the journal, in the order in which what an entry made is taken away."""
RESTORED_AT_ONCE: Final = 2_000
TABLES: Final[Mapping[str, type[models.Model]]] = {
    str(model._meta.model_name): model for model in KEPT
}


def begin(
    *,
    kind: EntryKind,
    unit: Unit,
    user: Any,
    title: str = "",
    reason: str = "",
    change: UnitChange | None = None,
    **about: Any,
) -> Entry:
    """A new entry; `about`: sha256, counts, options. Permission is the caller's."""
    return Entry.objects.create(
        kind=kind,
        unit=unit,
        title=title.strip()[:200],
        reason=reason.strip()[:300],
        change=change,
        made_by=user if getattr(user, "pk", None) else None,
        **about,
    )


def keep(entry: Entry, *rows: models.Model) -> None:
    """Remember rows as the database holds them; a row once for an entry.

    Rows that the entry itself made need no keeping: they go when it is undone.
    """
    for row in rows:
        stored = type(row)._default_manager.get(pk=row.pk)
        if getattr(stored, "entry_id", None) == entry.pk:
            continue
        table = str(row._meta.model_name)
        if Revision.objects.filter(entry=entry, table=table, row=row.pk).exists():
            continue
        bind = f"revision:{table}:{row.pk}"
        Revision.objects.create(
            entry=entry,
            table=table,
            row=row.pk,
            before=seal(columns_of(stored), bind=bind),
        )


def keep_many(entry: Entry, rows: Sequence[models.Model]) -> None:
    """As `keep` for many rows of one table, freshly read and not yet kept."""
    if rows:
        names = _names(type(rows[0]))
        told = [{name: getattr(row, name) for name in names} for row in rows]
        keep_stored(entry, type(rows[0]), told)


def stored(rows: models.QuerySet[Any]) -> list[dict[str, Any]]:
    """Every column as the database holds it; quicker than making objects."""
    model: type[models.Model] = rows.model
    return list(rows.values(*_names(model)))


def keep_stored(
    entry: Entry, model: type[models.Model], rows: Iterable[Mapping[str, Any]]
) -> None:
    """As `keep_many`, of rows that `stored` gave."""
    table, sealer = str(model._meta.model_name), Sealer()
    insert(
        Revision,
        ("entry", "table", "row", "before"),
        [
            (
                entry.pk,
                table,
                row["id"],
                sealer.seal(
                    {name: _plain(value) for name, value in row.items()},
                    f"revision:{table}:{row['id']}",
                ),
            )
            for row in rows
            if row.get("entry_id") != entry.pk
        ],
    )


def columns_of(row: models.Model) -> dict[str, Any]:
    """Every column of a row in what JSON can hold."""
    return {name: _plain(getattr(row, name)) for name in _names(type(row))}


AS_IT_IS: Final = (str, int, bool, type(None))


def _plain(value: Any) -> Any:
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, (bytes, memoryview)):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, (date, datetime, UUID, Decimal)):
        return str(value)
    return value


def columns_in(model: type[models.Model], columns: Mapping[str, Any]) -> dict[str, Any]:
    """What `columns_of` gave, as a row of the model takes it."""
    found = {name: columns[name] for name in _names(model)}
    for name, reader in _readers(model):
        if found[name] is not None:
            found[name] = reader(found[name])
    return found


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(one.attname for one in model._meta.concrete_fields)


@cache
def _readers(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Of the columns that JSON does not hold as they are."""
    # A key of another row is a whole number too.
    plain = (
        models.CharField,
        models.IntegerField,
        models.BooleanField,
        models.ForeignKey,
    )
    return tuple(
        (
            field.attname,
            _opened if isinstance(field, models.BinaryField) else field.to_python,
        )
        for field in model._meta.concrete_fields
        if not isinstance(field, plain)
    )


def _opened(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value


@transaction.atomic
def undo_entry(*, user: Any, entry: Entry) -> Entry:
    """Take an entry back exactly. Raises PermissionDenied, or Conflict when something
    later stands on it (say which: undo that first)."""
    if not may_undo(user, entry):
        raise PermissionDenied
    refuse_locked_entry(entry)
    return take_back(user=user, entry=entry)


@transaction.atomic
def take_back(*, user: Any, entry: Entry) -> Entry:
    """As `undo_entry`, where the permission is the caller's: a change of units."""
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    _refuse_stood_upon(row)
    # What it made goes first: an open stay that comes back must find no other one.
    for model in KEPT:
        made = model._default_manager.filter(entry=row)
        if model is Person:
            Household.objects.filter(head__entry=row).update(head=None)
        made._raw_delete(made.db)
    try:
        with transaction.atomic():
            _bring_back(row)
    except IntegrityError as error:
        raise Conflict(
            _("Өмнөх өрхийн дугаар эсвэл хүний бүртгэл одоо өөр газар эзэнтэй байна."),
            _("Тэр дугаар, бүртгэлийг эхлээд засна уу."),
        ) from error
    row.undone_at = timezone.now()
    row.undone_by = user if getattr(user, "pk", None) else None
    row.save(update_fields=["undone_at", "undone_by"])
    return row


def _bring_back(entry: Entry) -> None:
    """Newest first; many at once, for a change of units keeps whole bags."""
    kept = entry.revisions.order_by("-id").values_list("table", "row", "before")
    for chunk in batched(kept.iterator(), RESTORED_AT_ONCE):
        rows: dict[str, list[dict[str, Any]]] = {}
        for table, row, before in chunk:
            content = unseal(before, bind=f"revision:{table}:{row}")
            rows.setdefault(table, []).append(columns_in(TABLES[table], content))
        for table, found in rows.items():
            write_differences(TABLES[table], found)


def _refuse_stood_upon(entry: Entry) -> None:
    if entry.undone_at is not None:
        raise Conflict(_("Энэ бичилтийг өмнө нь буцаасан."))
    later = later_entries(entry)
    if later:
        names = ", ".join(f"№{one.pk} {one}" for one in later[:5])
        raise Conflict(
            _("Үүний дараа хийсэн бичилт үүнээс хамаарч байна: %(names)s.")
            % {"names": names},
            _("Эхлээд тэр бичилтийг буцаана уу."),
        )


def later_entries(entry: Entry) -> list[Entry]:
    """Entries in force that changed the same rows, or made rows on top of its rows."""
    found: set[int] = set()
    for model in KEPT:
        table = str(model._meta.model_name)
        made = model._default_manager.filter(entry=entry)
        touched = Revision.objects.filter(
            table=table, entry__gt=entry.pk, entry__undone_at__isnull=True
        )
        mine = entry.revisions.filter(table=table).values("row")
        hit = touched.filter(
            models.Q(row__in=made.values("pk")) | models.Q(row__in=mine)
        )
        found |= set(hit.values_list("entry", flat=True))
        if made.exists():
            found |= _standing_on(model, entry)
    return list(Entry.objects.filter(pk__in=found).order_by("-id"))


def _standing_on(model: type[models.Model], entry: Entry) -> set[int]:
    found: set[int] = set()
    for relation in model._meta.related_objects:
        child = relation.related_model
        if child not in KEPT or relation.field.name == "head":
            continue
        rows = child._default_manager.filter(**{f"{relation.field.name}__entry": entry})
        later = rows.filter(entry__gt=entry.pk)
        found |= set(later.values_list("entry", flat=True))
        # An older row that came to stand on it did so by this entry, or a later one.
        older = rows.filter(entry__lt=entry.pk).values("pk")
        moved = Revision.objects.filter(
            table=str(child._meta.model_name),
            row__in=older,
            entry__gt=entry.pk,
            entry__undone_at__isnull=True,
        )
        found |= set(moved.values_list("entry", flat=True))
    return found
