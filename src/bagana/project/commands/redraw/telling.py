"""Sentences at the terminal: faults of the data, progress, what was found."""

from __future__ import annotations

import sys

from bagana.engines.districting import Point
from bagana.engines.districting.faults import ProblemInvalid
from bagana.project.commands.index.speech import SHOWN, Speech


def faults(invalid: ProblemInvalid, speech: Speech) -> list[str]:
    """What, where, how to mend it: one line each, the first twenty."""
    _, lang = speech.translate, speech.language
    told = [
        f"{one.where.of(lang)}: {one.what.of(lang)} {one.fix.of(lang)}".rstrip()
        for one in invalid.faults[:SHOWN]
    ]
    rest = len(invalid.faults) - SHOWN
    if rest > 0:
        told.append("  " + _("… өөр %(count)s алдаа.") % {"count": rest})
    return told


def progress(done: int, total: int, best: Point | None) -> None:
    """One line that is written over."""
    told = f"\r{done:,} / {total:,}"
    if best is not None:
        told += f"   ±{100 * best.deviation:.0f} %"
    end = "\n" if done >= total else ""
    print(f"{told:<40}", end=end, file=sys.stderr, flush=True)
