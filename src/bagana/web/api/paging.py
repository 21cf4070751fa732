"""Pages by limit and offset, with the addresses of the next and the previous one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from django.http import HttpRequest
from ninja import Schema

from bagana.web.api.parameters import Paged


class Page[Row](Schema):
    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[Row]


class Countable(Protocol):
    """A query set, or a list that has been read already."""

    def __getitem__(self, place: slice) -> Any: ...


def page_of[Row](
    request: HttpRequest,
    found: Countable,
    paged: Paged,
    shown: Callable[[Sequence[Any]], Iterable[Row]],
) -> dict[str, Any]:
    """Read one page of `found`; `shown` turns its rows into what is answered."""
    total = len(found) if isinstance(found, list) else found.count()  # type: ignore[attr-defined]
    rows = list(found[paged.offset : paged.offset + paged.limit])
    return {**frame(request, total, paged), "items": list(shown(rows))}


def frame(request: HttpRequest, total: int, paged: Paged) -> dict[str, Any]:
    after, before = paged.offset + paged.limit, paged.offset - paged.limit
    return {
        "total": total,
        "limit": paged.limit,
        "offset": paged.offset,
        "next": _address(request, paged.limit, after) if after < total else None,
        "previous": _address(request, paged.limit, max(before, 0))
        if paged.offset
        else None,
    }


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    """Path and query only: behind a proxy the host may not be the reader's."""
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{request.path}?{query.urlencode()}"
