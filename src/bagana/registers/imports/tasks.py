"""What the background worker does for files of the register."""

from __future__ import annotations

from django.tasks import task

from bagana.background.progress import working


@task
def take_upload(work_id: int, upload: int) -> None:
    """Write a checked file, in the name of who asked."""
    from bagana.registers.imports.actions import write_upload
    from bagana.registers.models import Upload

    with working(work_id) as progress:
        row = Upload.objects.select_related("unit").get(pk=upload)
        write_upload(user=row.made_by, upload=row, progress=progress)
