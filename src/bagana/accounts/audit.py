"""The latest changes of what this part of the system keeps, in one list.

Acts and changes of units are public; users and roles are shown within the subtrees of
the reader. Figures, imports and publications have their own pages above this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from bagana.accounts import queries
from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.territory.models import UnitChange

# As far back as the list goes; older entries stand on the page of each object.
DEPTH = 500


@dataclass(frozen=True)
class Entry:
    """One line: when, who, what kind of thing, what was done, to what, where."""

    at: datetime
    who: str
    kind: str
    what: str
    subject: str
    url: str = ""


def kinds() -> list[tuple[str, str]]:
    return [
        ("act", gettext("шийдвэр")),
        ("unit", gettext("нэгжийн өөрчлөлт")),
        ("role", gettext("эрх")),
        ("user", gettext("хэрэглэгч")),
    ]


def latest(user: User, kind: str = "") -> list[Entry]:
    """Newest first; of one kind, or of all."""
    sources: dict[str, Callable[[User], list[Entry]]] = {
        "act": _acts,
        "unit": _unit_changes,
        "role": _roles,
        "user": _users,
    }
    wanted = [sources[kind]] if kind in sources else list(sources.values())
    entries = [entry for source in wanted for entry in source(user)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:DEPTH]


def _who(person: Any) -> str:
    return person.display_name if person else ""


def _title(row: Any) -> str:
    """A row of history has the fields of an act, but not its properties."""
    english = get_language() == "en" and row.title_en
    return str(row.title_en if english else row.title_mn)


def _names(units: Iterable[int]) -> dict[int, str]:
    versions = queries.unit_names(set(units), timezone.localdate())
    return {unit: version.name for unit, version in versions.items()}


def _acts(user: User) -> list[Entry]:
    rows = Act.history.select_related("history_user").order_by("-history_id")[:DEPTH]
    done = {"+": gettext("бүртгэсэн"), "-": gettext("хассан")}
    return [
        Entry(
            at=row.history_date,
            who=_who(row.history_user),
            kind="act",
            what=done.get(row.history_type)
            or gettext("зассан: %(reason)s") % {"reason": row.history_change_reason},
            subject=f"{row.date} {_title(row)}",
            url=reverse("acts:detail", args=[row.id]),
        )
        for row in rows
    ]


def _unit_changes(user: User) -> list[Entry]:
    rows = UnitChange.objects.select_related("made_by", "undone_by", "act")
    rows = rows.prefetch_related("units").order_by("-id")[:DEPTH]
    names = _names(unit.pk for row in rows for unit in row.units.all())
    entries: list[Entry] = []
    for row in rows:
        touched = ", ".join(names.get(u.pk, u.code) for u in row.units.all()[:10])
        subject = f"{row.get_kind_display()}: {touched}"
        url = reverse("territory:change", args=[row.pk])
        done = gettext("хэрэгжүүлсэн")
        entries.append(
            Entry(row.made_at, _who(row.made_by), "unit", done, subject, url)
        )
        if row.undone_at:
            by, undone = _who(row.undone_by), gettext("буцаасан")
            entries.append(Entry(row.undone_at, by, "unit", undone, subject, url))
    return entries


def _roles(user: User) -> list[Entry]:
    found = queries.roles_in_sight(user).select_related("history_user", "user")
    rows = list(found.order_by("-history_id")[:DEPTH])
    names = _names(row.unit_id for row in rows)
    return [
        Entry(
            at=row.history_date,
            who=_who(row.history_user),
            kind="role",
            what=queries.reason_in_words(row),
            subject=f"{row.user.display_name}: {row.get_role_display()}, "
            f"{names[row.unit_id]}",
            url=reverse("accounts:user", args=[row.user_id]),
        )
        for row in rows
    ]


def _users(user: User) -> list[Entry]:
    seen = queries.users_visible_to(user).values("pk")
    rows = User.history.filter(id__in=seen).select_related("history_user")
    return [
        Entry(
            at=row.history_date,
            who=_who(row.history_user),
            kind="user",
            what=queries.reason_in_words(row),
            subject=f"{row.display_name} ({row.username})",
            url=reverse("accounts:user", args=[row.id]),
        )
        for row in rows.order_by("-history_id")[:DEPTH]
    ]
