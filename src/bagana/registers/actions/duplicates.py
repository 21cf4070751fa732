"""Tell two rows apart, or make them one and keep what both were.

Nothing is deleted: the row that goes stays in the journal and in the events of the time
it was counted, and undoing brings both back. The rule: docs/rules/duplicates.md.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.journal import begin, keep
from bagana.registers.actions.people import refuse_overtaken
from bagana.registers.locking import lock_reason
from bagana.registers.models import (
    Distinct,
    Entry,
    EntryKind,
    Event,
    EventKind,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
    Person,
    Relation,
    Residence,
)
from bagana.registers.people import Private, private_of, sealed_person
from bagana.registers.rules import can_keep
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def tell_apart[Row: (Person, Household)](
    *, user: Any, one: Row, other: Row
) -> Distinct:
    """The two look alike and are not the same: they are not shown as a pair again."""
    _require_both(user, one, other)
    first, second = sorted((one.pk, other.pk))
    found, _made = Distinct.objects.get_or_create(
        table=str(one._meta.model_name),
        one=first,
        other=second,
        defaults={"made_by": user},
    )
    return found


@transaction.atomic
def merge_people(
    *,
    user: Any,
    kept: Person,
    gone: Person,
    reason: str = "",
    seen: tuple[str, str] = ("", ""),
) -> Entry:
    """`gone` is taken out as registered twice; what only it told goes to `kept`.

    Raises
    ------
    PermissionDenied
        Unless the user keeps the registers of both.
    Conflict
        When one of them is not present, or was changed since the pair was shown.
    """
    _require_both(user, kept, gone)
    rows = Person.objects.select_for_update().select_related("household")
    stays, goes = rows.get(pk=kept.pk), rows.get(pk=gone.pk)
    refuse_overtaken(stays, seen[0])
    refuse_overtaken(goes, seen[1])
    if not (stays.is_present and goes.is_present):
        raise Conflict(_("Хоёулаа одоо бүртгэлтэй байх ёстой."))
    entry = begin(
        kind=EntryKind.DUPLICATE,
        unit=stays.unit,
        user=user,
        reason=reason,
        options={
            "done": "people_merged",
            "number": stays.household.number,
            "kept": str(stays.uid),
            "gone": str(goes.uid),
        },
    )
    _take_out(goes, stays, timezone.localdate(), entry)
    _fill(stays, goes, entry)
    return entry


def _take_out(goes: Person, stays: Person, on: date, entry: Entry) -> None:
    """Out of household and bag, by an event, so that year-ends still add up."""
    keep(entry, goes)
    goes.is_present = False
    goes.save(update_fields=["is_present", "changed_at"])
    for residence in Residence.objects.filter(person=goes, ends_on__isnull=True):
        keep(entry, residence)
        residence.ends_on = max(on, residence.starts_on)
        residence.save(update_fields=["ends_on"])
    Event.objects.create(
        kind=EventKind.CORRECTED_OUT,
        person=goes,
        household=goes.household,
        unit=goes.unit,
        on=on,
        registered_on=on,
        entry=entry,
    )
    home = goes.household
    if home.head_id == goes.pk:
        keep(entry, home)
        home.head = stays if stays.household_id == home.pk else None
        home.save(update_fields=["head", "changed_at"])


def _fill(stays: Person, goes: Person, entry: Entry) -> None:
    """What the kept row lacks and the other told; nothing told is written over."""
    keep(entry, stays)
    mine, his = private_of(stays), private_of(goes)
    lacking = {
        one.name: getattr(his, one.name)
        for one in fields(Private)
        if not getattr(mine, one.name) and getattr(his, one.name)
    }
    stays.sex = stays.sex or goes.sex
    stays.birth_year = stays.birth_year or goes.birth_year
    if stays.household_id == goes.household_id and goes.relation == Relation.HEAD:
        stays.relation = Relation.HEAD
    sealed_person(stays, replace(mine, **lacking))
    stays.save()


@transaction.atomic
def merge_households(
    *,
    user: Any,
    kept: Household,
    gone: Household,
    reason: str = "",
    seen: tuple[str, str] = ("", ""),
) -> Entry:
    """One household was written twice in a bag: people, camps and herds of `gone` go
    to `kept`, and `gone` is closed. Two households that join are an event instead.

    Raises
    ------
    Refused
        When they are of different bags.
    Conflict
        When both have the same herd of one census: one of them is to be taken out.
    """
    _require_both(user, kept, gone)
    rows = Household.objects.select_for_update().select_related("unit")
    stays, goes = rows.get(pk=kept.pk), rows.get(pk=gone.pk)
    refuse_overtaken(stays, seen[0])
    refuse_overtaken(goes, seen[1])
    _refuse_apart(stays, goes)
    entry = begin(
        kind=EntryKind.DUPLICATE,
        unit=stays.unit,
        user=user,
        reason=reason,
        options={
            "done": "households_merged",
            "number": stays.number,
            "other": goes.number,
            "kept": str(stays.uid),
            "gone": str(goes.uid),
        },
    )
    keep(entry, stays, goes)
    _move_people(stays, goes, entry)
    _move_camps(stays, goes, entry)
    _move_herds(stays, goes, entry)
    _close(goes, timezone.localdate(), entry)
    return entry


def _refuse_apart(stays: Household, goes: Household) -> None:
    if stays.unit_id != goes.unit_id:
        raise Refused(
            _("Хоёр өрх өөр багт бүртгэлтэй байна."),
            _("Эхлээд аль нэгийг шилжилтээр нөгөө багт шилжүүлнэ үү."),
        )
    if stays.closed_on is not None or goes.closed_on is not None:
        raise Conflict(_("Хоёулаа нээлттэй өрх байх ёстой."))


def _move_people(stays: Household, goes: Household, entry: Entry) -> None:
    for person in goes.people.all():
        keep(entry, person)
        person.household = stays
        if person.relation == Relation.HEAD and stays.head_id is None:
            stays.head = person
        elif person.relation == Relation.HEAD:
            person.relation = Relation.OTHER
        person.save()
    stays.save()


def _move_camps(stays: Household, goes: Household, entry: Entry) -> None:
    """A camp is sealed to its household: the kept one gets a row of its own."""
    from bagana.registers.actions.households import Place, set_camps

    known = set(stays.camps.values_list("season", flat=True))
    places = {}
    for camp in goes.camps.select_related("household"):
        if camp.season not in known:
            told: Any = camp.private
            places[camp.season] = Place(
                str(told.get("name", "")), told.get("lon"), told.get("lat")
            )
    set_camps(stays, places, entry)


def _move_herds(stays: Household, goes: Household, entry: Entry) -> None:
    """What was handed in stays with the household that it was handed in for."""
    counted = LivestockCount.objects.filter(Q(keeper=goes) | Q(owner=goes))
    herds = [one for one in counted.select_related("census", "unit") if _free(one)]
    if any(bytes(one.owner_sealed) for one in herds) or _double(stays, goes):
        raise Conflict(
            _("Хоёр өрхийн мал нэг тооллогод давхар тоологдсон байна."),
            _("Эхлээд тооллогын илүү мөрийг хасна уу."),
        )
    for herd in herds:
        keep(entry, herd)
        herd.keeper = stays if herd.keeper_id == goes.pk else herd.keeper
        herd.owner = stays if herd.owner_id == goes.pk else herd.owner
        herd.save()
    for name in ("losses", "extras"):
        for row in getattr(goes, name).select_related("census", "unit"):
            if _free(row):
                keep(entry, row)
                row.household = stays
                row.save(update_fields=["household"])


def _free(row: LivestockCount | HerdLoss | LivestockExtra) -> bool:
    return not lock_reason(row.census, row.unit)


def _free_censuses(rows: Any, *names: str) -> set[Any]:
    """The census of each row that may move, with the named columns beside."""
    free = [one for one in rows.select_related("census", "unit") if _free(one)]
    return {(one.census_id, *(_plain(getattr(one, n)) for n in names)) for one in free}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _double(stays: Household, goes: Household) -> bool:
    """Whether moving would put two herds of one owner into one census, or count a
    household's own animals as tended for itself."""
    both = (stays, goes)
    between = LivestockCount.objects.filter(keeper__in=both, owner__in=both)
    if _free_censuses(between):
        return True
    for column in ("keeper", "owner"):
        beside = ("owner_id" if column == "keeper" else "keeper_id", "owner_index")
        mine = LivestockCount.objects.filter(**{column: stays})
        his = LivestockCount.objects.filter(**{column: goes})
        if _free_censuses(mine, *beside) & _free_censuses(his, *beside):
            return True
    return any(
        _free_censuses(getattr(stays, name)) & _free_censuses(getattr(goes, name))
        for name in ("losses", "extras")
    )


def _close(goes: Household, on: date, entry: Entry) -> None:
    goes.head = None
    goes.closed_on = max(on, goes.opened_on)
    goes.save(update_fields=["head", "closed_on", "changed_at"])
    for stay in goes.stays.filter(ends_on__isnull=True):
        keep(entry, stay)
        stay.ends_on = max(on, stay.starts_on)
        stay.save(update_fields=["ends_on"])


def _require_both(user: Any, one: Any, other: Any) -> None:
    can_keep.require(user, one.unit)
    can_keep.require(user, other.unit)
    if type(one) is not type(other) or one.pk == other.pk:
        raise Refused(_("Хоёр өөр мөр сонгоно уу."))
