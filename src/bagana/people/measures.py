"""What posts, certificates, cases and scores come to: docs/rules/staff-measures.md.

Rows are read once for all units asked for; each counts what lies below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from bagana.people.conduct_rules import FEWEST
from bagana.people.models import (
    Agreement,
    AgreementState,
    Appointment,
    CaseState,
    Certificate,
    ConductCase,
    EndReason,
    Post,
    Sanction,
)
from bagana.people.performance_score import mean
from bagana.people.queries.staffing import asked_posts
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import versions_on

SUM = 2
YEAR = timedelta(days=360)
SPENT_STATES = (CaseState.DECIDED, CaseState.DISMISSED)


def above(units: Iterable[Unit], on: date) -> dict[int, list[str]]:
    """Under which of the units asked for each unit lay, by its key."""
    asked = {unit.pk: unit.code for unit in units}
    places = UnitAncestry.objects.in_force(on).filter(ancestor__in=asked)
    found: dict[int, list[str]] = defaultdict(list)
    for unit, ancestor in places.values_list("unit_id", "ancestor_id"):
        found[unit].append(asked[ancestor])
    return found


@dataclass
class Staff:
    """Counts of one unit and all below it."""

    posts: int = 0
    asked: float = 0.0
    held: int = 0
    certified: int = 0
    ended: int = 0
    held_days: int = 0
    days: int = 1

    @property
    def mean_held(self) -> float:
        return self.held_days / self.days


def staff(units: Iterable[Unit], start: date, end: date) -> dict[str, Staff]:
    """Of units that keep posts here by the last day; of the others nothing is known."""
    places = above(units, end)
    found: dict[str, Staff] = {}
    posts = Post.objects.filter(unit__in=places, opened_on__lte=end).order_by()
    keeps = set()
    for unit, closed in posts.values_list("unit_id", "closed_on"):
        keeps.add(unit)
        for code in places[unit]:
            told = found.setdefault(code, Staff(days=(end - start).days + 1))
            told.posts += closed is None or closed > end
    versions = list(versions_on(end).filter(unit__in=keeps))
    for unit, asked in asked_posts(versions, end).items():
        for code in places[unit]:
            found[code].asked += float(asked)
    certified = _certified(places, end)
    rows = Appointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=start),
        post__unit__in=places,
        starts_on__lte=end,
        state__in=["appointed", "ended"],
    )
    columns = ("post__unit_id", "official_id", "starts_on", "ended_on", "end_reason")
    for unit, official, since, until, reason in rows.order_by().values_list(*columns):
        for code in places[unit]:
            told = found[code]
            told.held_days += _days(since, until, start, end)
            if until is None or until > end:
                told.held += 1
                told.certified += official in certified
            elif reason != EndReason.REDRAWN:
                told.ended += 1
    return found


def _days(since: date, until: date | None, start: date, end: date) -> int:
    """Days in office within the span; the first day out of office is none of them."""
    after = end + timedelta(days=1) if until is None else until
    last = min(after, end + timedelta(days=1))
    return max(0, (last - max(since, start)).days)


def _certified(places: Iterable[int], on: date) -> set[int]:
    """Officials of these units with a certificate that is valid on the day."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    kept = Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)
    rows = Certificate.objects.filter(
        valid,
        kept,
        issued_on__lte=on,
        enrolment__official__appointments__post__unit__in=list(places),
    )
    keys = rows.order_by().values_list("enrolment__official_id", flat=True)
    return set(keys.distinct())


@dataclass
class Conduct:
    """Counts of a sum or of what stands above it, and of each sum in it."""

    cases: int = 0
    sanctions: int = 0
    by_sum: dict[str, list[int]] = field(default_factory=dict)


type ConductTold = Mapping[str, Conduct]


