"""What the page of one household's herd is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from bagana.privacy.masking import HIDDEN
from bagana.privacy.reading import note_reading
from bagana.privacy.sealing import unseal
from bagana.registers.actions.livestock import counted_in, owner_bind
from bagana.registers.forms.livestock import PART_NAMES
from bagana.registers.livestock_checks import SPECIES_NAMES, Fault, unlikely
from bagana.registers.locking import lock_reason
from bagana.registers.models import (
    COLUMNS,
    SPECIES,
    Census,
    CensusKind,
    Household,
    LivestockCount,
    LossCause,
)
from bagana.registers.models.livestock import PARTS
from bagana.registers.queries.herds import Animals
from bagana.registers.queries.livestock import Herd, census_before, herd_of
from bagana.registers.rules import can_keep
from bagana.registers.showing import Showing, showing


@dataclass(frozen=True, slots=True)
class SpeciesRow:
    name: Any
    parts: list[int | None]
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class LossRow:
    name: Any
    heads: list[int | None]


@dataclass(frozen=True, slots=True, repr=False)
class Tended:
    """Animals that are another's: `owner` in words that the user may read."""

    pk: int
    owner: str
    household: Household | None
    animals: Animals


def herd_context(
    request: HttpRequest, household: Household, census: Census
) -> dict[str, Any]:
    kept = herd_of(household, census, request.user)
    how = showing(request.user, household.unit)
    unit = counted_in(census, household)
    parts = PARTS if census.kind == CensusKind.DECEMBER else PARTS[:1]
    return {
        "herd": kept,
        "before": census_before(census),
        "parts": [PART_NAMES[part] for part in parts],
        "rows": _species_rows(kept, parts),
        "own": _animals(kept.own, census),
        "was": _animals(kept.before, census),
        "tended": [_tended(request, row, how) for row in kept.tended],
        "elsewhere": [_animals(row, census) for row in kept.elsewhere],
        "causes": [cause.label for cause in LossCause],
        "losses": _loss_rows(kept),
        "notes": _notes(kept),
        "outside_days": _outside(kept),
        "may_keep": can_keep(request.user, unit),
        "sees_names": how.names,
        "locked": lock_reason(census, unit),
    }


def _animals(count: LivestockCount | None, census: Census) -> Animals | None:
    if count is None:
        return None
    heads = {one: getattr(count, one) for one in SPECIES}
    return Animals(heads, census.ends_on)


def _species_rows(kept: Herd, parts: tuple[str, ...]) -> list[SpeciesRow]:
    return [
        SpeciesRow(
            SPECIES_NAMES[one],
            [getattr(kept.own, f"{one}{part}", None) for part in parts],
            getattr(kept.before, one, None),
            getattr(kept.own, one, None),
        )
        for one in SPECIES
    ]


def _loss_rows(kept: Herd) -> list[LossRow]:
    rows = [
        LossRow(SPECIES_NAMES[one], [kept.losses.get((one, str(c))) for c in LossCause])
        for one in SPECIES
    ]
    return [row for row in rows if any(heads is not None for heads in row.heads)]


def _tended(request: HttpRequest, row: LivestockCount, how: Showing) -> Tended:
    told = unseal(row.owner_sealed, bind=owner_bind(row))
    name = str(told.get("name") or told.get("shown") or "")
    visible = None
    if row.owner_id is not None:
        mine = Household.objects.visible_to(request.user)
        visible = mine.filter(pk=row.owner_id).first()
    heads = {one: getattr(row, one) for one in SPECIES}
    return Tended(
        pk=row.pk,
        owner=name if how.names or not name else HIDDEN,
        household=visible,
        animals=Animals(heads, row.census.ends_on),
    )


def _notes(kept: Herd) -> list[Fault]:
    if kept.own is None or kept.before is None:
        return []
    now = {name: getattr(kept.own, name) for name in COLUMNS}
    was = {name: getattr(kept.before, name) for name in COLUMNS}
    return unlikely(now, was, {one: kept.lost(one) for one in SPECIES})


def _outside(kept: Herd) -> bool:
    day = kept.own.counted_on if kept.own else None
    return bool(day and not kept.census.starts_on <= day <= kept.census.ends_on)


def note_herd(request: HttpRequest, household: Household) -> None:
    """The animals of a household are everybody's in it, so each may ask who looked."""
    members = household.people.filter(is_present=True)
    note_reading(
        user=request.user,
        what="herd",
        unit=household.unit,
        subjects=members.values_list("pk", flat=True),
    )
