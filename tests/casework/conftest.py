"""A day that stands still, and can be moved: `today.move(date)`."""

from __future__ import annotations

from datetime import date

import pytest


class Today:
    def __init__(self) -> None:
        self.day = date(2026, 3, 16)  # a Monday

    def move(self, day: date) -> None:
        self.day = day


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    clock = Today()
    monkeypatch.setattr(
        "django.utils.timezone.localdate", lambda *args, **kwargs: clock.day
    )
    return clock
