"""How a figure takes its place among the versions of the same figure.

The rule in prose: docs/rules/observations.md. A new row never changes an old value:
it supersedes a draft, or stands as a draft beside what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from bagana.indicators.models import (
    ImportBatch,
    Indicator,
    Observation,
    Status,
)
from bagana.indicators.periods import ensure_periods
from bagana.web.bulk import insert

type Key = tuple[int, int, str]
CHUNK = 2000
# Above this many units, all units of an indicator and period are read instead.
FEW_UNITS = 500
# The version itself, then the fields of a Figure in their order.
STANDING = (
    "pk",
    "version",
    "status",
    "indicator_id",
    "unit_id",
    "period__code",
    "value",
    "numerator",
    "denominator",
    "source_id",
    "note",
    "note_en",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about to be written; a source of None is the indicator's own.

    `contributors` are the households or people behind it, and `largest` what the two
    largest of them give, where a register knows: for `withholding`, never written.
    """

    indicator_id: int
    unit_id: int
    period: str
    value: float
    numerator: float | None = None
    denominator: float | None = None
    source_id: int | None = None
    note: str = ""
    note_en: str = ""
    contributors: int | None = None
    largest: tuple[float, ...] | None = None

    @property
    def key(self) -> Key:
        return (self.indicator_id, self.unit_id, self.period)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept of a figure so far: its newest version, and the value that counts.

    `current` is the draft if there is one, else the published row, else None.
    """

    newest_id: int
    newest_version: int
    newest_status: str
    current: Figure | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What writing the figures would do."""

    new: list[Figure]
    changed: list[Figure]
    same: int
    standings: dict[Key, Standing]


def read_standings(figures: Sequence[Figure]) -> dict[Key, Standing]:
    """One query: where each figure stands, for those that have any version."""
    rows = Observation.objects.filter(
        indicator__in={figure.indicator_id for figure in figures},
        period__code__in={figure.period for figure in figures},
    )
    units = {figure.unit_id for figure in figures}
    if len(units) <= FEW_UNITS:
        rows = rows.filter(unit__in=units)
    found: dict[Key, Standing] = {}
    wanted = {figure.key for figure in figures}
    for row in rows.order_by("version").values_list(*STANDING):
        figure = Figure(*row[3:])
        if figure.key in wanted:
            found[figure.key] = _standing(row, figure, found.get(figure.key))
    return found


def _standing(
    row: tuple[Any, ...], figure: Figure, before: Standing | None
) -> Standing:
    pk, version, status = row[:3]
    # Rows come by version; a draft is always younger than what is published.
    counts = status in {Status.DRAFT, Status.PUBLISHED}
    older = before.current if before else None
    return Standing(pk, version, status, figure if counts else older)


def compare(figures: Sequence[Figure]) -> Comparison:
    """Sort the figures into new, changed and same. Keys must be unique."""
    standings = read_standings(figures)
    new, changed, same = [], [], 0
    for figure in figures:
        standing = standings.get(figure.key)
        if standing is None or standing.current is None:
            new.append(figure)
        elif is_same(figure, standing.current):
            same += 1
        else:
            changed.append(figure)
    return Comparison(new, changed, same, standings)


def is_same(figure: Figure, current: Figure) -> bool:
    """Whether nothing would change; a source or note left out changes nothing."""
    if figure.value != current.value:
        return False
    parts = (figure.numerator, figure.denominator)
    if parts not in ((None, None), (current.numerator, current.denominator)):
        return False
    given = (
        (figure.source_id, current.source_id),
        (figure.note, current.note),
        (figure.note_en, current.note_en),
    )
    return all(not one or one == other for one, other in given)


def lock(figures: Iterable[Figure]) -> None:
    """Let writers of the same indicators wait for each other."""
    lock_indicators({figure.indicator_id for figure in figures})


def lock_indicators(ids: Iterable[int] | None) -> None:
    """Lock the catalogue rows, all of them for None, in one order.

    Every action on figures begins with it, so no two work on the same series. SQLite
    has one writer anyway.
    """
    rows = Indicator.objects.select_for_update().order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=set(ids))
    list(rows.values_list("pk"))


def write(
    comparison: Comparison,
    *,
    user: Any,
    now: datetime,
    batch: ImportBatch | None = None,
) -> None:
    """Write the new and changed figures as drafts. The caller holds a transaction."""
    figures = [*comparison.new, *comparison.changed]
    _supersede_drafts(comparison, figures)
    insert(Observation, WRITTEN, _rows(comparison, figures, user, now, batch))


def _supersede_drafts(comparison: Comparison, figures: list[Figure]) -> None:
    drafts = [
        standing.newest_id
        for figure in figures
        if (standing := comparison.standings.get(figure.key))
        and standing.newest_status == Status.DRAFT
    ]
    for some in batched(drafts, CHUNK):
        Observation.objects.filter(pk__in=some).update(status=Status.SUPERSEDED)


WRITTEN = (
    "indicator",
    "unit",
    "period",
    "value",
    "numerator",
    "denominator",
    "source",
    "status",
    "version",
    "supersedes",
    "batch",
    "entered_by",
    "entered_at",
    "note",
    "note_en",
)


def _rows(
    comparison: Comparison,
    figures: list[Figure],
    user: Any,
    now: datetime,
    batch: ImportBatch | None,
) -> Iterator[tuple[Any, ...]]:
    """Values in the order of WRITTEN, as the database takes them."""
    periods = ensure_periods({figure.period for figure in figures})
    indicators = {figure.indicator_id for figure in figures}
    own_source = dict(
        Indicator.objects.filter(pk__in=indicators).values_list("pk", "source_id")
    )
    batch_id = batch.pk if batch else None
    user_id = user.pk if user else None
    for figure in figures:
        standing = comparison.standings.get(figure.key)
        yield (
            figure.indicator_id,
            figure.unit_id,
            periods[figure.period].pk,
            figure.value,
            figure.numerator,
            figure.denominator,
            figure.source_id or own_source[figure.indicator_id],
            Status.DRAFT.value,
            standing.newest_version + 1 if standing else 1,
            standing.newest_id if standing else None,
            batch_id,
            user_id,
            now,
            figure.note,
            figure.note_en,
        )
