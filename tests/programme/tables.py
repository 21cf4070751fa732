"""What tests of the plan table share: a programme, tables as bytes, a dump."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from bagana.accounts.models import User
from bagana.programme.actions.plan_batches import apply_batch, check_table
from bagana.programme.models import PlanBatch, Programme
from bagana.territory.models import Unit
from tests.factories import make_tree, make_user
from tests.programme.factories import make_programme


@dataclass(frozen=True)
class TableWorld:
    units: dict[str, Unit]
    programme: Programme
    officer: User

    def check(self, content: bytes, **options: Any) -> PlanBatch:
        options = {"name": "plan.csv", "user": self.officer} | options
        return check_table(programme=self.programme, content=content, **options)

    def paste(self, text: str, **options: Any) -> PlanBatch:
        return self.check(text.encode(), origin="paste", **options)

    def take_in(
        self, content: bytes, on: date = date(2018, 6, 5), **options: Any
    ) -> PlanBatch:
        batch = self.check(content, **options)
        return apply_batch(batch=batch, user=self.officer, on=on)

    def codes(self, content: bytes, **options: Any) -> list[tuple[int, str]]:
        problems = self.check(content, **options).problems
        return [(problem["row"], problem["code"]) for problem in problems]


def make_world() -> TableWorld:
    units = make_tree()
    officer = make_user("aimag_officer", units["1"])
    return TableWorld(units, make_programme(units["1"], code="table"), officer)


def csv_of(lines: Sequence[Mapping[str, str]]) -> bytes:
    target = io.StringIO()
    headings = list(dict.fromkeys(key for line in lines for key in line))
    writer = csv.DictWriter(target, headings)
    writer.writeheader()
    writer.writerows(lines)
    return target.getvalue().encode("utf-8-sig")


# A revision only grows; what tells of the batches themselves is no part of the plan.
LEFT_OUT = {"measure": {"revision"}}
APART = {"planbatch"}


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of the programme, histories and batches left out."""
    found = {}
    for model in apps.get_app_config("programme").get_models(include_auto_created=True):
        name = model._meta.model_name or ""
        if name in APART or name.startswith("historical"):
            continue
        left_out = LEFT_OUT.get(name, set())
        found[name] = [
            {key: value for key, value in row.items() if key not in left_out}
            for row in model._default_manager.order_by("pk").values()
        ]
    return found
