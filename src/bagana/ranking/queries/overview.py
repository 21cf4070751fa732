"""What there is to read of rankings: results, rounds and methods, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from bagana.ranking.models import (
    FrameworkVersion,
    Run,
    RunKind,
    Selection,
    VersionState,
)
from bagana.ranking.queries.rows import RunResults, UnitRow
from bagana.ranking.queries.runs import published_runs, results_of, row_of
from bagana.territory.models import Unit

MOST = 20


@dataclass(frozen=True, slots=True)
class Overview:
    """`newest` in full for its sentences; of the rest the heads."""

    newest: RunResults | None
    earlier: list[Run]
    selections: list[Selection]
    methods: list[FrameworkVersion]

    @property
    def is_empty(self) -> bool:
        return not (self.newest or self.selections or self.methods)


def overview() -> Overview:
    runs = list(published_runs().filter(kind=RunKind.OFFICIAL)[:MOST])
    selections = Selection.objects.select_related("programme__unit", "period", "phase")
    methods = FrameworkVersion.objects.filter(state=VersionState.FROZEN)
    return Overview(
        newest=results_of(runs[0]) if runs else None,
        earlier=runs[1:],
        selections=list(selections[:MOST]),
        methods=list(
            methods.select_related("framework__unit", "act__body").order_by(
                "-frozen_at"
            )[:MOST]
        ),
    )


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands in the newest official result that covers it."""

    run: Run
    row: UnitRow
    size: int


def place_of(unit: Unit) -> UnitPlace | None:
    """None where no published result covers the unit: its page says nothing then."""
    found = published_runs().filter(kind=RunKind.OFFICIAL, rows__unit=unit).first()
    row = row_of(found, unit) if found else None
    if found is None or row is None:
        return None
    ranked = found.rows.filter(group=row.group, rank__isnull=False)
    return UnitPlace(found, row, ranked.count())
