"""What the background worker does for the ranking."""

from __future__ import annotations

from django.tasks import task

from bagana.background.progress import working
from bagana.ranking.models import Run


@task
def compute(work_id: int, run: int) -> None:
    """Compute a run and keep it; how far it is stands with the work."""
    from bagana.ranking.actions.runs import compute_run

    with working(work_id) as progress:
        compute_run(Run.objects.get(pk=run), progress)
