"""Turn what offices lack against the norm into a measure with money and target.

Where the need comes from: docs/rules/asset-norms.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator
from bagana.programme.actions.money import record_entry
from bagana.programme.actions.planning import add_measure
from bagana.programme.actions.targets import Aim, set_target
from bagana.programme.models import Measure, MoneyKind, Objective, Phase, Programme
from bagana.registers.queries.assets import Gap, sums_of
from bagana.web.errors import Refused


@transaction.atomic
def plan_asset_need(
    *,
    user: Any,
    programme: Programme,
    gaps: Sequence[Gap],
    objective: Objective,
    phase: Phase,
    number: str,
    name_mn: str,
    starts_on: date,
    due_on: date,
    source: str,
    name_en: str = "",
    amount: Decimal | None = None,
    indicator: Indicator | None = None,
    target: float | None = None,
) -> Measure:
    """One measure over the offices that lack a kind of asset: its output in pieces,
    its plan in the book of money in the year it is due, and its target if one is told.

    What rests on an illustrative norm is illustrative itself. Raises Refused where
    nothing is lacking, and whatever planning, booking and aiming refuse.
    """
    lacking = [gap for gap in gaps if gap.missing]
    if not lacking:
        raise Refused(
            _("Дутуу хөрөнгө алга."), _("Хангамжийн дутагдлын хуудсыг шалгана уу.")
        )
    illustrative = any(gap.norm and gap.norm.is_illustrative for gap in lacking)
    measure = add_measure(
        user=user,
        programme=programme,
        objective=objective,
        phase=phase,
        number=number,
        name_mn=name_mn,
        name_en=name_en,
        office=programme.unit,
        starts_on=starts_on,
        due_on=due_on,
        units=[gap.unit for gap in lacking],
        outputs=[indicator] if indicator else [],
        is_illustrative=illustrative,
        **_outputs(lacking),
    )
    if amount:
        record_entry(
            user=user,
            measure=measure,
            kind=MoneyKind.PLAN,
            source=source,
            year=due_on.year,
            amount=amount,
            booked_on=timezone.localdate(),
            spender=programme.unit,
            is_illustrative=illustrative,
        )
    if indicator is not None:
        _aim(user, measure, indicator, target, lacking, illustrative)
    return measure


def _outputs(lacking: Sequence[Gap]) -> dict[str, Any]:
    """What is to come out, in both languages of the plan."""
    pieces, offices, kind = sums_of(lacking).missing, len(lacking), lacking[0].kind
    return {
        "output_mn": f"{kind.name_mn}: {offices} багийн албанд {pieces} ширхэг",
        "output_en": f"{kind.name_en}: {pieces} for {offices} bag offices",
    }


def _aim(
    user: Any,
    measure: Measure,
    indicator: Indicator,
    target: float | None,
    lacking: Sequence[Gap],
    illustrative: bool,
) -> None:
    if target is None:
        raise Refused(
            _("Зорилтот түвшин хоосон байна."),
            _("Үзүүлэлт сонгосон бол хүрэх утгыг бичнэ үү."),
            "target",
        )
    kind = lacking[0].kind
    set_target(
        user=user,
        programme=measure.programme,
        indicator=indicator,
        units=[gap.unit for gap in lacking],
        points=[Aim(str(measure.due_on.year), target)],
        in_force_from=measure.starts_on,
        measure=measure,
        group_mn=f"{kind.name_mn} дутуу албад" if len(lacking) > 1 else "",
        group_en=f"Offices without: {kind.name_en}" if len(lacking) > 1 else "",
        is_illustrative=illustrative,
    )
