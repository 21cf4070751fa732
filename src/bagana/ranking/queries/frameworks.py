"""Methods and their versions, for the office and for the public page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext

from bagana.accounts.roles import assignments
from bagana.accounts.visibility import under_roles
from bagana.engines.index.framework import Framework as Method
from bagana.indicators.models import Indicator, Observation, Period, PeriodKind
from bagana.programme.models import Programme
from bagana.ranking.models import (
    Framework,
    FrameworkVersion,
    Run,
    Selection,
    VersionState,
)
from bagana.ranking.rules import PLANNERS

SHOWN_YEARS = 3
MOST_RUNS = 20
MOST_YEARS = 12
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Known:
    """How many of a method's indicators had published figures of a year by a moment."""

    year: int
    indicators: int
    of: int

    @property
    def is_late(self) -> bool:
        return self.indicators > 0


@dataclass(frozen=True, slots=True)
class Timing:
    """Whether a method came before the figures it is applied to.

    `years` are the last years that had figures by then, newest first; the method comes
    before the figures of `first` and of every later year.
    """

    at: datetime
    years: tuple[Known, ...]
    first: int | None


def frameworks_for(user: Any) -> QuerySet[Framework]:
    """Those of the units that lie under a role of the user."""
    mine = under_roles(user, "unit")
    found = Framework.objects.select_related("unit", "programme")
    if mine is None:
        return found.none()
    versions = FrameworkVersion.objects.select_related("act").order_by("-number")
    return found.filter(mine).prefetch_related(Prefetch("versions", versions))


def makes_any(user: Any) -> bool:
    """Whether the user may begin a method somewhere."""
    return any(one.role in PLANNERS for one in assignments(user))


def programmes_of(user: Any) -> QuerySet[Programme]:
    """Programmes that a new method may serve: of the units under a role."""
    mine = under_roles(user, "unit")
    return Programme.objects.none() if mine is None else Programme.objects.filter(mine)


def copied_from(user: Any) -> QuerySet[FrameworkVersion]:
    """Versions to begin from: frozen ones of anybody, drafts of one's own units."""
    frozen = Q(state=VersionState.FROZEN)
    mine = under_roles(user, "framework__unit")
    found = FrameworkVersion.objects.select_related("framework")
    return found.filter(frozen if mine is None else frozen | mine)


def versions_of(framework: Framework) -> QuerySet[FrameworkVersion]:
    """Newest first, with how often each was used."""
    return (
        framework.versions.select_related("act__body", "frozen_by", "made_by")
        .annotate(
            run_count=Count("runs", distinct=True),
            selection_count=Count("selections", distinct=True),
        )
        .order_by("-number")
    )


def runs_with(framework: Framework) -> list[Run]:
    """The newest runs made with any of the method's versions."""
    found = Run.objects.filter(version__framework=framework)
    rows = found.select_related("version", "period").defer("inputs", "results")
    return list(rows.order_by("-id")[:MOST_RUNS])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a method's history: when, who, what, to which version."""

    at: datetime
    who: str
    what: str
    number: int


def history_of(framework: Framework) -> list[Entry]:
    """What was done with the method's versions, the newest first."""
    words = {
        "founded": gettext("аргачлалыг эхлүүлсэн"),
        "added": gettext("шинэ хувилбар нээсэн"),
        "edited": gettext("ноорогийг зассан"),
        "frozen": gettext("царцаасан"),
        "removed": gettext("ноорогийг хаясан"),
    }
    rows = FrameworkVersion.history.filter(framework=framework.pk)
    rows = rows.select_related("history_user").defer(
        "definition", "gates", "visit_sheet"
    )
    return [
        Entry(
            row.history_date,
            row.history_user.display_name if row.history_user else "",
            words.get(row.history_change_reason or "", row.history_change_reason or ""),
            row.number,
        )
        for row in rows.order_by("-history_id")[:MOST_ENTRIES]
    ]


def selections_with(framework: Framework) -> list[Selection]:
    found = Selection.objects.filter(version__framework=framework)
    return list(found.select_related("version", "period"))


def find_version(code: str, number: int) -> FrameworkVersion | None:
    found = FrameworkVersion.objects.select_related(
        "framework__unit", "framework__programme", "act__body"
    )
    return found.filter(framework__code=code, number=number).first()


def former_of(version: FrameworkVersion) -> FrameworkVersion | None:
    """The frozen version before this one."""
    earlier = FrameworkVersion.objects.filter(
        framework=version.framework_id,
        number__lt=version.number,
        state=VersionState.FROZEN,
    )
    return earlier.order_by("-number").first()


def catalogue_of(codes: Sequence[str]) -> dict[str, Indicator]:
    # PostgreSQL takes no NUL, and no indicator is called so.
    known = [code for code in codes if "\0" not in code]
    rows = Indicator.objects.filter(code__in=known).select_related("source")
    return {row.code: row for row in rows}


def year_periods() -> QuerySet[Period]:
    """Every year there is, newest first."""
    return Period.objects.filter(kind=PeriodKind.YEAR).order_by("-start")


def years_with_figures(framework: Framework) -> list[Period]:
    """The newest years that have published figures, newest first."""
    rows = Observation.objects.published().filter(period=OuterRef("pk"))
    return list(year_periods().filter(Exists(rows))[:MOST_YEARS])


def year_to_show(method: Method, framework: Framework) -> int | None:
    """The newest year in which at least half of the indicators have figures."""
    years = timing_of(method, framework).years
    halves = [one.year for one in years if 2 * one.indicators >= one.of]
    return halves[0] if halves else years[0].year if years else None


def search_indicators(text: str, level: int) -> list[Indicator]:
    """Indicators that are measured at the level, by words of their name or code."""
    words = text.casefold().split()
    rows = Indicator.objects.filter(lowest_level__gte=level).order_by(
        "position", "code"
    )
    return [
        row
        for row in rows
        if all(w in f"{row.name_mn} {row.name_en} {row.code}".casefold() for w in words)
    ]


def timing_of(
    method: Method, framework: Framework, at: datetime | None = None
) -> Timing:
    """Which years had published figures of the method's indicators by a moment.

    Indicators of a fixed year do not count: they are known beforehand on purpose.
    """
    moment = at or timezone.now()
    codes = [leaf.code for leaf in method.leaves if leaf.year is None]
    rows = (
        Observation.objects.filter(
            indicator__code__in=codes,
            period__kind=PeriodKind.YEAR,
            publication__made_at__lte=moment,
            unit__ancestries__ancestor=framework.unit_id,
        )
        .annotate(year=ExtractYear("period__start"))
        .values("year")
        .annotate(count=Count("indicator", distinct=True))
        .order_by("-year")
    )
    known = tuple(
        Known(row["year"], row["count"], len(codes)) for row in rows[:SHOWN_YEARS]
    )
    return Timing(moment, known, known[0].year + 1 if known else None)
