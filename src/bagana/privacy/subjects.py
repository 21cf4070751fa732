"""Who keeps what of a person: registers and collection join in their `subjects.py`.

A person is known here by the key of the register's row alone; everything else is asked
of the sources, so that this layer knows nothing of registers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from bagana.territory.models import Unit

type Line = tuple[str, str]
"""What is kept: its label and its value, as the person reads it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table, or a few that go together, with rows of people.

    find
        `find(person_id)` gives what is kept of the person, for the extract.
    correct
        `correct(user, person_id, fields, reason)` changes it through the action of the
        register; only the source that holds the person's own row has it.
    erase
        `erase(person_id, entry)` takes away what identifies, in every version that is
        kept, and leaves what is counted. `entry` is what `Keeper.begin` gave.
    """

    kind: str
    title: str | Promise
    find: Callable[[int], Sequence[Line]]
    correct: Callable[..., Any] | None = None
    erase: Callable[[int, Any], None] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A person as far as this layer needs: no name is kept here longer than a page."""

    pk: int
    uid: UUID
    unit: Unit
    name: str
    birth_year: int | None
    is_present: bool
    is_restricted: bool
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """What the register of people answers; one for an installation.

    by_uid
        `by_uid(user, uid)` gives who is visible to the user, else None.
    by_key
        `by_key(person_id)` without asking who may: for pages that have asked.
    stays
        `stays(person_id)` gives (unit_id, first day, day after the last or None): a
        reading of a whole unit in such days showed the person.
    restrict
        `restrict(user, person_id, restricted, reason)` hides from lists and search.
    begin
        `begin(user, unit, reason)` begins the entry of an erasure.
    refusal
        `refusal(person_id)` says why the law demands keeping today, or "".
    gone
        `gone(before)` gives the keys of people who left before the day and still bear
        a name; erasing them is what retention does.
    """

    by_uid: Callable[[Any, UUID], Known | None]
    by_key: Callable[[int], Known | None]
    stays: Callable[[int], Sequence[tuple[int, date, date | None]]]
    restrict: Callable[..., None]
    begin: Callable[..., Any]
    refusal: Callable[[int], str]
    gone: Callable[[date], Sequence[int]]


@dataclass(slots=True)
class _Registry:
    sources: dict[str, Source] = field(default_factory=dict)
    keeper: Keeper | None = None


_registry = _Registry()


def register_subject(source: Source) -> Source:
    """Join what is kept of a person; the same kind again takes the first's place."""
    _registry.sources[source.kind] = source
    return source


def register_keeper(found: Keeper) -> Keeper:
    _registry.keeper = found
    return found


def sources() -> Mapping[str, Source]:
    return dict(sorted(_registry.sources.items()))


def keeper() -> Keeper:
    """Raises LookupError where no register of people is installed."""
    if _registry.keeper is None:
        raise LookupError("no application registered a keeper of people")
    return _registry.keeper
