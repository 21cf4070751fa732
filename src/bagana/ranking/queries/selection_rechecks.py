"""What was drawn to be looked at again, what was found, and how to repeat the draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bagana.engines.index.drawing import draw, ticket
from bagana.indicators.models import Observation, Status
from bagana.ranking.definitions import engine_framework
from bagana.ranking.models import (
    Recheck,
    RunCell,
    Selection,
    SelectionState,
    SelectionStep,
)
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_units import Place, units_of


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """A drawn figure: what was published, what the second look gave."""

    recheck: Recheck
    item: str
    place: Place | None
    ticket: str

    @property
    def observation(self) -> Observation:
        return self.recheck.observation

    @property
    def is_open(self) -> bool:
        return self.recheck.agrees is None

    @property
    def differs(self) -> bool:
        return self.recheck.agrees is False

    @property
    def is_corrected(self) -> bool:
        return self.differs and self.observation.status != Status.PUBLISHED


@dataclass(frozen=True, slots=True)
class RecheckTable:
    """The draw and its findings. `items` are all from which it was drawn."""

    seed: str
    size: int
    items: tuple[str, ...]
    rows: tuple[RecheckRow, ...]

    @property
    def open(self) -> int:
        return sum(row.is_open for row in self.rows)

    @property
    def done(self) -> int:
        return len(self.rows) - self.open

    @property
    def differing(self) -> list[RecheckRow]:
        return [row for row in self.rows if row.differs]

    @property
    def uncorrected(self) -> list[RecheckRow]:
        return [row for row in self.differing if not row.is_corrected]

    @property
    def recipe(self) -> str:
        """Three lines for any terminal: the items are the file that is taken away."""
        return (
            f"seed={_quoted(self.seed)}\n"
            'while read -r item; do printf "%s|%s" "$seed" "$item" | sha256sum'
            ' | sed "s|-|$item|"; done < items.txt > tickets.txt\n'
            f"sort tickets.txt | head -n {self.size}"
        )


def seed_recipe(words: str) -> str:
    """The seed of the index from its public words, as `drawing.seed_number` has it."""
    return (
        f"words={_quoted(words)}\n"
        'code=$(printf "%s" "$words" | sha256sum)\n'
        "a=$(echo $code | cut -c1-8) b=$(echo $code | cut -c9-16)\n"
        # In two halves: some shells hold no more than 63 bits.
        "echo $(( (0x$a << 31) | (0x$b >> 1) ))"
    )


def _quoted(words: str) -> str:
    """As one word of a shell."""
    return "'" + words.replace("'", "'\\''") + "'"


def item_of(observation: Observation) -> str:
    """The public name of a figure in the draw: unit, indicator and period."""
    return (
        f"{observation.unit.code}/{observation.indicator.code}"
        f"/{observation.period.code}"
    )


def items_of(selection: Selection) -> dict[str, Observation]:
    """Figures of the candidates in the year that is ranked, by their public names.

    What was recast over a change of units has no source of its own to look at.
    """
    units = [one.place.unit.pk for one in candidates_of(selection).standing]
    if not units:
        return {}
    method = engine_framework(selection.version)
    fixed = {(leaf.code, str(leaf.year)) for leaf in method.leaves if leaf.year}
    cells = RunCell.objects.filter(
        run=selection.run_id or 0, observation__unit__in=units
    ).select_related("observation__unit", "observation__period")
    found = {}
    for cell in cells.select_related("observation__indicator").order_by("pk"):
        one = cell.observation
        is_fixed = (one.indicator.code, one.period.code) in fixed
        if one.period_id == selection.period_id or is_fixed:
            found[item_of(one)] = one
    return dict(sorted(found.items()))


def last_draw(selection: Selection) -> SelectionStep | None:
    """The step of the last draw; other steps of the re-check keep no items."""
    drawn = selection.steps.filter(
        state=SelectionState.RECHECK, content__has_key="items"
    )
    return drawn.order_by("-id").first()


def needs_drawing(selection: Selection) -> bool:
    """Whether the run is newer than the last draw."""
    drawn = last_draw(selection)
    return drawn is None or drawn.run_id != selection.run_id


def rechecks_of(selection: Selection) -> RecheckTable:
    """The draw with its findings, in the order in which it was drawn."""
    places, drawn = units_of(selection), last_draw(selection)
    rows = selection.rechecks.select_related(
        "observation__unit",
        "observation__period",
        "observation__indicator",
        "observation__entered_by",
        "checked_by",
    )
    return RecheckTable(
        selection.recheck_seed,
        selection.recheck_size,
        tuple(drawn.content["items"]) if drawn else (),
        tuple(_rows(selection.recheck_seed, rows, places)),
    )


def _rows(
    seed: str, rows: Iterable[Recheck], places: dict[int, Place]
) -> Iterable[RecheckRow]:
    for row in rows:
        item = item_of(row.observation)
        place = places.get(row.observation.unit_id)
        yield RecheckRow(row, item, place, ticket(seed, item))


def is_as_drawn(table: RecheckTable) -> bool:
    """Whether drawing again from the kept items gives what stands first."""
    again = set(draw(table.seed, table.items, table.size))
    return again <= {row.item for row in table.rows}
