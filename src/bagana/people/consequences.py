"""What a change of units does to offices: posts of a bag that ends close with it.

Appointments end with the reason "redrawn", access ends, records are drawn up; undoing
brings back exactly what stood (docs/rules/handing-over.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from bagana.accounts.models import RoleAssignment
from bagana.people.actions.appointments import close_tenure
from bagana.people.models import (
    Appointment,
    AppointmentState,
    EndReason,
    HandoverRecord,
    Post,
)
from bagana.people.queries.posts import open_posts
from bagana.territory.consequences import Consequence, ConsequenceLine
from bagana.territory.handover import ended
from bagana.territory.models import UnitChange
from bagana.web.procedures import keep


def mark_of(change: UnitChange) -> str:
    return f"unit change {change.pk}"


def closed_by(change: UnitChange) -> QuerySet[Post]:
    """Posts that this change has closed and not opened again."""
    return Post.objects.filter(pk__in=_marked(Post, change))


def ended_by(change: UnitChange) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(pk__in=_marked(Appointment, change))
    return rows.select_related("post__unit", "official")


def _marked(model: Any, change: UnitChange) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.history.filter(history_change_reason=mark_of(change))
    return rows.values("id")


class PeopleConsequence(Consequence):
    """Posts before and after; who held one of a bag that ends is free of it."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        codes = sorted(ended(change).codes.values())
        closed = Counter(closed_by(change).values_list("unit__code", flat=True))
        day = change.effective_on
        still = Counter(
            open_posts(day)
            .filter(unit__code__in=codes)
            .order_by()
            .values_list("unit__code", flat=True)
        )
        before = closed + still
        if not before:
            return ()
        return [
            ConsequenceLine(
                label=_("Албан тушаал"),
                unit=_("орон тоо"),
                before={code: float(n) for code, n in sorted(before.items())},
                after={},
                nature="own",
                note=_("дуусгавар болсон багийн орон тоо хаагдаж, эрх дуусна"),
            )
        ]

    def apply(self, change: UnitChange) -> None:
        gone, day, mark = ended(change), change.effective_on, mark_of(change)
        for row in _in_office(gone.codes):
            if row.state == AppointmentState.PROPOSED:
                row.state = AppointmentState.REFUSED
                with translation.override("mn"):
                    row.refusal = str(EndReason.REDRAWN.label)
                keep(row, user=change.made_by, reason=mark)
                continue
            close_tenure(
                user=change.made_by,
                appointment=row,
                on=max(day, row.starts_on or day),
                reason=EndReason.REDRAWN,
                act=change.act,
                mark=mark,
            )
        for post in Post.objects.filter(unit__in=gone.codes, closed_on=None):
            post.closed_on = max(day, post.opened_on)
            keep(post, user=change.made_by, reason=mark)

    def undo(self, change: UnitChange) -> None:
        for post in closed_by(change):
            post.closed_on = None
            keep(post, user=change.undone_by, reason="unit change undone")
        for row in ended_by(change):
            _bring_back(row, change)
        made = HandoverRecord.objects.filter(pk__in=_made(change))
        made.delete()
        for model in (Post, Appointment):
            history: Any = model.history
            history.filter(history_change_reason=mark_of(change)).update(
                history_change_reason=f"{mark_of(change)}, undone"
            )

    def made(self, change: UnitChange) -> Iterable[Model]:
        """Records drawn up by the change go with it, and block nothing."""
        return HandoverRecord.objects.filter(pk__in=_made(change))

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """A record of the change that somebody has signed, a post of the new bag."""
        signed = HandoverRecord.objects.filter(
            pk__in=_made(change), given_at__isnull=False
        ).count()
        new = change.record.get("created", {}).get("unit", [])
        posts = Post.objects.filter(unit__in=new).count() if new else 0
        told = []
        if signed:
            told.append(
                _("Гарын үсэг зурсан ажил хүлээлцсэн акт: %(count)s.")
                % {"count": signed}
            )
        if posts:
            told.append(
                _("Шинэ нэгжид бий болгосон орон тоо: %(count)s.") % {"count": posts}
            )
        return told


def _in_office(units: Iterable[int]) -> QuerySet[Appointment]:
    waiting = (AppointmentState.APPOINTED, AppointmentState.PROPOSED)
    rows = Appointment.objects.filter(post__unit__in=list(units), state__in=waiting)
    return rows.select_related("post__unit", "official__user", "access").order_by("pk")


def _made(change: UnitChange) -> QuerySet[Any]:
    rows: QuerySet[Any] = HandoverRecord.history.filter(
        history_change_reason=mark_of(change), history_type="+"
    )
    return rows.values("id")


def _bring_back(row: Appointment, change: UnitChange) -> None:
    """As the row stood before the change touched it, with the access it had."""
    touched = row.history.filter(history_change_reason=mark_of(change))
    before = row.history.filter(
        history_id__lt=touched.earliest("history_id").history_id
    ).latest("history_id")
    for name in ("state", "refusal", "ended_on", "end_reason", "ending_id"):
        setattr(row, name, getattr(before, name))
    if before.access_id is not None:
        row.access = _access_before(before.access_id, change)
    keep(row, user=change.undone_by, reason="unit change undone")


def _access_before(key: int, change: UnitChange) -> RoleAssignment | None:
    """The role as it was; one that had been removed comes back under its key."""
    rows = RoleAssignment.history.filter(id=key)
    touched = rows.filter(history_change_reason=mark_of(change))
    standing = RoleAssignment.objects.filter(pk=key).first()
    if not touched.exists():
        return standing
    first = touched.earliest("history_id").history_id
    before = rows.filter(history_id__lt=first).latest("history_id")
    assignment: RoleAssignment = before.instance
    keep(assignment, user=change.undone_by, reason="unit change undone")
    return assignment
