"""Which papers a selection has, and who may have each; `documents` sets them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.queries.public_selection import LISTED
from bagana.ranking.rules import can_check, can_conduct
from bagana.territory.models import Unit

PROTOCOL: Final = "protocol"
SHEET: Final = "score-sheet"
NOTICE: Final = "notice"
COMPUTED: Final = (
    SelectionState.RECHECK,
    SelectionState.VISITS,
    *LISTED,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that the reader may have, and what its address asks for."""

    code: str
    title: str
    is_draft: bool = False
    query: dict[str, str] = field(default_factory=dict)

    @property
    def tail(self) -> str:
        return f"?{urlencode(self.query)}" if self.query else ""


def is_draft(selection: Selection) -> bool:
    """A paper made before the list is the office's own draft."""
    return selection.state not in LISTED


def may_read(code: str, selection: Selection, user: Any) -> bool:
    """From the list on everybody; before, who conducts or checks the selection."""
    if selection.state in LISTED:
        return True
    if code == NOTICE:
        return False
    ours = can_conduct(user, selection) or can_check(user, selection)
    return ours and (code == PROTOCOL or selection.state in COMPUTED)


def offers(selection: Selection, user: Any, unit: Unit | None = None) -> list[Offer]:
    """The papers of the selection, or the sheet of one of its units."""
    draft = is_draft(selection)
    if unit is not None:
        query = {"unit": unit.code}
        found = [Offer(SHEET, _("Багийн онооны хуудас"), draft, query)]
    else:
        found = [
            Offer(NOTICE, notice_title(selection), draft),
            Offer(PROTOCOL, _("Ажлын хэсгийн тэмдэглэл"), draft),
        ]
    return [one for one in found if may_read(one.code, selection, user)]


def notice_title(selection: Selection) -> str:
    if selection.state in (SelectionState.DECIDED, SelectionState.CLOSED):
        return _("Шийдвэрийн тухай мэдэгдэл")
    return _("Урьдчилсан жагсаалтын мэдэгдэл")
