"""All that is public of one measure: what, who, how far, with what, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from bagana.indicators.models import Observation
from bagana.programme.models import (
    Activity,
    Evidence,
    FundingSource,
    Measure,
    MeasureUnit,
    Report,
    Stage,
)
from bagana.programme.queries.money import MoneySum, entries_of, sums
from bagana.programme.queries.standings import concerned_on, names_of
from bagana.programme.queries.targets import TargetProgress, progress_of, targets_of
from bagana.programme.reasons import reason_in_words
from bagana.programme.standings import status_on
from bagana.territory.models import Unit


def public_measures(on: date) -> QuerySet[Measure]:
    """Measures with their status and what their page names."""
    return Measure.objects.annotate(**{"status": status_on(on)}).select_related(
        "standing__last_period",
        "objective",
        "phase",
        "office",
        "programme__unit",
        "programme__act__body",
        "continues__phase",
    )


@dataclass(frozen=True)
class Place:
    """A unit concerned; `until` where a change of units ended its part."""

    unit: Unit
    name: str
    until: date | None = None


@dataclass(frozen=True)
class MoneyRow:
    source: str
    year: int
    money: MoneySum

    @property
    def label(self) -> str:
        return str(FundingSource(self.source).label)


@dataclass(frozen=True)
class Shown:
    """A piece of evidence with its caption and place in the reader's language."""

    row: Evidence
    place: str

    @property
    def words(self) -> str:
        english = self.row.caption_en if get_language() == "en" else ""
        return english or self.row.caption


@dataclass(frozen=True)
class Rated:
    """A decided report and what it tells in the reader's language."""

    report: Report

    @property
    def told(self) -> str:
        english = self.report.done_en if get_language() == "en" else ""
        return english or self.report.done


@dataclass(frozen=True)
class StageGroup:
    """Evidence of before, during or after, or of no stated stage."""

    stage: str
    label: str
    rows: list[Shown]


@dataclass(frozen=True)
class MeasurePage:
    """What the page of a measure shows, as of a day."""

    measure: Measure
    on: date
    office: str
    places: list[Place]
    steps: list[Activity]
    money: list[MoneyRow]
    total: MoneySum
    targets: list[TargetProgress]
    evidence: list[Shown]
    reports: list[Rated]
    continued_by: list[Measure]

    @property
    def steps_done(self) -> int:
        return sum(_done(step, self.on) for step in self.steps)

    @property
    def stages(self) -> list[StageGroup]:
        """The gallery: before, during, after, then what states no stage."""
        named = [*Stage.choices, ("", "")]
        groups = [
            StageGroup(
                stage,
                str(label),
                [one for one in self.evidence if one.row.stage == stage],
            )
            for stage, label in named
        ]
        return [group for group in groups if group.rows]

    def _of_stage(self, stage: str) -> list[Shown]:
        return [one for one in self.evidence if one.row.stage == stage]


def _done(step: Activity, on: date) -> bool:
    return step.done_on is not None and step.done_on <= on


def measure_page(measure: Measure, *, on: date, user: Any) -> MeasurePage:
    """The page of a measure read with `public_measures`; some ten queries."""
    concerned = list(
        MeasureUnit.objects.filter(measure=measure).select_related("unit", "closed_by")
    )
    names = names_of([measure.office_id, *(row.unit_id for row in concerned)], on)
    money = _money(measure, on)
    return MeasurePage(
        measure=measure,
        on=on,
        office=names.get(measure.office_id, ""),
        places=_places(measure, concerned, names, on),
        steps=list(measure.activities.all()),
        money=money,
        total=sum((row.money for row in money), MoneySum()),
        targets=progress_of(
            targets_of(measure.programme, measure=measure), on=on, user=user
        ),
        evidence=public_evidence(measure, on),
        reports=_reports(measure, on),
        continued_by=list(measure.continued_by.select_related("phase")),
    )


