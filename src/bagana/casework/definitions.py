"""The one sheet: what «open», «overdue», «within term» and the rest mean.

Pages, lists, measures and tests use these and nothing of their own. The same words
stand in docs/rules/promptness.md, and a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import OPEN_STATES, Stop
from bagana.engines.deadlines import (
    Calendar,
    Pause,
    Promptness,
    TermUnit,
    elapsed,
    is_within,
    summary,
)

NEAR_KM = 10.0
FEWEST = 5
"""Of fewer cases no median, percentile or satisfaction is told."""
NOTHING_OFF = Calendar()


@dataclass(frozen=True, slots=True)
class Definition:
    code: str
    title: str | Promise
    text: str | Promise


SHEET: tuple[Definition, ...] = (
    Definition(
        "open",
        _("Шийдвэрлээгүй"),
        _("Тухайн өдөр эсвэл өмнө нь авсан, тэр өдөр хүртэл хаагаагүй хүсэлт."),
    ),
    Definition(
        "overdue",
        _("Хугацаа хэтэрсэн"),
        _(
            "Хугацаа нь тухайн өдрөөс өмнө дууссан, шийдээгүй хүсэлт. Хугацаандаа"
            " зогссон цаг үргэлжлэх хүртэл хэтрэхгүй."
        ),
    ),
    Definition(
        "answered",
        _("Хариу өгсөн"),
        _(
            "Хүчинтэй хариу нь (үндэслэлтэй татгалзсан нь ч хариу мөн) тухайн"
            " хугацаанд өгөгдсөн хүсэлт. Иргэн буцаан авсныг тоолохгүй."
        ),
    ),
    Definition(
        "within",
        _("Хугацаандаа"),
        _("Хариу өгсөн өдөр нь хугацааны сүүлчийн өдрөөс хойш биш хүсэлт."),
    ),
    Definition(
        "days",
        _("Шийдсэн хоног"),
        _(
            "Авсны маргаашаас хариу өгсөн өдөр хүртэлх хуанлийн хоног, цаг зогссон"
            " хоногийг хассан."
        ),
    ),
    Definition(
        "median",
        _("Голч хоног"),
        _("Шийдсэн хоногийн голын утга. Хариу тавд хүрэхгүй бол хэлэхгүй."),
    ),
    Definition(
        "p90",
        _("90 хувь нь багтсан хоног"),
        _("Хариуны 90 хувь нь үүнээс удаагүй байх хамгийн бага хоног."),
    ),
    Definition(
        "reopened",
        _("Дахин нээсэн хувь"),
        _("Хугацаанд дахин нээсэн тоог тэр хугацаанд өгсөн хариунд харьцуулсан хувь."),
    ),
    Definition(
        "satisfaction",
        _("Сэтгэл ханамж"),
        _(
            "Хариу авсан иргэдийн 1–5 үнэлгээний дундаж. Үнэлгээ тавд хүрэхгүй бол"
            " хэлэхгүй."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A request as far as the sheet needs it: days and numbers, nobody's name."""

    unit: int
    channel: str
    taken_on: date
    due_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    satisfaction: int | None = None
    distance_km: float | None = None


def is_open(case: Case, on: date) -> bool:
    return case.taken_on <= on and (case.closed_on is None or case.closed_on > on)


def stands(case: Case, on: date) -> bool:
    """Whether the clock stood on the day, since a day within the term."""
    return any(
        one.starts_on <= min(on, case.due_on)
        and (one.ends_on is None or one.ends_on > on)
        for one in case.pauses
    )


def is_overdue(case: Case, on: date) -> bool:
    return is_open(case, on) and case.due_on < on and not stands(case, on)


def answered_in(case: Case, start: date, end: date) -> bool:
    return case.answered_on is not None and start <= case.answered_on <= end


def within_term(case: Case) -> bool:
    return case.answered_on is not None and is_within(case.answered_on, case.due_on)


def days_of(case: Case) -> int:
    """Calendar days to the answer that stands, without those the clock stood."""
    until = case.answered_on or case.taken_on
    return elapsed(case.taken_on, until, TermUnit.CALENDAR, case.pauses, NOTHING_OFF)


def is_near(case: Case) -> bool | None:
    """None where the distance is not known."""
    return None if case.distance_km is None else case.distance_km <= NEAR_KM


def promptness(cases: Iterable[Case], start: date, end: date) -> Promptness:
    """Of the requests answered in the span."""
    found = [case for case in cases if answered_in(case, start, end)]
    return summary((days_of(case), within_term(case)) for case in found)


def told(value: float | None, cases: int) -> float | None:
    """A figure of too few cases stays untold."""
    return value if cases >= FEWEST else None


def mean(scores: Sequence[int]) -> float | None:
    return told(sum(scores) / len(scores), len(scores)) if scores else None


def open_q(on: date) -> Q:
    """`is_open` for the database."""
    return Q(taken_on__lte=on) & (Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def overdue_q(on: date) -> Q:
    """`is_overdue` for the database."""
    return open_q(on) & Q(due_on__lt=on) & ~Q(Exists(_standing(on)))


def open_now_q() -> Q:
    """`open_q` of today, in words that the indices of open requests have."""
    return Q(closed_on__isnull=True, state__in=OPEN_STATES)


def overdue_now_q(today: date) -> Q:
    """`overdue_q` of today, by the indices of open requests."""
    return open_now_q() & late_q(today)


def late_q(today: date) -> Q:
    """Of an open request: past its term, and the clock does not stand."""
    return Q(due_on__lt=today) & ~Q(Exists(_standing(today)))


def _standing(on: date) -> QuerySet[Stop]:
    # The outer row's own term: by a join it would be read of all requests at once.
    begun = Q(starts_on__lte=on) & Q(starts_on__lte=OuterRef("due_on"))
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Stop.objects.filter(begun, running, request=OuterRef("pk"))
