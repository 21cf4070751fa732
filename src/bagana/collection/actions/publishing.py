"""From approved returns to drafts: docs/rules/roll-up.md. Publishing itself is as ever.

What may not be published never becomes a draft: small counts are screened here.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.collection import rules
from bagana.collection.models import ReturnState, Round
from bagana.collection.queries.figures import ORIGIN, counted_figures
from bagana.collection.rolling import Gathered, of_round, ratio_codes
from bagana.indicators.actions.deriving import derive
from bagana.indicators.imports.actions import apply_figures, check_figures
from bagana.indicators.models import ImportBatch, Indicator
from bagana.web.errors import Refused


@transaction.atomic
def draw_figures(*, user: Any, round: Round, system: bool = False) -> ImportBatch:
    """Draft the figures of a round from its approved returns, and ratios of them.

    Drawing again drafts only what has changed since. Raises PermissionDenied but for
    who opens rounds over the unit, Refused where no return is approved yet.
    """
    if not system:
        rules.can_open_round.require(user, round.unit)
    found = of_round(round)
    if not found.approved:
        raise Refused(
            _("Батлагдсан мэдээ алга."),
            _("Аймаг ядаж нэг багийн мэдээг баталсны дараа тоо гарна."),
        )
    content = proof_of(found)
    figures = counted_figures(found)
    # Kept with the batch: in the language of record.
    title = f"{round.title_mn}: батлагдсан мэдээнээс"
    batch = check_figures(
        user=user,
        title=title,
        origin=ORIGIN,
        content=content,
        figures=figures,
        system=system,
    )
    batch.options = {"round": round.code}
    batch.save(update_fields=["options"])
    batch = apply_figures(user=user, batch=batch, figures=figures, system=system)
    _derive_ratios(user, round, system)
    return batch


def _derive_ratios(user: Any, round: Round, system: bool) -> None:
    ratios = list(Indicator.objects.filter(code__in=ratio_codes(round.form)))
    if ratios:
        derived = derive(
            user=user, indicators=ratios, periods=[round.period], system=system
        )
        derived.options = {"round": round.code}
        derived.save(update_fields=["options"])


def proof_of(found: Gathered) -> bytes:
    """Which returns were counted, each by the hash of what was approved; no figure."""
    steps = {
        one.unit.code: one.steps.filter(target=ReturnState.APPROVED).last()
        for one in found.returns
        if one.state == ReturnState.APPROVED
    }
    kept = {
        "round": found.rounds[0].code,
        "returns": {unit: step.sha256 if step else "" for unit, step in steps.items()},
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1).encode()
