"""Planned rounds and services follow a change of units, and come back with it.

Before the day of the change nothing moves. A row keeps in `moves` which change took it
from where, the newest last: so that undoing brings back exactly what stood. The rule:
docs/rules/mobile-rounds.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from bagana.casework.models import MobileRound, RoundState, RoundStop, Service
from bagana.registers.following import Outlines
from bagana.territory.handover import Ended, ended
from bagana.territory.models import Unit, UnitChange

type Row = MobileRound | RoundStop | Service
MODELS: tuple[type[Row], ...] = (MobileRound, RoundStop, Service)


def successors(change: UnitChange, gone: Ended) -> dict[int, list[Unit]]:
    """Units that ended with the change: who took over from each, by code."""
    found: dict[int, list[Unit]] = defaultdict(list)
    rows = change.lineage.filter(source__in=gone.codes).select_related("target")
    for row in rows.order_by("target__code"):
        if row.target not in found[row.source_id]:
            found[row.source_id].append(row.target)
    return dict(found)


def going(change: UnitChange) -> list[tuple[Row, int]]:
    """What stands with units that ended, and the key of where each goes."""
    gone = ended(change)
    if not gone.codes:
        return []
    heirs = dict(
        Unit.objects.filter(code__in=gone.heirs.values()).values_list("code", "pk")
    )
    rounds = MobileRound.objects.filter(
        state=RoundState.PLANNED, ends_on__gte=change.effective_on
    )
    found: list[tuple[Row, int]] = []
    owned: list[Row] = [
        *rounds.filter(unit__in=gone.codes).order_by("pk"),
        *Service.objects.filter(unit__in=gone.codes).order_by("pk"),
    ]
    for row in owned:
        code = gone.heir(row.unit_id)
        if code is not None:
            found.append((row, heirs[code]))
    return found + list(_stops(change, gone))


def _stops(change: UnitChange, gone: Ended) -> Iterator[tuple[Row, int]]:
    """A stop goes to the only successor, else to the one whose outline holds it."""
    to = successors(change, gone)
    stops = RoundStop.objects.filter(
        unit__in=gone.codes,
        on__gte=change.effective_on,
        mobile_round__state=RoundState.PLANNED,
    )
    outlines: dict[int, Outlines] = {}
    for stop in stops.order_by("pk"):
        targets = to.get(stop.unit_id, [])
        if len(targets) == 1:
            yield stop, targets[0].pk
            continue
        drawn = outlines.get(stop.unit_id)
        drawn = drawn or outlines.setdefault(stop.unit_id, Outlines(change, targets))
        if held := drawn.holding((stop.longitude, stop.latitude)):
            yield stop, held.pk


def follow(change: UnitChange) -> int:
    """Returns how many rows moved."""
    if change.effective_on > timezone.localdate():
        return 0
    found = going(change)
    for row, target in found:
        row.moves = [*row.moves, [change.pk, row.unit_id]]
        row.unit_id = target
        row.save(update_fields=["unit", "moves"])
    return len(found)


def moved_by(change: UnitChange) -> list[Row]:
    """What this change was the last to move; bounded by the units it led to."""
    targets = change.lineage.values("target")
    return [
        row
        for model in MODELS
        for row in model._default_manager.filter(unit__in=targets).order_by("pk")
        if row.moves and row.moves[-1][0] == change.pk
    ]


def take_back(change: UnitChange) -> None:
    for row in moved_by(change):
        *row.moves, (_change, row.unit_id) = row.moves
        row.save(update_fields=["unit", "moves"])


def touched(change: UnitChange) -> list[MobileRound]:
    """Planned rounds that the change concerns: moved, to be moved, or left behind."""
    gone = ended(change)
    planned = MobileRound.objects.filter(
        state=RoundState.PLANNED, ends_on__gte=change.effective_on
    )
    moved = moved_by(change)
    keys = {row.pk for row in moved if isinstance(row, MobileRound)}
    keys |= {row.mobile_round_id for row in moved if isinstance(row, RoundStop)}
    stops = RoundStop.objects.filter(unit__in=gone.codes, on__gte=change.effective_on)
    rows = (
        planned.filter(pk__in=keys)
        | planned.filter(unit__in=gone.codes)
        | planned.filter(pk__in=stops.values("mobile_round"))
    )
    return list(rows.select_related("unit").order_by("starts_on", "pk"))
