"""What can be wrong with the data of a problem, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bagana.engines.districting.faults import Fault, Words
from bagana.engines.districting.problem import Floats

SUM_SLACK: Final = 1e-3
"""By how much given shares of a sum may miss 1: they are rounded by hand."""


@dataclass(frozen=True)
class Given:
    """The data as they came, in lists of the order of `blocks`."""

    blocks: tuple[str, ...]
    pairs: tuple[tuple[str, str, float], ...]
    weights: dict[str, Floats]
    xy: Floats
    today: tuple[str, ...]
    parents: tuple[str, ...]
    offices: dict[str, tuple[float, float]]
    locked: tuple[str, ...]
    held: dict[str, str]
    barriers: tuple[tuple[str, str], ...]
    targets: dict[str, float | Mapping[str, float]] | None
    movers: str


def column(values: Sequence[float | None] | npt.NDArray[np.float64]) -> Floats:
    """Return values as floats, NaN for None."""
    if isinstance(values, np.ndarray):
        return values.astype(np.float64)
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def share_of(
    targets: Mapping[str, float | Mapping[str, float]], unit: str, weight: str
) -> float | None:
    """Return the share a unit should hold of a weight, None where none is given."""
    given = targets.get(unit)
    if isinstance(given, Mapping):
        return given.get(weight)
    return given


def faults_of(given: Given) -> list[Fault]:
    """Return every mistake. Lists of the wrong length alone: the rest needs them."""
    lengths = list(_lengths(given))
    if lengths:
        return lengths
    return [
        *_codes(given),
        *_weights(given),
        *_places(given),
        *_nesting(given),
        *_pairs(given),
        *_alone(given),
        *_conditions(given),
        *_targets(given),
    ]


def _lengths(given: Given) -> Iterator[Fault]:
    n = len(given.blocks)
    if not n:
        yield _fault(
            ("Суурь хэсэг", "Blocks"),
            ("нэг ч суурь хэсэг алга", "there is not one block"),
            ("Дор хаяж нэг суурь хэсэг өгнө үү.", "Give at least one block."),
        )
    if not given.weights:
        yield _fault(
            ("Жин", "Weights"),
            ("тэнцүүлэх жин алга", "there is nothing to balance"),
            ("Дор хаяж нэг жин өгнө үү.", "Give at least one weight."),
        )
    counts = {
        "xy": len(given.xy),
        "today": len(given.today),
        "parents": len(given.parents),
        **{name: len(values) for name, values in given.weights.items()},
    }
    for name, count in counts.items():
        if count != n:
            yield _fault(
                (name, name),
                (
                    f"{count} утгатай, суурь хэсэг {n}",
                    f"{count} values for {n} blocks",
                ),
                (
                    "Суурь хэсэг бүрд нэг утга өгнө үү.",
                    "Give one value for each block.",
                ),
            )


def _codes(given: Given) -> Iterator[Fault]:
    for code, times in Counter(given.blocks).items():
        if times > 1:
            yield _fault(
                _block(code),
                (f"код {times} удаа давтагдсан", f"the code stands {times} times"),
                ("Хэсэг бүрийн код өөр байх ёстой.", "Give each block its own code."),
            )


def _weights(given: Given) -> Iterator[Fault]:
    if given.movers not in given.weights:
        yield _fault(
            (given.movers, given.movers),
            ("шилжилтийг тоолох жин алга", "the weight that counts movers is not here"),
            ("Өгсөн жингүүдийн нэгийг нэрлэнэ үү.", "Name one of the weights."),
        )
    for name, values in given.weights.items():
        for i in np.flatnonzero(~(np.isfinite(values) & (values >= 0))):
            missing = bool(np.isnan(values[i]))
            yield _fault(
                _block(given.blocks[i], f", {name}"),
                ("мэдээлэл алга", "there is no figure")
                if missing
                else (f"{values[i]:g} байж болохгүй", f"it cannot be {values[i]:g}"),
                (
                    "Тоог нь олж оруулна уу: мэдээлэлгүй нь тэг биш.",
                    "Find the figure: what is missing is not zero.",
                )
                if missing
                else ("Тэг буюу түүнээс их тоо өгнө үү.", "Give a number from 0 up."),
            )


def _places(given: Given) -> Iterator[Fault]:
    for i in np.flatnonzero(~np.isfinite(given.xy).all(axis=1)):
        yield _fault(
            _block(given.blocks[i]),
            ("байршил нь мэдэгдэхгүй", "its place is not known"),
            ("Солбицлыг өгнө үү.", "Give its coordinates."),
        )


def _nesting(given: Given) -> Iterator[Fault]:
    homes: dict[str, set[str]] = {}
    for unit, parent in zip(given.today, given.parents, strict=True):
        homes.setdefault(unit, set()).add(parent)
    for unit, found in homes.items():
        if len(found) > 1:
            names = ", ".join(sorted(found))
            yield _fault(
                _unit(unit),
                (f"хэд хэдэн суманд оршиж байна: {names}", f"it lies in {names}"),
                (
                    "Нэг нэгж нэг л суманд байна.",
                    "A unit lies in one sum: mend the blocks' units or sums.",
                ),
            )
    for unit in sorted(set(given.offices) - set(homes)):
        yield _fault(
            _unit(unit),
            ("албан байртай мөртөө хэсэггүй", "it has an office but no blocks"),
            (
                "Кодыг шалгана уу.",
                "Check the code.",
            ),
        )


def _pairs(given: Given) -> Iterator[Fault]:
    known = set(given.blocks)
    for a, b, km in given.pairs:
        for code in sorted({a, b} - known):
            yield _unknown(code, (f"хөрш {a} – {b}", f"neighbours {a} – {b}"))
        if a == b:
            yield _fault(
                _block(a),
                ("өөртэйгөө хөрш байна", "it is its own neighbour"),
                ("Энэ мөрийг хасна уу.", "Leave this pair out."),
            )
        if not (np.isfinite(km) and km >= 0):
            yield _fault(
                (f"хөрш {a} – {b}", f"neighbours {a} – {b}"),
                (f"заагийн урт {km} байж болохгүй", f"a border cannot be {km} km"),
                (
                    "Уртыг километрээр өгөх ба мэдэхгүй бол 1 гэнэ.",
                    "Give its length in km, 1 where it is not known.",
                ),
            )


def _alone(given: Given) -> Iterator[Fault]:
    """A block that borders nothing can only be a unit by itself."""
    home = dict(zip(given.blocks, given.parents, strict=True))
    bordered: set[str] = set()
    for a, b, _ in given.pairs:
        if a != b and a in home and home.get(a) == home.get(b):
            bordered |= {a, b}
    sizes = Counter(given.today)
    for code, unit in zip(given.blocks, given.today, strict=True):
        if code not in bordered and sizes[unit] > 1:
            yield _fault(
                _block(code),
                (
                    f"хөрш хэсэггүй мөртөө {unit} нэгжид бусадтай хамт байна",
                    f"it has no neighbour, yet shares unit {unit} with others",
                ),
                (
                    "Зам, гүүрээр холбогдох хөршийг нь заана уу.",
                    "Name the neighbour to which a road or bridge leads.",
                ),
            )


def _conditions(given: Given) -> Iterator[Fault]:
    known, units = set(given.blocks), set(given.today)
    for code in sorted(set(given.locked) - known):
        yield _unknown(code, ("түгжсэн хэсэг", "locked block"))
    for a, b in given.barriers:
        for code in sorted({a, b} - known):
            yield _unknown(code, (f"саад {a} – {b}", f"barrier {a} – {b}"))
    home = dict(zip(given.today, given.parents, strict=True))
    parent = dict(zip(given.blocks, given.parents, strict=True))
    for code, unit in given.held.items():
        if code not in known:
            yield _unknown(code, ("барьсан хэсэг", "held block"))
        elif unit not in units or home[unit] != parent[code]:
            yield _fault(
                _block(code),
                (
                    f"{unit} гэсэн нэгж түүний суманд алга",
                    f"its sum has no unit {unit} to hold it",
                ),
                ("Нэгжийн кодыг шалгана уу.", "Check the unit's code."),
            )


def _targets(given: Given) -> Iterator[Fault]:
    if given.targets is None:
        return
    units = dict(zip(given.today, given.parents, strict=True))
    for unit in sorted(set(given.targets) - set(units)):
        yield _fault(
            _unit(unit),
            ("зорилтот хувьтай мөртөө хэсэггүй", "it has a target but no blocks"),
            ("Кодыг шалгана уу.", "Check the code."),
        )
    for parent in dict.fromkeys(given.parents):
        mine = [u for u, home in units.items() if home == parent]
        for weight in given.weights:
            yield from _shares(given.targets, parent, mine, weight)


def _shares(
    targets: Mapping[str, float | Mapping[str, float]],
    parent: str,
    units: Sequence[str],
    weight: str,
) -> Iterator[Fault]:
    found = {u: share_of(targets, u, weight) for u in units}
    known = {u: s for u, s in found.items() if s is not None}
    for unit, share in known.items():
        if not 0 < share <= 1:
            yield _fault(
                _unit(unit, f", {weight}"),
                (f"хувь {share:g} байж болохгүй", f"a share cannot be {share:g}"),
                ("0-ээс их, 1-ээс ихгүй тоо өгнө үү.", "Give more than 0, at most 1."),
            )
    total = sum(known.values())
    full = len(known) == len(units)
    if total > 1 + SUM_SLACK or (full and total < 1 - SUM_SLACK):
        yield _fault(
            (f"{parent}, {weight}", f"{parent}, {weight}"),
            (f"хувиудын нийлбэр {total:g}", f"the shares add up to {total:g}"),
            ("Нийлбэр нь 1 байх ёстой.", "They must add up to 1."),
        )
    elif not full and total > 1 - SUM_SLACK:
        yield _fault(
            (f"{parent}, {weight}", f"{parent}, {weight}"),
            (
                "хувь өгөөгүй нэгжид юу ч үлдсэнгүй",
                "nothing is left for the units without a share",
            ),
            ("Бусдын хувийг багасгана уу.", "Make the other shares smaller."),
        )


def _unknown(code: str, where: tuple[str, str]) -> Fault:
    return _fault(
        where,
        (f"{code} кодтой хэсэг алга", f"there is no block {code}"),
        ("Кодыг шалгана уу.", "Check the code."),
    )


def _block(code: str, more: str = "") -> tuple[str, str]:
    return f"{code} хэсэг{more}", f"block {code}{more}"


def _unit(code: str, more: str = "") -> tuple[str, str]:
    return f"{code} нэгж{more}", f"unit {code}{more}"


def _fault(
    where: tuple[str, str], what: tuple[str, str], fix: tuple[str, str]
) -> Fault:
    return Fault(Words(*where), Words(*what), Words(*fix))
