"""What the background worker does for a plan that is edited by hand."""

from __future__ import annotations

from django.tasks import task
from django.utils.translation import gettext as _

from bagana.background.progress import working
from bagana.redistricting.models import Plan


@task
def finish(work_id: int, plan: int, seen: int) -> None:
    """Search what is not locked; a stop keeps the best that was found."""
    from bagana.redistricting.actions.editing_engine import run_finish

    with working(work_id) as progress:
        found = Plan.objects.select_related("scenario__block_set").get(pk=plan)
        step = run_finish(found, progress.work.made_by, seen, progress)
        if step is None:
            note = _("Илүү сайн хувилбар олдсонгүй: юу ч өөрчлөөгүй.")
            progress.report(1, 1, note)
