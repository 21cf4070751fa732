"""What is measured, each beside the same question in plain SQL.

A workload is a pair of functions without arguments: what the program does, and what
the database alone would need for it. Caches are emptied before every run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from bagana.accounts.models import User
from bagana.indicators.actions import publish
from bagana.indicators.imports import apply_batch, check_file
from bagana.indicators.models import ImportBatch, Indicator, Observation, Period
from bagana.indicators.periods import ensure_periods
from bagana.territory.models import Unit, UnitAncestry
from benchmarks.build_world import insert

AIMAG, BAG, INDICATOR, YEAR = "F01", "F010101", "fictional_01", "2025"
OBSERVATION = Observation._meta.db_table
ANCESTRY = UnitAncestry._meta.db_table
UNIT, PERIOD = Unit._meta.db_table, Period._meta.db_table
CATALOGUE = Indicator._meta.db_table


@dataclass(frozen=True)
class Workload:
    name: str
    run: Callable[[], object]
    plain: Callable[[], object]
    is_page: bool = True


def get(address: str) -> Callable[[], object]:
    client = Client(headers={"host": "localhost"})

    def run() -> object:
        cache.clear()
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return answer.getvalue()

    return run


def sql(*questions: tuple[str, list[Any]]) -> Callable[[], object]:
    def run() -> object:
        with connection.cursor() as cursor:
            for text, values in questions:
                cursor.execute(text, values)
                cursor.fetchall()
        return None

    return run


INSIDE = f"""
    FROM {OBSERVATION} o
    JOIN {UNIT} u ON u.id = o.unit_id
    JOIN {PERIOD} p ON p.id = o.period_id
    JOIN {CATALOGUE} i ON i.id = o.indicator_id
    JOIN {ANCESTRY} a ON a.unit_id = o.unit_id AND a.depth = 2 AND a.valid_to IS NULL
    JOIN {UNIT} r ON r.id = a.ancestor_id
    WHERE r.code = %s AND i.code = %s AND p.code = %s AND o.status = 'published'
"""
OF_UNIT = f"""
    SELECT i.code, p.code, o.value
    FROM {OBSERVATION} o
    JOIN {UNIT} u ON u.id = o.unit_id
    JOIN {PERIOD} p ON p.id = o.period_id
    JOIN {CATALOGUE} i ON i.id = o.indicator_id
    WHERE u.code = %s AND o.status = 'published' ORDER BY i.position, p.start
"""


def pages() -> list[Workload]:
    asked = [AIMAG, INDICATOR, YEAR]
    rows = (f"SELECT u.code, o.value, o.version {INSIDE} ORDER BY u.code", asked)
    total = (f"SELECT COUNT(*) {INSIDE}", asked)
    of_aimag = f"within={AIMAG}&level=3"
    listed = f"{of_aimag}&indicator={INDICATOR}&period={YEAR}"
    return [
        Workload("unit page", get(f"/units/{BAG}/"), sql((OF_UNIT, [BAG]))),
        Workload(
            "indicator page with map",
            get(f"/indicators/{INDICATOR}/?period={YEAR}&{of_aimag}"),
            sql(rows),
        ),
        Workload("API list", get(f"/api/v1/observations?{listed}"), sql(total, rows)),
    ]


def months() -> Iterator[str]:
    yield from (
        f"{year}-{month:02d}" for year in range(2001, 2016) for month in range(1, 13)
    )


def new_rows(wanted: int) -> list[tuple[str, str, str, float]]:
    """As many figures of months that hold none yet."""
    units = list(Unit.objects.order_by("code").values_list("code", flat=True))
    codes = list(Indicator.objects.order_by("code").values_list("code", flat=True))
    rows = (
        (indicator, unit, month, float(number))
        for month in months()
        for indicator in codes
        for number, unit in enumerate(units)
    )
    return [row for row, _ in zip(rows, range(wanted), strict=False)]


def as_file(rows: list[tuple[str, str, str, float]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["indicator", "unit", "period", "value"])
    writer.writerows(rows)
    return text.getvalue().encode()


@dataclass
class Import:
    """One file of figures: taken in, published, and put away again."""

    wanted: int

    def __post_init__(self) -> None:
        self.user = User.objects.get(username="benchmark")
        self.rows = new_rows(self.wanted)
        self.content = as_file(self.rows)
        ensure_periods({row[2] for row in self.rows})
        self.batch: ImportBatch | None = None

    def take_in(self) -> object:
        batch = check_file(user=self.user, name="figures.csv", content=self.content)
        self.batch = apply_batch(user=self.user, batch=batch)
        if self.batch.counts["new"] != self.wanted:
            raise RuntimeError(f"not taken in whole: {self.batch.counts}")
        return self.batch

    def publish(self) -> object:
        made = publish(user=self.user, title="Зохиомол нийтлэл")
        if made.rows != self.wanted:
            raise RuntimeError(f"not published whole: {made.rows}")
        return made

    def put_away(self) -> None:
        assert self.batch is not None
        rows = Observation.objects.filter(batch=self.batch)
        rows._raw_delete(rows.db)
        self.batch.delete()

    def plain_insert(self) -> object:
        """Read the same file and write the same rows, with nothing checked."""
        indicators = dict(Indicator.objects.values_list("code", "pk"))
        sources = dict(Indicator.objects.values_list("code", "source_id"))
        units = dict(Unit.objects.values_list("code", "pk"))
        periods = dict(Period.objects.values_list("code", "pk"))
        from django.utils import timezone

        now = timezone.now()
        read = csv.DictReader(io.StringIO(self.content.decode()))
        with transaction.atomic():
            insert(
                Observation,
                (
                    (
                        indicators[row["indicator"]],
                        units[row["unit"]],
                        periods[row["period"]],
                        float(row["value"]),
                        sources[row["indicator"]],
                        *("draft", 1, None, now, "", ""),
                    )
                    for row in read
                ),
            )
            transaction.set_rollback(True)
        return None

    def plain_publish(self) -> object:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {OBSERVATION} SET status = 'published' WHERE status = 'draft'"
            )
            transaction.set_rollback(True)
        return None
