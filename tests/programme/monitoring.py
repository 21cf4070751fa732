"""A programme under monitoring, for tests: who writes, who checks, who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from bagana.accounts.models import User
from bagana.programme.actions.reports import (
    check_report,
    decide_report,
    save_report,
    submit_report,
)
from bagana.programme.actions.rounds import open_round
from bagana.programme.models import (
    Evidence,
    Measure,
    Programme,
    RatingLevel,
    Report,
    Round,
)
from bagana.territory.models import Unit
from tests.factories import make_tree, make_user
from tests.programme.factories import make_measure, make_programme, make_scale


@dataclass
class World:
    """An aimag "1" with sums "11" and "12"; bag "1101" has two measures, the sum "11"
    and bag "1201" one each."""

    units: dict[str, Unit]
    programme: Programme
    governor: User
    sum: User
    other_sum: User
    aimag: User
    second: User
    admin: User
    measures: dict[str, Measure]

    def open(self, period: str = "2019") -> Round:
        return open_round(
            user=self.aimag,
            programme=self.programme,
            period=period,
            opens_on=date(2019, 12, 1),
            due_on=date(2019, 12, 25),
        )


def make_world() -> World:
    units = make_tree()
    make_scale()
    programme = make_programme(units["1"])
    offices = {"a": "1101", "b": "1101", "sum": "11", "far": "1201"}
    return World(
        units=units,
        programme=programme,
        governor=make_user("bag_governor", units["1101"]),
        sum=make_user("sum_officer", units["11"]),
        other_sum=make_user("sum_officer", units["12"]),
        aimag=make_user("aimag_officer", units["1"]),
        second=make_user("aimag_officer", units["1"]),
        admin=make_user("administrator", units["1"]),
        measures={
            key: make_measure(programme, units[code]) for key, code in offices.items()
        },
    )


def report_of(round: Round, measure: Measure) -> Report:
    return Report.objects.get(round=round, measure=measure)


def level(round: Round, percent: int | None) -> RatingLevel:
    return round.scale.levels.get(percent=percent)


def make_photo(measure: Measure, **fields: Any) -> Evidence:
    values = {
        "kind": "photo",
        "caption": "Засвар дууссан",
        "file": ContentFile(b"not read here", name="photo.jpg"),
        "taken_on": date(2019, 11, 5),
    }
    return Evidence.objects.create(measure=measure, **(values | fields))


def write(
    user: User, report: Report, percent: int | None, *, shown: bool = True
) -> Report:
    """Saved with words, a proposal and, where it is high, a photo."""
    high = percent is not None and percent >= 50
    photos = [make_photo(report.measure)] if shown and high else None
    return save_report(
        user=user,
        report=report,
        revision=report.revision,
        fields={"done": "Ажлаа хийв."},
        evidence=photos,
        proposed=level(report.round, percent),
    )


def send(user: User, report: Report, percent: int | None) -> Report:
    return submit_report(user=user, report=write(user, report, percent))


def decide_all(world: World, round: Round, percents: dict[str, int | None]) -> None:
    """Every report of the world up the whole ladder, in the names of those who may."""
    writers = {"a": world.governor, "b": world.governor, "far": world.second}
    for key, percent in percents.items():
        report = report_of(round, world.measures[key])
        send(writers.get(key, world.sum), report, percent)
        if key != "sum":
            check_report(user=world.aimag, report=report)
        decide_report(user=world.aimag, report=report)
