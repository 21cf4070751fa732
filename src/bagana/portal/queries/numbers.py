"""Where one published number came from: whose it is, its parts, versions, chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from bagana.indicators.models import AcrossUnits, Observation, Status
from bagana.indicators.queries import Step, chain_of
from bagana.indicators.queries import published as published_to
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on


@dataclass(frozen=True)
class Hop:
    """One step of a number: what happened, the function that did it, when, by whom."""

    title: str
    text: str = ""
    function: str = ""
    at: datetime | None = None
    number: int | None = None


@dataclass(frozen=True)
class Number:
    """What the page of a number shows."""

    observation: Observation
    unit: UnitVersion | None
    parts: list[Observation]
    children: list[tuple[str, Observation]]
    versions: list[Observation]
    who: str
    steps: list[Hop]

    @property
    def is_current(self) -> bool:
        return self.observation.status == Status.PUBLISHED

    @property
    def children_sum(self) -> float:
        return sum(child.value for _, child in self.children)


def read_number(pk: int, user: Any) -> Number | None:
    """An observation that the user may see; None where there is none."""
    found = Observation.objects.visible_to(user).filter(pk=pk).first()
    if found is None:
        return None
    chain = chain_of(found, user=user)
    row = chain.observation
    on = row.period.end
    unit = versions_on(on).filter(unit=row.unit).first()
    parts = Observation.objects.filter(pk__in=[p.observation_id for p in chain.parts])
    return Number(
        observation=row,
        unit=unit or row.unit.versions.order_by("-valid_from").first(),
        parts=list(parts.select_related("indicator")),
        children=_children(row, on, user),
        versions=chain.versions,
        who=next((step.who for step in chain.steps if step.who), ""),
        steps=[
            Hop(_("Эх сурвалж"), str(row.source)),
            *[
                Hop(
                    step.words,
                    _said(row, step),
                    "" if step.kind == "part" else _full_name(step.function),
                    step.at,
                    step.target if step.kind == "part" else None,
                )
                for step in chain.steps
            ],
            *_shown(),
        ],
    )


# Applications whose functions stand on the way of a number by their full name.
ELSEWHERE = ("registers", "collection", "engines")


def _full_name(function: str) -> str:
    """As the list of functions names it; those of indicators come without it."""
    known = function.partition(".")[0] in ELSEWHERE
    return function if known or not function else f"indicators.{function}"


def _said(row: Observation, step: Step) -> str:
    """By whom, and from which file, so that the file can be asked for."""
    if row.batch is None or step.kind not in ("import", "derived"):
        return step.who
    file = f"{row.batch.title}, SHA-256 {row.batch.sha256[:12]}…"
    return f"{file} · {step.who}" if step.who else file


def _shown() -> list[Hop]:
    """How a published number reaches the page and the colour of the map."""
    reading = _("Нэгж, үзүүлэлт, хугацаагаар нийтэлсэн хувилбарыг уншина")
    colour = _("Ижил шатны нэгжүүдийн утгыг ангилж, ангид нь өнгө өгнө")
    return [
        Hop(_("Хуудас уншсан"), reading, "indicators.queries.Reader"),
        Hop(_("Газрын зураг дээрх өнгө"), colour, "engines.geography.quantile_classes"),
    ]


def _children(found: Observation, on: date, user: Any) -> list[tuple[str, Observation]]:
    """The same figure of the units below by name, which a sum must add up to."""
    if found.indicator.across_units != AcrossUnits.SUM:
        return []
    below = versions_on(on).filter(parent=found.unit).order_by("sort_key")
    rows = published_to(user).filter(
        indicator=found.indicator,
        period=found.period,
        unit__in=below.order_by().values("unit"),
    )
    known = {row.unit_id: row for row in rows.select_related("unit")}
    return [(v.name, known[v.unit_id]) for v in below if v.unit_id in known]