def _places(
    measure: Measure, concerned: list[MeasureUnit], names: dict[int, str], on: date
) -> list[Place]:
    """Units in the order of their codes: those of the day, then those that ended."""
    standing = set(
        MeasureUnit.objects.filter(concerned_on(on), measure=measure).values_list(
            "pk", flat=True
        )
    )
    found = [
        Place(
            row.unit,
            names.get(row.unit_id, row.unit.code),
            None if row.pk in standing or not row.closed_by else _ended(row),
        )
        for row in concerned
        if row.pk in standing or row.closed_by
    ]
    return sorted(found, key=lambda place: (place.until is not None, place.unit.code))


def _ended(row: MeasureUnit) -> date | None:
    return row.closed_by.effective_on if row.closed_by else None


def _money(measure: Measure, on: date) -> list[MoneyRow]:
    found = sums(entries_of(None, measure=measure, until=on), "source", "year")
    rows = [MoneyRow(source, year, money) for (source, year), money in found.items()]
    return sorted(rows, key=lambda row: (row.year, row.source))


def public_evidence(measure: Measure, on: date) -> list[Shown]:
    """What anybody may see, for everybody alike, taken or added by the day.

    A figure is evidence for the public once the figure itself is public.
    """
    figures = Observation.objects.visible_to(None)
    rows = Evidence.objects.visible_to(None).filter(
        Q(observation__isnull=True) | Q(observation__in=figures), measure=measure
    )
    found = rows.select_related("observation__indicator")
    past = [one for one in found if _day_of(one) <= on]
    names = names_of({one.unit_id for one in past if one.unit_id}, on)
    return [Shown(one, names.get(one.unit_id or 0, "")) for one in past]


def _day_of(evidence: Evidence) -> date:
    added: date = timezone.localdate(evidence.added_at)
    return evidence.taken_on or added


def _reports(measure: Measure, on: date) -> list[Rated]:
    """Decided reports of closed rounds, newest first."""
    rows = Report.objects.visible_to(None).filter(
        measure=measure, round__period__end__lte=on
    )
    found = rows.select_related("round__period", "decided")
    newest = found.order_by("-round__period__end", "-round__period__start")
    return [Rated(report) for report in newest]


@dataclass(frozen=True)
class Amendment:
    """A change of the plan of a measure: when, why, and from what to what."""

    on: date
    reason: str
    changes: list[tuple[str, str, str]]


UNSAID = {"id", "revision", "sort_key", "programme", "is_illustrative"}


def amendments_of(measure: Measure, on: date) -> list[Amendment]:
    """How the plan of a measure was changed since it was made, newest first."""
    rows = [
        row
        for row in measure.history.order_by("history_id")
        if timezone.localdate(row.history_date) <= on or on >= timezone.localdate()
    ]
    pairs = list(pairwise(rows))
    words = _Words(pairs, on)
    found = [
        Amendment(
            timezone.localdate(after.history_date),
            reason_in_words(after.history_change_reason),
            words.changes(before, after),
        )
        for before, after in pairs
    ]
    return [one for one in reversed(found) if one.changes]


class _Words:
    """Values of a history in words; names of units are read once for all of them."""

    def __init__(self, pairs: list[tuple[Any, Any]], on: date) -> None:
        offices = {row.office_id for pair in pairs for row in pair}
        self.offices = names_of(offices, on) if len(offices) > 1 else {}

    def changes(self, before: Any, after: Any) -> list[tuple[str, str, str]]:
        fields = after.instance_type._meta.concrete_fields
        return [
            (
                str(field.verbose_name),
                self._word(field, before),
                self._word(field, after),
            )
            for field in fields
            if field.name not in UNSAID
            and getattr(before, field.attname) != getattr(after, field.attname)
        ]

    def _word(self, field: Any, row: Any) -> str:
        value = getattr(row, field.attname)
        if value is None or value == "":
            return "–"
        if field.name == "office":
            return self.offices.get(value, "")
        if field.is_relation:
            return str(field.related_model.objects.filter(pk=value).first() or value)
        return str(dict(field.choices or ()).get(value, value))
