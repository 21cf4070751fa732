"""Publishing: drafts frozen under one hash. The rule: docs/rules/publishing.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.indicators.holding import refuse_held
from bagana.indicators.models import (
    Indicator,
    Nature,
    Observation,
    Period,
    Publication,
    Status,
    Withheld,
)
from bagana.indicators.problems import Problem
from bagana.indicators.queries.drafts import drafts_of
from bagana.indicators.rules import publishing_reach, require_publisher
from bagana.indicators.versions import CHUNK, Figure, lock_indicators
from bagana.indicators.withholding import screen
from bagana.territory.models import Unit
from bagana.web.errors import Refused

CANONICAL = (
    "indicator__code",
    "unit__code",
    "period__code",
    "version",
    "value",
    "numerator",
    "denominator",
    "source__code",
)

FIGURE = (
    "indicator_id",
    "unit_id",
    "period__code",
    "value",
    "numerator",
    "denominator",
)
DRAFT = ("pk", "indicator_id", "unit_id", "period_id", "period__code")


@transaction.atomic
def publish(
    *,
    user: Any,
    title: str,
    indicators: Sequence[Indicator] = (),
    periods: Sequence[Period] = (),
    unit: Unit | None = None,
    act: Act | None = None,
    note: str = "",
    system: bool = False,
) -> Publication:
    """Publish the drafts of the indicators, periods and units; none given means all.

    Raises PermissionDenied unless the user is an officer over every unit concerned,
    Refused when there is no draft, Conflict when a figure among them is held.
    """
    if not system:
        require_publisher(user)
    if not title.strip():
        raise Refused(_("Нийтлэлийн нэрийг бичнэ үү."), field="title")
    lock_indicators([one.pk for one in indicators] or None)
    found = drafts_of(indicators=indicators, periods=periods, unit=unit)
    drafts = list(found.values_list(*DRAFT))
    if not drafts:
        raise Refused(
            _("Нийтлэх ноорог алга."), _("Үзүүлэлт, хугацааны сонголтоо шалгана уу.")
        )
    publishing_reach(user, system=system).require({draft[2] for draft in drafts})
    refuse_held([(row[1], row[2], row[4]) for row in drafts], "public", act)
    _refuse_telling([draft[0] for draft in drafts])
    ids = [draft[0] for draft in drafts]
    publication = Publication.objects.create(
        title=title.strip()[:300],
        act=act,
        rows=len(ids),
        sha256=hash_of(ids),
        note=note,
        made_by=user,
    )
    _update(
        _published_before([draft[:4] for draft in drafts]), status=Status.SUPERSEDED
    )
    _update(ids, status=Status.PUBLISHED, publication=publication)
    return publication


def _refuse_telling(ids: Sequence[int]) -> None:
    """The last door: drafts may have come before a neighbour that makes them tell."""
    telling = list(
        Indicator.objects.filter(
            Q(counts_people=True)
            | Q(numerator__counts_people=True)
            | Q(denominator__counts_people=True)
            | Q(weight__counts_people=True)
            | Exists(Withheld.objects.filter(indicator=OuterRef("pk"))),
            nature=Nature.OWN,
        ).values_list("pk", flat=True)
    )
    found: list[Figure] = []
    for some in batched(ids, CHUNK):
        rows = Observation.objects.filter(pk__in=some, indicator__in=telling)
        found.extend(Figure(*row) for row in rows.values_list(*FIGURE))
    withheld = screen(found).withheld if found else []
    if withheld:
        problem = Problem("withheld_draft", args={"count": len(withheld)})
        raise Refused(problem.reason, problem.fix)


def _published_before(drafts: list[tuple[int, int, int, int]]) -> list[int]:
    wanted = {draft[1:] for draft in drafts}
    published = Observation.objects.filter(
        status=Status.PUBLISHED,
        indicator__in={draft[1] for draft in drafts},
        period__in={draft[3] for draft in drafts},
    ).values_list("pk", "indicator_id", "unit_id", "period_id")
    return [row[0] for row in published.iterator() if row[1:] in wanted]


def _update(ids: Iterable[int], **values: Any) -> None:
    for some in batched(ids, CHUNK):
        Observation.objects.filter(pk__in=some).update(**values)


def hash_of(ids: Iterable[int]) -> str:
    """SHA-256 over the rows, one canonical line each, in ascending order of lines."""
    lines: list[str] = []
    for some in batched(ids, CHUNK):
        rows = Observation.objects.filter(pk__in=some).values_list(*CANONICAL)
        lines.extend(_line(row) for row in rows)
    return _digest(lines)


def _line(row: Sequence[Any]) -> str:
    return json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))


def _digest(lines: list[str]) -> str:
    text = "".join(f"{line}\n" for line in sorted(lines))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical_text(publication: Publication) -> str:
    """The very text whose SHA-256 the publication carries, for anyone to check."""
    rows = publication.observations.values_list(*CANONICAL)
    return "".join(f"{line}\n" for line in sorted(_line(row) for row in rows))


def verify(publication: Publication) -> bool:
    """Whether the rows kept still give the hash; superseded ones count as well."""
    text = canonical_text(publication)
    if text.count("\n") != publication.rows:
        return False
    return hashlib.sha256(text.encode()).hexdigest() == publication.sha256
