"""Reading the livestock census: arrays for the roll-up, one household's herd.

Two views of the same animals, named wherever they are shown: by owner (the statistic:
counted to the owner, in the owner's bag when the register knows it) and by keeper
(what grazes here). docs/rules/livestock-census.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from django.db import connections
from django.db.models import Model, Q, QuerySet

from bagana.registers.models import (
    COLUMNS,
    SPECIES,
    Census,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
    Stay,
)
from bagana.territory.models import Unit

type View = Literal["owner", "keeper"]
type Keys = npt.NDArray[np.int64]
type Figures = npt.NDArray[np.float64]
LARGE: Final = SPECIES[:3]
SMALL: Final = SPECIES[3:]
OUTSIDE: Final = 0
"""Where an owner outside the register stands in `HerdArrays.owner`."""


@dataclass(frozen=True, slots=True)
class HerdArrays:
    """One row for what a household keeps of one owner, n rows.

    `unit` (n,) the bag to which the view counts the row, `counted_in` (n,) the bag
    where it was counted, `keeper` and `owner` (n,) keys of households (`OUTSIDE`: not
    in the register), `heads` column → (n,) heads, NaN where nobody counted.
    """

    unit: Keys
    counted_in: Keys
    keeper: Keys
    owner: Keys
    heads: Mapping[str, Figures]

    def __len__(self) -> int:
        return len(self.unit)

    def of(self, *species: str) -> Figures:
        """(n,) heads of the kinds together; NaN where one of them is not known."""
        return np.asarray(
            np.sum([self.heads[one] for one in species], axis=0), dtype=np.float64
        )

    @property
    def large(self) -> Figures:
        """(n,) camels, horses and cattle (бод мал)."""
        return self.of(*LARGE)

    @property
    def small(self) -> Figures:
        """(n,) sheep and goats (бог мал)."""
        return self.of(*SMALL)


def livestock_counts(
    units: Iterable[Unit | int], census: Census, *, view: View = "owner"
) -> HerdArrays:
    """Every herd that the view counts to the bags, in the order of keepers.

    By owner, a herd belongs to the bag in which the owner's household stood on the
    last day of the census; to the keeper's where the register does not know the owner.
    """
    keys = [unit if isinstance(unit, int) else unit.pk for unit in units]
    rows = LivestockCount.objects.filter(census=census)
    if view == "keeper":
        return _arrays(rows.filter(unit__in=keys), {})
    place = owner_units(census, keys)
    here = rows.filter(unit__in=keys, owner__isnull=False)
    far = set(place) - set(here.values_list("pk", flat=True))
    wanted = rows.filter(Q(unit__in=keys) | Q(pk__in=far))
    found = _arrays(wanted, place)
    return _only(found, np.isin(found.unit, np.asarray(keys, dtype=np.int64)))


def owner_units(census: Census, units: Iterable[int]) -> dict[int, int]:
    """Row → bag of its owner on the census's last day, for herds that another
    household of the register owns and that stand in, or belong to, one of the bags."""
    keys = list(units)
    # One filter: conditions on the stay must speak of the same stay.
    near = LivestockCount.objects.filter(
        Q(unit__in=keys) | Q(owner__stays__unit__in=keys),
        Q(owner__stays__ends_on__isnull=True)
        | Q(owner__stays__ends_on__gt=census.ends_on),
        owner__stays__starts_on__lte=census.ends_on,
        census=census,
        owner__isnull=False,
    )
    return dict(near.values_list("pk", "owner__stays__unit"))


def _arrays(rows: QuerySet[LivestockCount], place: Mapping[int, int]) -> HerdArrays:
    columns = ("pk", "unit", "keeper", "owner", "owner_index", *COLUMNS)
    asked = rows.order_by("keeper", "pk").values_list(*columns)
    # A cursor and not the ORM: of a country these are millions of rows.
    sql, parameters = asked.query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    n, width = len(found), len(COLUMNS)
    unit = np.fromiter((row[1] for row in found), np.int64, n)
    keeper = np.fromiter((row[2] for row in found), np.int64, n)
    owner = np.fromiter((_owner(row) for row in found), np.int64, n)
    table = np.array([row[-width:] for row in found], dtype=np.float64)
    table = table.reshape(n, width)
    belongs = np.fromiter((place.get(row[0], row[1]) for row in found), np.int64, n)
    heads = {name: table[:, number] for number, name in enumerate(COLUMNS)}
    return HerdArrays(belongs, unit, keeper, owner, heads)


def _owner(row: tuple[Any, ...]) -> int:
    if row[3] is not None:
        return int(row[3])
    return OUTSIDE if bytes(row[4]) else int(row[2])


def _only(found: HerdArrays, kept: npt.NDArray[np.bool_]) -> HerdArrays:
    return HerdArrays(
        found.unit[kept],
        found.counted_in[kept],
        found.keeper[kept],
        found.owner[kept],
        {name: values[kept] for name, values in found.heads.items()},
    )


@dataclass(frozen=True, slots=True)
class Herd:
    """All that a census says of one household.

    `own` is what it keeps of its own, `tended` what it keeps for others, `elsewhere`
    what others keep for it; `before` its own of the census before of the same kind.
    """

    census: Census
    own: LivestockCount | None
    tended: tuple[LivestockCount, ...]
    elsewhere: tuple[LivestockCount, ...]
    losses: Mapping[tuple[str, str], int]
    extras: LivestockExtra | None
    before: LivestockCount | None

    def lost(self, species: str) -> int:
        return sum(heads for (one, _), heads in self.losses.items() if one == species)


def herd_of(household: Household, census: Census, user: Any = None) -> Herd:
    """The herd; who may read it is the caller's to check.

    With a `user` only rows of bags that he reads are in it: what a household had where
    it lived before is its former bag's. `elsewhere` is of its own and stays; whoever
    shows it names no keeper.
    """

    def seen[Row: Model](model: type[Row]) -> QuerySet[Row]:
        rows: Any = model._default_manager.all()
        found: QuerySet[Row] = rows if user is None else rows.visible_to(user)
        return found

    counts = seen(LivestockCount).select_related("keeper", "owner", "unit", "census")
    kept = list(counts.filter(census=census, keeper=household).order_by("pk"))
    losses = seen(HerdLoss).filter(census=census, household=household)
    last = census_before(census)
    before = counts.filter(census=last, keeper=household) if last else counts.none()
    return Herd(
        census=census,
        own=next((row for row in kept if is_own(row)), None),
        tended=tuple(row for row in kept if not is_own(row)),
        elsewhere=tuple(
            LivestockCount.objects.filter(census=census, owner=household).order_by("pk")
        ),
        losses={(row.species, row.cause): row.heads for row in losses},
        extras=seen(LivestockExtra).filter(census=census, household=household).first(),
        before=next((row for row in before if is_own(row)), None),
    )


def is_own(count: LivestockCount) -> bool:
    return count.owner_id is None and not bytes(count.owner_index)


def census_before(census: Census) -> Census | None:
    earlier = Census.objects.filter(kind=census.kind, starts_on__lt=census.starts_on)
    return earlier.order_by("-starts_on").first()


def stands_in(census: Census, units: Iterable[int]) -> QuerySet[Household]:
    """Households whose bag on the last day of the census is one of the units."""
    stays = Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=census.ends_on),
        unit__in=list(units),
        starts_on__lte=census.ends_on,
    )
    return Household.objects.filter(pk__in=stays.values("household"))
