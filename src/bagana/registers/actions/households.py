"""Add, change and close households, their camps, and the sections of a bag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.sealing import seal
from bagana.registers.actions.journal import begin, keep
from bagana.registers.actions.people import Coming, put_person, refuse_overtaken
from bagana.registers.models import (
    Camp,
    Entry,
    EntryKind,
    Household,
    Relation,
    Season,
    Section,
    Stay,
)
from bagana.registers.people import NewPerson, digits_of, index_of
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.territory.queries import find_version
from bagana.web.errors import Conflict, Refused

BAG_LEVEL: Final = 3
SEALED: Final = ("address", "phone", "note")
CLEAR: Final = (
    "section",
    "dwelling",
    "is_herder",
    "electricity",
    "water",
    "internet",
    "needs_assistance",
    "members_told",
)


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A seasonal camp: its name, and where it is if that was told (WGS 84)."""

    name: str
    lon: float | None = None
    lat: float | None = None

    def __repr__(self) -> str:
        return "Place(…)"


class HouseholdFields(TypedDict, total=False):
    """What may be told of a household beside its number and its people.

    `camps`: season → place; "" as a name takes the camp away.
    """

    section: Section | None
    dwelling: str
    is_herder: bool | None
    electricity: str
    water: str
    internet: bool | None
    needs_assistance: bool | None
    members_told: int | None
    address: str
    phone: str
    note: str
    camps: Mapping[str, Place]


@transaction.atomic
def add_household(
    *,
    user: Any,
    unit: Unit,
    opened_on: date,
    number: str = "",
    people: Sequence[NewPerson] = (),
    coming: Coming | None = None,
    entry: Entry | None = None,
    reason: str = "",
    **fields: Unpack[HouseholdFields],
) -> Household:
    """A household with its people; without a number it takes the next of the bag.

    Raises
    ------
    PermissionDenied
        When the user does not keep the bag's register.
    Refused
        At the field that is wrong; `people-<n>-<field>` for the n-th person.
    """
    can_keep.require(user, unit)
    _refuse_no_bag(unit, opened_on)
    number = number.strip() or next_number(unit)
    _refuse_taken(unit, number, None)
    entry = entry or begin(
        kind=EntryKind.HOUSEHOLD,
        unit=unit,
        user=user,
        reason=reason,
        options={"done": "household_added", "number": number},
    )
    household = Household(unit=unit, number=number, opened_on=opened_on, entry=entry)
    _set_fields(household, fields)
    household.save()
    Stay.objects.create(
        household=household, unit=unit, number=number, starts_on=opened_on, entry=entry
    )
    set_camps(household, fields.get("camps", {}), entry)
    _put_people(user, household, people, coming or Coming(on=opened_on), entry)
    return household


def _put_people(
    user: Any,
    household: Household,
    people: Sequence[NewPerson],
    coming: Coming,
    entry: Entry,
) -> None:
    if sum(new.relation == Relation.HEAD for new in people) > 1:
        raise Refused(_("Өрх нэг тэргүүнтэй байна."), field="people")
    for place, new in enumerate(people):
        try:
            put_person(
                user=user, household=household, new=new, coming=coming, entry=entry
            )
        except Refused as refused:
            refused.field = f"people-{place}-{refused.field}"
            raise


def next_number(unit: Unit) -> str:
    """One more than the greatest number of the bag's open households."""
    numbers = Household.objects.filter(unit=unit, closed_on__isnull=True)
    texts = numbers.values_list("number", flat=True)
    return str(max((int(text) for text in texts if text.isdecimal()), default=0) + 1)


def _refuse_no_bag(unit: Unit, on: date) -> None:
    version = find_version(unit.code, on)
    if version is None or version.kind.level != BAG_LEVEL:
        raise Refused(_("Өрхийг зөвхөн хүчинтэй багт бүртгэнэ."), field="unit")
    if on > timezone.localdate():
        raise Refused(_("Болоогүй өдөр байна."), field="opened_on")


def _refuse_taken(unit: Unit, number: str, but: Household | None) -> None:
    same = Household.objects.filter(unit=unit, number=number, closed_on__isnull=True)
    if same.exclude(pk=but.pk if but else 0).exists():
        raise Conflict(
            _("%(number)s дугаартай өрх энэ багт бүртгэлтэй байна.")
            % {"number": number},
            _("Өөр дугаар өгнө үү."),
            "number",
        )


