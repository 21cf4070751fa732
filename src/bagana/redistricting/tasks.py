"""What the background worker does for a re-drawing."""

from __future__ import annotations

from django.tasks import task

from bagana.background.progress import working
from bagana.redistricting.models import Search


@task
def search(work_id: int, search: int) -> None:
    """Search; what was found until a stop is kept, a repeat is a search of its own."""
    from bagana.redistricting.actions.searching import run_search, taken_up

    with working(work_id) as progress:
        found = Search.objects.select_related("scenario", "made_by").get(pk=search)
        run_search(taken_up(found, work_id), progress)
