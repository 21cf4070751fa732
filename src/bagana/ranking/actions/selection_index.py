"""The index of a selection: one seed, announced once; run again only on new figures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.engines.index.drawing import seed_number
from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    move,
    require_state,
    seed_words,
)
from bagana.ranking.models import Run, RunKind, Selection, SelectionState
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_runs import is_running, moved_cells
from bagana.web.errors import Conflict, Refused

AGAIN = (SelectionState.INDEX, SelectionState.RECHECK, SelectionState.ANSWERED)


@transaction.atomic
def run_index(
    *,
    user: Any,
    selection: Selection,
    seed: str = "",
    note: str = "",
    replications: int | None = None,
    now: datetime | None = None,
) -> Run:
    """Start the official run of the selection, in the background.

    `seed` are public words, given once, when the gates are through. The index is run
    again, with the same words, only where the last run failed or where a figure under
    it has been corrected since: nobody draws until he likes what he sees.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.GATES, *AGAIN)
    if row.state == SelectionState.GATES:
        _through_the_gates(row)
        row.index_seed = seed_words(seed)
    else:
        _worth_running_again(row)
    run = _started(user, row, replications)
    row.run = run
    state = SelectionState(row.state)
    if state == SelectionState.GATES:
        state = SelectionState.INDEX
    content = {
        "seed": row.index_seed,
        "seed_number": str(run.seed),
        "replications": run.replications,
        "gates": _gates(row),
    }
    move(row, state, user=user, content=content, now=now, note=note, run=run)
    return run


def _started(user: Any, row: Selection, replications: int | None) -> Run:
    from bagana.ranking.actions.runs import start_run

    return start_run(
        user=user,
        version=row.version,
        period=row.period,
        kind=RunKind.OFFICIAL,
        seed=seed_number(row.index_seed),
        replications=replications,
    )


def _through_the_gates(row: Selection) -> None:
    left = gates_of(row).open
    if left:
        words = ngettext(
            "%(n)s болзол шалгагдаагүй байна.",
            "%(n)s болзол шалгагдаагүй байна.",
            left,
        )
        raise Refused(
            words % {"n": left}, _("Бүх нэгжийн бүх болзлыг дүгнээд үргэлжлүүлнэ үү.")
        )


def _worth_running_again(row: Selection) -> None:
    if row.run is None:
        return
    if is_running(row.run):
        raise Conflict(_("Тооцоо хийгдэж байна."), _("Дуусахыг хүлээнэ үү."))
    if row.run.computed_at is None or moved_cells(row.run):
        return
    raise Refused(
        _("Сүүлийн тооцооноос хойш нэг ч тоо засагдаагүй: дахин бодоход дүн ижил."),
        _("Зөрсөн тоог эхлээд засаж нийтэлнэ үү."),
    )


def _gates(row: Selection) -> dict[str, dict[str, bool]]:
    """Which unit passed which gate when the index was run."""
    return {
        one.place.code: {cell.gate.code: cell.state == "passed" for cell in one.cells}
        for one in gates_of(row).rows
    }
