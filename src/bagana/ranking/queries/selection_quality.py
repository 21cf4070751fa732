"""How good the figures behind the candidates are, before anything is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bagana.engines.index.weights import effective_of
from bagana.indicators.queries.quality import ErrorRate, newest_error_rates
from bagana.ranking.models import Run, Selection
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.runs import method_of, results_of
from bagana.ranking.queries.selection_gates import GateRow, gates_of
from bagana.ranking.queries.signals import run_signals, suggestions
from bagana.ranking.wording import failed_words
from bagana.territory.models import UnitAncestry


@dataclass(frozen=True, slots=True)
class QualityRow:
    """A ranked unit: what is known of its figures, and what it fails.

    `remarks` counts the signals that point at its figures: reasons to look, no more.
    `checked` is what a second, independent count says of its own figures, its sum's
    where the bag itself was counted too little.
    """

    row: UnitRow
    gates: GateRow | None
    of: int
    remarks: int
    checked: ErrorRate | None = None

    @property
    def failed(self) -> list[str]:
        return failed_words(self.row)

    @property
    def known(self) -> float:
        return 100 * self.row.completeness

    @property
    def imputed(self) -> float:
        """Share of the indicators that stand in for what is missing, in per cent."""
        return 100 * self.row.imputed / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class QualityGroup:
    name: str
    rows: tuple[QualityRow, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """`self_reported` is the share of the weight that units report themselves."""

    run: Run
    self_reported: float
    most_self_reported: float
    groups: tuple[QualityGroup, ...]
    not_ranked: tuple[UnitRow, ...]
    remarks: int


def quality_of(selection: Selection, *, every: bool = False) -> Quality | None:
    """Of the computed run, group by group: candidates, or every ranked unit.

    None before there is a run.
    """
    run = selection.run
    if run is None or run.computed_at is None:
        return None
    method, results = method_of(run), results_of(run)
    weights = effective_of(method)
    share = sum(weights[leaf.code] for leaf in method.leaves if leaf.self_reported)
    gates = {row.place.unit.pk: row for row in gates_of(selection).rows}
    remarks = remarks_by_unit(run)
    checked = _checked(run, [leaf.code for leaf in method.leaves], results.groups)
    groups = tuple(
        QualityGroup(
            group.name,
            tuple(
                QualityRow(
                    row,
                    gates.get(row.unit_id),
                    len(method.leaves),
                    remarks.get(row.unit, 0),
                    checked.get(row.unit_id),
                )
                for row in group.rows
                if every or row.is_proposed or row.is_grey
            ),
        )
        for group in results.groups
    )
    return Quality(
        run,
        100 * share,
        100 * method.selection.self_reported,
        groups,
        tuple(results.not_ranked),
        sum(remarks.values()),
    )


def _checked(run: Run, codes: list[str], groups: Iterable[Any]) -> dict[int, ErrorRate]:
    """By key of the unit; only where the method uses figures that were checked."""
    units = [row.unit_id for group in groups for row in group.rows]
    places = UnitAncestry.objects.on(run.period.end).filter(
        unit__in=units, depth__lte=1
    )
    above = dict(places.filter(depth=1).values_list("unit_id", "ancestor_id"))
    rates = newest_error_rates(codes, [*units, *above.values()], run.period)
    found = {unit: rates.get(unit) or rates.get(above.get(unit, 0)) for unit in units}
    return {unit: rate for unit, rate in found.items() if rate is not None}


def remarks_by_unit(run: Run) -> Mapping[str, int]:
    """By code of the unit: how many signals point at its figures."""
    found: dict[str, int] = defaultdict(int)
    for signal in run_signals(run).signals:
        if signal.unit:
            found[signal.unit] += 1
    return found


def remarks_on(run: Run | None) -> Mapping[int, list[str]]:
    """By observation: why one might look at it again; nothing before a run."""
    if run is None or run.computed_at is None:
        return {}
    return suggestions(run)
