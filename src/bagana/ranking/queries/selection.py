"""How a selection stands: its ladder of steps, what is missing, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.ranking.models import Selection, SelectionState, SelectionStep
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_missing import Lack, missing_before_next

__all__ = [
    "Rung",
    "SelectionStanding",
    "candidates_of",
    "find_selection",
    "gates_of",
    "is_late_frozen",
    "selections",
    "standing_of",
]

S = SelectionState
DONE, NOW, LATER = "done", "now", "later"
type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Form:
    """What a rung is called, who climbs it, and how one leaves it."""

    state: SelectionState
    title: Words
    who: Words
    button: Words
    page: str
    due: str = ""


LADDER: Final = (
    Form(
        S.PREPARING,
        _("Бэлтгэх"),
        _("зохион байгуулагч"),
        _("Болзол шалгаж эхлэх"),
        "gates",
    ),
    Form(
        S.GATES,
        _("Болзол шалгах"),
        _("зохион байгуулагч, хяналт-үнэлгээ"),
        _("Индекс бодуулах"),
        "gates",
        "gates_due",
    ),
    Form(
        S.INDEX,
        _("Индекс бодох"),
        _("зохион байгуулагч"),
        _("Давтан шалгах тоог сугалах"),
        "index",
        "recheck_due",
    ),
    Form(
        S.RECHECK,
        _("Тоог давтан шалгах"),
        _("хяналт-үнэлгээний ажилтан"),
        _("Үзлэг эхлүүлэх"),
        "recheck",
        "recheck_due",
    ),
    Form(
        S.VISITS,
        _("Газар дээр нь үзэх"),
        _("ажлын хэсэг"),
        _("Жагсаалт нийтлэх"),
        "visits",
        "visits_due",
    ),
    Form(
        S.PROVISIONAL,
        _("Урьдчилсан жагсаалт, эсэргүүцэл"),
        _("иргэд, зохион байгуулагч"),
        _("Эсэргүүцэл хаах"),
        "list",
        "answers_due",
    ),
    Form(
        S.ANSWERED,
        _("Шийдвэр гаргуулах"),
        _("Тэргүүлэгчид"),
        _("Шийдвэрийг бүртгэх"),
        "list",
    ),
    Form(
        S.DECIDED,
        _("Дэмжих, дараа жилд нь үзэх"),
        _("зохион байгуулагч"),
        _("Шалгаруулалтыг хаах"),
        "awards",
        "follow_up_on",
    ),
    Form(S.CLOSED, _("Хаах"), _("зохион байгуулагч"), "", "awards"),
)
ORDER: Final = tuple(form.state for form in LADDER)


@dataclass(frozen=True, slots=True)
class Rung:
    """One state of the ladder as a page shows it.

    `place` is done, now or later; `entered` the step that led here, `left` the one
    that led on; `due` the day by which it should be left, `days_left` until then.
    """

    form: Form
    place: str
    entered: SelectionStep | None
    left: SelectionStep | None
    due: date | None
    late_days: int
    days_left: int | None = None

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


@dataclass(frozen=True, slots=True)
class SelectionStanding:
    """Where a selection stands today, and what stands before its next step."""

    selection: Selection
    rungs: tuple[Rung, ...]
    missing: tuple[Lack, ...]
    steps: tuple[SelectionStep, ...]

    @property
    def now(self) -> Rung | None:
        return next((rung for rung in self.rungs if rung.place == NOW), None)

    @property
    def is_over(self) -> bool:
        return self.selection.state in (S.CLOSED, S.CANCELLED)

    @property
    def is_cancelled(self) -> bool:
        return self.selection.state == S.CANCELLED

    @property
    def is_decided(self) -> bool:
        return self.selection.state in (S.DECIDED, S.CLOSED)

    @property
    def cancelled(self) -> SelectionStep | None:
        return next((step for step in self.steps if step.state == S.CANCELLED), None)

    @property
    def may_go_on(self) -> bool:
        return not self.missing and not self.is_over

    @property
    def is_late(self) -> bool:
        return self.now is not None and self.now.is_late


def selections() -> QuerySet[Selection]:
    """Every selection with what its line shows; all of them are public."""
    return Selection.objects.select_related(
        "programme__unit", "phase", "period", "version__framework", "run__work", "act"
    )


def find_selection(code: str) -> Selection | None:
    found = selections().select_related("version__framework__unit", "version__act")
    return found.filter(code=code).first()


def is_late_frozen(selection: Selection) -> bool:
    """Whether the method was frozen only after figures of its year were out."""
    return bool(selection.late_reason)


def standing_of(selection: Selection, today: date | None = None) -> SelectionStanding:
    """The ladder with its days and people, and what is missing before the next step."""
    day = today or timezone.localdate()
    steps = tuple(selection.steps.select_related("made_by", "act__body", "run"))
    missing = tuple(missing_before_next(selection, day))
    rungs = tuple(_rung(selection, form, steps, day) for form in LADDER)
    return SelectionStanding(selection, rungs, missing, steps)


def _rung(
    selection: Selection, form: Form, steps: tuple[SelectionStep, ...], day: date
) -> Rung:
    entered = next((step for step in steps if step.state == form.state), None)
    left = _next(form.state, steps)
    due = getattr(selection, form.due) if form.due else None
    return Rung(
        form,
        _place(selection, form, left),
        entered,
        left,
        due,
        _late(due, left, day) if entered is not None else 0,
        (due - day).days if due is not None and due >= day else None,
    )


def _place(selection: Selection, form: Form, left: SelectionStep | None) -> str:
    if selection.state == form.state:
        return DONE if form.state == S.CLOSED else NOW
    return DONE if left is not None else LATER


def _next(
    state: SelectionState, steps: tuple[SelectionStep, ...]
) -> SelectionStep | None:
    """The first step to a state further up the ladder."""
    further = ORDER[ORDER.index(state) + 1 :]
    return next((step for step in steps if step.state in further), None)


def _late(due: date | None, left: SelectionStep | None, day: date) -> int:
    """How many days after its due day a rung was left, or stands still."""
    if due is None:
        return 0
    until = timezone.localdate(left.made_at) if left is not None else day
    return max(0, (until - due).days)
