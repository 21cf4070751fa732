"""A fictional year of daily work: requests, meetings, months of promptness.

Rows go in by thousands past the actions: what reading them costs is measured, and the
taking of one request is measured by the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.build_world import SIZES, START, _units, insert, places

SEED = 20261123
BATCH = 2000
DAYS = 365
BACKDATED = 100
"""One request in so many has its deeds dated far back."""
TITLE = "Зохиомол хуралдаан"


@dataclass(frozen=True)
class Load:
    """What is written into a world of units."""

    world: str
    open: int
    closed: int
    meetings_a_day: int


LOADS = {
    "small": Load("small", 20, 100, 1),
    "aimag": Load("aimag", 300, 6_000, 5),
    "country": Load("national", 10_000, 200_000, 100),
}


def build(load: Load) -> None:
    """Units, who works in them, and their daily work, into an empty database."""
    from bagana.casework.founding import load_services
    from bagana.indicators.founding import found_catalogue
    from bagana.meetings.founding import load_rules

    rng = np.random.default_rng(SEED)
    with transaction.atomic():
        units = _units(list(places(SIZES[load.world])), rng)
        load_services(units["F"])
        load_rules()
        found_catalogue()
        _workers(units)
        bags = [unit for code, unit in units.items() if len(code) == 7]
        _requests(load, bags, rng)
        _meetings(load, bags, rng)
        _months(list(units.values()), rng)
    with connection.cursor() as cursor:
        # The day of entering is the clock's otherwise: all of today.
        later = " + interval '9 hours'" if is_postgresql() else " || ' 09:00'"
        cursor.execute(f"UPDATE casework_request SET entered_at = taken_on{later}")
        cursor.execute(f'UPDATE casework_requeststep SET made_at = "on"{later}')
        cursor.execute("ANALYZE")


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _workers(units: dict[str, Any]) -> None:
    from bagana.accounts.models import Role, RoleAssignment, User

    for name, role, code in (
        ("country", Role.ADMINISTRATOR, "F"),
        ("aimag", Role.AIMAG_OFFICER, "F01"),
        ("sum", Role.SUM_OFFICER, "F0101"),
        ("bag", Role.BAG_GOVERNOR, "F010101"),
    ):
        user = User.objects.create_user(name, display_name="Зохиомол ажилтан")
        RoleAssignment.objects.create(
            user=user, role=role, unit=units[code], valid_from=START
        )


def _requests(load: Load, bags: list[Any], rng: Any) -> None:
    from bagana.casework.models import Request, RequestStep, Stop

    total = load.open + load.closed
    rows = _made(load, bags, rng)
    for start in range(0, total, BATCH):
        batch = [next(rows) for _one in range(min(BATCH, total - start))]
        made = Request.objects.bulk_create(batch)
        RequestStep.objects.bulk_create(
            RequestStep(
                request=row,
                deed=deed,
                state=row.state,
                on=on,
                backdated=0 if number % BACKDATED else 5,
            )
            for number, row in enumerate(made, start)
            for deed, on in (("received", row.taken_on), ("answered", row.answered_on))
            if on
        )
        Stop.objects.bulk_create(
            Stop(request=row, starts_on=row.taken_on, why="Зохиомол")
            for row in made
            if row.state == "waiting"
        )


def _made(load: Load, bags: list[Any], rng: Any) -> Iterator[Any]:
    """The open ones of the last month and a half, the closed ones of the last year."""
    from bagana.casework.models import ServiceVersion

    today, total = timezone.localdate(), load.open + load.closed
    versions = list(ServiceVersion.objects.select_related("service").order_by("pk"))
    where = rng.integers(len(bags), size=total)
    which = rng.integers(len(versions), size=total)
    is_open = rng.permutation(total) < load.open
    taken = np.where(
        is_open, rng.integers(0, 45, total), rng.integers(45, DAYS + 45, total)
    )
    for number in range(total):
        ago = timedelta(days=int(taken[number]))
        yield _one(
            number,
            bags[where[number]],
            versions[which[number]],
            today - ago,
            bool(is_open[number]),
            rng,
        )


def _one(
    number: int, unit: Any, version: Any, taken_on: date, is_open: bool, rng: Any
) -> Any:
    from bagana.casework.models import Request
    from bagana.privacy.sealing import blind, seal

    days = int(rng.integers(1, 40))
    rungs = ["bag", "sum", "aimag"]
    row = Request(
        unit=unit,
        number=f"{unit.code}-26-{number + 1}",
        version=version,
        channel=["desk", "phone", "mobile", "page", "open311"][number % 5],
        state="answered",
        rung=str(rng.choice(rungs, p=[0.8, 0.15, 0.05])) if is_open else "bag",
        taken_on=taken_on,
        due_on=taken_on + timedelta(days=version.term),
        is_fictional=True,
    )
    if is_open:
        row.state = ["received", "working", "working", "waiting"][number % 4]
    else:
        row.answered_on = row.closed_on = taken_on + timedelta(days=days)
        row.satisfaction = 1 + number % 5
    code = f"CODE{number:06}"
    row.sealed = seal({"text": "Зохиомол", "code": code}, bind=row.bind)
    row.code_index = blind(code, purpose="request_code")
    return row


def _meetings(load: Load, bags: list[Any], rng: Any) -> None:
    from bagana.acts.models import Act, Body
    from bagana.meetings.models import AgendaItem, Meeting, MeetingRule, Resolution

    today = timezone.localdate()
    rule = MeetingRule.objects.on(today).filter(kind="ordinary").first()
    bodies = Body.objects.bulk_create(
        Body(unit=bag, name_mn=f"{bag.code} зохиомол хурал", name_en=f"{bag.code}")
        for bag in bags
    )
    for day in range(DAYS):
        on = today - timedelta(days=day)
        at = timezone.make_aware(datetime.combine(on, time(11)))
        chosen = rng.permutation(len(bags))[: load.meetings_a_day]
        made = Meeting.objects.bulk_create(
            Meeting(
                unit=bags[n],
                body=bodies[n],
                kind="ordinary",
                rule=rule,
                year=on.year,
                title_mn=TITLE,
                state="signed" if day else "convened",
                starts_at=at,
                convened_at=at,
                place="Зохиомол",
                registered=200 if day else None,
                needed=101 if day else None,
                represented=120 if day else None,
            )
            for n in chosen
        )
        items = AgendaItem.objects.bulk_create(
            AgendaItem(meeting=row, position=1, kind="other", title_mn="Зохиомол")
            for row in made
        )
        acts = Act.objects.bulk_create(
            Act(
                body=row.body,
                kind="resolution",
                number=f"{day}",
                date=on,
                title_mn="Зохиомол",
            )
            for row in made
            if day
        )
        Resolution.objects.bulk_create(
            Resolution(
                meeting=row,
                item=item,
                act=act,
                signed_at=at,
                title_mn="Зохиомол",
                text="Зохиомол",
            )
            for row, item, act in zip(made, items, acts, strict=False)
        )


def _months(units: list[Any], rng: Any) -> None:
    """A published year of every figure that the page of promptness shows."""
    from bagana.indicators.models import Indicator, Observation, Publication
    from bagana.indicators.periods import ensure_periods
    from bagana.portal.views.daily.promptness import CODES

    year = timezone.localdate().year
    periods = ensure_periods([f"{year - 1}-{month:02}" for month in range(1, 13)])
    indicators = list(Indicator.objects.filter(code__in=CODES))
    rows = len(units) * len(periods) * len(indicators)
    publication = Publication.objects.create(title="Зохиомол", rows=rows, sha256="0")
    values = rng.integers(1, 99, rows).tolist()
    now = timezone.now()
    insert(
        Observation,
        [
            (
                *(indicator.pk, unit.pk, period.pk, values.pop(), indicator.source_id),
                *("published", 1, publication.pk, now, "", ""),
            )
            for indicator in indicators
            for period in periods.values()
            for unit in units
        ],
    )
