"""Objectives and measures: adding, amending, dropping, carrying over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bagana.engines.mongolian import sort_key
from bagana.indicators.models import Indicator
from bagana.programme import standings
from bagana.programme.actions.keeping import (
    keep,
    needed,
    planner_only,
    reasoned,
    strike,
)
from bagana.programme.actions.measure_checks import check_measure, check_units
from bagana.programme.models import (
    Measure,
    MeasureIndicator,
    MeasureUnit,
    Objective,
    Phase,
    Programme,
    ResultLevel,
)
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import Conflict, Refused

TEXTS = (
    *("number", "name_mn", "name_en", "post_mn", "post_en", "partners_mn"),
    *("partners_en", "output_mn", "output_en", "risk", "risk_note_mn"),
    "risk_note_en",
)
AMENDABLE = frozenset(
    {*TEXTS, "objective", "phase", "office", "starts_on", "due_on", "is_illustrative"}
)


@transaction.atomic
def add_objective(
    *,
    user: Any,
    programme: Programme,
    number: int,
    name_mn: str,
    name_en: str = "",
    note_mn: str = "",
    note_en: str = "",
    is_illustrative: bool = False,
    history_reason: str = "added",
) -> Objective:
    planner_only(user, programme)
    objective = Objective(
        programme=programme, number=number, is_illustrative=is_illustrative
    )
    texts = {"name_en": name_en, "note_mn": note_mn, "note_en": note_en}
    return _write_objective(
        objective, {"name_mn": name_mn, **texts}, user=user, reason=history_reason
    )


@transaction.atomic
def amend_objective(
    *,
    user: Any,
    objective: Objective,
    reason: str,
    number: int,
    name_mn: str,
    name_en: str = "",
    note_mn: str = "",
    note_en: str = "",
) -> Objective:
    """Correct an objective; the earlier wording stays in the history."""
    planner_only(user, objective.programme)
    objective.number = number
    texts = {"name_en": name_en, "note_mn": note_mn, "note_en": note_en}
    return _write_objective(
        objective, {"name_mn": name_mn, **texts}, user=user, reason=reasoned(reason)
    )


def _write_objective(
    objective: Objective, texts: dict[str, str], *, user: Any, reason: str
) -> Objective:
    needed(texts["name_mn"], "name_mn", _("Зорилтын нэр хоосон байна."))
    for name, text in texts.items():
        setattr(objective, name, text.strip())
    same = Objective.objects.filter(
        programme=objective.programme, number=objective.number
    )
    if same.exclude(pk=objective.pk).exists():
        raise Conflict(
            _("Энэ дугаартай зорилт бүртгэлтэй байна."),
            _("Өөр дугаар өгнө үү."),
            "number",
        )
    keep(objective, user=user, reason=reason)
    return objective


@transaction.atomic
def remove_objective(*, user: Any, objective: Objective, reason: str) -> None:
    """Take away an objective entered by mistake: nothing may stand under it."""
    planner_only(user, objective.programme)
    if objective.measures.exists():
        raise Conflict(
            _("Энэ зорилтод арга хэмжээ харьяалагдаж байна."),
            _("Эхлээд арга хэмжээг өөр зорилтод шилжүүлнэ үү."),
        )
    strike(objective, user=user, reason=reasoned(reason))


@transaction.atomic
def add_measure(
    *,
    user: Any,
    programme: Programme,
    objective: Objective,
    phase: Phase,
    number: str,
    name_mn: str,
    office: Unit,
    starts_on: date,
    due_on: date,
    units: Iterable[Unit] = (),
    outputs: Iterable[Indicator] = (),
    outcomes: Iterable[Indicator] = (),
    continues: Measure | None = None,
    history_reason: str = "added",
    refresh: bool = True,
    **texts: Any,
) -> Measure:
    """A measure of an objective in a phase. `texts` are further AMENDABLE fields.

    An import of many gives `refresh=False` and refreshes the standings once itself.
    """
    planner_only(user, programme)
    measure = Measure(programme=programme, continues=continues)
    values = {"objective": objective, "phase": phase, "number": number}
    values |= {"name_mn": name_mn, "office": office}
    values |= {"starts_on": starts_on, "due_on": due_on} | texts
    _fill(measure, values)
    check_measure(measure)
    keep(measure, user=user, reason=history_reason)
    _set_units(measure, list(units))
    _set_indicators(measure, list(outputs), list(outcomes))
    if refresh:
        standings.refresh([measure.pk])
    return measure


@transaction.atomic
def amend_measure(
    *,
    user: Any,
    measure: Measure,
    revision: int,
    reason: str,
    units: Iterable[Unit] | None = None,
    outputs: Iterable[Indicator] | None = None,
    outcomes: Iterable[Indicator] | None = None,
    refresh: bool = True,
    **changes: Any,
) -> Measure:
    """Change what `changes` name; `revision` is the one the editor had before him.

    Raises
    ------
    Conflict
        When somebody saved in between: nothing is written, the page shows both.
    """
    planner_only(user, measure.programme)
    reason = reasoned(reason)
    _take_turn(measure, revision)
    _fill(measure, changes)
    check_measure(measure)
    keep(measure, user=user, reason=reason)
    if units is not None:
        _set_units(measure, list(units))
    if outputs is not None or outcomes is not None:
        _set_indicators(
            measure,
            _kept(measure, ResultLevel.OUTPUT) if outputs is None else list(outputs),
            _kept(measure, ResultLevel.OUTCOME) if outcomes is None else list(outcomes),
        )
    if refresh:
        standings.refresh([measure.pk])
    return measure


def _take_turn(measure: Measure, revision: int) -> None:
    """Count the revision on, unless somebody else has: one statement decides."""
    mine = Measure.objects.filter(pk=measure.pk, revision=revision)
    if not mine.update(revision=F("revision") + 1):
        raise Conflict(
            _("Таныг засаж байх хооронд өөр хүн энэ арга хэмжээг өөрчилжээ."),
            _("Хоёр бичилтийг харьцуулж үзээд дахин хадгална уу."),
        )
    measure.refresh_from_db()


def _fill(measure: Measure, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in AMENDABLE:
            raise TypeError(f"a measure has no {name} to write")
        setattr(measure, name, value.strip() if isinstance(value, str) else value)
    measure.sort_key = sort_key(measure.number)[:200]


def _set_units(measure: Measure, units: list[Unit]) -> None:
    """Rows of units that have ended stay: they say what was concerned before."""
    check_units(measure, units)
    wanted = {unit.pk for unit in units}
    still = UnitVersion.objects.filter(valid_to__isnull=True).values("unit")
    standing = measure.concerned.filter(closed_by__isnull=True, unit__in=still)
    standing.exclude(unit__in=wanted).delete()
    held = set(measure.concerned.values_list("unit", flat=True))
    MeasureUnit.objects.bulk_create(
        MeasureUnit(measure=measure, unit_id=pk) for pk in sorted(wanted - held)
    )


def _set_indicators(
    measure: Measure, outputs: list[Indicator], outcomes: list[Indicator]
) -> None:
    """An indicator stands once in a measure: as an outcome rather than an output."""
    levels = {one.pk: ResultLevel.OUTPUT for one in outputs}
    levels |= {one.pk: ResultLevel.OUTCOME for one in outcomes}
    measure.expected.all().delete()
    MeasureIndicator.objects.bulk_create(
        MeasureIndicator(measure=measure, indicator_id=pk, level=level)
        for pk, level in levels.items()
    )


def _kept(measure: Measure, level: str) -> list[Indicator]:
    rows = measure.expected.filter(level=level).select_related("indicator")
    return [row.indicator for row in rows]


@transaction.atomic
def drop_measure(*, user: Any, measure: Measure, on: date, reason: str) -> Measure:
    """Give a measure up from a day on. What was done and paid before stays."""
    measure.refresh_from_db(from_queryset=Measure.objects.select_for_update())
    planner_only(user, measure.programme)
    reason = needed(reason, "reason", _("Хассан шалтгаан хоосон байна."))
    if len(reason) > 500:
        raise Refused(
            _("Шалтгаан 500 тэмдэгтээс урт байна."), _("Товчилно уу."), "reason"
        )
    if measure.dropped_on:
        raise Conflict(_("Энэ арга хэмжээг аль хэдийн хассан байна."))
    measure.dropped_on, measure.dropped_reason = on, reason
    measure.revision += 1
    keep(measure, user=user, reason=reason)
    standings.refresh([measure.pk])
    return measure


@transaction.atomic
def take_up_again(*, user: Any, measure: Measure, reason: str) -> Measure:
    """Undo a dropping."""
    measure.refresh_from_db(from_queryset=Measure.objects.select_for_update())
    planner_only(user, measure.programme)
    if measure.dropped_on is None:
        raise Conflict(_("Энэ арга хэмжээг хасаагүй байна."))
    reason = reasoned(reason)
    measure.dropped_on, measure.dropped_reason = None, ""
    measure.revision += 1
    keep(measure, user=user, reason=reason)
    standings.refresh([measure.pk])
    return measure


@transaction.atomic
def remove_measure(*, user: Any, measure: Measure, reason: str) -> None:
    """Take away a measure entered by mistake, on which nothing rests yet.

    What has begun is dropped, never removed.
    """
    planner_only(user, measure.programme)
    resting: Iterable[models.Manager[Any]] = (
        *(measure.evidence, measure.money, measure.reports, measure.comments),
        *(measure.continued_by, measure.targets, measure.proposals),
    )
    done = measure.activities.filter(done_on__isnull=False).exists()
    if done or any(rows.exists() for rows in resting):
        raise Conflict(
            _("Энэ арга хэмжээнд нотолгоо, мөнгө, тайлан, санал холбоотой байна."),
            _("Устгахын оронд «Хасах» үйлдлээр, шалтгаантай нь хасна уу."),
        )
    strike(measure, user=user, reason=reasoned(reason))
