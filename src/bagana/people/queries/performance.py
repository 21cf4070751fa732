"""Reads of agreements: whose they are, which judgement counts, which figure judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments
from bagana.indicators.queries import published
from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    Appointment,
    AppointmentState,
    Assessment,
    CriteriaSet,
    Criterion,
    Party,
    PostKind,
)
from bagana.people.performance_score import on_scale
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below

SIGNED: Final = "signed by "
BY_FIGURES: Final = (Party.CITIZENS, Party.FIGURES)
REWORDED: Final = ("promised", "promise corrected", "promise removed")
"""Deeds after which a signature given before no longer stands."""
SORTS: Final = {
    "year": ("year", "pk"),
    "unit": ("appointment__post__unit__code", "year", "pk"),
    "official": ("appointment__official__sort_key", "year", "pk"),
    "state": ("state", "year", "pk"),
    "score": ("score", "year", "pk"),
}


@dataclass(frozen=True, slots=True)
class Judging:
    """A published figure as it judges a criterion."""

    value: float
    score: float
    period: str
    observation: int

    def as_kept(self) -> str:
        return f"{self.period}: {self.value:g} #{self.observation}"


def criteria_on(on: date, kind: str) -> CriteriaSet | None:
    """In force on the day for the kind of post; else the set for every post."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = CriteriaSet.objects.filter(open_end, valid_from__lte=on)
    return rows.filter(post_kind=kind).first() or rows.filter(post_kind="").first()


def figure_for(item: Criterion, unit: int, year: int) -> Judging | None:
    """The year's published figure of the official's unit; None where there is none."""
    if item.indicator_id is None or item.worst is None or item.best is None:
        return None
    rows = published(None).filter(
        indicator=item.indicator_id,
        unit=unit,
        period__start=date(year, 1, 1),
        period__end=date(year, 12, 31),
        value__isnull=False,
    )
    found = rows.values_list("value", "period__code", "pk").order_by("-pk").first()
    if found is None:
        return None
    value, period, key = found
    return Judging(value, on_scale(value, item.worst, item.best), period, key)


def counting(agreement: Agreement) -> dict[int, Assessment]:
    """The newest judgement of each criterion.

    What a person gave in the record that this one corrects counts until it is given
    anew; what figures gave does not: they are read again.
    """
    found: dict[int, Assessment] = {}
    if agreement.corrects is not None:
        before = counting(agreement.corrects).items()
        found = {key: row for key, row in before if row.party not in BY_FIGURES}
    rows = agreement.assessments.select_related("made_by").order_by("pk")
    return found | {row.criterion_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a side, and when that was entered."""

    name: str
    at: datetime


def signatures(agreement: Agreement) -> dict[str, Signature]:
    """Of what stands: a promise written, corrected or removed later voids them."""
    if agreement.corrects is not None:
        return signatures(agreement.corrects)
    given: dict[str, Signature] = {}
    rows = agreement.history.select_related("history_user").order_by("history_id")
    for row in rows:
        reason = row.history_change_reason or ""
        if reason in REWORDED:
            given = {}
        elif reason.startswith(SIGNED):
            by = row.history_user
            given[reason.removeprefix(SIGNED)] = Signature(
                by.get_full_name() if by else "", row.history_date
            )
    return given


def signatures_of(agreement: Agreement) -> set[str]:
    """Sides that have signed what stands."""
    return set(signatures(agreement))


def text_version(agreement: Agreement) -> int:
    """Which wording stands: another number after every promise that changed."""
    rows = agreement.history.filter(
        Q(history_change_reason__in=REWORDED) | Q(history_type="+")
    )
    newest = rows.order_by("history_id").values_list("history_id", flat=True).last()
    return newest or 0


def agreements_for(user: Any) -> QuerySet[Agreement]:
    """Of units that the user staffs, and his own."""
    return Agreement.objects.visible_to(user).select_related(
        "appointment__post__unit", "appointment__official", "criteria", "corrects"
    )


@dataclass(frozen=True, slots=True)
class AgreementsAsked:
    """What a list is narrowed to, as the address names it."""

    year: str = ""
    unit: str = ""
    state: str = ""
    sort: str = "-year"


def agreements_asked(user: Any, asked: AgreementsAsked) -> QuerySet[Agreement]:
    rows = agreements_for(user)
    if asked.year.isdecimal():
        rows = rows.filter(year=int(asked.year[:4]))
    if asked.state in AgreementState.values:
        rows = rows.filter(state=asked.state)
    if asked.unit:
        rows = _inside(rows, asked.unit)
    order = SORTS.get(asked.sort.removeprefix("-"), SORTS["year"])
    is_down = asked.sort.startswith("-")
    return rows.order_by(
        *(
            F(name).desc(nulls_last=True) if is_down else F(name).asc(nulls_last=True)
            for name in order
        )
    )


def _inside(rows: QuerySet[Agreement], code: str) -> QuerySet[Agreement]:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        return rows.none()
    places = below(unit, timezone.localdate()).values("unit")
    return rows.filter(appointment__post__unit__in=places)


def years_of(user: Any) -> list[int]:
    rows = Agreement.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def units_of(user: Any) -> list[str]:
    """Codes of the units that a list can be narrowed to."""
    rows = Agreement.objects.visible_to(user).order_by("appointment__post__unit__code")
    codes = rows.values_list("appointment__post__unit__code", flat=True)
    return list(codes.distinct()[:300])


def waiting_for(user: Any) -> list[Agreement]:
    """One's own drafts with promises and without one's signature, the oldest first."""
    if not getattr(user, "is_authenticated", False):
        return []
    rows = agreements_for(user).filter(
        appointment__official__user=user.pk, state=AgreementState.DRAFT
    )
    lines = AgreementLine.objects.filter(agreement=OuterRef("pk"))
    with_lines = rows.filter(Exists(lines)).order_by("year", "pk")
    return [row for row in with_lines[:20] if Party.SELF not in signatures(row)]


def without_agreement(user: Any, year: int) -> QuerySet[Appointment]:
    """In office in the year, judged by the user's rung, without an agreement of it.

    The same line as `rules.may_judge` draws, over many rows by one query.
    """
    start, end = date(year, 1, 1), date(year, 12, 31)
    states = (AppointmentState.APPOINTED, AppointmentState.ENDED)
    rows = Appointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=start),
        state__in=states,
        starts_on__lte=end,
    )
    made = Agreement.objects.filter(appointment=OuterRef("pk"), year=year)
    rows = rows.filter(~Exists(made), _judged_by(user))
    rows = rows.exclude(official__user=getattr(user, "pk", 0))
    related = rows.select_related("post__unit", "official")
    return related.order_by("post__unit__code", "post__kind", "pk")


def _judged_by(user: Any) -> Q:
    today = timezone.localdate()
    levels = UnitVersion.objects.on(today).filter(unit=OuterRef("post__unit"))
    of_a_sum = Exists(levels.filter(kind__level=2))
    above = Exists(levels.filter(kind__level__lt=2))
    is_head = of_a_sum & Q(post__kind=PostKind.GOVERNOR)
    by_sum = _under(user, (Role.SUM_OFFICER,)) & ~is_head & ~above
    by_aimag = _under(user, OFFICERS) & (above | is_head)
    return by_sum | by_aimag


def _under(user: Any, roles: tuple[Role, ...]) -> Q:
    roots = [one.unit_id for one in assignments(user) if one.role in roles]
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return Q(Exists(places.filter(unit=OuterRef("post__unit"), ancestor__in=roots)))
