"""The papers of a selection under their addresses: who may have which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bagana.documents.blocks import Paper
from bagana.documents.content.notice import notice
from bagana.documents.content.protocol import protocol
from bagana.documents.content.score_sheet import score_sheet
from bagana.ranking.models import Selection
from bagana.ranking.papers import NOTICE, PROTOCOL, SHEET, may_read
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, by somebody; `address` is that of the page."""

    selection: Selection
    user: Any
    address: str
    unit: str = ""


def selection_paper(code: str, asked: Asked) -> Paper | None:
    """The paper in the active language; None where there is none to be had."""
    gather = GATHERED.get(code)
    if gather is None or not may_read(code, asked.selection, asked.user):
        return None
    return gather(asked)


def _sheet(asked: Asked) -> Paper | None:
    unit = Unit.objects.filter(code=asked.unit).first() if asked.unit else None
    return score_sheet(asked.selection, unit) if unit else None


GATHERED: Final[dict[str, Callable[[Asked], Paper | None]]] = {
    PROTOCOL: lambda asked: protocol(asked.selection),
    NOTICE: lambda asked: notice(asked.selection, asked.address),
    SHEET: _sheet,
}
