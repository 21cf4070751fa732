"""The search of a command: on one core, on several, on a cluster; Ctrl-C keeps it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from types import FrameType
from typing import Any

from bagana.engines.districting import Front
from bagana.engines.districting.problem import Problem
from bagana.engines.districting.redraw import redraw_all
from bagana.project.commands.index.speech import Speech, Unusable
from bagana.project.commands.redraw.telling import progress
from bagana.project.commands.redraw.wishes import Wishes


def search(problem: Problem, wishes: Wishes, speech: Speech) -> dict[str, Front]:
    """A front for each parent. The first Ctrl-C ends it and keeps what was found."""
    with _interrupts(speech) as stop, _executor(wishes, speech) as executor:
        units = dict.fromkeys(problem.parents, wishes.units) if wishes.units else None
        return redraw_all(
            problem,
            units=units,
            tolerance=wishes.tolerance,
            minimise=wishes.minimise,
            seeds=wishes.seeds,
            seed=wishes.seed,
            effort=wishes.effort,
            budget_s=wishes.budget_s,
            executor=executor,
            progress=progress if sys.stderr.isatty() else None,
            stop=stop,
        )


class _Stop:
    """True after the first Ctrl-C; the second breaks the command off."""

    def __init__(self, told: str) -> None:
        self.is_asked, self.told = False, told

    def __call__(self) -> bool:
        return self.is_asked

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
        print(f"\n{self.told}", file=sys.stderr, flush=True)


@contextmanager
def _interrupts(speech: Speech) -> Iterator[_Stop]:
    _ = speech.translate
    stop = _Stop(_("Зогсоож байна: одоогийн ажлыг дуусгаад олсноо хадгална."))
    try:
        before: Any = signal.signal(signal.SIGINT, stop.ask)
    except ValueError:  # not in the main thread: who called decides when to stop
        yield stop
        return
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _executor(wishes: Wishes, speech: Speech) -> Iterator[Executor | None]:
    if wishes.cluster:
        with _cluster(wishes.cluster, speech) as found:
            yield found
    elif wishes.processes > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # "spawn": numba's threads and a fork do not go together.
        pool = ProcessPoolExecutor(
            wishes.processes, mp_context=get_context("spawn"), initializer=_deaf
        )
        with pool:
            yield pool
    else:
        yield None


def _deaf() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str, speech: Speech) -> Iterator[Executor]:
    from bagana.engines.districting.cluster import executor

    _ = speech.translate
    try:
        with executor(address) as found:
            yield found
    except ImportError as error:
        raise Unusable(
            _("dask.distributed суулгаагүй байна."), 'pip install "bagana[cluster]"'
        ) from error
    except OSError as error:
        words = {"address": address}
        raise Unusable(
            _("%(address)s хаягт кластер хариу өгсөнгүй.") % words
        ) from error
