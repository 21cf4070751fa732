"""Reading what holds for the whole installation: climbing, kinds of references."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from bagana.casework.models import ClimbingRule, ReferenceKind, ServiceVersion
from bagana.casework.queries.services import versions_on
from bagana.casework.reference_fields import FIELDS


@dataclass(frozen=True, slots=True)
class Dated:
    """A climbing rule and the last day on which it holds."""

    row: ClimbingRule
    until: date | None


def climbing_rules() -> list[Dated]:
    """The newest first; each holds until the next begins."""
    rows = list(ClimbingRule.objects.order_by("-valid_from"))
    later = [None, *(row.valid_from - timedelta(days=1) for row in rows)]
    return [Dated(row, until) for row, until in zip(rows, later, strict=False)]


@dataclass(frozen=True, slots=True)
class KindLine:
    """A version of a kind, what it prints, and the services that ask for it."""

    row: ReferenceKind
    says: list[str]
    services: list[ServiceVersion]
    state: str

    @property
    def fees(self) -> str:
        """Of the services of the day: the kind itself has none."""
        return "; ".join(sorted({f"{one.fee.normalize():f}" for one in self.services}))


def kind_lines(today: date) -> list[KindLine]:
    """Every version: in force and to come first, then what is past."""
    services = defaultdict(list)
    for one in versions_on(today).exclude(service__reference_kind=""):
        services[one.service.reference_kind].append(one)
    lines = [
        KindLine(
            row,
            [str(FIELDS[code].label) for code in row.fields if code in FIELDS],
            services[row.code],
            _state(row, today),
        )
        for row in ReferenceKind.objects.order_by("code", "-valid_from")
    ]
    return sorted(lines, key=lambda line: line.state == "past")


def _state(row: ReferenceKind, today: date) -> str:
    if row.valid_to is not None and row.valid_to <= today:
        return "past"
    return "coming" if row.valid_from > today else "now"


def newest_version(code: str) -> ReferenceKind | None:
    return ReferenceKind.objects.filter(code=code).order_by("-valid_from").first()
