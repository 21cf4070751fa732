"""What an office leaves open when its holder goes: told by those who keep the work.

An application joins by one object: `register(OpenWork(...))` in its AppConfig.ready. A
handover record lists everything found, so that the successor sees the same work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from bagana.collection.models import Return, ReturnState
from bagana.people.models import ItemKind
from bagana.registers.models import Asset
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a record: what, how many, where it is read (no name in it)."""

    text: str
    count: int = 1
    href: str = ""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """`kind`: a short key; `item`: under which heading of the record it stands."""

    kind: str
    title: Callable[[], str]
    find: Callable[[Unit], Sequence[Found]]
    item: str = ItemKind.WORK


_registered: dict[str, OpenWork] = {}


def register(work: OpenWork) -> None:
    """Join; a second one of a kind takes the first one's place."""
    _registered[work.kind] = work


def registered() -> tuple[OpenWork, ...]:
    return tuple(_registered.values())


def everything_open(unit: Unit) -> list[tuple[OpenWork, Found]]:
    return [(work, found) for work in registered() for found in work.find(unit)]


def assets_of(unit: Unit) -> Sequence[Found]:
    """Things of the office, kind by kind."""
    rows = Asset.objects.filter(unit=unit, until__isnull=True).order_by()
    counted = rows.values_list("kind__name_mn").annotate(n=Count("pk"))
    href = reverse("registers:assets", args=[unit.code])
    return [Found(name, n, href) for name, n in counted.order_by("kind__name_mn")]


def returns_of(unit: Unit) -> Sequence[Found]:
    """Returns of open rounds that are not approved yet, each by its address."""
    rows = Return.objects.filter(unit=unit, round__closed_at__isnull=True)
    waiting = rows.exclude(state=ReturnState.APPROVED).select_related("round")
    return [
        Found(
            f"{row.round.title_mn} ({row.round.due_on:%Y-%m-%d})",
            1,
            reverse("collection:return", args=[row.round.code, unit.code]),
        )
        for row in waiting.order_by("round__opens_on", "pk")
    ]
