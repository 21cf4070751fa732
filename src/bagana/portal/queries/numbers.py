"""Where one published number came from: whose it is, its parts, versions, chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import Role, RoleAssignment
from bagana.indicators.models import (
    AcrossUnits,
    ImportBatch,
    Indicator,
    Observation,
    Status,
)
from bagana.portal.queries.figures import published
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on


@dataclass(frozen=True)
class Step:
    """One hop of a number: what happened, and the function that did it."""

    title: str
    text: str
    function: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Number:
    """What the page of a number shows."""

    observation: Observation
    unit: UnitVersion | None
    parts: list[Observation]
    children: list[Observation]
    versions: list[Observation]
    who: str
    steps: list[Step]

    @property
    def is_current(self) -> bool:
        return self.observation.status == Status.PUBLISHED

    @property
    def children_sum(self) -> float:
        return sum(child.value for child in self.children)


def _rows(user: Any) -> QuerySet[Observation]:
    return Observation.objects.visible_to(user).select_related(
        "indicator__source",
        "indicator__numerator",
        "indicator__denominator",
        "unit",
        "period",
        "source",
        "batch",
        "publication__act",
        "withdrawal",
    )


def read_number(pk: int, user: Any) -> Number | None:
    """An observation that the user may see; None where there is none."""
    found = _rows(user).filter(pk=pk).first()
    if found is None:
        return None
    on = found.period.end
    unit = versions_on(on).filter(unit=found.unit).first()
    parts = _parts(found, user)
    who = role_of(found.entered_by_id, timezone.localdate(found.entered_at))
    same = {"indicator": found.indicator, "unit": found.unit, "period": found.period}
    return Number(
        observation=found,
        unit=unit or found.unit.versions.order_by("-valid_from").first(),
        parts=parts,
        children=_children(found, on, user),
        versions=list(_rows(user).filter(**same).order_by("-version")),
        who=who,
        steps=_steps(found, parts, who),
    )


def role_of(user_id: int | None, on: date) -> str:
    """The roles that a person held on the day; a public page never shows the name."""
    if user_id is None:
        return _("системийн суурилуулалт")
    held = RoleAssignment.objects.on(on).filter(user=user_id)
    roles = held.values_list("role", flat=True)
    return ", ".join(str(Role(role).label) for role in dict.fromkeys(roles))


def _parts(found: Observation, user: Any) -> list[Observation]:
    """Numerator and denominator of a ratio, as published for unit and period."""
    indicator = found.indicator
    if indicator.across_units != AcrossUnits.RATIO:
        return []
    keys = [indicator.numerator_id, indicator.denominator_id]
    rows = published(user).filter(
        indicator__in=keys, unit=found.unit, period=found.period
    )
    return sorted(
        rows.select_related("indicator", "period"),
        key=lambda row: keys.index(row.indicator_id),
    )


def _children(found: Observation, on: date, user: Any) -> list[Observation]:
    """The same figure of the units below, which a sum must add up to."""
    if found.indicator.across_units != AcrossUnits.SUM:
        return []
    below = versions_on(on).filter(parent=found.unit).values("unit")
    rows = published(user).filter(
        indicator=found.indicator, period=found.period, unit__in=below
    )
    return list(rows.select_related("unit").order_by("unit__code"))


def _steps(found: Observation, parts: list[Observation], who: str) -> list[Step]:
    steps = [Step(_("Эх сурвалж"), str(found.source))]
    if found.batch:
        steps.append(_imported(found.batch, who))
    if found.numerator is not None and parts:
        steps += _divided(found.indicator, parts)
    elif not found.batch:
        title = _("Гараар оруулсан")
        steps.append(Step(title, who, "indicators.actions.record_observation"))
    if found.publication:
        one = found.publication
        text = f"{one.title}, {timezone.localdate(one.made_at).isoformat()}"
        steps.append(Step(_("Нийтэлсэн"), text, "indicators.actions.publish"))
    reading = _("Нэгж, үзүүлэлт, хугацаагаар нийтэлсэн хувилбарыг уншина")
    steps.append(Step(_("Хуудас уншсан"), reading, "portal.queries.figures.Reader"))
    colour = _("Ижил шатны нэгжүүдийн утгыг ангилж, ангид нь өнгө өгнө")
    function = "engines.geography.quantile_classes"
    return [*steps, Step(_("Газрын зураг дээрх өнгө"), colour, function)]


def _imported(batch: ImportBatch, who: str) -> Step:
    read = batch.counts.get("read")
    counts = _("%(read)s мөр уншсан") % {"read": read} if read else ""
    title = _("Файлаас оруулсан")
    if batch.origin == "nso":
        title = _("Үндэсний статистикийн хорооноос татсан")
    elif batch.origin == "derived":
        title = _("Систем тооцож ноорог үүсгэсэн")
    pieces = [batch.title, counts, who, f"SHA-256 {batch.sha256[:12]}…"]
    text = " · ".join(piece for piece in pieces if piece)
    return Step(title, text, "indicators.imports.apply_batch")


def _divided(indicator: Indicator, parts: list[Observation]) -> list[Step]:
    named = [
        Step(row.indicator.name, f"{row.value:,.10g}", number=row.pk) for row in parts
    ]
    formula = f"{indicator.numerator} ÷ {indicator.denominator}"
    if indicator.factor != 1:
        formula += f" × {indicator.factor:g}"
    title = _("Хоёр тооноос бодсон")
    return [*named, Step(title, formula, "indicators.actions.derive")]
