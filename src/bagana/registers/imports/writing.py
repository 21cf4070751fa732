"""Everything that was prepared, written in one transaction as one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db import connection, models
from django.utils import timezone

from bagana.registers.actions.journal import keep_many
from bagana.registers.imports.making import CLEAR, PersonRow
from bagana.registers.imports.sifting import Prepared
from bagana.registers.imports.standing import number_key
from bagana.registers.models import (
    Camp,
    Entry,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
    Residence,
    Section,
    Stay,
)
from bagana.web.bulk import insert, new_keys

CHUNK = 500
HOUSEHOLD = (
    "id", "uid", "unit", "number", "section", "head", *CLEAR, "sealed",
    "phone_index", "opened_on", "entry", "changed_at",
)  # fmt: skip
PERSON = (
    "id", "uid", "household", "unit", "sealed", "name_index", "parent_index",
    "reg_no_index", "phone_index", "birth_year", "sex", "relation", "is_temporary",
    "is_present", "is_restricted", "entry", "changed_at",
)  # fmt: skip
STAY = ("household", "unit", "number", "starts_on", "entry")
RESIDENCE = ("person", "unit", "starts_on", "is_temporary", "entry")
EVENT = (
    "kind", "person", "household", "unit", "place", "on", "registered_on", "paper",
    "entry",
)  # fmt: skip
CAMP = ("household", "season", "sealed", "name_index", "entry")


class Writer:
    """`on`: since when the register knows of new households; `entry` is the batch."""

    def __init__(self, entry: Entry, on: date) -> None:
        self.entry = entry
        self.on = on
        self.now: datetime = timezone.now()
        self.stored_on = _stored(on)
        self.stored_now = _stored(self.now)
        self.sections: dict[tuple[int, str], int] = {}
        self.made_sections: list[int] = []
        self.households: dict[tuple[int, str], int] = {}

    def write(self, prepared: Prepared) -> None:
        keys = new_keys(Household, len(prepared.households))
        self._people(prepared, keys)
        self._new_households(prepared, keys)
        self._changed(prepared)

    def _new_households(self, prepared: Prepared, keys: list[int]) -> None:
        entry, on, now = self.entry.pk, self.stored_on, self.stored_now
        rows = list(zip(keys, prepared.households, strict=True))
        section = self._section
        insert(
            Household,
            HOUSEHOLD,
            (
                (
                    key, row.uid, row.unit, row.number, section(row.unit, row.section),
                    self.heads.get(key), *row.clear, row.sealed, row.phone_index, on,
                    entry, now,
                )
                for key, row in rows
            ),
        )  # fmt: skip
        insert(
            Stay, STAY, ((key, row.unit, row.number, on, entry) for key, row in rows)
        )
        told = ((key, *camp, entry) for key, row in rows for camp in row.camps)
        insert(Camp, CAMP, told)
        for key, row in rows:
            self.households[row.unit, number_key(row.number)] = key

    def _people(self, prepared: Prepared, keys: list[int]) -> None:
        placed = [
            (keys[row.at] if row.is_new_household else row.at, row)
            for row in prepared.people
        ]
        placed += [
            (self.households[unit, number], row) for unit, number, row in prepared.later
        ]
        made = new_keys(Person, len(placed))
        everyone = [(key, at, row) for key, (at, row) in zip(made, placed, strict=True)]
        self.heads = {
            at: key for key, at, row in everyone if row.relation == Relation.HEAD
        }
        self._insert_people(everyone)
        fresh = set(keys)
        self._set_heads({at: key for at, key in self.heads.items() if at not in fresh})

    def _insert_people(self, everyone: list[tuple[int, int, PersonRow]]) -> None:
        entry, on, now = self.entry.pk, self.stored_on, self.stored_now
        today = _stored(timezone.localdate())
        insert(
            Person,
            PERSON,
            (
                (
                    key, row.uid, at, row.unit, row.sealed, row.name_index,
                    row.parent_index, row.reg_no_index, row.phone_index,
                    row.birth_year, row.sex, row.relation, row.is_temporary, True,
                    False, entry, now,
                )
                for key, at, row in everyone
            ),
        )  # fmt: skip
        insert(
            Residence,
            RESIDENCE,
            (
                (key, row.unit, on, row.is_temporary, entry)
                for key, _at, row in everyone
            ),
        )
        opening = EventKind.OPENING.value
        insert(
            Event,
            EVENT,
            (
                (opening, key, at, row.unit, "", on, today, "", entry)
                for key, at, row in everyone
            ),
        )

    def _set_heads(self, heads: Mapping[int, int]) -> None:
        for rows in _in_batches(Household, heads):
            keep_many(self.entry, rows)
            for row in rows:
                row.head_id = heads[row.pk]
                row.changed_at = self.now
            Household.objects.bulk_update(rows, ["head", "changed_at"])

    def _changed(self, prepared: Prepared) -> None:
        self._change(Household, prepared.changed_households)
        self._change(Person, prepared.changed_people)
        self._change(Camp, prepared.changed_camps)
        entry = self.entry.pk
        insert(Camp, CAMP, ((*camp, entry) for camp in prepared.new_camps))

    def _change[Row: models.Model](
        self, model: type[Row], changes: Mapping[int, dict[str, Any]]
    ) -> None:
        names = {name for columns in changes.values() for name in columns}
        has_moment = any(f.name == "changed_at" for f in model._meta.concrete_fields)
        for rows in _in_batches(model, changes):
            keep_many(self.entry, rows)
            for row in rows:
                self._set(row, changes[row.pk])
                if has_moment:
                    row.changed_at = self.now  # type: ignore[attr-defined]
            written = [*names, "changed_at"] if has_moment else [*names]
            model._default_manager.bulk_update(rows, written, batch_size=200)

    def _set(self, row: Any, columns: Mapping[str, Any]) -> None:
        for name, value in columns.items():
            if name == "section":
                if value:
                    row.section_id = self._section(row.unit_id, value)
            else:
                setattr(row, name, value)

    def _section(self, unit: int, name: str) -> int | None:
        """The section of the bag; one that the file names first is made."""
        if not name:
            return None
        if (unit, name) not in self.sections:
            found, made = Section.objects.get_or_create(unit_id=unit, name=name)
            self.sections[unit, name] = found.pk
            if made:
                self.made_sections.append(found.pk)
        return self.sections[unit, name]


def _in_batches[Row: models.Model](
    model: type[Row], keys: Iterable[int]
) -> Iterator[list[Row]]:
    for some in batched(keys, CHUNK):
        yield list(model._default_manager.filter(pk__in=some))


def _stored(value: date | datetime) -> Any:
    """As the database keeps it, once for all rows instead of row by row."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
