"""A file of outlines kept between its check and its application."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.territory.boundaries.applying import apply_file
from bagana.territory.boundaries.reading import BoundaryFile, read_boundaries
from bagana.territory.models import BoundaryUpload, UnitChange
from bagana.territory.rules import changes_units
from bagana.web.errors import Conflict, PermissionDenied

KEPT = 20
"""Files not applied that are kept for one user; older ones go."""


@transaction.atomic
def keep_upload(
    *, user: User, name: str, content: bytes, code_field: str = ""
) -> BoundaryUpload:
    """Keep a file that can be read; what is wrong with it is said at once."""
    if not changes_units(user):
        raise PermissionDenied(_("Зааг оруулах эрх танд алга."))
    file = read_boundaries(name, content, code_field)
    upload = BoundaryUpload.objects.create(
        name=name[:200], content=content, code_field=file.code_field, made_by=user
    )
    waiting = BoundaryUpload.objects.filter(made_by=user, applied_at__isnull=True)
    old = waiting.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    BoundaryUpload.objects.filter(pk__in=list(old)).delete()
    return upload


@transaction.atomic
def apply_upload(
    *,
    user: User,
    upload: BoundaryUpload,
    act: Act,
    effective_on: date,
    status: str,
    source: str,
) -> list[UnitChange]:
    upload = BoundaryUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.made_by_id != user.pk:
        raise PermissionDenied(_("Энэ файлыг өөр хүн оруулсан."))
    if upload.applied_at is not None:
        raise Conflict(_("Энэ файлыг аль хэдийн хэрэгжүүлсэн."))
    changes = apply_file(
        user=user,
        act=act,
        effective_on=effective_on,
        file=file_of(upload),
        status=status,
        source=source,
    )
    upload.applied_at = timezone.now()
    upload.save(update_fields=["applied_at"])
    return changes


def file_of(upload: BoundaryUpload) -> BoundaryFile:
    return read_boundaries(upload.name, bytes(upload.content), upload.code_field)
