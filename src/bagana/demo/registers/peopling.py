"""Who lives where: households and people of a bag, drawn so that the sums are exact.

The published census gives each bag's people by sex and seven age groups; the schematic
blocks give households and people of each block. Who belongs to whom is drawn at random
with a fixed seed: an adult as the head, often a spouse, the others as they come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

YEAR: Final = 2025
AGES: Final = {
    "0_14": (0, 14),
    "15_18": (15, 18),
    "19_22": (19, 22),
    "23_35": (23, 35),
    "36_45": (36, 45),
    "46_64": (46, 64),
    "65_plus": (65, 88),
}
ADULT: Final = 23
GENERATION: Final = 16
"""Years between a head and who is called a child or a parent."""
WITH_SPOUSE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Someone:
    sex: str
    age: int
    relation: str = "other"


@dataclass(slots=True)
class Home:
    """A household drawn for a block; `place` is the block's ordinal in its bag."""

    place: int
    size: int
    people: list[Someone] = field(default_factory=list)


type Census = Mapping[tuple[str, str], int]
"""(sex, age group) → people."""


def draw_homes(
    blocks: Sequence[tuple[int, int]], census: Census, rng: np.random.Generator
) -> list[Home]:
    """Homes of a bag: `blocks` are (households, people) of each block.

    Raises ValueError when blocks and census do not add up to the same people.
    """
    homes = [
        Home(place, size)
        for place, (households, people) in enumerate(blocks)
        for size in _sizes(households, people, rng)
    ]
    everyone = _everyone(census, rng)
    if sum(home.size for home in homes) != len(everyone):
        raise ValueError("blocks and census differ")
    order = rng.permutation(len(homes))
    _settle([homes[at] for at in order], everyone, rng)
    return homes


def _sizes(households: int, people: int, rng: np.random.Generator) -> list[int]:
    if not households:
        return []
    even = np.full(households, 1 / households)
    return [int(n) for n in 1 + rng.multinomial(people - households, even)]


def _everyone(census: Census, rng: np.random.Generator) -> list[Someone]:
    found = [
        Someone(sex, int(age))
        for (sex, group), count in sorted(census.items())
        for age in rng.integers(AGES[group][0], AGES[group][1] + 1, count)
    ]
    return [found[at] for at in rng.permutation(len(found))]


def _settle(
    homes: Sequence[Home], everyone: list[Someone], rng: np.random.Generator
) -> None:
    adults = [one for one in everyone if one.age >= ADULT]
    heads, others = adults[: len(homes)], adults[len(homes) :]
    waiting = {"male": [], "female": []}  # type: dict[str, list[Someone]]
    for one in others:
        waiting[one.sex].append(one)
    for home, head in zip(homes, heads, strict=True):
        home.people.append(Someone(head.sex, head.age, "head"))
        partners = waiting["female" if head.sex == "male" else "male"]
        if home.size > 1 and partners and rng.random() < WITH_SPOUSE:
            spouse = _nearest(partners, head.age)
            home.people.append(Someone(spouse.sex, spouse.age, "spouse"))
    left = [one for one in everyone if one.age < ADULT]
    left += [*waiting["male"], *waiting["female"]]
    _fill(homes, [left[at] for at in rng.permutation(len(left))])


LOOKED_AT: Final = 25


def _nearest(waiting: list[Someone], age: int) -> Someone:
    """Of the next few who wait, the one closest in age."""
    few = range(max(len(waiting) - LOOKED_AT, 0), len(waiting))
    best = min(few, key=lambda at: abs(waiting[at].age - age))
    waiting[best], waiting[-1] = waiting[-1], waiting[best]
    return waiting.pop()


def _fill(homes: Sequence[Home], left: list[Someone]) -> None:
    for home in homes:
        head = home.people[0]
        while len(home.people) < home.size:
            one = left.pop()
            home.people.append(Someone(one.sex, one.age, _relation(one.age - head.age)))


def _relation(older: int) -> str:
    if older <= -GENERATION:
        return "child"
    return "parent" if older >= GENERATION else "other"
