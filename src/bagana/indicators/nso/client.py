"""Talking to the PXWeb API (version 1): bounded in time, size and number of tries.

The certificate is always checked. What fails is an NsoError that says what to do.
"""

from __future__ import annotations

import math
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from bagana.indicators.nso import errors
from bagana.indicators.nso.answers import Answer, decode
from bagana.indicators.nso.errors import Kind, NsoError
from bagana.indicators.nso.structure import (
    Entry,
    Structure,
    read_folder,
    read_structure,
)

AGAIN = {Kind.UNREACHABLE, Kind.TIMEOUT, Kind.BUSY, Kind.SERVER, Kind.HALF}
CERTIFICATE_HAS_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL
SMALLEST = 1000  # cells: a server that refuses even these refuses something else
MEGABYTE = 1024 * 1024
SIGN = "Bagana (aimag statistics; httpx)"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to try; a page waits less than the command line."""

    connect_seconds: float = 10
    read_seconds: float = 60
    whole_seconds: float = 180
    tries: int = 4
    first_wait: float = 1
    longest_wait: float = 30
    megabytes: int = 64
    cells: int = 2_000_000


ON_A_PAGE = Patience(
    connect_seconds=5,
    read_seconds=20,
    whole_seconds=30,
    tries=2,
    longest_wait=3,
    megabytes=16,
    cells=60_000,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The value codes asked for, by variable code."""

    values: Mapping[str, Sequence[str]]

    @property
    def cells(self) -> int:
        return math.prod(len(codes) for codes in self.values.values())

    def body(self) -> dict[str, Any]:
        query = [
            {"code": code, "selection": {"filter": "item", "values": list(values)}}
            for code, values in self.values.items()
        ]
        return {"query": query, "response": {"format": "json-stat2"}}

    def parts(self, along: str, limit: int) -> Iterator[Selection]:
        """The selection cut along one variable into pieces of at most `limit` cells."""
        codes = self.values[along]
        others = self.cells // max(len(codes), 1)
        step = max(limit // max(others, 1), 1)
        for start in range(0, len(codes), step):
            yield Selection({**self.values, along: codes[start : start + step]})


@dataclass
class NsoClient:
    """A session with the statistics office; use it as a context manager."""

    base_url: str = field(default_factory=lambda: settings.BAGANA_NSO_URL)
    language: str = "en"
    patience: Patience = field(default_factory=Patience)
    verify: ssl.SSLContext | bool = True
    sleep: Callable[[float], None] = field(default_factory=lambda: time.sleep)
    clock: Callable[[], float] = time.monotonic
    cell_limit: int = 20_000

    def __post_init__(self) -> None:
        self._http = httpx.Client(
            verify=self.verify,
            follow_redirects=True,
            timeout=httpx.Timeout(
                self.patience.read_seconds, connect=self.patience.connect_seconds
            ),
            headers={"Accept": "application/json", "User-Agent": SIGN},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def folder(self, path: str = "") -> list[Entry]:
        """The tables and folders in a folder of the database."""
        return read_folder(self._ask(self.address(path), path or "NSO").decoded)

    def structure(self, path: str, file: str) -> Structure:
        """The variables of a table, with the labels of their values."""
        return read_structure(self._ask(self.address(path, file), file).decoded)

    def query(
        self, path: str, file: str, selection: Selection, along: str
    ) -> list[Answer]:
        """All the cells asked for, in as many answers as the server's limit makes."""
        if selection.cells > self.patience.cells:
            raise errors.asked_too_much(selection.cells, self.patience.cells)
        url = self.address(path, file)
        parts = selection.parts(along, self.cell_limit)
        return [answer for p in parts for answer in self._pieces(url, file, p, along)]

    def _pieces(
        self, url: str, what: str, part: Selection, along: str
    ) -> Iterator[Answer]:
        """The answer, or the answers to ever smaller halves while it is too much."""
        try:
            yield self._ask(url, what, part.body())
        except NsoError as error:
            small = part.cells <= SMALLEST or len(part.values[along]) == 1
            if error.kind is not Kind.TOO_MANY or small:
                raise
            for half in part.parts(along, (part.cells + 1) // 2):
                yield from self._pieces(url, what, half, along)

    def address(self, path: str, file: str = "") -> str:
        parts = [self.language, "NSO", *path.split("/"), file]
        tail = "/".join(quote(part, safe=",") for part in parts if part)
        return f"{self.base_url.rstrip('/')}/{tail}{'' if file else '/'}"

    def _ask(self, url: str, what: str, query: dict[str, Any] | None = None) -> Answer:
        """One request, tried again while that can help."""
        for attempt in range(1, self.patience.tries + 1):
            try:
                text = self._once(url, what, query)
                return Answer(url, query, text, decode(text))
            except NsoError as error:
                if error.kind not in AGAIN or attempt == self.patience.tries:
                    raise
                self.sleep(self._wait(attempt, error))
        raise errors.unreachable()

    def _wait(self, attempt: int, error: NsoError) -> float:
        own = self.patience.first_wait * 2.0 ** (attempt - 1)
        return min(max(own, error.wait or 0), self.patience.longest_wait)

    def _once(self, url: str, what: str, query: dict[str, Any] | None) -> str:
        method = "GET" if query is None else "POST"
        try:
            with self._http.stream(method, url, json=query) as response:
                return self._read(response, what)
        except httpx.TimeoutException:
            raise errors.timed_out(self.patience.read_seconds) from None
        except httpx.RemoteProtocolError as error:
            raise errors.half_answer(_("холболт дундуур тасарлаа")) from error
        except (httpx.TransportError, httpx.TooManyRedirects) as error:
            raise _not_connected(error) from error
        except (httpx.DecodingError, UnicodeDecodeError) as error:
            raise errors.half_answer(_("агуулгыг задалж чадсангүй")) from error

    def _read(self, response: httpx.Response, what: str) -> str:
        body = self._body(response)
        _require_success(response, body, what)
        kind = response.headers.get("content-type", "").split(";")[0].strip()
        if "json" not in kind.lower():
            raise errors.not_json(kind)
        return body.decode("utf-8-sig")

    def _body(self, response: httpx.Response) -> bytes:
        """The whole body; a server that drips for ever is cut off."""
        body = bytearray()
        end = self.clock() + self.patience.whole_seconds
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self.patience.megabytes * MEGABYTE:
                raise errors.too_large(self.patience.megabytes)
            if self.clock() > end:
                raise errors.timed_out(self.patience.whole_seconds)
        return bytes(body)


def _require_success(response: httpx.Response, body: bytes, what: str) -> None:
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS:
        error = errors.busy()
        error.wait = _seconds(response.headers.get("retry-after", ""))
        raise error
    if status >= 500:
        raise errors.server_failed(status)
    if status == httpx.codes.NOT_FOUND:
        raise errors.not_found(what)
    if status >= 400:
        raise errors.rejected(status, _plain(body))


def _seconds(given: str) -> float | None:
    return float(given) if given.isascii() and given.isdigit() else None


def _plain(body: bytes) -> str:
    """What the server said, when it is a short sentence and no page."""
    text = " ".join(body[:300].decode("utf-8", "replace").split())
    return "" if "<" in text else text.strip('"')


def _not_connected(error: BaseException) -> NsoError:
    """Tell a bad certificate from a line that is down."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code == CERTIFICATE_HAS_EXPIRED:
                return errors.certificate_expired()
            return errors.bad_certificate(cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return errors.unreachable()
