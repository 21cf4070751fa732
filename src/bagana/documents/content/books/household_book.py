"""The household book of a bag: every household of the day with its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from bagana.documents.blocks import Cell, Column, Paper, Row, Section, Table
from bagana.documents.content import cells
from bagana.documents.content.books.book import (
    EMPTY,
    Place,
    book,
    dwelling_word,
    head_name,
    person_name,
)
from bagana.engines.mongolian import format_number
from bagana.registers.models import Camp, Household, Person, Relation, Sex
from bagana.web import words

type Members = Mapping[int, Sequence[Person]]


def household_book(place: Place) -> Paper:
    """The register as it stands; printed by who keeps it, and the printing is noted."""
    rows = Household.objects.filter(unit=place.unit, closed_on=None)
    homes = list(rows.select_related("section", "head").order_by("number"))
    members = _members(place)
    camps = _camps(place)
    table = Table(
        "households",
        "",
        _columns(),
        tuple(_row(home, members, camps) for home in homes),
        (_totals(homes, members), _note(place)),
    )
    section = Section("", (table,))
    return book("household-book", _("Өрхийн бүртгэлийн дэвтэр"), place, (section,))


def _members(place: Place) -> Members:
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Person.objects.filter(unit=place.unit, is_present=True)
    for person in rows.order_by("household", "id"):
        found[person.household_id].append(person)
    return found


def _camps(place: Place) -> Mapping[int, Sequence[Camp]]:
    found: dict[int, list[Camp]] = defaultdict(list)
    rows = Camp.objects.filter(household__unit=place.unit, household__closed_on=None)
    for camp in rows.select_related("household"):
        found[camp.household_id].append(camp)
    return found


def _columns() -> tuple[Column, ...]:
    return (
        cells.column("№", 0.6),
        cells.column(_("Өрхийн тэргүүн"), 1.5),
        cells.figures(_("Ам бүл"), 0.5),
        cells.column(_("Гишүүд: нэр, хамаарал, хүйс, төрсөн он"), 3.2),
        cells.column(_("Багийн хэсэг"), 0.8),
        cells.column(_("Орон байр, хаяг"), 1.5),
        cells.column(_("Нутаг"), 1.3),
        cells.column(_("Утас"), 0.9),
        cells.column(_("Тайлбар, тэмдэглэл"), 1.3),
    )


def _row(home: Household, members: Members, camps: Mapping[int, Sequence[Camp]]) -> Row:
    own = members.get(home.pk, ())
    private = home.private
    lived = (dwelling_word(home), str(private.get("address") or ""))
    return cells.row(
        [
            Cell(home.number),
            cells.known(head_name(home)),
            cells.count(len(own)) if own else cells.number(home.members_told),
            Cell("\n".join(_member(one) for one in own if one.pk != home.head_id)),
            Cell(str(home.section or "")),
            Cell(", ".join(filter(None, lived))),
            Cell("\n".join(_camp(one) for one in camps.get(home.pk, ()))),
            Cell(str(private.get("phone") or "")),
            EMPTY,
        ]
    )


def _member(person: Person) -> str:
    """«Жишээболд, хүүхэд, эр, 2011»."""
    year = str(person.birth_year or words.missing())
    relation = str(dict(Relation.choices)[person.relation])
    sex = str(dict(Sex.choices).get(person.sex, ""))
    told = (person_name(person), relation, sex, year)
    temporary = [_("түр")] if person.is_temporary else []
    return ", ".join([*filter(None, told), *temporary])


def _camp(camp: Camp) -> str:
    name = str(camp.private.get("name") or "")
    return f"{camp.get_season_display()}: {name}" if name else ""


def _totals(homes: Sequence[Household], members: Members) -> str:
    everyone = [person for home in homes for person in members.get(home.pk, ())]
    women = sum(1 for one in everyone if one.sex == Sex.FEMALE)
    return _("Нийт %(households)s өрх, %(people)s хүн, үүнээс %(women)s эмэгтэй.") % {
        "households": format_number(len(homes)),
        "people": format_number(len(everyone)),
        "women": format_number(women),
    }


def _note(place: Place) -> str:
    return _(
        "%(on)s бүртгэлээс хэвлэв. Регистрийн дугаар энэ дэвтэрт хэвлэгдэхгүй."
    ) % {"on": words.as_of(place.on)}
