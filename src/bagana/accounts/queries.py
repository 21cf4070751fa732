"""Reads on users: nobody is shown outside the subtrees of the one who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from bagana.accounts.models import RoleAssignment, RoleQuerySet, User
from bagana.accounts.roles import OFFICERS, assignments
from bagana.accounts.rules import READERS_OF_USERS
from bagana.engines.mongolian import sort_key
from bagana.territory.models import UnitAncestry, UnitVersion


@dataclass(frozen=True)
class SignIn:
    """A sign-in that succeeded, or a row of failures from one address."""

    at: datetime
    address: str
    browser: str
    failures: int


@dataclass(frozen=True)
class Change:
    """One line of a history: when, who, what was done, to what."""

    at: datetime
    who: str
    what: str
    detail: str


def roles_visible_to(user: Any) -> RoleQuerySet:
    """Assignments over units of the subtrees whose users one may see, and own ones."""
    roots = [a.unit_id for a in assignments(user) if a.role in READERS_OF_USERS]
    own = Q(user=user.pk) if getattr(user, "pk", None) else Q(pk__in=[])
    if not roots:
        return RoleAssignment.objects.filter(own)
    places = UnitAncestry.objects.in_force(timezone.localdate())
    under = places.filter(unit=OuterRef("unit"), ancestor__in=roots)
    return RoleAssignment.objects.filter(own | Exists(under))


def users_visible_to(user: Any) -> QuerySet[User]:
    if not getattr(user, "pk", None):
        return User.objects.none()
    shown = roles_visible_to(user).filter(user=OuterRef("pk"))
    return User.objects.filter(Q(pk=user.pk) | Exists(shown))


def users_page(
    user: Any,
    *,
    text: str = "",
    role: str = "",
    state: str = "",
    sort: str = "name",
) -> list[int]:
    """The users that the filters of the page ask for, in the order asked for."""
    found = users_visible_to(user)
    text = text.replace("\0", "")  # PostgreSQL refuses the sign, it finds nothing
    if text:
        found = found.filter(
            Q(username__icontains=text) | Q(display_name__icontains=text)
        )
    if role:
        holders = roles_visible_to(user).on(timezone.localdate()).filter(role=role)
        found = found.filter(Exists(holders.filter(user=OuterRef("pk"))))
    if state in {"active", "closed"}:
        found = found.filter(is_active=state == "active")
    return _in_order(found, sort)


def _in_order(found: QuerySet[User], sort: str) -> list[int]:
    if sort == "username":
        return list(found.order_by("username").values_list("pk", flat=True))
    if sort == "-last_login":
        newest = found.order_by(F("last_login").desc(nulls_last=True), "username")
        return list(newest.values_list("pk", flat=True))
    # Names sort by Mongolian letters, which no database does for us.
    names = found.order_by("username").values_list("pk", "display_name")
    return [pk for pk, _ in sorted(names, key=lambda row: sort_key(row[1]))]


def users_with_roles(user: Any, ids: Sequence[int]) -> list[User]:
    """These users, in this order, with the roles of today in `shown_roles`."""
    current = roles_visible_to(user).on(timezone.localdate()).select_related("unit")
    shown = Prefetch("roles", current, to_attr="shown_roles")
    rows = users_visible_to(user).filter(pk__in=ids).prefetch_related(shown)
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids]


def roles_of(target: User, *, user: Any) -> QuerySet[RoleAssignment]:
    """The roles of a person, past and present, as far as the user may see them."""
    shown = roles_visible_to(user).filter(user=target)
    return shown.select_related("unit", "granted_by").order_by("-valid_from", "-pk")


def sessions_of(target: User) -> list[UserSession]:
    """Sessions that are still open, newest first; dead ones are cleared away."""
    open_ones = UserSession.objects.purge_and_list(target)
    return sorted(open_ones, key=lambda session: session.created_at, reverse=True)


def session_rows(target: User) -> QuerySet[UserSession]:
    rows: QuerySet[UserSession] = UserSession.objects.filter(user=target)
    return rows


def sign_ins(target: User, limit: int = 20) -> list[SignIn]:
    """The last successful sign-ins and the failures that still count, newest first."""
    good = AccessLog.objects.filter(username=target.username)[:limit]
    bad = AccessAttempt.objects.filter(username=target.username)[:limit]
    rows = [
        SignIn(row.attempt_time, row.ip_address or "", row.user_agent, 0)
        for row in good
    ] + [
        SignIn(
            row.attempt_time,
            row.ip_address or "",
            row.user_agent,
            row.failures_since_start,
        )
        for row in bad
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:limit]


def history_of(target: User, *, user: Any, limit: int = 50) -> list[Change]:
    """What was changed on the account and on those roles that the user may see."""
    accounts = target.history.select_related("history_user")[:limit]
    shown = roles_in_sight(user).filter(user_id=target.pk)
    entries = [*accounts, *shown.select_related("history_user")[:limit]]
    names = unit_names(
        {entry.unit_id for entry in entries if hasattr(entry, "unit_id")},
        timezone.localdate(),
    )
    rows = [change_of(entry, names) for entry in entries]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:limit]


def roles_in_sight(user: Any) -> QuerySet[Any]:
    """History of role assignments, removed ones too, within the same bounds."""
    roots = [a.unit_id for a in assignments(user) if a.role in READERS_OF_USERS]
    places = UnitAncestry.objects.in_force(timezone.localdate())
    under = places.filter(unit=OuterRef("unit"), ancestor__in=roots)
    own = Q(user_id=user.pk)
    entries: QuerySet[Any] = RoleAssignment.history.filter(own | Exists(under))
    return entries


def change_of(entry: Any, names: dict[int, UnitVersion]) -> Change:
    who = entry.history_user.display_name if entry.history_user else ""
    detail = ""
    if hasattr(entry, "role"):
        detail = f"{entry.get_role_display()}, {names[entry.unit_id].name}"
    return Change(entry.history_date, who, reason_in_words(entry), detail)


def reason_in_words(entry: Any) -> str:
    reasons = {
        "added": gettext("бүртгэл нээсэн"),
        "closed": gettext("бүртгэл хаасан"),
        "reopened": gettext("бүртгэл сэргээсэн"),
        "password": gettext("нууц үгийг шинэчилж олгосон"),
        "own_password": gettext("нууц үгээ сольсон"),
        "second_step_off": gettext("хоёр дахь шатыг унтраасан"),
        "granted": gettext("эрх олгосон"),
        "ended": gettext("эрх дуусгасан"),
    }
    kinds = {
        "+": gettext("бүртгэсэн"),
        "~": gettext("өөрчилсөн"),
        "-": gettext("хассан"),
    }
    return reasons.get(entry.history_change_reason or "", kinds[entry.history_type])


def has_second_step(target: User) -> bool:
    types = [Authenticator.Type.TOTP]
    return bool(Authenticator.objects.filter(user=target, type__in=types).exists())


def unit_names(unit_ids: set[int], on: date) -> dict[int, UnitVersion]:
    """The version on the date, else the last one, by unit."""
    versions = UnitVersion.objects.filter(unit__in=unit_ids).select_related(
        "unit", "kind"
    )
    names: dict[int, UnitVersion] = {}
    for version in versions.order_by("valid_from"):
        if version.unit_id not in names or version.valid_from <= on:
            names[version.unit_id] = version
    return names


def units_to_offer(user: Any, on: date, limit: int = 200) -> list[UnitVersion]:
    """Units over which the user may give roles, for the list beside the field.

    With more than the limit only the upper rungs are offered; the rest is typed.
    """
    roots = [a.unit_id for a in assignments(user) if a.role in OFFICERS]
    inside = UnitAncestry.objects.on(on).filter(ancestor__in=roots).values("unit")
    offered = UnitVersion.objects.on(on).filter(unit__in=inside)
    offered = offered.select_related("unit", "kind").order_by("unit__code")
    rows = list(offered[: limit + 1])
    if len(rows) <= limit:
        return rows
    return list(offered.filter(kind__level__lte=1)[:limit])
