"""Which of the figures at hand may be published. The rule: docs/rules/disclosure.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bagana.indicators.versions import Figure, Key
from bagana.indicators.withholding.system import System
from bagana.indicators.withholding.world import guarded_in, read_world


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is kept back; it carries no value.

    Attributes
    ----------
    is_primary
        Small itself; else it would tell one that is.
    is_told
        What is public already tells it: withholding alone no longer helps, an officer
        must decide whether to withdraw.
    """

    key: Key
    is_primary: bool
    is_told: bool = False


@dataclass(frozen=True)
class Screened:
    """Figures parted in two; unpacks as (publishable, withheld).

    `told` are keys of figures that are public, small, and cannot be hidden again.
    """

    publishable: list[Figure]
    withheld: list[Hidden]
    told: list[Key] = field(default_factory=list)

    def __iter__(self) -> Iterator[list[Figure] | list[Hidden]]:
        return iter((self.publishable, self.withheld))


def screen(figures: Sequence[Figure]) -> Screened:
    """Part what may become public from what must not.

    Reads what is published, drafted and withheld around the figures, and withholds the
    small ones with as few others as keep them from being worked out. Writes nothing;
    `keep` does.
    """
    guarded = guarded_in(figures)
    if not guarded:
        return Screened(list(figures), [])
    mine = [figure for figure in figures if figure.indicator_id in guarded]
    system = System(mine, read_world(mine, guarded))
    verdict = system.verdict()
    hidden = [
        Hidden(figure.key, verdict.is_primary(figure), verdict.is_told(figure))
        for figure in mine
        if verdict.is_withheld(figure)
    ]
    keys = {one.key for one in hidden}
    free = [figure for figure in figures if figure.key not in keys]
    return Screened(free, hidden, verdict.told())
