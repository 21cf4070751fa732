"""What the page of a plan asks for, by its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from bagana.programme.models import Measure, Objective, Phase, Programme
from bagana.programme.queries.planning import Stem, outline
from bagana.programme.queries.standings import (
    UNFINISHED,
    measures_of,
    names_of,
    status_counts,
)
from bagana.programme.standings import Status
from bagana.territory.models import Unit

SORTS = {
    "due_on": ("due_on", "sort_key"),
    "-due_on": ("-due_on", "sort_key"),
    "-planned": ("-standing__planned", "sort_key"),
}
MOST = 60  # signs of a filter that are read
TREE = ("phase__number", "objective__number", "sort_key")


@dataclass(frozen=True)
class Asked:
    """The filters of the address; what cannot be read asks for nothing."""

    phase: Phase | None = None
    objective: Objective | None = None
    office: Unit | None = None
    unit: Unit | None = None
    status: str = ""
    text: str = ""
    sort: str = ""

    @classmethod
    def of(cls, programme: Programme, query: Mapping[str, str]) -> Asked:
        def word(name: str) -> str:
            return query.get(name, "").replace("\0", "")[:MOST]

        def number(name: str) -> int:
            digits = word(name)
            return int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else 0

        status, sort = word("status"), word("sort")
        return cls(
            phase=programme.phases.filter(number=number("phase")).first(),
            objective=programme.objectives.filter(number=number("objective")).first(),
            office=Unit.objects.filter(code=word("office")).first(),
            unit=Unit.objects.filter(code=word("unit")).first(),
            status=status if status in Status.values else "",
            text=word("text").strip(),
            sort=sort if sort in SORTS else "",
        )

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        chosen = (self.phase, self.objective, self.office, self.unit)
        return any(one is not None for one in chosen) or bool(self.status or self.text)


def asked_measures(programme: Programme, asked: Asked, on: date) -> QuerySet[Measure]:
    found = measures_of(
        programme,
        on=on,
        phase=asked.phase,
        objective=asked.objective,
        office=asked.office,
        unit=asked.unit,
        status=asked.status,
    )
    if asked.text:
        found = found.filter(
            Q(name_mn__icontains=asked.text)
            | Q(name_en__icontains=asked.text)
            | Q(number=asked.text)
        )
    return found.order_by(*SORTS.get(asked.sort, TREE))


def shown_outline(
    programme: Programme, measures: list[Measure], asked: Asked, page: int
) -> list[Stem]:
    """The tree; branches without measures only where the whole plan is asked for."""
    if asked.sort:
        return []
    stems = outline(programme, measures)
    if not asked.any and page == 1:
        return stems
    kept = [
        Stem(stem.phase, [branch for branch in stem.branches if branch.measures])
        for stem in stems
    ]
    return [stem for stem in kept if stem.branches]


def choices_of(programme: Programme) -> dict[str, list[Any]]:
    """What the filters offer: phases, objectives, offices and units that occur."""
    measures = programme.measures.order_by()
    offices = set(measures.values_list("office", "office__code").distinct())
    units = set(
        measures.filter(concerned__isnull=False)
        .values_list("concerned__unit", "concerned__unit__code")
        .distinct()
    )
    names = names_of({pk for pk, _code in offices | units}, programme.ends_on)

    def named(rows: set[tuple[int, str]]) -> list[tuple[str, str]]:
        return sorted((code, names.get(pk, code)) for pk, code in rows)

    return {
        "phases": list(programme.phases.order_by("number")),
        "objectives": list(programme.objectives.order_by("number")),
        "offices": named(offices),
        "units": named(units),
        "statuses": list(Status.choices),
    }


def counts_of(programme: Programme, on: date) -> dict[str, int]:
    """Measures by status over all objectives."""
    counts: Counter[str] = Counter()
    for of_one in status_counts(programme, on=on).values():
        counts.update(of_one)
    return dict(counts)


def next_objective(programme: Programme) -> int:
    last: int | None = programme.objectives.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def next_measure(programme: Programme, objective: Objective | None) -> str:
    """A number after the last one of the objective, when they are written «2.5»."""
    if objective is None:
        return ""
    numbers = objective.measures.values_list("number", flat=True)
    ends = [number.rpartition(".")[2] for number in numbers]
    last = max((int(end) for end in ends if end.isdecimal()), default=0)
    return f"{objective.number}.{last + 1}"


def unfinished(programme: Programme, on: date) -> QuerySet[Measure]:
    """What may go on in a later phase: not done, not dropped, not yet continued."""
    found = measures_of(programme, on=on).filter(
        **{"status__in": UNFINISHED}, continued_by__isnull=True
    )
    last = programme.phases.order_by("-number").first()
    return found.exclude(phase=last).order_by(*TREE)
