"""Old counts of the registers in the bags of a later day, counted from the records.

Whoever was counted on the last day of a period is followed through the changes of units
since. The sum goes before any share: docs/rules/year-end-balance.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from bagana.engines.disclosure import few_people
from bagana.engines.lineage import Edge, Part, RecastCell, RuleKey
from bagana.indicators.carrying import Asked
from bagana.registers.models import EntryKind, Residence, Sex, Stay
from bagana.territory.models import Unit

PEOPLE: Final = {
    "reg_population": Q(),
    "reg_population_female": Q(person__sex=Sex.FEMALE),
    "reg_population_male": Q(person__sex=Sex.MALE),
}
HOUSEHOLDS: Final = "reg_households"

type Span = tuple[int, int, date, date | None, bool]
"""Whose, in which unit, from, until, and whether a change of units began it."""


class RegisterCarrier:
    """Counts households and people of a period in the bags of a later day."""

    def counted(self, asked: Asked, codes: Collection[str]) -> Mapping[str, RecastCell]:
        known = asked.indicator.code in PEOPLE or asked.indicator.code == HOUSEHOLDS
        if not known or asked.on <= asked.period.end or not asked.edges:
            return {}
        pieces = _pieces(asked, _family(asked.edges, codes))
        true = _true(pieces, asked.values)
        found = {}
        for code in codes:
            own = {pair: n for pair, n in pieces.items() if pair[1] == code}
            sources = {source for source, _place in own}
            if own and sources <= true:
                found[code] = _cell(own, asked.values)
        return found


def _family(edges: Iterable[Edge], codes: Collection[str]) -> set[str]:
    """Every unit that hangs together with the wanted ones by a change."""
    found, grown = set(codes), True
    listed = list(edges)
    while grown:
        ends = {
            end
            for edge in listed
            if edge.source in found or edge.target in found
            for end in (edge.source, edge.target)
        }
        grown = not ends <= found
        found |= ends
    return found


def _pieces(asked: Asked, family: set[str]) -> Counter[tuple[str, str]]:
    """Bag of the period, bag of the day: how many; "" for who cannot be followed."""
    codes = dict(Unit.objects.filter(code__in=family).values_list("pk", "code"))
    spans = _spans(asked, codes)
    ways = _ways(asked.edges)
    pieces: Counter[tuple[str, str]] = Counter()
    for own in spans.values():
        first = _on(own, asked.period.end)
        if first is not None and own[first][1] in codes:
            last, left = _followed(own, first, asked.on)
            place = codes.get(own[last][1], "")
            if left is not None:
                place = _later(place, left, ways)
            pieces[codes[own[first][1]], place] += 1
    return pieces


def _spans(asked: Asked, units: Collection[int]) -> dict[int, list[Span]]:
    """Residences or stays of all who were in one of the units on the last day."""
    there = Q(ends_on__isnull=True) | Q(ends_on__gt=asked.period.end)
    at_end = there & Q(starts_on__lte=asked.period.end, unit__in=units)
    # What began after the day asked for is no part of the way to it.
    seen = Q(starts_on__lte=asked.on)
    redrawn = "entry__kind"
    found: dict[int, list[Span]] = defaultdict(list)
    if asked.indicator.code == HOUSEHOLDS:
        stays = Stay.objects.filter(at_end).values("household")
        rows: QuerySet[Any, Any] = Stay.objects.filter(
            seen, household__in=stays
        ).values_list("household", "unit", "starts_on", "ends_on", redrawn)
    else:
        who = PEOPLE[asked.indicator.code]
        people = Residence.objects.filter(at_end).filter(who).values("person")
        rows = Residence.objects.filter(seen, person__in=people).values_list(
            "person", "unit", "starts_on", "ends_on", redrawn
        )
    for key, unit, start, end, kind in rows.order_by("starts_on", "pk").iterator():
        is_redrawn = kind == EntryKind.REDRAWN
        found[key].append((key, unit, start, end, is_redrawn))
    return found


def _on(own: Sequence[Span], day: date) -> int | None:
    for place, (_key, _unit, start, end, _redrawn) in enumerate(own):
        if start <= day and (end is None or end > day):
            return place
    return None


def _followed(own: Sequence[Span], place: int, on: date) -> tuple[int, date | None]:
    """The last span reached by changes of units alone; when it was left, if it was."""
    while True:
        end = own[place][3]
        if end is None or end > on:
            return place, None
        following = own[place + 1] if place + 1 < len(own) else None
        if following is None or not following[4] or following[2] != end:
            return place, end
        place += 1


def _ways(edges: Iterable[Edge]) -> dict[str, list[tuple[date, set[str]]]]:
    found: dict[tuple[date, str], set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.date, edge.source].add(edge.target)
    ways: dict[str, list[tuple[date, set[str]]]] = defaultdict(list)
    for (day, source), targets in sorted(found.items(), key=lambda pair: pair[0]):
        ways[source].append((day, targets))
    return ways


def _later(
    place: str, left: date, ways: Mapping[str, list[tuple[date, set[str]]]]
) -> str:
    """Where the bag that somebody left went afterwards; "" when it was divided."""
    moved = True
    while moved:
        moved = False
        for day, targets in ways.get(place, []):
            if day < left or targets == {place}:
                continue
            if len(targets) > 1:
                return ""
            place, left, moved = next(iter(targets)), day, True
            break
    return place


def _true(
    pieces: Mapping[tuple[str, str], int], values: Mapping[str, float]
) -> set[str]:
    """Bags all of whose people were followed, as many as were published.

    A small piece would tell of single households, and so would the rest beside the
    whole: then every part of the bag is left to the shares.
    """
    sums: Counter[str] = Counter()
    lost = {
        source
        for (source, place), count in pieces.items()
        if not place or few_people(count)
    }
    for (source, _place), count in pieces.items():
        sums[source] += count
    return {
        source
        for source, count in sums.items()
        if source not in lost and values.get(source) == count
    }


def _cell(
    own: Mapping[tuple[str, str], int], values: Mapping[str, float]
) -> RecastCell:
    parts = tuple(
        Part(source, count / values[source])
        for (source, _place), count in sorted(own.items())
    )
    return RecastCell(
        value=float(sum(own.values())),
        exact=True,
        estimated=False,
        parts=parts,
        missing=(),
        rule=RuleKey.SUM_OF_RECORDS,
    )
