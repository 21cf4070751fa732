"""References of Түнхэл for fictional households; the last of them is revoked."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from bagana.accounts.models import User
from bagana.casework.actions.references import issue_reference, revoke_reference
from bagana.casework.models import ReferenceKind
from bagana.registers.models import Household
from bagana.territory.models import Unit

KINDS: Final = ("residence", "household", "household", "residence")


def issue_some(governor: User, bag: Unit) -> None:
    homes = Household.objects.filter(unit=bag, closed_on=None, head__isnull=False)
    kinds = {one.code: one for one in ReferenceKind.objects.on(timezone.localdate())}
    made = [
        issue_reference(
            user=governor,
            kind=kinds[code],
            unit=bag,
            household=home,
            person=home.head if code == "residence" else None,
            addressee="банк (жишээ)",
        )
        for code, home in zip(KINDS, homes.order_by("pk")[:4], strict=True)
    ]
    revoke_reference(
        user=governor, reference=made[-1], why="Өрхийн дугаарыг буруу бичсэн (жишээ)."
    )
