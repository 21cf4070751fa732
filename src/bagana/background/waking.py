"""The bell between who asks for work and the thread that does it, in one process."""

from __future__ import annotations

from threading import Event

_bell = Event()


def wake() -> None:
    """There is something to do: do not wait for the next look."""
    _bell.set()


def wait(seconds: float) -> None:
    """Sleep until the bell rings, so many seconds at most."""
    _bell.wait(seconds)
    _bell.clear()
