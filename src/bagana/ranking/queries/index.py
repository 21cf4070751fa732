"""What the door of the ranking shows: newest runs, selections, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from bagana.accounts.visibility import under_roles
from bagana.ranking.models import (
    FrameworkVersion,
    Run,
    RunKind,
    Selection,
    VersionState,
)
from bagana.ranking.queries import objections, selection_worklist

MOST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: what, since when or until when, where."""

    what: str
    title: str
    url: str
    on: date | None
    is_late: bool = False


def newest_runs(user: Any) -> list[Run]:
    """Runs of the methods under the user's roles, the newest first."""
    mine = under_roles(user, "version__framework__unit")
    if mine is None:
        return []
    found = Run.objects.filter(mine).select_related("version__framework", "period")
    return list(found.defer("inputs", "results").order_by("-id")[:MOST])


def selections_for(user: Any) -> list[Selection]:
    mine = under_roles(user, "programme__unit")
    if mine is None:
        return []
    found = Selection.objects.filter(mine).select_related("programme", "period")
    return list(found.order_by("-period__end", "-id")[:MOST])


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Steps of selections, objections, drafts and runs; what is late comes first."""
    rows = [
        *_steps(user, today),
        *_objections(user),
        *_drafts(user),
        *_runs(user),
    ]
    return sorted(rows, key=lambda row: (not row.is_late, row.on or date.max))


def _steps(user: Any, today: date) -> list[Waiting]:
    return [
        Waiting(
            one.words,
            one.selection.title,
            reverse("ranking:selection", args=[one.selection.code]),
            one.due,
            one.is_late,
        )
        for one in selection_worklist.waiting_for(user, today)
        if one.page != "objections"  # told by `_objections`, with their own page
    ]


def _objections(user: Any) -> list[Waiting]:
    return [
        Waiting(
            ngettext(
                "%(n)s эсэргүүцэлд хариулах", "%(n)s эсэргүүцэлд хариулах", one.count
            )
            % {"n": one.count},
            one.selection.title,
            reverse("ranking:objections"),
            one.due,
            one.is_late,
        )
        for one in objections.waiting_for(user)
    ]


def _drafts(user: Any) -> list[Waiting]:
    mine = under_roles(user, "framework__unit")
    if mine is None:
        return []
    drafts = FrameworkVersion.objects.filter(mine, state=VersionState.DRAFT)
    return [
        Waiting(
            gettext("Царцаагаагүй ноорог аргачлал"),
            gettext("%(name)s, %(number)s-р хувилбар")
            % {"name": one.framework.name, "number": one.number},
            reverse("ranking:version", args=[one.framework.code, one.number]),
            timezone.localtime(one.made_at).date(),
        )
        for one in drafts.select_related("framework").defer("definition")
    ]


def _runs(user: Any) -> list[Waiting]:
    """Official runs that are computed, belong to no selection and nobody published."""
    mine = under_roles(user, "version__framework__unit")
    if mine is None:
        return []
    found = Run.objects.complete().filter(
        mine,
        kind=RunKind.OFFICIAL,
        published_at__isnull=True,
        selections__isnull=True,
    )
    rows = found.select_related("version__framework", "period")
    return [
        Waiting(
            gettext("Нийтлээгүй албан тооцоо"),
            f"{one.version.framework.name}, {one.period.label}",
            reverse("ranking:run", args=[one.pk]),
            timezone.localtime(one.made_at).date(),
        )
        for one in rows.defer("inputs", "results")
    ]
