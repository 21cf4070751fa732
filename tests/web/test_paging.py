"""A long list is counted as far as somebody turns its pages, and no further."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.test import RequestFactory

from bagana.web import paging
from bagana.web.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(paging, "AHEAD", 10)
    Group.objects.bulk_create(Group(name=f"{n:03}") for n in range(37))
    return Group.objects.order_by("name")


def names(page: Any) -> list[str]:
    return [one.name for one in page]


def test_it_counts_ten_ahead_of_the_page_and_tells_that_there_are_more(
    rows: Any,
) -> None:
    page = page_of(rows, 5, None)
    assert names(page) == ["000", "001", "002", "003", "004"]
    assert (page.paginator.count, page.paginator.is_more) == (15, True)
    assert "15 гаруй" in _drawn(page)


def test_every_row_is_reached_by_turning_pages(rows: Any) -> None:
    seen, number = [], 1
    while True:
        page = page_of(rows, 5, str(number))
        seen += names(page)
        if not page.has_next():
            break
        number += 1
    assert seen == [f"{n:03}" for n in range(37)]
    assert (page.paginator.count, page.paginator.is_more) == (37, False)
    assert "Нийт 37," in _drawn(page)


@pytest.mark.parametrize(
    ("asked", "number"), [("x", 1), ("", 1), ("999", 8), ("0", 2), ("-1", 3)]
)
def test_an_address_that_errs_gives_a_page_that_is_there(
    rows: Any, asked: str, number: int
) -> None:
    """The last of those counted, where the number is none."""
    assert page_of(rows, 5, asked).number == number


def test_rows_with_counts_beside_them_are_counted_by_their_keys(
    rows: Any, django_assert_num_queries: Any
) -> None:
    from django.db.models import Count

    with django_assert_num_queries(2) as asked:
        page = page_of(rows.annotate(n=Count("user")), 5, "2")
        assert names(page)[0] == "005"
    assert "LIMIT 21" in asked.captured_queries[0]["sql"]


def _drawn(page: Any) -> str:
    request = RequestFactory().get("/")
    return render_to_string(
        "web/components/pagination.html", {"page": page}, request=request
    )
