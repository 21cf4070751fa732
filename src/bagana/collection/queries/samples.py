"""Samples counted again: their items, differences, and the error rate.

The rule: docs/rules/recount.md. Nothing here shows a household's name; the page of the
second count does, and notes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from bagana.accounts.roles import assignments
from bagana.collection.models import (
    Return,
    ReturnState,
    Round,
    Sample,
    SampleItem,
    SeedPromise,
)
from bagana.collection.queries.rounds import names_of
from bagana.collection.rules import can_check
from bagana.engines.sampling import Allowed, differs, draw, frame_hash, wilson
from bagana.registers.models import (
    SPECIES,
    Entry,
    Household,
    LivestockCount,
    Revision,
    Season,
)
from bagana.territory.models import Unit, UnitAncestry

TOLERANCE: Final[Mapping[str, tuple[float, float]]] = {
    "camel": (1, 0.02),
    "horse": (2, 0.03),
    "cattle": (2, 0.03),
    "sheep": (5, 0.05),
    "goat": (5, 0.05),
}
"""Heads, or a share of the larger count. Illustrative: no official one was found."""


def allowed_of(sample: Sample) -> dict[str, Allowed]:
    kept = sample.tolerance or TOLERANCE
    return {name: Allowed(float(one[0]), float(one[1])) for name, one in kept.items()}


def differing(item: SampleItem, allowed: Mapping[str, Allowed]) -> tuple[str, ...]:
    """The kinds in which the two counts differ; none before the second count."""
    if item.found is None:
        return ()
    return differs(item.reported, item.found, allowed)


@dataclass(frozen=True, slots=True)
class Total:
    """One kind over all items: what was reported, found, and the distance of the two.

    `apart` adds up |reported - found|, so that too many here does not make good too few
    there.
    """

    species: str
    reported: int
    found: int
    apart: int

    @property
    def share(self) -> float | None:
        return 100 * self.apart / self.found if self.found else None


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Households in error of those counted again, and the interval of their share."""

    drawn: int
    counted: int
    errors: int
    totals: tuple[Total, ...] = ()
    by_bag: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        return 100 * self.errors / self.counted if self.counted else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's at 95 %, in per cent."""
        if not self.counted:
            return None
        low, high = wilson(self.errors, self.counted)
        return 100 * low, 100 * high


def error_rate(sample: Sample) -> ErrorRate:
    """What the second count says of the first, as far as it has come."""
    allowed = allowed_of(sample)
    items = list(sample.items.all())
    done = [item for item in items if item.found is not None]
    by_bag: dict[int, tuple[int, int]] = {}
    for item in done:
        n, errors = by_bag.get(item.unit_id, (0, 0))
        by_bag[item.unit_id] = (n + 1, errors + bool(differing(item, allowed)))
    return ErrorRate(
        len(items),
        len(done),
        sum(errors for _n, errors in by_bag.values()),
        tuple(_total(one, done) for one in SPECIES),
        by_bag,
    )


