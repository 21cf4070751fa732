"""What a change of units does to the rows of the applications above.

An application joins by one object: `register(MyConsequence())` in its AppConfig.ready.
Everything runs inside the transaction of the change, so a refusal undoes it all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model

from bagana.territory.models import Lineage, UnitChange

Values = Mapping[str, float | None]
"""Code of a unit → number; None is "not known", never zero."""


@dataclass(frozen=True)
class BalanceRow:
    code: str
    before: float | None
    after: float | None
    stood: bool
    stands: bool


@dataclass(frozen=True)
class ConsequenceLine:
    """One measured thing in the units before and in the units after."""

    label: str
    unit: str
    before: Values
    after: Values
    decimals: int = 0
    nature: str = ""  # official, own or modelled, for the badge
    note: str = ""

    @property
    def rows(self) -> list[BalanceRow]:
        """Every unit on either side; one that is not there is no zero but a dash."""
        return [
            BalanceRow(
                code,
                self.before.get(code),
                self.after.get(code),
                stood=code in self.before,
                stands=code in self.after,
            )
            for code in dict.fromkeys([*self.before, *self.after])
        ]

    @property
    def total_before(self) -> float | None:
        return total(self.before)

    @property
    def total_after(self) -> float | None:
        return total(self.after)


class Consequence:
    """What an application does with a change; every method may be left out."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        """Lines for the balance sheet; `change` has been made and will be undone."""
        return ()

    def apply(self, change: UnitChange) -> None:
        """Change the application's own rows along; versions and lineage stand."""

    def undo(self, change: UnitChange) -> None:
        """Bring back exactly what `apply` changed."""

    def made(self, change: UnitChange) -> Iterable[Model]:
        """Rows that `apply` wrote and `undo` takes away: they block no undoing."""
        return ()

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """What depends on the change by now, in the reader's words."""
        return ()

    def weights(self, codes: Sequence[str]) -> Mapping[str, Values]:
        """Newest known figure of units by measure: measure → code → number."""
        return {}


_registered: list[Consequence] = []


def register(consequence: Consequence) -> None:
    """Join the registry; a second object of the same class takes the first's place."""
    kind = type(consequence)
    _registered[:] = [one for one in _registered if type(one) is not kind]
    _registered.append(consequence)


def registered() -> tuple[Consequence, ...]:
    return tuple(_registered)


def preview_lines(change: UnitChange) -> list[ConsequenceLine]:
    return [line for one in _registered for line in one.preview(change)]


def apply(change: UnitChange) -> None:
    for one in _registered:
        one.apply(change)


def undo(change: UnitChange) -> None:
    for one in reversed(_registered):
        one.undo(change)


def blocks_undo(change: UnitChange) -> list[str]:
    return [reason for one in _registered for reason in one.blocks_undo(change)]


def made(change: UnitChange) -> list[Model]:
    return [row for one in _registered for row in one.made(change)]


def weights(codes: Sequence[str]) -> dict[str, dict[str, float | None]]:
    """Newest known figure of units by measure; the first application that knows."""
    known: dict[str, dict[str, float | None]] = {}
    for one in _registered:
        for measure, values in one.weights(codes).items():
            known.setdefault(measure, dict(values))
    return known


def total(values: Values) -> float | None:
    """Sum of a column; unknown when one of its parts is."""
    if not values or any(value is None for value in values.values()):
        return None
    return sum(value for value in values.values() if value is not None)


def moved(
    lineage: Iterable[Lineage], before: Values, measure: str, decimals: int = 0
) -> dict[str, float | None]:
    """Figures of the sources told apart over the targets by the shares.

    Each source is rounded to `decimals` with its last target taking the rest, so that
    the column after adds up to the column before. An unknown figure or share
    makes every target it reaches unknown.
    """
    edges: dict[str, dict[str, float | None]] = defaultdict(dict)
    for row in lineage:
        targets = edges[row.source.code]
        targets.setdefault(row.target.code, None)
        if row.measure == measure:
            targets[row.target.code] = float(row.share)
    after: dict[str, float | None] = {}
    for source, shares in edges.items():
        for target, value in _told_apart(before.get(source), shares, decimals).items():
            old = after.get(target, 0.0)
            known = old is not None and value is not None
            after[target] = round(old + value, decimals) if known else None  # type: ignore[operator]
    return after


def _told_apart(
    value: float | None, shares: Mapping[str, float | None], decimals: int
) -> dict[str, float | None]:
    if len(shares) == 1:
        return dict.fromkeys(shares, value)
    if value is None or any(share is None for share in shares.values()):
        return dict.fromkeys(shares)
    *first, last = shares
    parts: dict[str, float | None] = {
        target: round(value * (shares[target] or 0.0), decimals) for target in first
    }
    parts[last] = round(value - sum(part or 0.0 for part in parts.values()), decimals)
    return parts
