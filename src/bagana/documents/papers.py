"""Which papers a programme has, who may have them, and how each is gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from bagana.documents.blocks import Paper
from bagana.documents.content.evaluation import evaluation
from bagana.documents.content.monitoring import monitoring
from bagana.documents.content.plan import plan
from bagana.documents.content.sheet import bag_sheet
from bagana.programme.models import Evaluation, Phase, Programme, Round
from bagana.programme.queries.board import chosen_phase
from bagana.programme.queries.rounds import rounds_of
from bagana.programme.rules import can_evaluate, can_plan
from bagana.territory.models import UnitVersion
from bagana.territory.queries import find_version

BAG: Final = 3
type Query = dict[str, str]


@dataclass(frozen=True)
class Wanted:
    """What an address asks for, read as of a day by somebody."""

    programme: Programme
    on: date
    user: Any
    phase: str = ""
    round: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Offer:
    """A paper that the reader may have: what of, and with which address."""

    code: str
    title: str
    about: str
    query: Query = field(default_factory=dict)
    is_draft: bool = False

    @property
    def tail(self) -> str:
        return urlencode(self.query)


def offers(programme: Programme, *, user: Any) -> list[Offer]:
    """Every paper but the sheets of bags, in the order of the programme's life."""
    return [
        *_plans(programme),
        *(_round_offer(r) for r in rounds_of(programme) if may_read_round(r, user)),
        *(
            _evaluation_offer(row)
            for row in _evaluations(programme)
            if may_read_evaluation(row, user)
        ),
    ]


def _plans(programme: Programme) -> list[Offer]:
    title = gettext("Хөтөлбөр, төлөвлөгөө")
    whole = Offer("plan", title, gettext("Бүх үе шат"))
    phases = programme.phases.order_by("number")
    return [whole, *(_phase_plan(title, phase) for phase in phases)]


def _phase_plan(title: str, phase: Phase) -> Offer:
    about = gettext("%(phase)s үе шат") % {"phase": phase}
    return Offer("plan", title, about, {"phase": str(phase.number)})


def _round_offer(row: Round) -> Offer:
    return Offer(
        "monitoring",
        gettext("Хяналт-шинжилгээний тайлан"),
        row.period.label,
        {"round": row.period.code},
        is_draft=not row.is_closed,
    )


def _evaluation_offer(row: Evaluation) -> Offer:
    return Offer(
        "evaluation",
        gettext("Үе шатны үнэлгээ"),
        gettext("%(phase)s үе шат") % {"phase": row.phase},
        {"phase": str(row.phase.number)},
        is_draft=row.published_at is None,
    )


def sheet_offer(version: UnitVersion) -> Offer:
    return Offer(
        "sheet",
        gettext("Багийн товч хуудас"),
        version.name,
        {"unit": version.unit.code},
    )


def may_read_round(row: Round, user: Any) -> bool:
    """A closed round's report is public; a draft is for those who make it."""
    return row.is_closed or may_read_drafts(row.programme, user)


def may_read_evaluation(row: Evaluation, user: Any) -> bool:
    return row.published_at is not None or may_read_drafts(row.programme, user)


def may_read_drafts(programme: Programme, user: Any) -> bool:
    return can_plan(user, programme) or can_evaluate(user, programme)


def paper_of(code: str, wanted: Wanted) -> Paper | None:
    """The paper in the language that is active; None if there is none to be had."""
    gather = GATHERED.get(code)
    return gather(wanted) if gather else None


def _plan(wanted: Wanted) -> Paper | None:
    phase = chosen_phase(list(wanted.programme.phases.all()), wanted.phase)
    if wanted.phase and phase is None:
        return None
    return plan(wanted.programme, phase=phase, on=wanted.on)


def _monitoring(wanted: Wanted) -> Paper | None:
    found = rounds_of(wanted.programme).filter(period__code=wanted.round)
    row = found.select_related("programme__unit", "programme__act__body").first()
    if row is None or not may_read_round(row, wanted.user):
        return None
    return monitoring(row, user=wanted.user)


def _evaluations(programme: Programme) -> list[Evaluation]:
    rows = programme.evaluations.select_related(
        "phase__programme", "programme__unit", "act__body"
    )
    return list(rows.order_by("phase__number"))


def _evaluation(wanted: Wanted) -> Paper | None:
    rows = _evaluations(wanted.programme)
    row = next((r for r in rows if str(r.phase.number) == wanted.phase), None)
    if row is None or not may_read_evaluation(row, wanted.user):
        return None
    return evaluation(row)


def _sheet(wanted: Wanted) -> Paper | None:
    version = find_version(wanted.unit, wanted.on) if wanted.unit else None
    if version is None:
        return None
    return bag_sheet(wanted.programme, version, on=wanted.on)


GATHERED: Final[dict[str, Callable[[Wanted], Paper | None]]] = {
    "plan": _plan,
    "monitoring": _monitoring,
    "evaluation": _evaluation,
    "sheet": _sheet,
}
