"""The path of one number: who gave it, of what it is made, who published it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bagana.indicators.models import ImportBatch, Observation, Status
from bagana.indicators.queries.values import Value, values_of


@dataclass(frozen=True, slots=True)
class Step:
    """One hop on the way of a number.

    Attributes
    ----------
    kind
        "entry", "import", "derived", "part", "correction", "publication",
        "withdrawal", "collected".
    words
        What happened, in the reader's language.
    function
        The function of the program that did it.
    who
        The role of whoever did it; never a name, for the page is public.
    at
        When.
    target
        Key of the row to open: an observation, a batch or a publication.
    """

    kind: str
    words: str
    function: str
    at: datetime | None = None
    who: str = ""
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """An observation with its parts, its versions and the steps in order."""

    observation: Observation
    steps: list[Step]
    parts: list[Value]
    versions: list[Observation]


ORIGINS = {
    "file": "imports.apply_batch",
    "demo": "imports.apply_batch",
    "nso": "imports.apply_figures",
    "derived": "actions.derive",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where batches of a kind come from, told by the part of the system that makes
    them: words, the function that made the batch, and the steps before it, oldest
    first. Steps name roles, days, hashes and counts; never a person or a household.
    """

    words: str | Promise
    function: str
    before: Callable[[Observation], Iterable[Step]]


_origins: dict[str, Origin] = {}


def register_origin(code: str, origin: Origin) -> None:
    """Tell what lies before batches of this origin; a code once."""
    if _origins.setdefault(code, origin) != origin:
        raise ValueError(f"registered twice: {code}")


def chain_of(observation: Observation, *, user: Any) -> Chain:
    """The way of a number, oldest step first; only what the user may see of it."""
    row = (
        Observation.objects.visible_to(user)
        .select_related(
            "indicator__numerator",
            "indicator__denominator",
            "unit",
            "period",
            "source",
            "batch",
            "publication__act__body",
            "entered_by",
        )
        .get(pk=observation.pk)
    )
    parts = _parts(row, user)
    steps = [
        *_before(row),
        _entered(row),
        *(_part(part) for part in parts),
        *_published(row),
    ]
    return Chain(row, steps, parts, versions_of(row, user=user))


def versions_of(observation: Observation, *, user: Any) -> list[Observation]:
    """Every version of the same figure that the user may see, newest first."""
    rows = Observation.objects.visible_to(user).filter(
        indicator=observation.indicator_id,
        unit=observation.unit_id,
        period=observation.period_id,
    )
    return list(rows.select_related("publication", "withdrawal").order_by("-version"))


def _entered(row: Observation) -> Step:
    if row.batch is None:
        words = _("Гараар оруулсан") if row.version == 1 else _("Гараар зассан")
        function = (
            "actions.record_observation" if row.version == 1 else "actions.correct"
        )
        kind = "entry" if row.version == 1 else "correction"
        return Step(kind, words, function, row.entered_at, _role_of(row))
    return _from_batch(row, row.batch)


def _before(row: Observation) -> list[Step]:
    """What another part of the system knows of the way to the batch."""
    origin = _origins.get(row.batch.origin) if row.batch else None
    return list(origin.before(row)) if origin else []


def _from_batch(row: Observation, batch: ImportBatch) -> Step:
    if known := _origins.get(batch.origin):
        function, at = known.function, batch.applied_at
        words = str(known.words)
        return Step("derived", words, function, at, _role_of(row), target=batch.pk)
    words = {
        "nso": _("Үндэсний статистикийн хорооноос татсан"),
        "derived": _("Бусад үзүүлэлтээс тооцсон"),
        "demo": _("Үзүүлэнгийн өгөгдлөөс оруулсан"),
    }.get(batch.origin, _("Файлаас оруулсан"))
    kind = "derived" if batch.origin == "derived" else "import"
    function = ORIGINS.get(batch.origin, "imports.apply_batch")
    return Step(kind, words, function, batch.applied_at, _role_of(row), target=batch.pk)


def _role_of(row: Observation) -> str:
    return role_on(row.entered_by, row.entered_at)


def role_on(user: Any, moment: datetime) -> str:
    """In what capacity a user wrote; roles change, so those of that day count."""
    if user is None:
        return _("системийг суулгасан хүн")
    role = user.roles.on(moment.date()).first()
    return str(role.get_role_display()) if role else ""


def _parts(row: Observation, user: Any) -> list[Value]:
    if row.numerator is None:
        return []
    found: list[Value] = []
    for part in (row.indicator.numerator, row.indicator.denominator):
        if part is not None:
            values = values_of(part, row.period, user=user, units=[row.unit_id])
            found.extend(values.values())
    return found


def _part(part: Value) -> Step:
    words = _("Хэсэг нь: %(value)s") % {"value": f"{part.value:g}"}
    return Step("part", words, "engines", target=part.observation_id)


def _published(row: Observation) -> list[Step]:
    steps = []
    if row.publication is not None:
        words = _("Нийтэлсэн: %(title)s") % {"title": row.publication.title}
        steps.append(
            Step(
                "publication",
                words,
                "actions.publish",
                row.publication.made_at,
                target=row.publication.pk,
            )
        )
    if row.status == Status.WITHDRAWN and hasattr(row, "withdrawal"):
        words = _("Татан авсан: %(reason)s") % {"reason": row.withdrawal.reason}
        steps.append(
            Step("withdrawal", words, "actions.withdraw", row.withdrawal.made_at)
        )
    return steps
