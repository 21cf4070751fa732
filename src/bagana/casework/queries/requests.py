"""Requests as pages read them: bounded by units, oldest due first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    Q,
    QuerySet,
)

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.casework.definitions import late_q, open_now_q, overdue_now_q
from bagana.casework.models import (
    OPEN_STATES,
    Channel,
    Request,
    RequestState,
    Rung,
    ServiceKind,
)
from bagana.casework.queries.backdating import is_backdated
from bagana.casework.visibility import CaseRows
from bagana.privacy.masking import HIDDEN, masked_phone
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import lies_under

ORDERS = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "taken": ("taken_on", "id"),
    "-taken": ("-taken_on", "-id"),
}
WITH = ("unit", "version__service", "post")
STATES = ("open", "overdue", "backdated", "closed", *RequestState.values)


def within(unit: Unit, today: date) -> CaseRows[Request]:
    """Requests of the unit and of everything below it today."""
    return Request.objects.filter(lies_under([unit.pk], today))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks a list for; anything unknown is left out."""

    state: str = "open"
    channel: str = ""
    kind: str = ""
    rung: str = ""
    service: str = ""
    sort: str = "due"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        def one(name: str, known: Any, otherwise: str = "") -> str:
            value = given.get(name, "")
            return value if value in known else otherwise

        return cls(
            state=one("state", (*STATES, "all"), "open"),
            channel=one("channel", Channel.values),
            kind=one("kind", ServiceKind.values),
            rung=one("rung", Rung.values),
            service=given.get("service", "").replace("\0", "")[:60],
            sort=one("sort", ORDERS, "due"),
        )


def listed(user: Any, unit: Unit, asked: Asked, today: date) -> QuerySet[Request]:
    rows = within(unit, today).visible_to(user).filter(_state_q(asked.state, today))
    chosen = {
        "channel": asked.channel,
        "rung": asked.rung,
        "version__service__kind": asked.kind,
        "version__service__code": asked.service,
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    rows = rows.select_related(*WITH)
    found: QuerySet[Request] = _told_late(rows, today).order_by(*ORDERS[asked.sort])
    return found


def _state_q(state: str, today: date) -> Q:
    if state == "all":
        return Q()
    if state == "open":
        return open_now_q()
    if state == "overdue":
        return overdue_now_q(today)
    if state == "backdated":
        return Q(is_backdated())
    if state == "closed":
        return ~Q(state__in=OPEN_STATES)
    return Q(state=state)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands open in a unit today."""

    open: int
    overdue: int
    waiting: int
    soon: int


def waiting_in(unit: Unit, today: date, soon: date) -> Waiting:
    return waiting_by_unit([unit.pk], today, soon)[unit.pk]


def waiting_by_unit(
    units: Collection[int], today: date, soon: date
) -> dict[int, Waiting]:
    """Of each unit with all below it, by two queries however many units are asked."""
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=units)
    rows = Request.objects.filter(
        open_now_q(), unit__in=places.values("unit")
    ).order_by()
    counted = rows.values_list("unit").annotate(
        open=Count("pk"),
        overdue=Count("pk", filter=late_q(today)),
        waiting=Count("pk", filter=Q(state=RequestState.WAITING)),
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=soon)),
    )
    own = {unit: counts for unit, *counts in counted}
    found = {unit: [0, 0, 0, 0] for unit in units}
    for unit, ancestor in places.values_list("unit", "ancestor").distinct():
        for place, count in enumerate(own.get(unit, ())):
            found[ancestor][place] += count
    return {unit: Waiting(*counts) for unit, counts in found.items()}


def my_rungs(user: Any) -> list[str]:
    """On which rungs the user works, by the roles held."""
    above = {
        Role.BAG_GOVERNOR: Rung.BAG,
        Role.SUM_OFFICER: Rung.SUM,
        Role.AIMAG_OFFICER: Rung.AIMAG,
        Role.ADMINISTRATOR: Rung.AIMAG,
    }
    held = {one.role for one in assignments(user)}
    return sorted({rung.value for role, rung in above.items() if role in held})


def waiting_for(user: Any, today: date) -> CaseRows[Request]:
    """Open requests on the user's own rung; by units, never by every request taken."""
    rows = Request.objects.filter(open_now_q(), rung__in=my_rungs(user))
    return rows.visible_to(user)


def waits_for(user: Any, today: date, most: int) -> list[Request]:
    """The worklist: oldest due first."""
    rows = waiting_for(user, today).order_by("due_on", "id")
    return told(list(rows.values_list("pk", flat=True)[:most]), today)


def told(keys: Sequence[int], today: date) -> list[Request]:
    """The rows of a page in the order of their keys, with `is_late`.

    Keys are put in order first: sealed rows by the thousand are heavy to sort.
    """
    rows = Request.objects.filter(pk__in=keys).select_related(*WITH)
    found = {row.pk: row for row in _told_late(rows, today)}
    return [found[key] for key in keys if key in found]


def _told_late(rows: CaseRows[Request], today: date) -> Any:
    """With `is_late`: overdue by the sheet, not by the date alone; `is_backdated`."""
    late = ExpressionWrapper(overdue_now_q(today), BooleanField())
    return rows.annotate(is_late=late, is_backdated=is_backdated())


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, as far as the reader may know."""

    name: str
    phone: str
    address: str
    is_masked: bool


def asker_of(private: Mapping[str, Any], *, named: bool) -> Asker:
    told = {name: str(private.get(name, "")) for name in ("name", "phone", "address")}
    if named:
        return Asker(**told, is_masked=False)
    return Asker(
        name=HIDDEN if told["name"] else "",
        phone=masked_phone(told["phone"]),
        address=HIDDEN if told["address"] else "",
        is_masked=True,
    )
