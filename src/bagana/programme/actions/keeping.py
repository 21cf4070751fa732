"""What every action on a programme does: ask for permission, write with a reason."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.models import Programme
from bagana.web.errors import PermissionDenied, Refused

REASON_LENGTH = 100  # of the history's own column


def planner_only(user: Any, programme: Programme) -> None:
    if not rules.can_plan(user, programme):
        raise PermissionDenied(_("Энэ хөтөлбөрийг төлөвлөх эрх танд алга."))


def keep(row: models.Model, *, user: Any, reason: str) -> None:
    """Save with who and why in the row's history."""
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = reason.strip()[:REASON_LENGTH]  # type: ignore[attr-defined]
    row.save()


def strike(row: models.Model, *, user: Any, reason: str) -> None:
    """Delete; the row stays in its history with who and why."""
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = reason.strip()[:REASON_LENGTH]  # type: ignore[attr-defined]
    row.delete()


def needed(text: str, field: str, what: str) -> str:
    """The text without spaces around it; Refused when nothing is left."""
    bare = text.strip()
    if not bare:
        raise Refused(what, _("Энэ талбарыг бөглөнө үү."), field)
    return bare


def reasoned(reason: str) -> str:
    """Why something is changed: never empty, short enough for the history."""
    bare = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    if len(bare) > REASON_LENGTH:
        raise Refused(
            _("Шалтгаан 100 тэмдэгтээс урт байна."), _("Товчилно уу."), "reason"
        )
    return bare
