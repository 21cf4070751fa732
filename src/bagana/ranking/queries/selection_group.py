"""The working group of a selection: who is in it, who may visit and sign for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from bagana.accounts.models import RoleAssignment, User
from bagana.ranking.models import Member, Selection
from bagana.ranking.procedure import FEWEST_MEMBERS, MOST_MEMBERS
from bagana.territory.models import Unit, UnitAncestry


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """The present members, and what the group still lacks."""

    members: tuple[Member, ...]
    left: tuple[Member, ...]

    @property
    def undeclared(self) -> list[Member]:
        return [member for member in self.members if member.declared_on is None]

    @property
    def chair(self) -> Member | None:
        return next((member for member in self.members if member.is_chair), None)

    @property
    def is_sized(self) -> bool:
        return FEWEST_MEMBERS <= len(self.members) <= MOST_MEMBERS

    @property
    def is_ready(self) -> bool:
        return self.is_sized and self.chair is not None and not self.undeclared


def group_of(selection: Selection) -> GroupStanding:
    rows = list(
        selection.members.select_related("user").prefetch_related("conflicting")
    )
    return GroupStanding(
        tuple(member for member in rows if member.left_on is None),
        tuple(member for member in rows if member.left_on is not None),
    )


def signers_for(group: GroupStanding, unit: Unit) -> list[Member]:
    """Members who may visit a unit and sign for it: declared, without a conflict."""
    return [
        member
        for member in group.members
        if member.declared_on is not None
        and unit.pk not in {one.pk for one in member.conflicting.all()}
    ]


def people_for(selection: Selection) -> QuerySet[User]:
    """Users who may be members: with a role over the programme's unit or in it."""
    today = timezone.localdate()
    unit = selection.programme.unit_id
    places = UnitAncestry.objects.in_force(today)
    roles = RoleAssignment.objects.on(today).filter(
        Q(unit__in=places.filter(ancestor=unit).values("unit"))
        | Q(unit__in=places.filter(unit=unit).values("ancestor"))
    )
    found = User.objects.filter(is_active=True, pk__in=roles.values("user"))
    return found.order_by("display_name")
