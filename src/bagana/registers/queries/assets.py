"""Assets of offices against the norm: what is there, what is missing, what it costs.

docs/rules/asset-norms.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import BooleanField, Case, Q, QuerySet, Sum, Value, When

from bagana.registers.models import Asset, AssetKind, AssetNorm, AssetState
from bagana.territory.models import Unit, UnitVersion

USABLE: Final = (AssetState.GOOD, AssetState.REPAIR)
"""What must be mended is not bought anew."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a kind that an office has on a day, and those that can be used."""

    unit: int
    kind: str
    has: int
    usable: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An office against the norm of a kind. None is "not known", never nought: an
    office without a single recorded asset has not been looked at."""

    unit: Unit
    kind: AssetKind
    has: int | None
    usable: int | None
    norm: AssetNorm | None

    @property
    def wanted(self) -> int | None:
        return self.norm.pieces if self.norm else None

    @property
    def missing(self) -> int | None:
        if self.norm is None or self.usable is None:
            return None
        return max(self.norm.pieces - self.usable, 0)

    @property
    def price(self) -> Decimal | None:
        return self.norm.unit_price if self.norm else None

    @property
    def cost(self) -> Decimal | None:
        """Nought where nothing is missing, even of what has no price."""
        if self.missing is None or (self.missing and self.price is None):
            return None
        return self.missing * (self.price or Decimal(0))


@dataclass(frozen=True, slots=True)
class Sums:
    """Gaps of offices together: sums over the known ones, and how many those are."""

    offices: int
    known: int
    has: int | None
    usable: int | None
    wanted: int | None
    missing: int | None
    cost: Decimal | None
    unpriced: int
    """Missing pieces that have no price, and so are not in `cost`."""

    @property
    def millions(self) -> Decimal | None:
        return None if self.cost is None else self.cost / 1_000_000


def assets_on(on: date) -> QuerySet[Asset]:
    """What offices had on the day, without the photographs."""
    ends = Q(until__isnull=True) | Q(until__gt=on)
    return Asset.objects.filter(ends, since__lte=on).defer("photo")


def asset_pieces(units: Iterable[Unit | int], on: date) -> tuple[Pieces, ...]:
    """One row for each office and kind that is on record on the day."""
    rows = assets_on(on).filter(unit__in=_keys(units))
    sums = rows.values("unit", "kind__code").annotate(
        total=Sum("pieces"), usable=Sum("pieces", filter=Q(state__in=USABLE))
    )
    return tuple(
        Pieces(row["unit"], row["kind__code"], row["total"], row["usable"] or 0)
        for row in sums.order_by("unit", "kind__code")
    )


def _keys(units: Iterable[Unit | int]) -> list[int]:
    return [unit if isinstance(unit, int) else unit.pk for unit in units]


def gaps_of(units: Iterable[Unit], on: date) -> tuple[Gap, ...]:
    """Each office against each kind that has a norm for it, or of which it has any."""
    offices = list(units)
    pieces = {(row.unit, row.kind): row for row in asset_pieces(offices, on)}
    known = {unit for unit, _kind in pieces}
    places = _location_types(offices, on)
    norms = norms_on(on)
    kinds = list(AssetKind.objects.all())
    found = []
    for unit in offices:
        for kind in kinds:
            norm = norm_for(norms, kind, places.get(unit.pk, ""))
            row = pieces.get((unit.pk, kind.code))
            if norm is None and row is None:
                continue
            blank = 0 if unit.pk in known else None
            has, usable = (row.has, row.usable) if row else (blank, blank)
            found.append(Gap(unit, kind, has, usable, norm))
    return tuple(found)


type Norms = dict[tuple[int, str], AssetNorm]


def norms_on(on: date) -> Norms:
    """The norms in force on the day by kind and type of location."""
    ends = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = AssetNorm.objects.filter(ends, valid_from__lte=on)
    return {(row.kind_id, row.location_type): row for row in rows}


def norm_for(norms: Norms, kind: AssetKind, location_type: str) -> AssetNorm | None:
    """That of the type of location goes before that of every bag."""
    own = norms.get((kind.pk, location_type)) if location_type else None
    return own or norms.get((kind.pk, ""))


def _location_types(units: Sequence[Unit], on: date) -> dict[int, str]:
    rows = UnitVersion.objects.on(on).filter(unit__in=units)
    return dict(rows.values_list("unit", "location_type"))


def sums_of(gaps: Iterable[Gap]) -> Sums:
    rows = list(gaps)
    known = [row for row in rows if row.has is not None]
    lacking = [row for row in known if row.missing]
    priced = [row.cost for row in lacking if row.cost is not None]
    unpriced = sum(row.missing or 0 for row in lacking if row.cost is None)
    missing = _sum(row.missing for row in known)
    # Nought is known only where nothing is missing; what has no price has no cost.
    nothing = missing is None or (unpriced and not priced)
    return Sums(
        offices=len({row.unit.pk for row in rows}),
        known=len({row.unit.pk for row in known}),
        has=_sum(row.has for row in known),
        usable=_sum(row.usable for row in known),
        wanted=_sum(row.wanted for row in known),
        missing=missing,
        cost=None if nothing else sum(priced, Decimal(0)),
        unpriced=unpriced,
    )


def _sum(values: Iterable[int | None]) -> int | None:
    found = [one for one in values if one is not None]
    return sum(found) if found else None


def assets_of(user: Any, unit: Unit) -> QuerySet[Asset]:
    """The list of an office, written-off ones too, as far as the user may read it."""
    rows = Asset.objects.visible_to(user).filter(unit=unit).defer("photo")
    seen = Case(
        When(photo=b"", then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    return rows.select_related("kind").annotate(has_photo=seen)


def norm_history() -> QuerySet[AssetNorm]:
    rows = AssetNorm.objects.select_related("kind", "act")
    return rows.order_by("kind__position", "location_type", "-valid_from")
