"""Rows of a programme for tests, on the tree of tests.factories.make_tree()."""

from datetime import date
from typing import Any

from bagana.programme import standings
from bagana.programme.models import (
    Activity,
    Measure,
    MeasureUnit,
    MoneyEntry,
    Objective,
    Phase,
    Programme,
    RatingLevel,
    RatingScale,
    Round,
)
from bagana.territory.models import Unit
from tests.factories import make_act, make_period

STEPS = ((100, "бүрэн"), (70, "шатандаа"), (30, "хангалтгүй"), (0, "хэрэгжээгүй"))


def make_programme(unit: Unit, **fields: Any) -> Programme:
    """Two phases (2018–2020, 2021–2023) and two objectives."""
    values = {
        "code": f"programme-{Programme.objects.count() + 1}",
        "act": make_act(unit, date=date(2018, 6, 5)),
        "name_mn": "Туршилтын хөтөлбөр",
        "name_en": "Test programme",
        "starts_on": date(2018, 1, 1),
        "ends_on": date(2023, 12, 31),
    }
    programme = Programme.objects.create(unit=unit, **(values | fields))
    for number, start in ((1, 2018), (2, 2021)):
        Phase.objects.create(
            programme=programme,
            number=number,
            starts_on=date(start, 1, 1),
            ends_on=date(start + 2, 12, 31),
        )
        Objective.objects.create(
            programme=programme,
            number=number,
            name_mn=f"Зорилт {number}",
            name_en=f"Objective {number}",
        )
    return programme


def make_measure(programme: Programme, office: Unit, **fields: Any) -> Measure:
    """A measure of the first phase and objective, concerning its own office's unit."""
    count = programme.measures.count() + 1
    values = {
        "phase": programme.phases.order_by("number").first(),
        "objective": programme.objectives.order_by("number").first(),
        "number": f"1.{count}",
        "sort_key": f"001.{count:05}",
        "name_mn": f"Арга хэмжээ {count}",
        "name_en": f"Measure {count}",
        "starts_on": date(2018, 7, 1),
        "due_on": date(2019, 12, 31),
    }
    units = fields.pop("units", [office])
    measure = Measure.objects.create(
        programme=programme, office=office, **(values | fields)
    )
    for unit in units:
        MeasureUnit.objects.create(measure=measure, unit=unit)
    standings.refresh([measure.pk])
    return measure


def make_activity(measure: Measure, **fields: Any) -> Activity:
    count = measure.activities.count() + 1
    values = {
        "position": count,
        "name_mn": f"Үйл ажиллагаа {count}",
        "name_en": f"Activity {count}",
        "due_on": measure.due_on,
    }
    activity = Activity.objects.create(measure=measure, **(values | fields))
    standings.refresh([measure.pk])
    return activity


def make_money(measure: Measure, amount: Any, **fields: Any) -> MoneyEntry:
    values = {
        "spender": measure.office,
        "unit": measure.office,
        "source": "local",
        "year": 2019,
        "kind": "plan",
        "booked_on": date(2019, 1, 15),
    }
    entry = MoneyEntry.objects.create(
        measure=measure, amount=amount, **(values | fields)
    )
    standings.refresh([measure.pk])
    return entry


def make_scale(**fields: Any) -> RatingScale:
    values = {
        "code": "test-scale",
        "name_mn": "Туршилтын шатлал",
        "name_en": "Test scale",
        "rule_mn": "Туршилтын журам",
        "rule_en": "Test rule",
        "valid_from": date(2017, 3, 15),
    }
    scale = RatingScale.objects.create(**(values | fields))
    for position, (percent, name) in enumerate(STEPS, start=1):
        RatingLevel.objects.create(
            scale=scale, position=position, percent=percent, name_mn=name, name_en=name
        )
    RatingLevel.objects.create(
        scale=scale, position=5, name_mn="хугацаа болоогүй", name_en="not due"
    )
    return scale


def make_round(programme: Programme, year: int = 2019, **fields: Any) -> Round:
    values = {
        "scale": RatingScale.objects.first() or make_scale(),
        "opens_on": date(year, 12, 1),
        "due_on": date(year, 12, 25),
    }
    return Round.objects.create(
        programme=programme, period=make_period(year), **(values | fields)
    )
