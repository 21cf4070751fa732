"""What every step of a selection does: lock, ask, refuse what is over, keep a step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.ranking import rules
from bagana.ranking.models import Run, Selection, SelectionState, SelectionStep
from bagana.ranking.procedure import AFTER_ACT, SHORTEST_SEED
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import hash_of, keep, moment


def locked(selection: Selection) -> Selection:
    """The row as it is now, held until the transaction ends."""
    rows = Selection.objects.select_for_update(of=("self",))
    return rows.select_related(
        "programme__unit", "period", "version__framework__unit", "run", "act"
    ).get(pk=selection.pk)


def conductor_only(user: Any, selection: Selection) -> None:
    if not rules.can_conduct(user, selection):
        raise PermissionDenied(_("Энэ шалгаруулалтыг явуулах эрх танд алга."))


def checker_only(user: Any, selection: Selection) -> None:
    if not rules.can_check(user, selection):
        raise PermissionDenied(
            _("Энэ шалгаруулалтын шалгалт, үзлэгийг бүртгэх эрх танд алга.")
        )


def require_state(selection: Selection, *states: SelectionState) -> None:
    """Raise Conflict unless the selection stands at one of the states."""
    if selection.state in states:
        return
    if selection.state in AFTER_ACT:
        raise Conflict(
            _("Шийдвэр гарсан тул энэ шалгаруулалтад юу ч өөрчлөхгүй."),
            _("Алдаа байвал шинэ шийдвэрээр залруулна уу."),
        )
    if selection.state == SelectionState.CANCELLED:
        raise Conflict(_("Энэ шалгаруулалтыг цуцалсан."))
    raise Conflict(
        _("Шалгаруулалт энэ алхамд биш байна. Одоогийн төлөв: %(state)s.")
        % {"state": selection.get_state_display()},
        _("Хуудсаа дахин нээж, дараагийн алхмыг харна уу."),
    )


def move(
    selection: Selection,
    state: SelectionState,
    *,
    user: Any,
    content: dict[str, Any],
    now: datetime | None = None,
    note: str = "",
    act: Act | None = None,
    run: Run | None = None,
) -> SelectionStep:
    """Save the selection in a state, with a step that keeps what was decided."""
    selection.state = state
    keep(selection, user=user, reason=state)
    return SelectionStep.objects.create(
        selection=selection,
        state=state,
        note=note.strip(),
        act=act,
        run=run,
        content=content,
        sha256=hash_of(content),
        made_by=user,
        made_at=moment(now),
    )


def needed(text: str, field: str, what: str) -> str:
    """The text without spaces around it; Refused when nothing is left."""
    bare = text.strip()
    if not bare:
        raise Refused(what, _("Энэ талбарыг бөглөнө үү."), field)
    return bare


def seed_words(text: str, field: str = "seed") -> str:
    """Public words from which a draw begins; too short ones are a choice, no draw."""
    bare = " ".join(text.split())
    if not SHORTEST_SEED <= len(bare) <= 200:
        raise Refused(
            _("Үр нь %(least)s–200 тэмдэгттэй байна.") % {"least": SHORTEST_SEED},
            _(
                "Нийтийн өмнө хийсэн сугалааны тэмдэглэлээс урьдаас мэдэх боломжгүй"
                " үгийг хуулж бичнэ үү."
            ),
            field,
        )
    return bare


def must_take_part(selection: Selection, units: Iterable[Unit]) -> None:
    """Raise Refused for the first that does not; the places are read once for all."""
    from bagana.ranking.queries.selection_units import units_of

    places = units_of(selection)
    for unit in units:
        if unit.pk not in places:
            raise Refused(
                _("%(unit)s энэ шалгаруулалтад оролцоогүй.") % {"unit": unit.code},
                _("Нэгжээ шалгана уу."),
                "unit",
            )
