"""Make many tables in one step of a migration.

Django renders every related model anew after each table it makes, which costs a fresh
installation a minute of processor. Tables made together are rendered once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Several models whose tables may name one another."""

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without it, adding a model renders all that are related, each time.
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return ", ".join(model.describe() for model in self.models)


def together(operations: Sequence[Operation]) -> list[Operation]:
    """The operations, with each run of tables to make as one."""
    return list(_joined(operations))


def _joined(operations: Sequence[Operation]) -> Iterator[Operation]:
    for makes, run in groupby(operations, key=lambda one: type(one) is CreateModel):
        if makes:
            yield CreateModels([one for one in run if isinstance(one, CreateModel)])
        else:
            yield from run
