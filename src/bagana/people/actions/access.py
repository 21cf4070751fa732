"""Signing in belongs to the post: what an appointment gives; opening an account."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.accounts.office_access import give_access, open_account
from bagana.people.models import Appointment, AppointmentState
from bagana.people.rules import is_self, may_fill
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep


def give(*, user: Any, appointment: Appointment) -> None:
    """The role of the post, from the first day of office to the end of the term.

    Nothing where the post has no role or the official no account, nor when the whole
    term lies in the past: an entered history opens no door.
    """
    post, account = appointment.post, appointment.official.user
    if not post.role or account is None or appointment.starts_on is None:
        return
    today = timezone.localdate()
    until = appointment.term_ends_on
    if until is not None and until <= max(today, appointment.starts_on):
        return
    appointment.access = give_access(
        user=user,
        target=account,
        role=post.role,
        unit=post.unit,
        valid_from=max(appointment.starts_on, today),
        valid_to=until,
    )
    keep(appointment, user=user, reason="access")


@transaction.atomic
def open_for(*, user: Any, appointment: Appointment, username: str) -> tuple[User, str]:
    """An account for who has none, with the role of the post; password shown once."""
    if not may_fill(user, appointment.post) or is_self(user, appointment.official):
        raise PermissionDenied
    official = appointment.official
    if official.user_id is not None:
        raise Conflict(_("Энэ ажилтанд нэвтрэх эрх бий."))
    if appointment.state != AppointmentState.APPOINTED or not appointment.post.role:
        raise Refused(_("Энэ албан тушаалд нэвтрэх эрх дагалдахгүй."))
    account, password = open_account(
        user=user,
        username=username,
        display_name=str(official),
        role=appointment.post.role,
        unit=appointment.post.unit,
    )
    official.user = account
    keep(official, user=user, reason="account")
    give(user=user, appointment=appointment)
    return account, password
