"""Take a person's identity out of the rows of the registers and of what they were.

Nothing is kept of what is taken away: this writes past the journal, so that no undoing
brings a name back. Revisions of earlier entries are opened and sealed again without it.
The rule: docs/rules/subject-requests.md.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.db.models import Q, QuerySet

from bagana.engines.mongolian import search_key
from bagana.privacy.sealing import blind, blind_all, seal, unseal
from bagana.registers.actions.journal import TABLES, columns_in, columns_of
from bagana.registers.models import (
    Camp,
    Entry,
    EntryKind,
    Event,
    LivestockCount,
    Person,
    Revision,
)
from bagana.registers.people import private_of
from bagana.territory.models import UnitAncestry

NAMELESS: Final = "нэргүй"
CLEARED: Final[dict[str, dict[str, Any]]] = {
    "person": {
        "sealed": b"",
        "name_index": b"",
        "parent_index": b"",
        "reg_no_index": b"",
        "phone_index": b"",
    },
    "event": {"place": "", "paper": ""},
    "household": {"sealed": b"", "phone_index": b""},
    "camp": {"sealed": b"", "name_index": b""},
}
"""What identifies, by table, and what stands there afterwards."""


def erase(person_id: int, entry: Entry) -> None:
    """The person's rows, what they were before, and the household's if it is his alone.

    Year of birth, sex, residences and events stay: they are counted.
    """
    person = Person.objects.select_related("household").get(pk=person_id)
    _owners(person)
    events = Event.objects.filter(person=person)
    _clear("event", list(events.values_list("pk", flat=True)))
    if _is_alone(person):
        _clear("household", [person.household_id])
        camps = Camp.objects.filter(household=person.household_id)
        _clear("camp", list(camps.values_list("pk", flat=True)))
    _clear("person", [person.pk, *_merged_into(person)])
    Person.objects.filter(pk=person.pk).update(entry=entry)


def _is_alone(person: Person) -> bool:
    """Nobody else of the household bears a name: address and phone were his."""
    others = Person.objects.filter(household=person.household_id).exclude(pk=person.pk)
    return not others.exclude(sealed=b"").exists()


def _merged_into(person: Person) -> list[int]:
    """Rows that were found to be the same person stand there, no longer present."""
    uid = str(person.uid)
    merges = Entry.objects.filter(
        Q(options__kept=uid) | Q(options__gone=uid), kind=EntryKind.DUPLICATE
    )
    told = merges.values_list("options__kept", "options__gone")
    same = {other for pair in told for other in pair} - {uid}
    return list(Person.objects.filter(uid__in=same).values_list("pk", flat=True))


def _tended_for(person: Person) -> QuerySet[LivestockCount]:
    """Named by his number, or by his whole name alone in the sums where he lived.

    A name is borne by many: elsewhere, or in part, it is taken for somebody else's.
    """
    private = private_of(person)
    numbered = Q(owner_index__in=blind_all(private.reg_no, purpose="owner"))
    if not (private.parent and private.given):
        return LivestockCount.objects.filter(numbered)
    keys = {search_key(name) for name in (private.name, private.full_name)}
    named = [one for key in keys for one in blind_all(key, purpose="owner")]
    lived = UnitAncestry.objects.filter(
        unit__in=person.residences.values("unit"), depth__lte=1
    )
    near = UnitAncestry.objects.filter(ancestor__in=lived.values("ancestor"))
    by_name = Q(owner_index__in=named, unit__in=near.values("unit"))
    return LivestockCount.objects.filter(numbered | by_name)


def _clear(table: str, keys: Collection[int]) -> None:
    TABLES[table]._default_manager.filter(pk__in=keys).update(**CLEARED[table])
    for revision in Revision.objects.filter(table=table, row__in=keys):
        _reseal(revision, CLEARED[table])


def _reseal(revision: Revision, cleared: dict[str, Any]) -> None:
    bind = f"revision:{revision.table}:{revision.row}"
    model = TABLES[revision.table]
    row = model(**columns_in(model, unseal(revision.before, bind=bind)))
    for column, value in cleared.items():
        setattr(row, column, value)
    revision.before = seal(columns_of(row), bind=bind)
    revision.save(update_fields=["before"])


def _owners(person: Person) -> None:
    """Herds that others tend for him: a name of nobody's stays there, so that two
    owners do not become one."""
    for row in _tended_for(person).select_related("keeper"):
        name = f"{NAMELESS} {row.pk}"
        values = {
            "owner_sealed": seal({"name": name}, bind=f"count:{row.keeper.uid}"),
            "owner_index": blind(search_key(name), purpose="owner"),
        }
        LivestockCount.objects.filter(pk=row.pk).update(**values)
        kept = Revision.objects.filter(table="livestockcount", row=row.pk)
        for revision in kept:
            _reseal(revision, values)