def _set_fields(household: Household, fields: HouseholdFields) -> None:
    section = fields.get("section")
    if section is not None and section.unit_id != household.unit_id:
        raise Refused(_("Энэ хэсэг өөр багийнх байна."), field="section")
    for name in CLEAR:
        if name in fields:
            setattr(household, name, fields.get(name))
    content = household.private | {
        name: str(fields.get(name) or "").strip()[:500]
        for name in SEALED
        if name in fields
    }
    told = {name: text for name, text in content.items() if text}
    _refuse_phone(told.get("phone", ""))
    household.sealed = seal(told, bind=household.bind)
    household.phone_index = index_of(told.get("phone", ""), "phone")


def _refuse_phone(phone: str) -> None:
    if phone and not digits_of(phone):
        raise Refused(_("Утасны дугаарт цифр алга."), field="phone")


def set_camps(household: Household, camps: Mapping[str, Place], entry: Entry) -> None:
    """Set the named seasons; the others stay as they are."""
    known = {camp.season: camp for camp in household.camps.all()}
    for season, place in camps.items():
        camp = known.get(Season(season))
        name = place.name.strip()[:100]
        if camp is None and not name:
            continue
        if camp is not None and not name:
            keep(entry, camp)
            camp.delete()
            continue
        content = _camp_content(name, place)
        if camp is not None and camp.private == content:
            continue
        if camp is None:
            camp = Camp(household=household, season=season, entry=entry)
        else:
            keep(entry, camp)
        camp.sealed = seal(content, bind=f"camp:{household.uid}")
        camp.name_index = index_of(name, "camp")
        camp.save()


def _camp_content(name: str, place: Place) -> dict[str, object]:
    content: dict[str, object] = {"name": name}
    if (place.lon is None) != (place.lat is None):
        raise Refused(_("Өргөрөг, уртраг хоёуланг нь бичнэ үү."), field="camps")
    if place.lon is not None and place.lat is not None:
        if not (-180 <= place.lon <= 180 and -90 <= place.lat <= 90):
            raise Refused(_("Ийм өргөрөг, уртраг байхгүй."), field="camps")
        content |= {"lon": place.lon, "lat": place.lat}
    return content


@transaction.atomic
def change_household(
    *,
    user: Any,
    household: Household,
    number: str | None = None,
    reason: str = "",
    entry: Entry | None = None,
    seen: str = "",
    **fields: Unpack[HouseholdFields],
) -> Household:
    """Set the given fields and leave the others; what stood before is kept."""
    can_keep.require(user, household.unit)
    row = Household.objects.select_for_update().get(pk=household.pk)
    refuse_overtaken(row, seen)
    if row.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг хаасан тул засахгүй."))
    entry = entry or begin(
        kind=EntryKind.HOUSEHOLD,
        unit=row.unit,
        user=user,
        reason=reason,
        options={"done": "household_changed", "number": row.number},
    )
    keep(entry, row)
    if number is not None and number.strip() and number.strip() != row.number:
        _renumber(row, number.strip(), entry)
    _set_fields(row, fields)
    row.save()
    set_camps(row, fields.get("camps", {}), entry)
    return row


def _renumber(household: Household, number: str, entry: Entry) -> None:
    _refuse_taken(household.unit, number, household)
    household.number = number
    for stay in household.stays.filter(ends_on__isnull=True):
        keep(entry, stay)
        stay.number = number
        stay.save(update_fields=["number"])


@transaction.atomic
def close_household(
    *,
    user: Any,
    household: Household,
    on: date,
    reason: str,
    entry: Entry | None = None,
) -> Household:
    """Close an empty household: its people have left, or joined another.

    Raises
    ------
    Conflict
        While someone is still registered in it, or it is closed already.
    """
    can_keep.require(user, household.unit)
    row = Household.objects.select_for_update().get(pk=household.pk)
    _refuse_closing(row, on)
    entry = entry or begin(
        kind=EntryKind.HOUSEHOLD,
        unit=row.unit,
        user=user,
        reason=reason,
        options={"done": "household_closed", "number": row.number},
    )
    keep(entry, row)
    row.closed_on = on
    row.save(update_fields=["closed_on", "changed_at"])
    for stay in row.stays.filter(ends_on__isnull=True):
        keep(entry, stay)
        stay.ends_on = on
        stay.save(update_fields=["ends_on"])
    return row


def _refuse_closing(household: Household, on: date) -> None:
    if household.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг өмнө нь хаасан."))
    if household.people.filter(is_present=True).exists():
        raise Conflict(
            _("Өрхөд бүртгэлтэй хүн байна."),
            _("Эхлээд хүмүүсийг шилжүүлж эсвэл өөр өрхтэй нэгтгэнэ үү."),
        )
    if on > timezone.localdate():
        raise Refused(_("Болоогүй өдөр байна."), field="on")
    if on < household.opened_on:
        raise Refused(_("Бүртгэсэн өдрөөс өмнө хаах боломжгүй."), field="on")
