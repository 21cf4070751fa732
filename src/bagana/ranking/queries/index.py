"""What the door of the ranking shows: newest runs, selections, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from bagana.ranking.models import (
    FrameworkVersion,
    Objection,
    ObjectionState,
    Run,
    Selection,
    SelectionState,
    VersionState,
)
from bagana.ranking.visibility import under_roles

MOST = 10
ENDED = (SelectionState.CLOSED, SelectionState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: what, since when or until when, where."""

    what: str
    title: str
    url: str
    on: date
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
    """Drafts, runs to publish, objections to answer; what is due first comes first."""
    rows = [*_drafts(user), *_runs(user), *_objections(user, today)]
    return sorted(rows, key=lambda row: (not row.is_late, row.on))[:MOST]


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
    """Official runs that are computed and stand in no selection that has ended."""
    mine = under_roles(user, "version__framework__unit")
    if mine is None:
        return []
    ended = Selection.objects.filter(run=OuterRef("pk"), state__in=ENDED)
    found = Run.objects.complete().filter(
        mine, ~Exists(ended), kind="official", published_at__isnull=True
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


def _objections(user: Any, today: date) -> list[Waiting]:
    """Unanswered objections, one line a selection."""
    mine = under_roles(user, "programme__unit")
    if mine is None:
        return []
    filed = Objection.objects.filter(
        selection=OuterRef("pk"), state=ObjectionState.FILED
    )
    found = Selection.objects.filter(mine, Exists(filed)).exclude(state__in=ENDED)
    rows = []
    for one in found:
        due = one.answers_due or one.objections_until or today
        url = reverse("ranking:objections")
        what = gettext("Хариулаагүй эсэргүүцэл")
        rows.append(Waiting(what, one.title, url, due, due < today))
    return rows
