"""What the office's page of a measure shows, and what its form begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from bagana.programme.models import (
    Activity,
    Evidence,
    Measure,
    MeasureIndicator,
    ResultLevel,
)
from bagana.programme.queries.evidence import evidence_of, withdrawn_of
from bagana.programme.queries.standings import measures_of, names_of
from bagana.territory.models import UnitVersion


@dataclass(frozen=True)
class OfficePage:
    status: str
    office: str
    places: list[str]
    steps: list[Activity]
    expected: list[MeasureIndicator]
    evidence: list[Evidence]
    withdrawn: list[Evidence]
    names: dict[int, str]
    continued_by: list[Measure]


def office_page(measure: Measure, on: date, user: Any) -> OfficePage:
    standing = measures_of(measure.programme, on=on).get(pk=measure.pk)
    rows = list(measure.concerned.filter(closed_by__isnull=True))
    evidence = list(evidence_of(measure, user))
    units = {measure.office_id, *(row.unit_id for row in rows)}
    units |= {one.unit_id for one in evidence if one.unit_id}
    names = names_of(units, on)
    return OfficePage(
        status=standing.status,
        office=names.get(measure.office_id, measure.office.code),
        places=[names.get(row.unit_id, "") for row in rows],
        steps=list(measure.activities.order_by("position")),
        expected=list(measure.expected.select_related("indicator")),
        evidence=evidence,
        withdrawn=list(withdrawn_of(measure, user)),
        names=names,
        continued_by=list(measure.continued_by.select_related("phase")),
    )


PLAIN = (
    *("objective", "phase", "number", "name_mn", "name_en", "post_mn", "post_en"),
    *("partners_mn", "partners_en", "starts_on", "due_on", "output_mn"),
    *("output_en", "risk", "risk_note_mn", "risk_note_en"),
)


def initial_of(measure: Measure) -> dict[str, Any]:
    """The form of amendment as the measure stands; units that have ended left out."""
    expected = list(measure.expected.select_related("indicator"))
    initial = {name: getattr(measure, name) for name in PLAIN}
    return initial | {
        "revision": measure.revision,
        "office": _written([measure.office_id]),
        "units": _written(
            list(
                measure.concerned.filter(closed_by__isnull=True).values_list(
                    "unit", flat=True
                )
            )
        ),
        "outputs": [r.indicator for r in expected if r.level == ResultLevel.OUTPUT],
        "outcomes": [r.indicator for r in expected if r.level == ResultLevel.OUTCOME],
    }


def _written(units: list[int]) -> str:
    """«1101 Name, 1102 Name», as the field of units reads back."""
    versions = UnitVersion.objects.filter(unit__in=units, valid_to__isnull=True)
    found = versions.select_related("unit").order_by("unit__code")
    return ", ".join(f"{v.unit.code} {v.name.replace(', ', ' ')}" for v in found)


@dataclass(frozen=True)
class Difference:
    """A field on which what stands and what was typed differ."""

    label: str
    theirs: str
    mine: str


def differences(measure: Measure, form: forms.Form) -> list[Difference]:
    now = initial_of(measure)
    found = []
    for name, field in form.fields.items():
        if name in ("revision", "reason"):
            continue
        theirs, mine = _word(now.get(name)), _word(_typed(form, name))
        if theirs != mine:
            found.append(Difference(str(field.label), theirs, mine))
    return found


def _typed(form: forms.Form, name: str) -> Any:
    value = form.cleaned_data.get(name)
    if isinstance(value, UnitVersion):
        return _written([value.unit_id])
    if name == "units":
        return _written([version.unit_id for version in value or []])
    return value


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if hasattr(value, "__iter__"):
        return ", ".join(sorted(str(one) for one in value))
    return str(value)
