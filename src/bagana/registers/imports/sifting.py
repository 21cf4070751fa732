"""Rows that were told, sorted into new, changed, same and refused; nothing is written.

Batch by batch: what is to be written comes out sealed (`Prepared`), so that it can be
kept in a file beside until all is checked, and the lock of the database is held only
while writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bagana.privacy.sealing import unseal
from bagana.registers.imports import standing as standings
from bagana.registers.imports.judging import Judge, Told
from bagana.registers.imports.making import HouseholdRow, Maker, PersonRow
from bagana.registers.imports.problems import Problem, RefusedRowError
from bagana.registers.imports.standing import Standing, number_key
from bagana.registers.imports.tally import Tally
from bagana.registers.models import Camp, Household, Person
from bagana.registers.people import NewPerson, content_of


@dataclass(slots=True)
class Prepared:
    """What one batch writes."""

    households: list[HouseholdRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    changed_households: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed_people: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed_camps: dict[int, dict[str, Any]] = field(default_factory=dict)
    new_camps: list[tuple[int, str, bytes, bytes]] = field(default_factory=list)
    later: list[tuple[int, str, PersonRow]] = field(default_factory=list)


class Sifter:
    """One run over the households of a file."""

    def __init__(
        self, judge: Judge, standing: Standing, maker: Maker, tally: Tally
    ) -> None:
        self.judge = judge
        self.standing = standing
        self.maker = maker
        self.tally = tally
        self.seen: dict[tuple[int, str], int] = {}
        self.seen_people: dict[bytes, int] = {}
        self.heads: dict[tuple[int, str], bytes] = {}

    def batch(self, told: Sequence[Told]) -> Prepared:
        self.index(told)
        lines = self.standing.by_heads(told)
        found = {one.line: self._household(one, lines) for one in told}
        rows = standings.households(filter(None, found.values()))
        camps = standings.camps(rows) if rows else {}
        present = self.standing.present(one.reg_no_index for one in told)
        prepared = Prepared()
        for one in told:
            key = found[one.line]
            row = rows[key] if key else None
            try:
                self.standing.require_one(one.line)
                self._once(one, row)
                self._take(one, row, camps.get(key or 0, {}), present, prepared)
            except RefusedRowError as refusal:
                self.tally.refuse(self._problem(one, refusal))
        return prepared

    def index(self, told: Sequence[Told]) -> None:
        for one in told:
            if one.person is not None:
                one.indices = self.maker.indices(one.person)

    def _household(self, told: Told, lines: dict[int, int]) -> int | None:
        if not told.number:
            return lines.get(told.line)
        return self.standing.numbers(told.unit).get(number_key(told.number))

    def _once(self, told: Told, row: Household | None) -> None:
        if row is None and not told.number:
            return
        key = (told.unit, number_key(row.number if row else told.number))
        first = self.seen.setdefault(key, told.line)
        if first != told.line:
            raise RefusedRowError("twice", "number", line=first)

    def _person_once(
        self, told: Told, present: dict[bytes, int], but: int | None
    ) -> None:
        index = told.reg_no_index
        if not index:
            return
        if present.get(index, but) != but:
            raise RefusedRowError("present_elsewhere", "reg_no")
        first = self.seen_people.setdefault(index, told.line)
        if first != told.line:
            raise RefusedRowError("person_twice", "reg_no", line=first)

    def _take(
        self,
        told: Told,
        row: Household | None,
        camps: dict[str, Camp],
        present: dict[bytes, int],
        prepared: Prepared,
    ) -> None:
        if row is None:
            self._take_new(told, present, prepared)
            return
        head = row.head
        if told.person is not None:
            self._person_once(told, present, head.pk if head else None)
        changed = set(self._head(told, row, prepared))
        changed |= self._columns(told, row, prepared)
        changed |= self._camps(told, row, camps, prepared)
        if changed:
            self.tally.changed += 1
            self.tally.note(told.line, row.number, changed)
        else:
            self.tally.same += 1

    def _take_new(
        self, told: Told, present: dict[bytes, int], prepared: Prepared
    ) -> None:
        if told.person is not None:
            self._person_once(told, present, None)
        number = told.number or self.standing.next_number(told.unit)
        if told.number:
            self.standing.note_number(told.unit, told.number)
        at = len(prepared.households)
        prepared.households.append(self.maker.household(told, number))
        if told.person is not None:
            person = self.maker.person(told, at, is_new_household=True)
            prepared.people.append(person)
            self.heads[told.unit, number_key(number)] = person.name_index
        self.tally.new += 1

    def _head(self, told: Told, row: Household, prepared: Prepared) -> set[str]:
        new = told.person
        if new is None:
            return set()
        if row.head is None:
            prepared.people.append(
                self.maker.person(told, row.pk, is_new_household=False)
            )
            return {"given"}
        return compare_person(row.head, new, self.maker, prepared, is_head=True)

    def _columns(self, told: Told, row: Household, prepared: Prepared) -> set[str]:
        columns = {
            name: value
            for name, value in told.clear.items()
            if getattr(row, name) != value
        }
        changed = set(columns)
        if told.section and (row.section is None or row.section.name != told.section):
            columns["section"] = told.section
            changed.add("section")
        content = unseal(row.sealed, bind=row.bind)
        now = content | told.private
        if now != content:
            columns["sealed"] = self.maker.sealer.seal(now, row.bind)
            columns["phone_index"] = self.maker.phone_index(now.get("phone", ""))
            changed |= {one for one in now if now[one] != content.get(one)}
        if columns:
            prepared.changed_households[row.pk] = columns
        return changed

    def _camps(
        self,
        told: Told,
        row: Household,
        camps: dict[str, Camp],
        prepared: Prepared,
    ) -> set[str]:
        changed = set()
        for season, name in told.camps.items():
            camp = camps.get(season)
            content = dict(camp.private) if camp else {}
            if content.get("name") == name:
                continue
            changed.add(season)
            token, index = self.maker.camp(str(row.uid), content | {"name": name})
            if camp is None:
                prepared.new_camps.append((row.pk, season, token, index))
            else:
                prepared.changed_camps[camp.pk] = {"sealed": token, "name_index": index}
        return changed

    def _problem(self, told: Told, refusal: RefusedRowError) -> Problem:
        found = self.judge.problem(told.line, (), refusal)
        is_name = refusal.field in ("given", "reg_no")
        return replace(found, value="" if is_name else told.number)


def compare_person(
    person: Person,
    new: NewPerson,
    maker: Maker,
    prepared: Prepared,
    *,
    is_head: bool,
) -> set[str]:
    """Fields in which a person is told otherwise; another person is refused."""
    content = unseal(person.sealed, bind=person.bind)
    told = content_of(new.private)
    if is_head and not _is_same(person, content, new, maker):
        raise RefusedRowError("other_head", "given")
    now = content | told
    columns: dict[str, Any] = {}
    changed = {one for one in now if now[one] != content.get(one)}
    if changed:
        private = replace(new.private, **_whole(now))
        name, parent, reg_no, phone = maker.indices(replace(new, private=private))
        columns = {
            "sealed": maker.sealer.seal(now, person.bind),
            "name_index": name,
            "parent_index": parent,
            "reg_no_index": reg_no,
            "phone_index": phone,
        }
    for column, value in (("birth_year", new.birth_year), ("sex", new.sex)):
        if value and getattr(person, column) != value:
            columns[column] = value
            changed.add(column)
    if columns:
        prepared.changed_people[person.pk] = columns
    return changed


def _whole(content: dict[str, Any]) -> dict[str, Any]:
    """The texts that indices are made of, with what stood before."""
    names = ("clan", "parent", "given", "reg_no", "phone")
    return {name: str(content.get(name, "")) for name in names}


def _is_same(
    person: Person, content: dict[str, Any], new: NewPerson, maker: Maker
) -> bool:
    """Of one name, or of one registration number or birth date (a mended spelling)."""
    private = new.private
    if maker.key(str(content.get("given", ""))) == maker.key(private.given):
        return True
    if private.reg_no:
        return bool(private.reg_no == content.get("reg_no"))
    born = private.birth_date.isoformat() if private.birth_date else ""
    return bool(born) and born == content.get("birth_date")
