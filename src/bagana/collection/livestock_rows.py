"""Rows of the livestock forms: read for a whole bag at once, written one by one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from bagana.collection.form_types import EXTRAS, Value
from bagana.collection.livestock_forms import loss_code
from bagana.collection.models import Return, Round
from bagana.registers.actions.journal import begin
from bagana.registers.actions.livestock import (
    record_extras,
    record_livestock_count,
    record_losses,
    remove_livestock_count,
)
from bagana.registers.models import (
    COLUMNS,
    SPECIES,
    Census,
    Entry,
    EntryKind,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
    LossCause,
)
from bagana.territory.models import Unit

type Values = dict[str, Value]
type ByHousehold = dict[int, Values]
WORKS: Final = ("wells", "fences", "hay_tonnes", "fodder_tonnes")
LOSSES: Final = {
    loss_code(species, cause): (species, cause)
    for cause in LossCause.values
    for species in SPECIES
}


def census_of(round: Round) -> Census:
    assert round.census is not None  # a livestock round always has one
    return round.census


def households_of(returned: Return) -> QuerySet[Household]:
    """Those in the bag on the last day of the census, and whoever is counted there."""
    census = census_of(returned.round)
    there = Q(stays__unit=returned.unit, stays__starts_on__lte=census.ends_on) & (
        Q(stays__ends_on__isnull=True) | Q(stays__ends_on__gt=census.ends_on)
    )
    counted = LivestockCount.objects.filter(census=census, unit=returned.unit)
    # By keys: two conditions joined by "or" make the database go through everything.
    keys = Household.objects.filter(there).values("pk")
    return Household.objects.filter(
        Q(pk__in=keys) | Q(pk__in=counted.values("keeper"))
    ).order_by("number", "pk")


def values_of(returned: Return, keys: Iterable[int] | None = None) -> ByHousehold:
    """What stands of each household's own herd, losses and works; {} is never made."""
    census = census_of(returned.round)
    found: ByHousehold = {}
    read_herds(census, returned.unit, found, keys)
    losses = HerdLoss.objects.filter(census=census, unit=returned.unit)
    for row in _of(losses, "household", keys).values_list(
        "household", "species", "cause", "heads"
    ):
        found.setdefault(row[0], {})[loss_code(row[1], row[2])] = row[3]
    works = LivestockExtra.objects.filter(census=census, unit=returned.unit)
    for pk, *row in _of(works, "household", keys).values_list("household", *WORKS):
        found.setdefault(pk, {}).update(zip(WORKS, row, strict=True))
    return found


def read_herds(
    census: Census, unit: Unit | None, into: ByHousehold, keys: Iterable[int] | None
) -> None:
    """Own herds by keeper; without a unit wherever the households were counted."""
    counts = LivestockCount.objects.filter(census=census, owner=None, owner_index=b"")
    counts = counts.filter(unit=unit) if unit else counts
    for pk, *heads in _of(counts, "keeper", keys).values_list("keeper", *COLUMNS):
        into.setdefault(pk, {}).update(zip(COLUMNS, heads, strict=True))


def _of[Rows: QuerySet[Any]](
    rows: Rows, household: str, keys: Iterable[int] | None
) -> Rows:
    rows = rows.order_by()
    return rows if keys is None else rows.filter(**{f"{household}__in": list(keys)})


def before(returned: Return, back: int, keys: Iterable[int]) -> list[ByHousehold]:
    """Herds of the same households in earlier counts of the kind, newest first."""
    census = census_of(returned.round)
    earlier = Census.objects.filter(kind=census.kind, starts_on__lt=census.starts_on)
    wanted = list(keys)
    found = []
    for one in earlier.order_by("-starts_on")[:back]:
        herds: ByHousehold = {}
        read_herds(one, None, herds, wanted)
        found.append(herds)
    return found


def tended(returned: Return, keys: Iterable[int]) -> dict[int, int]:
    """Animals of others that a household keeps, all kinds together."""
    counts = LivestockCount.objects.filter(
        census=census_of(returned.round), unit=returned.unit, keeper__in=list(keys)
    ).exclude(owner=None, owner_index=b"")
    found: dict[int, int] = {}
    for keeper, *heads in counts.values_list("keeper", *SPECIES):
        found[keeper] = found.get(keeper, 0) + sum(one or 0 for one in heads)
    return found


def write(
    *,
    user: Any,
    returned: Return,
    household: Household,
    changes: Mapping[str, Value],
    entry: Entry | None,
) -> Entry:
    """Write what differs, through the actions of the registers, as one entry."""
    census = census_of(returned.round)
    entry = entry or begin(
        kind=EntryKind.LIVESTOCK,
        unit=returned.unit,
        user=user,
        title=_("Мал тооллого %(code)s") % {"code": census.code},
    )
    common = {"user": user, "census": census, "entry": entry}
    heads = {code: one for code, one in changes.items() if code in COLUMNS}
    if heads:
        _write_heads(common, household, heads)
    losses = {LOSSES[code]: one for code, one in changes.items() if code in LOSSES}
    if losses:
        record_losses(household=household, losses=losses, **common)
    works = {code: one for code, one in changes.items() if code in WORKS}
    if works:
        record_extras(household=household, **common, **works)
    return entry


def _write_heads(
    common: dict[str, Any], household: Household, heads: dict[str, int | None]
) -> None:
    """A herd of which nothing is left written was not counted: its row goes."""
    own = LivestockCount.objects.filter(
        census=common["census"], keeper=household, owner=None, owner_index=b""
    ).first()
    left = {code: getattr(own, code, None) for code in COLUMNS} | heads
    if all(one is None for one in left.values()):
        if own is not None:
            remove_livestock_count(
                user=common["user"], count=own, entry=common["entry"]
            )
        return
    record_livestock_count(keeper=household, heads=heads, **common)


def totals(returned: Return) -> Values:
    """Sums of the bag, of own and tended herds; None where nothing is written."""
    return sums(census_of(returned.round), returned.unit)


def sums(census: Census, unit: Unit) -> Values:
    """All columns of a census summed over a bag."""
    counts = LivestockCount.objects.filter(census=census, unit=unit)
    found: Values = counts.aggregate(**{one: Sum(one) for one in COLUMNS})
    losses = HerdLoss.objects.filter(census=census, unit=unit).order_by()
    found |= dict.fromkeys(LOSSES)
    sums = losses.values_list("species", "cause").annotate(all=Sum("heads"))
    for species, cause, heads in sums:
        found[loss_code(species, cause)] = heads
    works = LivestockExtra.objects.filter(census=census, unit=unit)
    return found | works.aggregate(**{one: Sum(one) for one in WORKS})


def digest(returned: Return) -> str:
    """SHA-256 of all that the bag hands in, in an order of its own."""
    census, unit = census_of(returned.round), returned.unit
    counts = LivestockCount.objects.filter(census=census, unit=unit)
    # Whether an outsider owns it, not his index: that changes with the keys.
    outside = ExpressionWrapper(~Q(owner_index=b""), BooleanField())
    herds = counts.annotate(outside=outside).values_list(
        "keeper__uid", "owner__uid", "outside", *COLUMNS
    )
    losses = HerdLoss.objects.filter(census=census, unit=unit).values_list(
        "household__uid", "species", "cause", "heads"
    )
    works = LivestockExtra.objects.filter(census=census, unit=unit).values_list(
        "household__uid", *WORKS
    )
    lines = sorted(
        json.dumps([name, *map(_plain, row)])
        for name, rows in (("herd", herds), ("loss", losses), (EXTRAS, works))
        for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, (int, str, type(None))) else str(value)
