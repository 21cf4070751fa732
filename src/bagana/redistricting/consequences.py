"""What a change of units does to re-drawing: blocks by bag, and the proposal behind it.

Undoing the change, by the page of the proposal or by that of the change, takes the
moves of blocks away and brings the proposal back to where it was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add
from typing import Final

from django.db.models import Count, F, Model, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.redistricting.actions.proposals_steps import locked, move, told_act
from bagana.redistricting.models import (
    SPECIES,
    Block,
    BlockMove,
    BlockSet,
    Enactment,
    HandoverItem,
    ProposalState,
)
from bagana.territory.consequences import Consequence, ConsequenceLine
from bagana.territory.models import UnitChange


@dataclass(frozen=True)
class Counted:
    """A sum over blocks that the balance sheet shows; `key` as in `carries`."""

    key: str
    label: Callable[[], str]
    unit: Callable[[], str]
    columns: tuple[str, ...]


LINES: Final = (
    Counted(
        "households", lambda: _("Өрх, суурь хэсгээр"), lambda: _("өрх"), ("households",)
    ),
    Counted(
        "population",
        lambda: _("Хүн ам, суурь хэсгээр"),
        lambda: _("хүн"),
        ("population",),
    ),
    Counted("livestock", lambda: _("Мал, суурь хэсгээр"), lambda: _("толгой"), SPECIES),
)
UNDONE = gettext_lazy("Нэгжийн өөрчлөлтийг буцаасан")
DAY: Final = timedelta(days=1)


class RedrawingConsequence(Consequence):
    """Households, people and livestock of the blocks, before and after.

    What the blocks split up of a published figure is left out: that very figure has a
    line of its own, told by the same shares.
    """

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        moves = BlockMove.objects.filter(change=change)
        moved = moves.select_related("block__block_set").first()
        if moved is None:
            return ()
        block_set = moved.block.block_set
        day = change.effective_on
        return [
            ConsequenceLine(
                label=counted.label(),
                unit=counted.unit(),
                before=_sums(
                    block_set, day - DAY, counted.columns, _ends(change, "source")
                ),
                after=_sums(block_set, day, counted.columns, _ends(change, "target")),
                nature=block_set.nature,
                note=f"{block_set.title}, {block_set.period}",
            )
            for counted in LINES
            if counted.key not in block_set.carries
        ]

    def undo(self, change: UnitChange) -> None:
        """Blocks are back in their bags; the proposal waits for its day again."""
        BlockMove.objects.filter(change=change).delete()
        enactment = Enactment.objects.filter(change=change).first()
        if enactment is None:
            return
        # The history keeps what was handed over; rows would hold the new units fast.
        for item in enactment.handovers.all():
            item.delete()
        enactment.undone_at = timezone.now()
        enactment.save(update_fields=["undone_at"])
        row = locked(enactment.proposal)
        move(
            row,
            ProposalState.DECIDED,
            user=None,
            content={
                "change": change.pk,
                "act": told_act(row.aimag_act) if row.aimag_act else None,
            },
            note=str(UNDONE),
            act=row.aimag_act,
            is_return=True,
        )

    def made(self, change: UnitChange) -> Iterable[Model]:
        yield from BlockMove.objects.filter(change=change)
        yield from HandoverItem.objects.filter(enactment__change=change)


def _ends(change: UnitChange, end: str) -> dict[int, str]:
    rows = change.lineage.order_by(f"{end}__code").values_list(end, f"{end}__code")
    return dict(rows)


def _sums(
    block_set: BlockSet, on: date, columns: Sequence[str], units: Mapping[int, str]
) -> dict[str, float | None]:
    """By code of the unit on the day; None where one of its blocks is not known."""
    what = reduce(add, (F(name) for name in columns))
    blocks = Block.objects.filter(block_set=block_set).placed(on).order_by()
    rows = blocks.annotate(what=what).filter(place__in=list(units)).values_list("place")
    sums = {
        place: float(total) if known == count else None
        for place, total, known, count in rows.annotate(
            total=Sum("what"), known=Count("what"), count=Count("pk")
        )
    }
    return {code: sums[unit] for unit, code in units.items() if unit in sums}
