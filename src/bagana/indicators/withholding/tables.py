"""How indicators hang together, so that no two published ones tell a withheld one.

Sums over units need no word here: an indicator that adds up across units does. An
application declares the rest in its catalogue.py, beside the indicators themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """whole + minus = parts + before, of one unit in one period.

    Attributes
    ----------
    whole, parts, minus
        Codes of indicators.
    before
        Code of an indicator whose figure of the period before is added as well.
    leaves_rest
        The parts are not all: the others are people whom no table names, and they are
        told by the difference.
    is_weighted
        The whole is the parts times coefficients: it is no cell of its own, stands on
        its parts and goes with any of them.
    """

    whole: str
    parts: tuple[str, ...]
    minus: tuple[str, ...] = ()
    before: str = ""
    leaves_rest: bool = False
    is_weighted: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        named = (self.whole, *self.parts, *self.minus, self.before)
        return tuple(code for code in named if code)


_registered: list[Relation] = []


def register(*relations: Relation) -> None:
    """Make relations known; the same one again changes nothing."""
    for relation in relations:
        if relation not in _registered:
            _registered.append(relation)


def registered() -> tuple[Relation, ...]:
    return tuple(_registered)


def total(whole: str, *parts: str) -> Relation:
    """A whole and all its parts: men and women."""
    return Relation(whole, parts)


def share(whole: str, part: str) -> Relation:
    """A whole and a part of it: herder households among households."""
    return Relation(whole, (part,), leaves_rest=True)


def weighted(whole: str, *parts: str) -> Relation:
    """Parts times coefficients: sheep units of the five kinds.

    Published only where all its parts are, it tells nothing that they do not. Withheld
    beside fewer of them it would be a second sum over the same parts, and two sums
    give two of them away whatever the coefficients are.
    """
    return Relation(whole, parts, is_weighted=True)


def balance(
    closing: str, *, opening: str, added: Iterable[str], taken: Iterable[str]
) -> Relation:
    """What was there, what came and what went: opening is the figure a period ago."""
    return Relation(closing, tuple(added), tuple(taken), before=opening)


def related(codes: Iterable[str], relations: Iterable[Relation]) -> set[str]:
    """The codes and all that hang together with them, near or far."""
    found, grown = set(codes), True
    while grown:
        more = {code for one in relations if found & {*one.codes} for code in one.codes}
        grown = not more <= found
        found |= more
    return found