def conduct(units: Iterable[Unit], start: date, end: date) -> ConductTold:
    """Cases decided and sanctions in force, whole years and sums and above only.

    A month or a bag would point at one person. An expired sanction is no sanction.
    """
    if end - start < YEAR:
        return {}
    asked = [unit for unit in units if _level(unit, end) <= SUM]
    places = above(asked, end)
    sums = _sums(places, end)
    found = {unit.code: Conduct() for unit in asked}
    rows = ConductCase.objects.filter(unit__in=places, decided_on__lte=end).order_by()
    columns = ("unit_id", "state", "decided_on", "sanction", "expires_on")
    for unit, state, decided, sanction, expires in rows.values_list(*columns):
        is_case = state in SPENT_STATES and decided >= start
        is_sanction = (
            state == CaseState.DECIDED
            and sanction not in ("", Sanction.NONE)
            and (expires is None or expires > end)
        )
        for code in places[unit]:
            told = found[code]
            told.cases += is_case
            told.sanctions += is_sanction
            part = told.by_sum.setdefault(sums.get(unit, ""), [0, 0])
            part[0] += is_case
            part[1] += is_sanction
    return found


def _level(unit: Unit, on: date) -> int:
    version = unit.versions.filter(valid_from__lte=on).order_by("valid_from").last()
    return version.kind.level if version else SUM + 1


def _sums(places: Iterable[int], on: date) -> dict[int, str]:
    """In which sum each unit lies."""
    rows = UnitAncestry.objects.in_force(on).filter(unit__in=list(places))
    rows = rows.filter(ancestor__versions__kind__level=SUM)
    return dict(rows.values_list("unit_id", "ancestor__code"))


def told_of(told: Conduct, place: int) -> float | None:
    """None below five; also where what the sums withhold could be subtracted out."""
    whole = (told.cases, told.sanctions)[place]
    if whole < FEWEST:
        return None
    parts = [counts[place] for counts in told.by_sum.values()]
    hidden = [n for n in parts if 0 < n < FEWEST]
    alone = len(parts) == 1
    if hidden and not alone and (sum(hidden) < FEWEST or len(hidden) == 1):
        return None
    return float(whole)


type ScoresTold = Mapping[str, dict[int, float]]
"""Of each unit asked for: the agreement → its score."""


def scores(units: Iterable[Unit], start: date, end: date) -> ScoresTold:
    """Scores of agreements of the year, of officials of each unit and all below.

    What was judged anew counts by its correction alone.
    """
    if end - start < YEAR:
        return {}
    places = above(units, end)
    rows = Agreement.objects.filter(
        state=AgreementState.ASSESSED,
        year=end.year,
        score__isnull=False,
        appointment__post__unit__in=places,
    ).order_by()
    anew = Agreement.objects.filter(
        corrects=OuterRef("pk"), state=AgreementState.ASSESSED
    )
    rows = rows.filter(~Exists(anew))
    found: dict[str, dict[int, float]] = defaultdict(dict)
    columns = ("pk", "appointment__post__unit_id", "score")
    for key, unit, score in rows.values_list(*columns):
        for code in places[unit]:
            found[code][key] = score or 0.0
    return found


def mean_scores(told: ScoresTold) -> dict[str, float | None]:
    """Means of five officials or more: a mean of fewer tells of one.

    Told from the small to the large. What the units told within a unit leave of it
    could be subtracted out: where that are fewer than five, the whole is withheld.
    """
    within: dict[int, list[str]] = defaultdict(list)
    for code, own in told.items():
        for key in own:
            within[key].append(code)
    counted: dict[str, set[int]] = defaultdict(set)
    found: dict[str, float | None] = {}
    for code, own in sorted(told.items(), key=lambda pair: (len(pair[1]), pair[0])):
        left = len(own) - len(counted[code] & own.keys())
        if len(own) < FEWEST or 0 < left < FEWEST:
            found[code] = None
            continue
        found[code] = mean(own.values())
        for key in own:
            for holder in within[key]:
                counted[holder].add(key)
    return found
