"""The run of a selection: whether it is under way, and what moved under it since."""

from __future__ import annotations

from django.db.models import QuerySet

from bagana.indicators.models import Status
from bagana.ranking.models import (
    Recheck,
    Run,
    RunCell,
    Selection,
    SelectionState,
    SelectionStep,
)


def is_running(run: Run | None) -> bool:
    """Whether its work is still waited for."""
    if run is None or run.computed_at is not None:
        return False
    return run.work is not None and not run.work.is_finished


def moved_cells(run: Run) -> int:
    """Figures under the run that have been corrected or taken back since."""
    return run.cells.exclude(observation__status=Status.PUBLISHED).count()


def doubted_cells(selection: Selection) -> QuerySet[RunCell]:
    """Figures under the run of which a second look found something else."""
    doubted = Recheck.objects.filter(selection=selection, agrees=False)
    run = selection.run_id or 0
    return RunCell.objects.filter(
        run=run, observation__in=doubted.values("observation")
    )


def last_step(selection: Selection, state: SelectionState) -> SelectionStep | None:
    """The newest step into a state."""
    return selection.steps.filter(state=state).order_by("-id").first()


def runs_of(selection: Selection) -> list[Run]:
    """Every run that the selection stood on, the last one last."""
    pks = selection.steps.filter(run__isnull=False).values_list("run", flat=True)
    runs = Run.objects.select_related("work").in_bulk(list(dict.fromkeys(pks)))
    return [runs[pk] for pk in dict.fromkeys(pks) if pk in runs]
