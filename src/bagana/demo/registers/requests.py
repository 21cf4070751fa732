"""Two requests of people of Түнхэл: one answered with an extract, one waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from bagana.accounts.models import User
from bagana.privacy.actions.requests import fulfil_request, take_request
from bagana.privacy.models import RequestKind
from bagana.registers.models import Person, Relation
from bagana.territory.models import Unit

TOLD: Final = "Миний талаар юу хадгалдгийг, хэн үзсэнийг мэдмээр байна (жишээ)."
ANSWER: Final = "Лавлагааг хэвлэж, биечлэн олгосон (жишээ)."
WRONG: Final = "Төрсөн он буруу бичигдсэн, засаж өгнө үү (жишээ)."
SINCE: Final = timedelta(days=5)


def ask_of_the_bag(governor: User, unit: Unit) -> None:
    """Taken of late, so that the open one is not overdue from the first day on."""
    heads = Person.objects.filter(unit=unit, relation=Relation.HEAD, is_present=True)
    first, second = heads.order_by("pk")[:2]
    today = timezone.localdate()
    asked = take_request(
        user=governor,
        uid=first.uid,
        kind=RequestKind.EXTRACT,
        wish=TOLD,
        taken_on=today - SINCE,
    )
    fulfil_request(user=governor, request=asked, answer=ANSWER)
    take_request(
        user=governor,
        uid=second.uid,
        kind=RequestKind.CORRECTION,
        wish=WRONG,
        taken_on=today,
    )
