"""What must hold between the parts of a framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bagana.engines.index.framework import (
    Branch,
    Framework,
    Leaf,
    Scale,
    Words,
    walk,
)
from bagana.engines.index.parsing import Mistakes
from bagana.engines.index.spots import Spot

# How many standard deviations below the mean a z-score must be expected to reach.
FARTHEST = 3


def check(
    fw: Framework, top: Spot, spots: Mapping[int, Spot], mistakes: Mistakes
) -> None:
    """Add what is wrong with a framework whose every value is readable.

    Parameters
    ----------
    spots
        Where each node stands, by its identity.
    """
    _codes_once(fw, spots, mistakes)
    for branch in fw.branches:
        _branch(branch, spots[id(branch)], mistakes)
    for scale, spot in _scales(fw, top):
        _scale(fw, scale, spot, spots, mistakes)
    for leaf in fw.leaves:
        _posts(leaf, spots[id(leaf)], mistakes)
    _groups(fw, _at(top, "groups"), mistakes)
    factors = _at(top, "factors")
    if fw.factors.concentration is not None and fw.factors.weight_spread is not None:
        mistakes.add(factors, *_TWO_SPREADS)


def _codes_once(fw: Framework, spots: Mapping[int, Spot], mistakes: Mistakes) -> None:
    seen: set[str] = set()
    for node in walk(fw.tree):
        if node.code in seen:
            mistakes.add(
                spots[id(node)],
                Words(
                    f"«{node.code}» код хоёр удаа орсон байна.",
                    f"The code “{node.code}” stands twice.",
                ),
                Words(
                    "Үзүүлэлт, чиглэл бүр өөр кодтой байна.",
                    "Give every indicator and branch a code of its own.",
                ),
            )
        seen.add(node.code)


def _branch(branch: Branch, spot: Spot, mistakes: Mistakes) -> None:
    if branch.children and not sum(child.weight for child in branch.children) > 0:
        mistakes.add(spot, *_weightless(branch))
    sizes = {len(child.panel) for child in branch.children}
    if len(sizes) > 1 and sizes != {0}:
        mistakes.add(spot, *_PANEL)
    elif sizes and 0 not in sizes:
        given = zip(*(child.panel for child in branch.children), strict=True)
        if not all(sum(expert) > 0 for expert in given):
            mistakes.add(spot, *_weightless(branch))
    if branch.aggregate != "generalised" and "power" in (spot.entries or {}):
        mistakes.add(_at(spot, "power"), *_IDLE_POWER)
    below = [c for c in branch.children if isinstance(c, Branch)]
    if _needs_positive(branch) and any(c.aggregate == "copeland" for c in below):
        mistakes.add(spot, *_COPELAND_BELOW)


def _needs_positive(branch: Branch) -> bool:
    if branch.aggregate == "generalised":
        return branch.power != 1.0
    return branch.aggregate in ("geometric", "harmonic")


def _scales(fw: Framework, top: Spot) -> Iterator[tuple[Scale, Spot]]:
    yield fw.scale, _at(top, "scale")
    listed = _at(_at(top, "factors"), "scales").items or []
    yield from zip(fw.factors.scales, listed, strict=True)


def _scale(
    fw: Framework, scale: Scale, spot: Spot, spots: Mapping[int, Spot], told: Mistakes
) -> None:
    if not scale.low < scale.high or scale.deviation <= 0:
        told.add(spot, *_ENDS)
    for leaf in fw.leaves:
        if scale.method == "minmax" and scale.goalposts == "fixed":
            if leaf.goalposts is None:
                told.add(spots[id(leaf)], *_no_goalposts(leaf))
        elif scale.method == "distance_to_target" and leaf.target is None:
            told.add(spots[id(leaf)], *_no_target(leaf))
    if any(_needs_positive(b) for b in fw.branches) and _least(scale) < 0:
        told.add(spot, *_BELOW_NOUGHT)


def _least(scale: Scale) -> float:
    """A value that the scale must be expected to reach, or its floor."""
    least = scale.low
    if scale.method == "zscore":
        least = scale.mean - FARTHEST * scale.deviation
    elif scale.method in ("none", "rank", "borda"):
        least = 0.0
    return least if scale.floor is None else max(least, scale.floor)


def _posts(leaf: Leaf, spot: Spot, mistakes: Mistakes) -> None:
    posts = leaf.goalposts
    if posts is None:
        return
    at = _at(spot, "goalposts")
    if not posts.low < posts.high:
        mistakes.add(at, *_wrong_way(leaf))
    elif posts.log and posts.low <= 0:
        mistakes.add(at, *_LOG_OF_NOUGHT)


def _groups(fw: Framework, spot: Spot, mistakes: Mistakes) -> None:
    apart = set(fw.groups.apart)
    for label, partners in fw.groups.merge:
        if label in apart or label in partners or apart & set(partners):
            mistakes.add(_at(_at(spot, "merge"), label), *_odd_merge(label))


def _at(spot: Spot, key: str) -> Spot:
    """The entry of a mapping, or the mapping where it is not."""
    return (spot.entries or {}).get(key, spot)


def _weightless(branch: Branch) -> tuple[Words, Words]:
    return (
        Words(
            f"«{branch.code}» чиглэлийн бүх жин тэг байна.",
            f"All weights under “{branch.code}” are nought.",
        ),
        Words("Ядаж нэг жинг тэгээс их болгоно уу.", "Give at least one a weight."),
    )


def _no_goalposts(leaf: Leaf) -> tuple[Words, Words]:
    return (
        Words(
            f"«{leaf.code}» үзүүлэлтэд goalposts алга.",
            f"The indicator “{leaf.code}” has no goalposts.",
        ),
        Words(
            "goalposts: {low: …, high: …} нэмэх эсвэл scale.goalposts-ыг "
            "all_years болгоно уу.",
            "Add goalposts: {low: …, high: …} or set scale.goalposts to all_years.",
        ),
    )


def _no_target(leaf: Leaf) -> tuple[Words, Words]:
    return (
        Words(
            f"«{leaf.code}» үзүүлэлтэд target алга.",
            f"The indicator “{leaf.code}” has no target.",
        ),
        Words("target: … нэмнэ үү.", "Add target: …."),
    )


def _wrong_way(leaf: Leaf) -> tuple[Words, Words]:
    return (
        Words(
            f"«{leaf.code}» үзүүлэлтийн доод хязгаар дээд хязгаараас бага биш байна.",
            f"The lower goalpost of “{leaf.code}” is not below the upper one.",
        ),
        Words(
            "low-ыг high-аас бага болгоно уу; аль нь сайныг direction заана.",
            "Make low less than high; which end is good, direction says.",
        ),
    )


def _odd_merge(label: str) -> tuple[Words, Words]:
    return (
        Words(
            f"«{label}» бүлгийг нэгтгэх дүрэм зөрчилтэй.",
            f"The rule that merges “{label}” contradicts itself.",
        ),
        Words(
            "Бүлэг өөртэйгөө болон apart-д байгаа бүлэгтэй нэгдэхгүй.",
            "A group joins neither itself nor a group named in apart.",
        ),
    )


_PANEL = (
    Words(
        "Шинжээчдийн өгсөн жингийн тоо зөрж байна.",
        "The children have different numbers of experts' weights.",
    ),
    Words(
        "Чиглэлийн бүх үзүүлэлтэд шинжээч бүрийн жинг нэг дарааллаар бичнэ үү.",
        "Give every child of the branch a weight of every expert, in one order.",
    ),
)
_IDLE_POWER = (
    Words("power энд юунд ч нөлөөлөхгүй.", "Here power has no effect."),
    Words(
        "aggregate: generalised болгох эсвэл power-ыг хасна уу.",
        "Set aggregate: generalised or remove power.",
    ),
)
_COPELAND_BELOW = (
    Words(
        "Copeland-ийн оноо сөрөг байж болох тул геометр, гармоник дундажид орохгүй.",
        "Copeland's scores may be negative: no geometric or harmonic mean takes them.",
    ),
    Words(
        "Дээд түвшинд арифметик дундаж сонгоно уу.",
        "Choose the arithmetic mean for the branch above.",
    ),
)
_ENDS = (
    Words(
        "Хэмжүүрийн хязгаар буруу байна.",
        "The ends of the scale are the wrong way round.",
    ),
    Words(
        "low-ыг high-аас бага, deviation-ыг тэгээс их болгоно уу.",
        "Make low less than high and deviation more than nought.",
    ),
)
_BELOW_NOUGHT = (
    Words(
        "Хэмжүүр тэгээс бага утга өгч болох тул геометр, гармоник дундаж тодорхойгүй.",
        "The scale may give values below nought, where geometric and harmonic means "
        "are not defined.",
    ),
    Words(
        "Хэмжүүрийн доод хязгаарыг (floor, low) эерэг болгох эсвэл арифметик дундаж "
        "сонгоно уу.",
        "Give the scale a positive floor (floor, low) or choose the arithmetic mean.",
    ),
)
_LOG_OF_NOUGHT = (
    Words(
        "Логарифм авахад доод хязгаар тэгээс их байх ёстой.",
        "With a logarithm the lower goalpost must be above nought.",
    ),
    Words(
        "low-ыг тэгээс их болгох эсвэл log: false гэж бичнэ үү.",
        "Make low more than nought or write log: false.",
    ),
)
_TWO_SPREADS = (
    Words(
        "concentration, weight_spread хоёрыг зэрэг хэрэглэхгүй.",
        "concentration and weight_spread cannot both be used.",
    ),
    Words("Нэгийг нь null болгоно уу.", "Set one of them to null."),
)
