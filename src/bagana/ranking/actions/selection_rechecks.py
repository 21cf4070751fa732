"""Figures drawn by lot are looked at again at their source."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.engines.index.drawing import draw
from bagana.indicators.models import Observation
from bagana.ranking.actions.selection_steps import (
    checker_only,
    conductor_only,
    locked,
    move,
    require_state,
    seed_words,
)
from bagana.ranking.models import Recheck, Selection, SelectionState
from bagana.ranking.procedure import agrees
from bagana.ranking.queries.selection_rechecks import (
    item_of,
    items_of,
    needs_drawing,
)
from bagana.ranking.queries.selection_runs import is_running
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import day, keep


@transaction.atomic
def draw_recheck(
    *,
    user: Any,
    selection: Selection,
    seed: str = "",
    size: int = 0,
    now: datetime | None = None,
) -> list[Recheck]:
    """Draw figures of the candidates by public words; once, and never anew.

    After a new run the same words and number are drawn over the candidates of that
    run, and what had not been drawn before is added.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.INDEX, SelectionState.RECHECK)
    _computed(row)
    items = items_of(row)
    if row.state == SelectionState.INDEX:
        _announce(row, seed, size, len(items))
    elif not needs_drawing(row):
        raise Conflict(
            _("Сугалаа хийгдсэн: дахин сугалахгүй."),
            _("Сугалсан тоонуудыг шалгана уу."),
        )
    drawn = _add(row, items)
    content = {
        "seed": row.recheck_seed,
        "size": row.recheck_size,
        "items": list(items),
        "drawn": [item_of(one.observation) for one in drawn],
        "run": row.run.results_sha256 if row.run else "",
    }
    state = SelectionState.RECHECK
    move(row, state, user=user, content=content, now=now, run=row.run)
    return drawn


@transaction.atomic
def record_recheck(
    *,
    user: Any,
    recheck: Recheck,
    found: float | None,
    note: str = "",
    checked_on: date | None = None,
    now: datetime | None = None,
) -> Recheck:
    """Enter what the source shows; None where nothing shows the figure.

    Beyond the tolerance the figure is released for correction. Who entered a figure
    does not check it.
    """
    row = locked(recheck.selection)
    checker_only(user, row)
    require_state(row, SelectionState.RECHECK)
    mine = Recheck.objects.select_related("observation__indicator").get(pk=recheck.pk)
    observation = mine.observation
    if observation.entered_by_id == user.pk:
        raise PermissionDenied(_("Тоог оруулсан хүн өөрөө давтан шалгахгүй."))
    if found is not None and not math.isfinite(found):
        raise Refused(_("Утга нь тоо биш байна."), _("Тоо бичнэ үү."), "found")
    mine.agrees = agrees(observation.value, found, observation.indicator.decimals)
    if not mine.agrees and not note.strip():
        raise Refused(
            _("Зөрүүтэй тоонд тайлбар хэрэгтэй."),
            _("Ямар баримтаас юу олсноо бичнэ үү."),
            "note",
        )
    mine.found, mine.note = found, note.strip()
    mine.checked_on = _checked_on(checked_on or day(now), row, day(now))
    mine.checked_by = user
    keep(mine, user=user, reason="checked")
    return mine


def _computed(row: Selection) -> None:
    if row.run is None or row.run.computed_at is None:
        fix = (
            _("Дуусахыг хүлээнэ үү.")
            if is_running(row.run)
            else _("Дахин бодуулна уу.")
        )
        raise Refused(_("Индексийн тооцоо дуусаагүй байна."), fix)


def _announce(row: Selection, seed: str, size: int, among: int) -> None:
    words = seed_words(seed)
    if words == row.index_seed:
        raise Refused(
            _("Энэ үрээр индекс бодсон: түүнээс түүврийг урьдаас мэдэж болно."),
            _("Шинээр сугалж, тэр тэмдэглэлийн үгийг бичнэ үү."),
            "seed",
        )
    # Without a candidate there is nothing to draw, and the procedure goes on.
    wanted = size if among else 0
    if among and not 1 <= size <= among:
        raise Refused(
            _("Түүвэрт 1-ээс %(most)s хүртэлх тоо багтана.") % {"most": among},
            _("Нэр дэвшигчдийн тооноос сонгоно."),
            "size",
        )
    row.recheck_seed, row.recheck_size = words, wanted


def _add(row: Selection, items: dict[str, Observation]) -> list[Recheck]:
    known = row.rechecks.select_related(
        "observation__unit", "observation__indicator", "observation__period"
    )
    names = {item_of(one.observation) for one in known}
    position = len(names)
    added = []
    for item in draw(row.recheck_seed, items, row.recheck_size):
        if item in names:
            continue
        position += 1
        added.append(
            Recheck.objects.create(
                selection=row, position=position, observation=items[item]
            )
        )
    return added


def _checked_on(on: date, row: Selection, today: date) -> date:
    if on > today or on <= row.period.end:
        raise Refused(
            _("Шалгасан өдөр буруу байна."),
            _("Өнөөдрөөс хойш байж болохгүй."),
            "checked_on",
        )
    return on
