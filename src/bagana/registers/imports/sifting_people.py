"""The second sheet: members of households, matched by number or by name and year."""

from __future__ import annotations

from collections.abc import Sequence

from bagana.registers.imports import standing as standings
from bagana.registers.imports.judging import Told
from bagana.registers.imports.problems import RefusedRowError
from bagana.registers.imports.sifting import Prepared, Sifter, compare_person
from bagana.registers.imports.standing import number_key
from bagana.registers.models import Person, Relation
from bagana.registers.people import NewPerson


class PeopleSifter(Sifter):
    """One run over the people of a file, after its households."""

    def __init__(self, households: Sifter, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.told_households = households.seen
        self.seen_people = households.seen_people
        self.heads = households.heads

    def batch(self, told: Sequence[Told]) -> Prepared:
        self.index(told)
        keys = {
            one.line: self.standing.numbers(one.unit).get(number_key(one.number))
            for one in told
        }
        rows = standings.members(filter(None, keys.values()))
        present = self.standing.present(one.reg_no_index for one in told)
        prepared = Prepared()
        for one in told:
            try:
                self._person(one, keys[one.line], rows, present, prepared)
            except RefusedRowError as refusal:
                self.tally.refuse(self._problem(one, refusal))
        return prepared

    def _person(
        self,
        told: Told,
        household: int | None,
        rows: dict[int, list[Person]],
        present: dict[bytes, int],
        prepared: Prepared,
    ) -> None:
        assert told.person is not None
        new = told.person
        if household is None:
            self._into_new(told, new, present, prepared)
            return
        person = self._found(told, new, rows.get(household, []))
        self._person_once(told, present, person.pk if person else None)
        if person is None:
            self._refuse_second_head(new, rows.get(household, []))
            prepared.people.append(
                self.maker.person(told, household, is_new_household=False)
            )
            self.tally.new += 1
        elif changed := compare_person(
            person, new, self.maker, prepared, is_head=False
        ):
            self.tally.changed += 1
            self.tally.note(told.line, told.number, changed)
        else:
            self.tally.same += 1

    def _into_new(
        self,
        told: Told,
        new: NewPerson,
        present: dict[bytes, int],
        prepared: Prepared,
    ) -> None:
        """Into a household of the file itself: its key is known when it is written."""
        key = (told.unit, number_key(told.number))
        if key not in self.told_households:
            raise RefusedRowError("no_household", "number")
        row = self.maker.person(told, 0, is_new_household=False)
        if new.relation == Relation.HEAD and key in self.heads:
            if self.heads[key] != row.name_index:
                raise RefusedRowError("second_head", "relation")
            self.tally.same += 1
            return
        self._person_once(told, present, None)
        if new.relation == Relation.HEAD:
            self.heads[key] = row.name_index
        prepared.later.append((*key, row))
        self.tally.new += 1

    def _found(
        self, told: Told, new: NewPerson, there: Sequence[Person]
    ) -> Person | None:
        name, _parent, reg_no, _phone = told.indices
        for person in there:
            if reg_no and bytes(person.reg_no_index) == reg_no:
                return person
        same = [
            one
            for one in there
            if bytes(one.name_index) == name
            and (not new.birth_year or one.birth_year in (None, new.birth_year))
            and not (reg_no and bytes(one.reg_no_index))
        ]
        return same[0] if len(same) == 1 else None

    def _refuse_second_head(self, new: NewPerson, there: Sequence[Person]) -> None:
        if new.relation == Relation.HEAD and any(
            one.relation == Relation.HEAD for one in there
        ):
            raise RefusedRowError("second_head", "relation")
