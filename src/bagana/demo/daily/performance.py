"""Yearly agreements of governors of Mandal: 2025 judged, 2026 signed. All made up.

One of 2027 waits for its second signature.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import F

from bagana.accounts.models import User
from bagana.people.actions.performance import (
    draft_agreement,
    promise,
    sign_agreement,
)
from bagana.people.actions.performance_judging import assess, close_assessment
from bagana.people.models import Agreement, Appointment, Official, Party
from bagana.territory.models import Unit
from bagana.web.procedures import keep

JUDGED, SIGNED, NEXT = 2025, 2026, 2027
WAITS: Final = "432259"
"""Its governor has next year's to sign: the sum did."""
SIGNED_ON: Final = {JUDGED: date(2025, 1, 20), SIGNED: date(2026, 1, 22)}
CLOSED_ON: Final = date(2026, 1, 15)
GOVERNORS: Final = 6
"""A mean of fewer than five tells of one; six lets one more leave."""
OFFICE: Final = "Өрх бүрээр жилд хоёроос доошгүй удаа орж, бүртгэлийг шинэчилнэ."
REPORT: Final = "Иргэдийн Нийтийн Хуралд жилд хоёр удаа ажлаа тайлагнана."
CONTENT: Final = "Хариу авсан иргэдийн сэтгэл ханамжийг дээшлүүлнэ."
PROMPT: Final = "Иргэдийн хүсэлтийг хуульд заасан хугацаанд шийдвэрлэнэ."


def agree_with_governors(clerk: User, bags: Sequence[Unit]) -> None:
    """Both sides sign; each judges what is his. Figures of 2025 there are none."""
    dice = random.Random("agreements")
    rows = Appointment.objects.filter(
        post__unit__in=bags,
        post__kind="governor",
        state="appointed",
        starts_on__lt=date(JUDGED, 1, 1),
    ).select_related("post__unit", "official__user")
    known_first = F("official__user").desc(nulls_last=True)
    for held in rows.order_by(known_first, "post__unit__code")[:GOVERNORS]:
        own = _account(clerk, held.official)
        _judge(clerk, own, _agreed(clerk, own, held, JUDGED), dice)
        _agreed(clerk, own, held, SIGNED)
        if held.post.unit.code == WAITS:
            _drafted(clerk, held, NEXT)


def _account(clerk: User, official: Official) -> User:
    """Who has none gets one that opens no door: no role, no password."""
    if official.user is not None:
        return official.user
    account = User(username=f"zasag{official.pk}", display_name=official.name)
    account.set_unusable_password()
    keep(account, user=clerk, reason="demonstration")
    official.user = account
    keep(official, user=clerk, reason="account")
    return account


def _agreed(clerk: User, own: User, held: Appointment, year: int) -> Agreement:
    row = _drafted(clerk, held, year)
    return sign_agreement(user=own, agreement=row, on=SIGNED_ON[year])


def _drafted(clerk: User, held: Appointment, year: int) -> Agreement:
    """Promised and signed by the sum."""
    row = draft_agreement(user=clerk, appointment=held, year=year)
    items = {item.party: item for item in row.criteria.items.all()}
    for party, text, target in (
        (Party.SELF, OFFICE, None),
        (Party.SUM, REPORT, None),
        (Party.CITIZENS, CONTENT, 4.0),
        (Party.FIGURES, PROMPT, 90.0),
    ):
        item = items[party]
        aim = target if item.indicator_id else None
        promise(user=clerk, agreement=row, criterion=item, text=text, target=aim)
    return sign_agreement(user=clerk, agreement=row, on=SIGNED_ON.get(year))


def _judge(clerk: User, own: User, row: Agreement, dice: random.Random) -> None:
    for item in row.criteria.items.filter(party__in=(Party.SELF, Party.SUM)):
        is_own = item.party == Party.SELF
        assess(
            user=own if is_own else clerk,
            agreement=row,
            criterion=item,
            score=dice.randrange(75, 96) if is_own else dice.randrange(60, 91),
            note="Жишээ: амласан ажлын тайлангаар дүгнэв.",
        )
    close_assessment(user=clerk, agreement=row, on=CLOSED_ON)
