"""Counting livestock: a census, herds by owner and keeper, losses, pasture works.

The rule: docs/rules/livestock-census.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import OFFICERS, assignments
from bagana.engines.mongolian import search_key
from bagana.engines.mongolian.alphabet import cyrillic_capitals
from bagana.indicators.models import Period
from bagana.privacy.sealing import blind, blind_all, seal, unseal
from bagana.registers.actions.journal import begin, keep
from bagana.registers.livestock_checks import MOST_HEADS, faults_of
from bagana.registers.locking import refuse_locked
from bagana.registers.models import (
    COLUMNS,
    SPECIES,
    Census,
    CensusKind,
    Entry,
    EntryKind,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
    LossCause,
    Person,
    Stay,
)
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

EXTRAS = ("wells", "fences", "hay_tonnes", "fodder_tonnes")


@transaction.atomic
def open_census(
    *,
    user: Any,
    code: str,
    kind: str,
    period: Period,
    starts_on: date,
    ends_on: date,
    with_extras: bool = False,
) -> Census:
    """Make a count known: its days, and whether wells, fences, fodder are counted.

    A census that stands with the same days is given back as it is: the second aimag
    to count begins nothing anew. Raises Conflict where the days differ.
    """
    if not any(one.role in OFFICERS for one in assignments(user)):
        raise PermissionDenied(_("Мал тооллогыг аймгийн ажилтан зарлана."))
    if ends_on < starts_on:
        raise Refused(
            _("Дуусах өдөр эхлэх өдрөөс өмнө байна."),
            _("Өдрүүдээ шалгана уу."),
            "ends_on",
        )
    if kind not in CensusKind.values:
        raise Refused(_("Ийм төрлийн тооллого алга."), "", "kind")
    about: dict[str, Any] = {"kind": kind, "period": period}
    about |= {"starts_on": starts_on, "ends_on": ends_on, "with_extras": with_extras}
    census, made = Census.objects.get_or_create(code=code.strip(), defaults=about)
    if not made and any(getattr(census, key) != one for key, one in about.items()):
        raise Conflict(
            _("«%(code)s» тооллого өөр өдөр, агуулгаар зарлагдсан.") % {"code": code},
            _("Зарласан тооллогыг ашиглах, эсвэл өөр код өгнө үү."),
            "code",
        )
    return census


@transaction.atomic
def record_livestock_count(
    *,
    user: Any,
    census: Census,
    keeper: Household,
    heads: Mapping[str, int | None],
    owner: Household | None = None,
    owner_name: str = "",
    owner_reg_no: str = "",
    counted_on: date | None = None,
    entry: Entry | None = None,
) -> LivestockCount:
    """Write what a household keeps of one owner; without an owner it is its own.

    `heads` names the columns to write (`COLUMNS`); None is "not counted", and what is
    not named stays as it was. An owner is a household of the register, or is told by
    name and registration number: the number finds the household if the register has
    it, and the page says the same either way.
    """
    unit = counted_in(census, keeper)
    can_keep.require(user, unit)
    refuse_locked(census, unit)
    Household.objects.select_for_update().get(pk=keeper.pk)
    count = _count_of(census, keeper, unit, owner, owner_name, owner_reg_no)
    return _write(count, user, heads, counted_on, entry)


@transaction.atomic
def amend_count(
    *,
    user: Any,
    count: LivestockCount,
    heads: Mapping[str, int | None],
    counted_on: date | None = None,
    entry: Entry | None = None,
) -> LivestockCount:
    """Write heads into a row that stands; whose it is stays as it was told."""
    can_keep.require(user, count.unit)
    refuse_locked(count.census, count.unit)
    rows = LivestockCount.objects.select_for_update(of=("self",))
    row = rows.select_related("census", "keeper", "unit").get(pk=count.pk)
    return _write(row, user, heads, counted_on, entry)


def _write(
    count: LivestockCount,
    user: Any,
    heads: Mapping[str, int | None],
    counted_on: date | None,
    entry: Entry | None,
) -> LivestockCount:
    stored = None if count.pk is None else LivestockCount.objects.get(pk=count.pk)
    _fill(count, heads, counted_on)
    if stored is not None and _same(stored, count):
        return count
    entry = entry or _begin(count.unit, user, count.census, count.keeper)
    if stored is None:
        count.entry = entry
    else:
        keep(entry, stored)
    count.save()
    return count


def counted_in(census: Census, household: Household) -> Unit:
    """The bag where the household was on the last day of the census; where it is now
    when it came later or the day is still to come."""
    stays = Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=census.ends_on),
        household=household,
        starts_on__lte=census.ends_on,
    )
    stay = stays.select_related("unit").order_by("-starts_on").first()
    return stay.unit if stay else household.unit


def _begin(
    unit: Unit,
    user: Any,
    census: Census,
    household: Household,
    done: str = "livestock_counted",
) -> Entry:
    about = {"done": done, "number": household.number, "census": census.code}
    return begin(kind=EntryKind.LIVESTOCK, unit=unit, user=user, options=about)


def _count_of(
    census: Census,
    keeper: Household,
    unit: Unit,
    owner: Household | None,
    owner_name: str,
    owner_reg_no: str,
) -> LivestockCount:
    """The row of this owner, or a new one that is not yet written."""
    reg_no = cyrillic_capitals(owner_reg_no.strip())
    told = {"name": owner_name.strip()[:200], "reg_no": reg_no}
    owner = owner or _household_of(told["reg_no"])
    if owner is not None and owner.pk == keeper.pk:
        owner, told = None, {"name": "", "reg_no": ""}
    text, purpose = owner_search(told)
    index = b"" if owner else blind(text, purpose=purpose)
    known = blind_all(text, purpose=purpose) or [b""]
    rows = LivestockCount.objects.filter(census=census, keeper=keeper)
    mine = rows.filter(owner=owner) if owner else rows.filter(owner=None)
    found = (mine if owner else mine.filter(owner_index__in=known)).first()
    count = found or LivestockCount(
        census=census, keeper=keeper, unit=unit, owner=owner, owner_index=index
    )
    if any(told.values()):
        # "shown" is not searched: a household of the register is found by itself.
        content = {"shown": told["name"]} if owner else told
        if _owner_told(count) != content:
            count.owner_sealed = seal(content, bind=owner_bind(count))
            count.owner_index = index
    return count


def owner_bind(count: LivestockCount) -> str:
    return f"count:{count.keeper.uid}"


def _owner_told(count: LivestockCount) -> dict[str, Any]:
    return unseal(count.owner_sealed, bind=owner_bind(count))


def owner_search(content: Mapping[str, Any]) -> tuple[str, str]:
    """What the blind index of an owner outside the register is made of: text and
    purpose."""
    number = str(content.get("reg_no") or "").upper()
    return number or search_key(str(content.get("name") or "")), "owner"


def _household_of(reg_no: str) -> Household | None:
    if not reg_no:
        return None
    found = Person.objects.filter(
        reg_no_index__in=blind_all(reg_no, purpose="reg_no"), is_present=True
    )
    person = found.select_related("household").first()
    return person.household if person else None


def _fill(
    count: LivestockCount, heads: Mapping[str, int | None], counted_on: date | None
) -> None:
    for column, value in heads.items():
        if column not in COLUMNS:
            raise TypeError(f"a count has no column {column}")
        setattr(count, column, value)
    whole = {column: getattr(count, column) for column in COLUMNS}
    for fault in faults_of(whole, count.census.kind):
        raise Refused(fault.what, fault.fix, fault.column)
    if counted_on is not None:
        _check_day(count.census, counted_on)
        count.counted_on = counted_on


def _check_day(census: Census, day: date) -> None:
    """Outside the days is only unlikely; in another year, or to come, it is wrong."""
    near = timedelta(days=92)
    if day > timezone.localdate() or not (
        census.starts_on - near <= day <= census.ends_on + near
    ):
        raise Refused(
            _("Тоолсон өдөр энэ тооллогынх биш байна."),
            _("%(start)s-нээс %(end)s-ний хооронд байх ёстой.")
            % {"start": census.starts_on, "end": census.ends_on},
            "counted_on",
        )


def _same(stored: LivestockCount, count: LivestockCount) -> bool:
    names = (*COLUMNS, "counted_on", "owner_id")
    if any(getattr(stored, name) != getattr(count, name) for name in names):
        return False
    return bytes(stored.owner_sealed) == bytes(count.owner_sealed)


@transaction.atomic
def remove_livestock_count(
    *, user: Any, count: LivestockCount, entry: Entry | None = None
) -> Entry:
    """Take away a row that should not be there; the journal can bring it back."""
    can_keep.require(user, count.unit)
    refuse_locked(count.census, count.unit)
    entry = entry or _begin(
        count.unit, user, count.census, count.keeper, "livestock_removed"
    )
    keep(entry, count)
    count.delete()
    return entry


@transaction.atomic
def record_losses(
    *,
    user: Any,
    census: Census,
    household: Household,
    losses: Mapping[tuple[str, str], int | None],
    entry: Entry | None = None,
) -> Entry | None:
    """Write grown animals lost, by (species, cause); None takes a row away.

    What is not named stays. Returns the entry, None when nothing changed.
    """
    unit = counted_in(census, household)
    can_keep.require(user, unit)
    refuse_locked(census, unit)
    _check_losses(losses)
    Household.objects.select_for_update().get(pk=household.pk)
    rows = HerdLoss.objects.filter(census=census, household=household)
    standing = {(row.species, row.cause): row for row in rows}
    for key, heads in losses.items():
        row = standing.get(key)
        if (row.heads if row else None) == heads:
            continue
        entry = entry or _begin(unit, user, census, household, "livestock_losses")
        fresh = HerdLoss(census=census, unit=unit, household=household, entry=entry)
        fresh.species, fresh.cause = key
        _write_loss(row or fresh, heads, entry)
    return entry


def _write_loss(row: HerdLoss, heads: int | None, entry: Entry) -> None:
    if row.pk is not None:
        keep(entry, row)
    if heads is None:
        row.delete()
        return
    row.heads = heads
    row.save()


def _check_losses(losses: Mapping[tuple[str, str], int | None]) -> None:
    for (species, cause), heads in losses.items():
        if species not in SPECIES or cause not in LossCause.values:
            raise TypeError(f"no such loss: {species}, {cause}")
        if heads is not None and not 0 <= heads <= MOST_HEADS:
            raise Refused(
                _("%(value)s: толгойн тоо байж боломгүй.") % {"value": heads},
                _("0-ээс %(most)s хүртэлх бүхэл тоо бичнэ үү.") % {"most": MOST_HEADS},
                f"loss_{species}_{cause}",
            )


@transaction.atomic
def record_extras(
    *,
    user: Any,
    census: Census,
    household: Household,
    entry: Entry | None = None,
    **values: int | Decimal | None,
) -> LivestockExtra:
    """Write wells, fences, hay and fodder (EXTRAS); only in a census that asks."""
    unit = counted_in(census, household)
    can_keep.require(user, unit)
    refuse_locked(census, unit)
    _check_extras(census, values)
    Household.objects.select_for_update().get(pk=household.pk)
    rows = LivestockExtra.objects.filter(census=census, household=household)
    row = rows.first()
    if row and all(getattr(row, name) == one for name, one in values.items()):
        return row
    entry = entry or _begin(unit, user, census, household, "livestock_extras")
    if row is None:
        row = LivestockExtra(census=census, unit=unit, household=household, entry=entry)
    else:
        keep(entry, row)
    for name, one in values.items():
        setattr(row, name, one)
    row.save()
    return row


def _check_extras(census: Census, values: Mapping[str, Any]) -> None:
    if not census.with_extras:
        raise Refused(
            _("Худаг, хашаа, тэжээлийг энэ жил тоолохгүй."),
            _("Гурван жил тутмын тооллогод бичнэ үү."),
        )
    for name, value in values.items():
        if name not in EXTRAS:
            raise TypeError(f"nothing called {name} is counted")
        most = 1000 if name in EXTRAS[:2] else 100_000
        if value is not None and not 0 <= value <= most:
            raise Refused(
                _("%(value)s: байж боломгүй тоо.") % {"value": value},
                _("0-ээс %(most)s хүртэлх тоо бичнэ үү.") % {"most": most},
                name,
            )
