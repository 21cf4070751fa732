"""Rows of tables out of what was told: sealed and indexed, not yet written."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from bagana.engines.mongolian import search_key
from bagana.privacy.sealing_many import Sealer
from bagana.registers.imports.judging import Told
from bagana.registers.people import NewPerson, content_of, digits_of

CLEAR: Final = (
    "members_told",
    "dwelling",
    "is_herder",
    "electricity",
    "water",
    "internet",
    "needs_assistance",
)
UNTOLD: Final[Mapping[str, Any]] = {
    "members_told": None,
    "dwelling": "",
    "is_herder": None,
    "electricity": "",
    "water": "",
    "internet": None,
    "needs_assistance": None,
}


class PersonRow(NamedTuple):
    """A new person; `at` is the place of his household in the batch, or its key."""

    at: int
    is_new_household: bool
    unit: int
    uid: uuid.UUID
    sealed: bytes
    name_index: bytes
    parent_index: bytes
    reg_no_index: bytes
    phone_index: bytes
    birth_year: int | None
    sex: str
    relation: str
    is_temporary: bool


class HouseholdRow(NamedTuple):
    unit: int
    number: str
    section: str
    uid: uuid.UUID
    clear: tuple[Any, ...]
    sealed: bytes
    phone_index: bytes
    camps: list[tuple[str, bytes, bytes]]


class Maker:
    """Makes rows with one key of sealing."""

    def __init__(self) -> None:
        self.sealer = Sealer()
        self._keys: dict[str, str] = {}

    def household(self, told: Told, number: str) -> HouseholdRow:
        uid = _uuid()
        seal = self.sealer.seal
        private = told.private
        return HouseholdRow(
            told.unit,
            number,
            told.section,
            uid,
            tuple([told.clear.get(name, UNTOLD[name]) for name in CLEAR]),
            seal(private, f"household:{uid}"),
            self.phone_index(private.get("phone", "")),
            [
                (season, *self.camp(str(uid), {"name": name}))
                for season, name in told.camps.items()
            ],
        )

    def camp(self, household: str, content: Mapping[str, Any]) -> tuple[bytes, bytes]:
        """The seal and the index of a camp."""
        token = self.sealer.seal(content, f"camp:{household}")
        return token, self.sealer.blind_name(self.key(str(content["name"])), "camp")

    def person(self, told: Told, at: int, *, is_new_household: bool) -> PersonRow:
        assert told.person is not None
        new, unit, uid = told.person, told.unit, _uuid()
        return PersonRow(
            at,
            is_new_household,
            unit,
            uid,
            self.sealer.seal(content_of(new.private), f"person:{uid}"),
            *told.indices,
            new.birth_year,
            str(new.sex),
            str(new.relation),
            new.is_temporary,
        )

    def indices(self, new: NewPerson) -> tuple[bytes, bytes, bytes, bytes]:
        """name, parent, registration number, phone."""
        private = new.private
        return (
            self.sealer.blind_name(self.key(private.given), "name"),
            self.sealer.blind_name(self.key(private.parent), "parent"),
            self.sealer.blind(private.reg_no, "reg_no"),
            self.phone_index(private.phone),
        )

    def phone_index(self, phone: str) -> bytes:
        return self.sealer.blind(digits_of(phone), "phone") if phone else b""

    def key(self, name: str) -> str:
        found = self._keys.get(name)
        if found is None:
            found = search_key(name)
            if len(self._keys) < 50_000:
                self._keys[name] = found
        return found


def _uuid() -> uuid.UUID:
    return uuid.UUID(bytes=os.urandom(16), version=4)
