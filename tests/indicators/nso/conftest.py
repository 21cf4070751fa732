"""A local statistics office, a client that does not really wait, a small register."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bagana.indicators.nso.client import NsoClient, Patience
from bagana.territory.ancestry import rebuild
from bagana.territory.models import ExternalCode, Unit
from tests.factories import make_indicator, make_kinds, make_unit, make_user

from .fixtures import LocalServer

QUICK = Patience(connect_seconds=2, read_seconds=0.4, whole_seconds=2, tries=3)
KINDS = ("total", "horse", "cattle", "camel", "sheep", "goat")
REGISTER = [
    ("MN", None, "country", "0"),
    ("43", "MN", "aimag", "343"),
    ("4301", "43", "sum", "34301"),
    ("430151", "4301", "bag", "3430151"),
    ("4322", "43", "sum", "34322"),
    ("432259", "4322", "bag", "3432259"),
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with LocalServer() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the client would have slept."""
    return []


@pytest.fixture
def client(server: LocalServer, waits: list[float]) -> Iterator[NsoClient]:
    made = NsoClient(base_url=server.url, patience=QUICK, sleep=waits.append)
    with made:
        yield made


@pytest.fixture
def register(db: None) -> dict[str, Unit]:
    """The country, Selenge, two sums and two bags with the office's codes."""
    make_kinds()
    units: dict[str, Unit] = {}
    for code, parent, kind, area in REGISTER:
        units[code] = make_unit(code, units.get(parent or ""), kind)
        ExternalCode.objects.create(unit=units[code], register="nso", code=area)
    rebuild()
    for name in KINDS:
        make_indicator(f"livestock_{name}", dimension="livestock", unit_en="head")
    return units


@pytest.fixture
def officer(register: dict[str, Unit]) -> object:
    return make_user("administrator", register["MN"])


type MakeClient = Callable[..., NsoClient]
