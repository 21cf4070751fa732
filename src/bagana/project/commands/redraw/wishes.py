"""What the options ask for, read once and refused in words."""

from __future__ import annotations

import argparse
import math
import os
from dataclasses import dataclass
from pathlib import Path

from bagana.engines.districting import OBJECTIVES, Objective
from bagana.project.commands.index.speech import Speech, Unusable
from bagana.project.commands.index.tables import read_table

type Effort = str


@dataclass(frozen=True)
class Wishes:
    """Options that need no data to be understood."""

    weights: tuple[str, ...]
    tolerance: dict[str, float]
    minimise: tuple[Objective, ...]
    units: tuple[int, int] | None
    locked: tuple[str, ...]
    barriers: tuple[tuple[str, str], ...]
    seed: int
    seeds: int
    effort: str
    budget_s: float | None
    processes: int
    cluster: str


def read_wishes(options: argparse.Namespace, speech: Speech) -> Wishes:
    """Raises `Unusable` for what nothing could follow."""
    weights = _names(options.weights)
    _check(options, weights, speech)
    return Wishes(
        weights=weights,
        tolerance=_tolerance(options.tolerance, weights, speech),
        minimise=_minimise(options.minimise, speech),
        units=_units(options.units, speech),
        locked=_locked(options.lock, speech),
        barriers=_barriers(options.barriers, speech),
        seed=options.seed,
        seeds=options.seeds,
        effort=options.effort,
        budget_s=options.budget,
        processes=options.processes or os.cpu_count() or 1,
        cluster=options.cluster,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(name.strip() for name in text.split(",") if name.strip())
    )


def _check(
    options: argparse.Namespace, weights: tuple[str, ...], speech: Speech
) -> None:
    _ = speech.translate
    if not weights:
        raise Unusable(_("--weights: нэг ч жин алга."), _("Баганын нэрийг таслалаар."))
    for name in ("seeds", "processes"):
        value = getattr(options, name)
        if value is not None and value < 1:
            raise Unusable(_("--%(option)s нэгээс багагүй байна.") % {"option": name})
    if options.seed < 0:
        raise Unusable(_("--seed сөрөг байж болохгүй."))
    if options.budget is not None and not options.budget > 0:
        raise Unusable(_("--budget тэгээс их секунд байна."))


def _tolerance(text: str, weights: tuple[str, ...], speech: Speech) -> dict[str, float]:
    """`households=0.1,area=0.3`; one number alone is that of every weight."""
    _ = speech.translate
    if number := _number(text):
        return dict.fromkeys(weights, number)
    found: dict[str, float] = {}
    for part in _names(text):
        name, _sign, value = part.partition("=")
        number = _number(value)
        if name.strip() not in weights:
            words = {"name": name.strip(), "names": ", ".join(weights)}
            raise Unusable(
                _("--tolerance: «%(name)s» гэсэн жин алга; байгаа нь: %(names)s.")
                % words
            )
        if not number:
            raise Unusable(
                _("--tolerance: «%(part)s» ойлгогдсонгүй.") % {"part": part},
                _("Жишээ: households=0.1,area=0.3 (0.1 нь ±10 хувь)."),
            )
        found[name.strip()] = number
    return found


def _number(text: str) -> float:
    """A positive finite number, or 0 where it is none."""
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and found > 0 else 0.0


def _minimise(text: str, speech: Speech) -> tuple[Objective, ...]:
    _ = speech.translate
    asked = _names(text)
    found = tuple(one for name in asked for one in OBJECTIVES if one == name)
    if len(found) != len(asked) or not found:
        words = {"names": ", ".join(OBJECTIVES)}
        raise Unusable(_("--minimise: эдгээрээс сонгоно: %(names)s.") % words)
    return found


def _units(text: str, speech: Speech) -> tuple[int, int] | None:
    """`5`, or `4-6`."""
    _ = speech.translate
    if not text:
        return None
    low, _sign, high = text.partition("-")
    if (
        low.isdecimal()
        and (high or low).isdecimal()
        and 1 <= int(low) <= int(high or low)
    ):
        return int(low), int(high or low)
    raise Unusable(
        _("--units: «%(text)s» ойлгогдсонгүй.") % {"text": text},
        _("Тоо эсвэл хязгаар өгнө: 5 эсвэл 4-6."),
    )


def _locked(text: str, speech: Speech) -> tuple[str, ...]:
    """Codes separated by commas, or the column `block` of a file."""
    if not text or not Path(text).is_file():
        return _names(text)
    return tuple(row["block"] for row in rows_of(text, ("block",), speech))


def _barriers(text: str, speech: Speech) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    rows = rows_of(text, ("block", "other"), speech)
    return tuple((row["block"], row["other"]) for row in rows)


def rows_of(path: str, wanted: tuple[str, ...], speech: Speech) -> list[dict[str, str]]:
    """The rows of a table beside the blocks, as texts."""
    _ = speech.translate
    table = read_table(Path(path), speech)
    absent = [name for name in wanted if name not in table.columns]
    if absent:
        raise Unusable(
            _("%(file)s файлд эдгээр багана алга: %(names)s.")
            % {"file": table.name, "names": ", ".join(absent)}
        )
    return [
        {name: str(line.cells.get(name) or "").strip() for name in table.columns}
        for line in table.lines
    ]
