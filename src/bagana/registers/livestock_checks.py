"""What cannot be true of a herd, and what is only unlikely.

Faults stop a count; notes stand beside it. docs/rules/livestock-census.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.registers.models import COLUMNS, SPECIES, CensusKind

type Heads = Mapping[str, int | None]
LARGE: Final = SPECIES[:3]
SMALL: Final = SPECIES[3:]
MOST_HEADS: Final = 100_000
"""More animals of a kind than any household has; beyond it is a slip of the key."""
SPECIES_NAMES: Final = {
    "camel": gettext_lazy("тэмээ"),
    "horse": gettext_lazy("адуу"),
    "cattle": gettext_lazy("үхэр"),
    "sheep": gettext_lazy("хонь"),
    "goat": gettext_lazy("ямаа"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a column of a count, and how to mend it."""

    column: str
    what: str
    fix: str


def faults_of(heads: Heads, kind: str = CensusKind.DECEMBER) -> list[Fault]:
    """Everything that cannot be true, in the order of the paper form."""
    found = [fault for column in COLUMNS for fault in _of_number(heads, column)]
    if found:
        return found
    if kind == CensusKind.JUNE:
        return _beyond_june(heads)
    return [fault for one in SPECIES for fault in _of_parts(heads, one)]


def _of_number(heads: Heads, column: str) -> list[Fault]:
    value = heads.get(column)
    if value is None or 0 <= value <= MOST_HEADS:
        return []
    fix = _("0-ээс %(most)s хүртэлх бүхэл тоо бичнэ үү.") % {"most": MOST_HEADS}
    what = _("%(value)s: толгойн тоо байж боломгүй.") % {"value": value}
    return [Fault(column, what, fix)]


def _of_parts(heads: Heads, one: str) -> list[Fault]:
    females, young = heads.get(f"{one}_females"), heads.get(f"{one}_young")
    parts = (females or 0) + (young or 0)
    total, name = heads.get(one), {"kind": SPECIES_NAMES[one]}
    if total is None:
        if females is None and young is None:
            return []
        return [
            Fault(
                one,
                _("Хээлтэгч, төлийн тоо байгаа атал бүх толгой хоосон: %(kind)s.")
                % name,
                _("Бүх толгойг бичнэ үү; байхгүй бол 0."),
            )
        ]
    if parts <= total:
        return []
    numbers = {"parts": parts, "total": total}
    return [
        Fault(
            one,
            _(
                "Хээлтэгч, төл нийлээд (%(parts)s) бүх толгойноос (%(total)s) олон: "
                "%(kind)s."
            )
            % (name | numbers),
            _("Бүх толгой, хээлтэгч, төлийн тоог тулгана уу."),
        )
    ]


def _beyond_june(heads: Heads) -> list[Fault]:
    extra = [one for one in COLUMNS[len(SPECIES) :] if heads.get(one) is not None]
    return [
        Fault(
            column,
            _("Зуны тооллогод хээлтэгч, төлийг тоолохгүй."),
            _("Энэ нүдийг хоосон орхино уу."),
        )
        for column in extra
    ]


def unlikely(
    now: Heads, before: Heads | None, losses: Mapping[str, int]
) -> list[Fault]:
    """What does not follow from last year: more than it, its young and none lost
    would make, or fewer by far than what was lost explains.

    A household buys, sells and slaughters, so this is a note and no fault.
    """
    if before is None:
        return []
    return [note for one in SPECIES for note in _of_growth(now, before, losses, one)]


def _of_growth(
    now: Heads, before: Heads, losses: Mapping[str, int], one: str
) -> list[Fault]:
    heads, was = now.get(one), before.get(one)
    if heads is None or was is None:
        return []
    lost, young = losses.get(one, 0), now.get(f"{one}_young") or 0
    said = {"kind": SPECIES_NAMES[one], "was": was, "now": heads}
    fix = _("Зөв бол тайлбар бичиж үлдээнэ үү.")
    if lost > was:
        what = _("Хорогдол өнгөрсөн жилийн толгойноос олон: %(kind)s.")
        return [Fault(one, what % said, fix)]
    expected = was + young - lost
    if heads > expected * GROWN + SLACK:
        what = _(
            "Өнгөрсөн жил %(was)s, одоо %(now)s: төл, хорогдлоор тайлбарлагдахгүй "
            "өсөлт (%(kind)s)."
        )
        return [Fault(one, what % said, fix)]
    if heads < expected * SHRUNK - SLACK:
        what = _(
            "Өнгөрсөн жил %(was)s, одоо %(now)s: хорогдлоор тайлбарлагдахгүй бууралт "
            "(%(kind)s)."
        )
        return [Fault(one, what % said, fix)]
    return []


GROWN: Final = 1.25
"""Times what follows from last year: what buying in explains in an ordinary year."""
SHRUNK: Final = 0.4
"""Of it: a household sells and slaughters a third in an ordinary year, or so."""
SLACK: Final = 10
"""Heads by which a small herd may be off without a word."""
