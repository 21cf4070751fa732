"""The list of a programme's measures, and the programmes side by side."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from bagana.programme.queries.overview import overview, sorted_lines
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
    make_round,
)

pytestmark = pytest.mark.django_db

ON = date(2020, 6, 30)
HERE = "/programme/bags/measures/"


@pytest.fixture
def programme(world):
    made = make_programme(world.units["1"], code="bags")
    done = make_measure(made, world.units["1101"], name_mn="Нэгдэх", units=[])
    make_activity(done, done_on=date(2019, 5, 1))
    make_money(done, Decimal(5_000_000), kind="payment")
    late = make_measure(
        made,
        world.units["12"],
        name_mn="Хоёрдахь",
        objective=made.objectives.get(number=2),
        units=[world.units["1201"]],
    )
    make_money(late, Decimal(9_000_000), kind="plan")
    return made


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def names(html):
    body = html[html.index("<tbody>") :] if "<tbody>" in html else ""
    return [name for name in ("Нэгдэх", "Хоёрдахь") if name in body]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Нэгдэх", "Хоёрдахь"]),
        ("?objective=2", ["Хоёрдахь"]),
        ("?status=done", ["Нэгдэх"]),
        ("?status=nonsense", ["Нэгдэх", "Хоёрдахь"]),
        ("?unit=12", ["Хоёрдахь"]),
        ("?unit=1201", ["Хоёрдахь"]),
        ("?unit=1202", []),
        ("?phase=2", []),
        ("?evidence=none", ["Нэгдэх", "Хоёрдахь"]),
    ],
)
def test_it_filters_by_the_address(client, programme, query, expected):
    assert names(page(client, HERE + query)) == expected


def test_it_sorts_by_the_address(client, programme):
    html = page(client, f"{HERE}?sort=-paid")
    assert html.index("Нэгдэх") < html.index("Хоёрдахь")
    html = page(client, f"{HERE}?sort=paid")
    assert html.index("Хоёрдахь") < html.index("Нэгдэх")


def test_all_of_the_list_can_be_taken_away(client, programme):
    text = client.get(f"{HERE}?format=csv&status=done").content.decode()
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [(row["арга хэмжээ"], row["явц"]) for row in rows] == [
        ("Нэгдэх", "хэрэгжсэн")
    ]
    assert rows[0]["төлсөн, ₮"] == "5000000.00"


def test_nothing_found_says_so(client, programme):
    assert "Ийм арга хэмжээ алга" in page(client, f"{HERE}?phase=2")


def test_one_programme_opens_its_board(client, programme):
    response = client.get("/programme/?on=2020-06-30")
    assert response.status_code == 302
    assert response.headers["Location"] == "/programme/bags/?on=2020-06-30"


def test_without_a_programme_the_announcement_is_told(client, world):
    assert "Юу мэдэгдээгүй вэ" in page(client, "/programme/")


def test_several_stand_side_by_side_with_a_total(client, programme, world):
    other = make_programme(world.units["12"], code="sum", name_mn="Сумын хөтөлбөр")
    make_measure(other, world.units["1202"])
    html = page(client, "/programme/?on=2020-06-30")
    assert 'href="/programme/bags/?on=2020-06-30"' in html
    assert "Сумын хөтөлбөр" in html
    assert "2 хөтөлбөрийн 3 арга хэмжээнээс 1 хэрэгжсэн" in html


def test_the_overview_counts_as_each_board_does(programme, world):
    from bagana.programme.queries.board import board

    other = make_programme(world.units["12"], code="sum")
    make_measure(
        other, world.units["1202"], dropped_on=date(2019, 1, 1), dropped_reason="х"
    )
    for day in (date(2019, 2, 1), ON, date(2100, 1, 1)):
        found = overview(day)
        for line in found.lines:
            own = board(line.programme, phase=None, on=day, user=None).total
            assert dict(own.counts) == line.counts
            assert own.without_evidence == line.without_evidence
            assert own.money.paid == line.money.paid
            assert own.money.adjusted == line.money.adjusted
        assert found.total.all == sum(line.all for line in found.lines)


def test_the_mean_is_that_of_the_last_closed_round(programme):
    make_round(programme, 2018)
    assert overview(ON).lines[0].mean is None
    for year, mean in ((2018, "70.000000"), (2019, "89.230769")):
        round_ = programme.rounds.filter(period__code=str(year)).first() or make_round(
            programme, year
        )
        programme.rounds.filter(pk=round_.pk).update(
            closed_at="2020-01-15T00:00Z", results={"total": {"mean": mean}}
        )
    line = overview(ON).lines[0]
    assert (line.mean, line.period) == (Decimal("89.230769"), "2019")
    assert overview(date(2019, 6, 30)).lines[0].mean == Decimal(70)


def test_what_has_no_value_sorts_last_both_ways(programme, world):
    make_programme(world.units["12"], code="bare")
    lines = overview(ON).lines
    for sort in ("done", "-done"):
        assert sorted_lines(lines, sort)[-1].programme.code == "bare"


def test_it_asks_no_more_with_more_programmes(
    client, programme, world, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        client.get("/programme/all/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/programme/all/").status_code == 200
        return len(captured)

    before = asked()
    for number in range(4):
        made = make_programme(world.units["12"], code=f"more-{number}")
        make_measure(made, world.units["1202"])
    assert asked() == before
