"""Gates: computed from published figures, or judged by people with their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure, Reader
from bagana.ranking import rules
from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    move,
    must_take_part,
    needed,
    require_state,
)
from bagana.ranking.models import GateResult, Selection, SelectionState
from bagana.ranking.queries.selection_gates import (
    COMPLETENESS,
    INDICATOR,
    Gate,
    gate_list,
    latest_results,
)
from bagana.ranking.queries.selection_units import Place, units_of
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.procedures import day

HERE = (SelectionState.PREPARING, SelectionState.GATES)


@transaction.atomic
def check_gates(
    *, user: Any, selection: Selection, now: datetime | None = None
) -> Selection:
    """Compute every gate that figures decide; again where figures have come since.

    The first check moves the selection from its preparation to the gates.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, *HERE)
    if day(now) <= row.period.end:
        raise Refused(
            _("%(period)s дуусаагүй тул болзлыг шалгахад эрт байна.")
            % {"period": row.period.label},
            _("Он дуусаж, тоо нийтлэгдсэний дараа шалгана уу."),
        )
    _write(row, user, _findings(row))
    if row.state == SelectionState.PREPARING:
        content = {
            "gates": [entry["code"] for entry in row.version.gates],
            "units": sorted(place.code for place in units_of(row).values()),
        }
        move(row, SelectionState.GATES, user=user, content=content, now=now)
    return row


@transaction.atomic
def judge_gate(
    *,
    user: Any,
    selection: Selection,
    unit: Unit,
    gate: str,
    passed: bool,
    evidence: str,
) -> GateResult:
    """Say in words whether a unit meets a condition that no figure decides."""
    return judge_gates(
        user=user,
        selection=selection,
        units=[unit],
        gate=gate,
        passed=passed,
        evidence=evidence,
    )[0]


@transaction.atomic
def judge_gates(
    *,
    user: Any,
    selection: Selection,
    units: Iterable[Unit],
    gate: str,
    passed: bool,
    evidence: str,
) -> list[GateResult]:
    """The same judgement on the same ground for several units, all or none."""
    row = locked(selection)
    _judge_only(user, row)
    require_state(row, *HERE)
    _judged(row, gate)
    words = needed(evidence, "evidence", _("Нотолгоо хоосон байна."))
    wanted = list({unit.pk: unit for unit in units}.values())
    if not wanted:
        raise Refused(
            _("Нэг ч нэгж тэмдэглээгүй байна."), _("Нэгжээ тэмдэглэнэ үү."), "units"
        )
    must_take_part(row, wanted)
    standing = {one.unit_id: one for one in latest_results(row).filter(gate=gate)}
    return GateResult.objects.bulk_create(
        GateResult(
            selection=row,
            unit=unit,
            gate=gate,
            passed=passed,
            evidence=words,
            supersedes=standing.get(unit.pk),
            made_by=user,
        )
        for unit in wanted
    )


def _judge_only(user: Any, selection: Selection) -> None:
    if not (rules.can_conduct(user, selection) or rules.can_check(user, selection)):
        raise PermissionDenied(_("Болзлыг дүгнэх эрх танд алга."))


def _judged(selection: Selection, code: str) -> Gate:
    found = {gate.code: gate for gate in gate_list(selection.version)}.get(code)
    if found is None:
        raise Refused(_("Аргачлалд ийм болзол алга."), _("Болзлоо шалгана уу."), "gate")
    if not found.is_judged:
        raise Refused(
            _("Энэ болзлыг хүн биш, нийтэлсэн тоо шийднэ."),
            _("Тоо буруу бол тоог нь засаад дахин шалгана уу."),
            "gate",
        )
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """What a computed gate came to: the figure behind it, or that there is none."""

    unit: Unit
    gate: str
    passed: bool
    observation: int | None = None
    evidence: str = ""


def _findings(selection: Selection) -> list[Finding]:
    places = units_of(selection)
    gates = gate_list(selection.version)
    found = _by_figures(selection, places, [g for g in gates if g.kind == INDICATOR])
    asked = [gate for gate in gates if gate.kind == COMPLETENESS]
    return found + (_by_completeness(selection, places, asked) if asked else [])


def _by_figures(
    selection: Selection, places: dict[int, Place], gates: list[Gate]
) -> list[Finding]:
    catalogue = {
        one.code: one
        for one in Indicator.objects.filter(code__in=[g.indicator for g in gates])
    }
    codes = [place.code for place in places.values()]
    # Nobody's eyes: what is published decides, whoever presses the button.
    figures = Reader(None, selection.period.end).values(
        {one.pk: one for one in catalogue.values()}, [selection.period], codes
    )
    found = []
    for gate in gates:
        indicator = catalogue.get(gate.indicator)
        key = (indicator.pk if indicator else 0, selection.period.pk)
        known = figures.get(key, {})
        for place in places.values():
            found.append(_finding(gate, place, known.get(place.code)))
    return found


def _finding(gate: Gate, place: Place, figure: Figure | None) -> Finding:
    if figure is None or figure.value is None:
        return Finding(place.unit, gate.code, False)
    # A figure recast over a change of units has no row of its own to point to.
    evidence = "" if figure.pk else repr(figure.value)
    passed = gate.holds(figure.value)
    return Finding(place.unit, gate.code, passed, figure.pk, evidence)


def _by_completeness(
    selection: Selection, places: dict[int, Place], gates: list[Gate]
) -> list[Finding]:
    import numpy as np

    from bagana.ranking.definitions import engine_framework
    from bagana.ranking.queries.inputs import read_inputs

    data = read_inputs(
        engine_framework(selection.version),
        framework=selection.version.framework,
        period=selection.period,
        user=None,
    ).data
    # The years go on beyond the period where an indicator has a fixed year of its own.
    at = data.years.index(selection.period.start.year)
    known = (~np.isnan(data.values[at])).sum(axis=1)
    of_unit = dict(zip(data.units, known.tolist(), strict=True))
    whole = len(data.indicators)
    return [
        Finding(
            place.unit,
            gate.code,
            gate.holds(of_unit.get(place.code, 0) / whole),
            None,
            f"{of_unit.get(place.code, 0)}/{whole}",
        )
        for gate in gates
        for place in places.values()
    ]


def _write(selection: Selection, user: Any, findings: list[Finding]) -> None:
    """Keep what is new; what came to the same stands as it was judged first."""
    standing = {(row.unit_id, row.gate): row for row in latest_results(selection)}
    GateResult.objects.bulk_create(
        GateResult(
            selection=selection,
            unit=one.unit,
            gate=one.gate,
            passed=one.passed,
            observation_id=one.observation,
            evidence=one.evidence,
            supersedes=standing.get((one.unit.pk, one.gate)),
            made_by=user,
        )
        for one in findings
        if not _same(standing.get((one.unit.pk, one.gate)), one)
    )


def _same(row: GateResult | None, one: Finding) -> bool:
    if row is None:
        return False
    kept = (row.passed, row.observation_id, row.evidence)
    return kept == (one.passed, one.observation, one.evidence)