def _total(species: str, items: Iterable[SampleItem]) -> Total:
    pairs = [
        (int(item.reported.get(species) or 0), int(item.found[species]))
        for item in items
        if item.found and item.found.get(species) is not None
    ]
    return Total(
        species,
        sum(one for one, _other in pairs),
        sum(other for _one, other in pairs),
        sum(abs(one - other) for one, other in pairs),
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """Closed samples together: bag → counted, in error; and every unit within one."""

    bags: Mapping[int, tuple[int, int]]
    within: frozenset[int]


def checked_by_bag(rounds: Iterable[Round]) -> Checked:
    bags: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    samples = Sample.objects.filter(round__in=list(rounds), closed_at__isnull=False)
    units = set()
    for sample in samples.select_related("round__period").prefetch_related("items"):
        units.add((sample.unit_id, sample.round.period.end))
        for bag, (n, errors) in error_rate(sample).by_bag.items():
            bags[bag] = (bags[bag][0] + n, bags[bag][1] + errors)
    within = {
        unit
        for root, on in units
        for unit in UnitAncestry.objects.on(on)
        .filter(ancestor=root)
        .values_list("unit_id", flat=True)
    }
    return Checked(dict(bags), frozenset(within))


def frame_of(round: Round, unit: Unit) -> list[tuple[str, int, str, int]]:
    """Households with a herd in approved returns: uid, key, code and key of the bag."""
    approved = Return.objects.filter(round=round, state=ReturnState.APPROVED)
    below = UnitAncestry.objects.on(round.period.end).filter(ancestor=unit)
    rows = LivestockCount.objects.filter(
        census=round.census, unit__in=approved.values("unit")
    ).filter(unit__in=below.values("unit"))
    found = rows.order_by("keeper__uid").values_list(
        "keeper__uid", "keeper", "unit__code", "unit"
    )
    return [(str(row[0]), *row[1:]) for row in found.distinct()]


def is_as_drawn(sample: Sample) -> bool:
    """Whether the rule, the seed and the frame of today give the very same items.

    The frame is that of approved returns, which are locked: another one now means that
    a return was opened again since.
    """
    frame = frame_of(sample.round, sample.unit)
    keys = [row[0] for row in frame]
    if frame_hash(keys) != sample.frame_sha256:
        return False
    strata = [row[2] for row in frame] if sample.is_stratified else None
    places = draw(keys, sample.seed, sample.size, strata)
    kept = sample.items.order_by("ordinal").values_list("household", flat=True)
    return [frame[place][1] for place in places] == list(kept)


def reported_heads(round: Round, household: int) -> dict[str, int | None]:
    """What stands on the spot: heads that the household keeps, whoever owns them."""
    rows = LivestockCount.objects.filter(census=round.census, keeper=household)
    herds = list(rows.values_list(*SPECIES))
    return {
        name: None
        if any(herd[place] is None for herd in herds)
        else sum(herd[place] for herd in herds)
        for place, name in enumerate(SPECIES)
    }


def first_counters(item: SampleItem) -> set[int]:
    """Who entered the first count or took its return up the ladder."""
    round = item.sample.round
    counts = LivestockCount.objects.filter(census=round.census, keeper=item.household)
    changed = Revision.objects.filter(
        table="livestockcount", row__in=counts.values("pk")
    )
    entered = Entry.objects.filter(
        Q(pk__in=counts.values("entry")) | Q(pk__in=changed.values("entry"))
    )
    returned = Return.objects.filter(round=round, unit=item.unit).first()
    steps = returned.steps.values_list("made_by", flat=True) if returned else []
    found = {*entered.values_list("made_by", flat=True), *steps}
    return {one for one in found if one is not None}


def samples_for(user: Any) -> QuerySet[Sample]:
    """Samples under the user's check, or with items that he was asked to count."""
    roots = [one.unit_id for one in assignments(user)]
    if not roots:
        return Sample.objects.none()
    mine = Sample.objects.visible_to(user).values("pk")
    rows = Sample.objects.filter(Q(pk__in=mine) | Q(items__assigned_to=user))
    return rows.select_related("round", "unit").distinct()


def may_run(user: Any, sample: Sample) -> bool:
    return can_check(user, sample.unit)


def items_for(user: Any, sample: Sample) -> QuerySet[SampleItem]:
    """All for who runs the check; his own for an officer who was asked; else none."""
    rows = sample.items.select_related("household", "unit", "counted_by", "assigned_to")
    if can_check(user, sample.unit):
        return rows
    if not getattr(user, "pk", None):
        return rows.none()
    return rows.filter(assigned_to=user)


def promise_of(sample: Sample) -> SeedPromise | None:
    """The promise that the seed had to keep, if there was one."""
    rows = SeedPromise.objects.filter(round=sample.round, unit=sample.unit)
    return rows.select_related("made_by").first()


def winter_camp(household: Household) -> str:
    """Where to look for it in the season of the count; the page notes the reading."""
    camp = household.camps.filter(season=Season.WINTER).first()
    return str(camp.private.get("name", "")) if camp else ""


def sums_of(bags: Iterable[int], on: date) -> dict[int, str]:
    """The name of the sum of each bag: names of bags repeat."""
    places = UnitAncestry.objects.on(on).filter(unit__in=set(bags), depth=1)
    parents = dict(places.values_list("unit_id", "ancestor_id"))
    names = names_of(parents.values(), on)
    return {bag: names.get(parent, "") for bag, parent in parents.items()}
