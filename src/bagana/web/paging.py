"""Pages of lists that grow with the country: counted as far as anybody turns them."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

AHEAD: Final = 1_000


class BoundedPaginator(Paginator[Any]):
    """Counts `AHEAD` rows past the page that is asked for, and no further.

    To count 200,000 rows costs more than to show 50 of them. `is_more` tells that
    there are more than `count`; turning to a later page counts on from there.
    """

    def __init__(self, rows: QuerySet[Any, Any], per_page: int, asked: str) -> None:
        super().__init__(rows, per_page)
        self._rows = rows
        self._asked = asked
        place = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
        self._most = place * per_page + AHEAD

    @cached_property
    def _found(self) -> int:
        return self._rows.order_by().values("pk")[: self._most + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._found, self._most)

    @property
    def is_more(self) -> bool:
        return self._found > self._most


def page_of(rows: QuerySet[Any, Any], per_page: int, asked: str | None) -> Page[Any]:
    """The page that the address asks for; the first or the last where it errs."""
    return BoundedPaginator(rows, per_page, asked or "").get_page(asked)
