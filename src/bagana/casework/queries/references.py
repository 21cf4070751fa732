"""Reading references: the log of an office, one reference, what a code stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.casework.models import Reference, ReferenceIssue, ReferenceKind
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.procedures import CODE_LENGTH, CODE_SIGNS

GROUP: Final = 4
LOOK_ALIKES: Final = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
"""Cyrillic capitals that a phone's keyboard gives for the Latin ones of a code."""


class Standing(StrEnum):
    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


def standing_word(standing: Standing) -> str:
    return {
        Standing.GENUINE: pgettext("баримт", "хүчинтэй"),
        Standing.EXPIRED: _("хугацаа дууссан"),
        Standing.REVOKED: _("хүчингүй болгосон"),
        Standing.UNKNOWN: _("олдсонгүй"),
    }[standing]


def standing_of(reference: Reference | None, on: date) -> Standing:
    """Revoked goes before expired: what was taken back never was good again."""
    if reference is None:
        return Standing.UNKNOWN
    if reference.revoked_on is not None and reference.revoked_on <= on:
        return Standing.REVOKED
    return Standing.EXPIRED if reference.valid_until < on else Standing.GENUINE


def tidy_code(text: str) -> str:
    """The code as it is kept, from what was typed or scanned; "" for none."""
    signs = re.sub(r"[\s\-–—]", "", text.upper()).translate(LOOK_ALIKES)
    if len(signs) != CODE_LENGTH or set(signs) - set(CODE_SIGNS):
        return ""
    return "-".join(signs[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def by_code(code: str) -> Reference | None:
    """The reference behind a tidy code; nothing of its person is opened."""
    found = Reference.objects.select_related("kind", "unit").filter(code=code)
    return found.defer("sealed").first() if code else None


@dataclass(frozen=True)
class Asked:
    kind: str = ""
    standing: str = ""
    year: str = ""
    sort: str = "-issued"


SORTS: Final = {
    "issued": ("issued_on", "pk"),
    "valid": ("valid_until", "pk"),
    "number": ("year", "kind__code", "number"),
}


def references_of(user: Any, unit: Unit, asked: Asked, on: date) -> QuerySet[Reference]:
    """The log of a unit and all below it, newest first; names stay sealed."""
    below = UnitAncestry.objects.in_force(on).filter(ancestor=unit).values("unit")
    mine = Reference.objects.visible_to(user).filter(unit__in=below)
    rows = _narrowed(mine.defer("sealed"), asked, on)
    order = SORTS.get(asked.sort.removeprefix("-"), SORTS["issued"])
    sign = "-" if asked.sort.startswith("-") else ""
    related = rows.select_related("kind", "unit", "household", "made_by")
    return related.order_by(*(f"{sign}{name}" for name in order))


def _narrowed(rows: QuerySet[Reference], asked: Asked, on: date) -> QuerySet[Reference]:
    if asked.kind:
        rows = rows.filter(kind__code=asked.kind)
    if asked.year.isdecimal():
        rows = rows.filter(year=int(asked.year))
    revoked = Q(revoked_on__isnull=False, revoked_on__lte=on)
    match asked.standing:
        case Standing.REVOKED:
            return rows.filter(revoked)
        case Standing.EXPIRED:
            return rows.exclude(revoked).filter(valid_until__lt=on)
        case Standing.GENUINE:
            return rows.exclude(revoked).filter(valid_until__gte=on)
    return rows


def kinds_on(on: date) -> Sequence[ReferenceKind]:
    return list(ReferenceKind.objects.on(on).order_by("pk"))


def kind_on(code: str, on: date) -> ReferenceKind | None:
    return ReferenceKind.objects.on(on).filter(code=code).first()


def issues_of(reference: Reference) -> QuerySet[ReferenceIssue]:
    return reference.issues.select_related("made_by").order_by("id")
