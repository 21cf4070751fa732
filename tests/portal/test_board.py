"""The public board of a programme: every figure follows from rows, none is typed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from bagana.programme import standings
from bagana.programme.models import Evidence
from bagana.programme.queries.board import board
from tests.factories import make_indicator, make_observation
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
    make_round,
)

pytestmark = pytest.mark.django_db

ON = date(2020, 6, 30)


@pytest.fixture
def programme(world):
    """Four measures: one done, one late, one dropped, one of the second phase."""
    made = make_programme(world.units["1"], code="bags")
    done = make_measure(made, world.units["1101"], name_mn="Хийсэн")
    make_activity(done, done_on=date(2019, 5, 1))
    make_money(done, Decimal("1000000.50"))
    make_money(done, Decimal("900000.50"), kind="payment", booked_on=date(2019, 6, 1))
    make_measure(made, world.units["1102"], name_mn="Хэтэрсэн")
    make_measure(
        made,
        world.units["1103"],
        name_mn="Хассан",
        dropped_on=date(2019, 1, 1),
        dropped_reason="хөрөнгөгүй",
    )
    make_measure(
        made,
        world.units["1201"],
        name_mn="Хожмынх",
        phase=made.phases.get(number=2),
        objective=made.objectives.get(number=2),
        number="2.1",
        sort_key="002.00001",
        starts_on=date(2021, 3, 1),
        due_on=date(2022, 12, 31),
    )
    return made


def page(client, path="/programme/bags/?on=2020-06-30"):
    response = client.get(path)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def plain(html):
    return html.replace("\xa0", " ")


def test_what_is_dropped_is_counted_apart(programme):
    total = board(programme, phase=None, on=ON, user=None).total
    assert dict(total.counts) == {"done": 1, "late": 1, "dropped": 1, "upcoming": 1}
    assert (total.done, total.all, total.late, total.dropped) == (1, 3, 1, 1)


def test_the_total_is_the_sum_of_its_objectives(programme):
    found = board(programme, phase=None, on=ON, user=None)
    for name in ("all", "done", "late", "dropped", "without_evidence"):
        assert getattr(found.total, name) == sum(getattr(x, name) for x in found.lines)
    for name in ("planned", "adjusted", "committed", "paid"):
        assert getattr(found.total.money, name) == sum(
            (getattr(line.money, name) for line in found.lines), Decimal(0)
        )


def test_money_keeps_its_mongo(programme):
    money = board(programme, phase=None, on=ON, user=None).total.money
    assert (money.adjusted, money.paid) == (Decimal("1000000.50"), Decimal("900000.50"))


def test_money_is_that_of_the_day(programme):
    before = board(programme, phase=None, on=date(2019, 2, 1), user=None).total.money
    assert (before.planned, before.paid) == (Decimal("1000000.50"), Decimal(0))


def test_a_status_is_that_of_the_day(programme):
    total = board(programme, phase=None, on=date(2019, 6, 1), user=None).total
    assert (total.done, total.late) == (1, 0)


def test_a_phase_has_its_own_measures_and_money(programme):
    first, second = programme.phases.order_by("number")
    one = board(programme, phase=first, on=ON, user=None)
    two = board(programme, phase=second, on=ON, user=None)
    assert (one.total.all, two.total.all) == (2, 1)
    assert two.total.money.paid == 0


def test_what_shows_nothing_is_listed_until_evidence_stands(programme):
    found = board(programme, phase=None, on=ON, user=None)
    assert [m.name_mn for m in found.without_evidence] == ["Хийсэн", "Хэтэрсэн"]
    late = found.late[0]
    Evidence.objects.create(
        measure=late, kind="document", caption="акт", file="programme/evidence/a.pdf"
    )
    standings.refresh([late.pk])
    found = board(programme, phase=None, on=ON, user=None)
    assert [m.name_mn for m in found.without_evidence] == ["Хийсэн"]


def test_without_a_closed_round_there_is_no_mean(client, programme):
    make_round(programme)
    found = board(programme, phase=None, on=ON, user=None)
    assert found.round is None
    assert found.total.mean is None
    assert "хаасан үе алга" in page(client)


def test_three_figures_lead_and_each_can_be_opened(client, programme):
    html = plain(page(client))
    assert '<p class="figure-value">1 <span class="unit">/ 3</span></p>' in html
    assert '<p class="figure-value">₮ 900,001</p>' in html
    assert "/programme/bags/measures/?on=2020-06-30&amp;status=done" in html


def test_the_phase_is_chosen_by_the_address(client, programme):
    html = page(client, "/programme/bags/?phase=2&on=2020-06-30")
    assert 'class="figure-value">0 <span class="unit">/ 1</span>' in html
    assert "Хугацаа хэтэрсэн арга хэмжээ алга" in html


def test_an_unknown_phase_or_map_falls_back_to_the_whole(client, programme):
    html = page(client, "/programme/bags/?phase=9&map=nothing&on=2020-06-30")
    assert '<span class="unit">/ 3</span>' in html


def test_a_bag_without_entries_is_hatched_on_the_map_of_money(client, programme):
    html = page(client, "/programme/bags/?map=money&on=2020-06-30")
    at = html.index('data-unit="1202"')
    assert '<path class="missing"' in html[at : at + 300]
    assert "мэдээлэл алга" in html


def test_no_measure_is_a_known_nought_on_the_map_of_measures(client, programme):
    html = page(client, "/programme/bags/?map=measures&on=2020-06-30")
    at = html.index('data-unit="1202"')
    assert "0 арга хэмжээ" in html[at : at + 300]
    assert 'class="missing"' not in html[at : at + 300]


def test_money_per_head_is_missing_where_people_are_not_known(client, programme):
    html = page(client, "/programme/bags/?map=head&on=2020-06-30")
    at = html.index('data-unit="1101"')
    assert "мэдээлэл алга" in html[at : at + 300]


def test_the_timeline_links_every_measure_and_names_its_state(client, programme):
    html = page(client)
    drawn = html[html.index('<svg class="gantt"') :]
    for measure in programme.measures.all():
        assert f'href="/measures/{measure.pk}/?on=2020-06-30"' in drawn
    assert "✓ 1.1" in drawn
    assert "! 1.2" in drawn
    assert 'class="today"' in drawn


def test_late_ones_come_oldest_first(client, programme, world):
    make_measure(
        programme, world.units["1202"], name_mn="Эртнийх", due_on=date(2018, 12, 31)
    )
    html = page(client)
    assert html.index("Эртнийх") < html.index("Хэтэрсэн")


def test_lights_of_targets_are_counted_by_objective(programme, world):
    from bagana.programme.models import Target, TargetPoint, TargetVersion
    from tests.factories import make_period

    indicator = make_indicator("equipment", direction="higher")
    target = Target.objects.create(
        programme=programme,
        objective=programme.objectives.get(number=1),
        indicator=indicator,
        kind="ascending",
    )
    target.units.add(world.units["1101"])
    version = TargetVersion.objects.create(
        target=target,
        in_force_from=date(2018, 1, 1),
        baseline_value=10,
        baseline_period=make_period(2017),
    )
    TargetPoint.objects.create(version=version, period=make_period(2019), value=20)
    lights = board(programme, phase=None, on=ON, user=None).lines[0].lights
    assert lights == {"grey": 1}
    make_observation(
        indicator,
        world.units["1101"],
        2019,
        20,
        status="published",
        publication=world.publication,
    )
    lights = board(programme, phase=None, on=ON, user=None).lines[0].lights
    assert lights == {"green": 1}


def test_its_table_says_the_same_as_the_page(client, programme):
    text = client.get("/programme/bags/?format=csv&on=2020-06-30").content.decode()
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["нэр"] for row in rows] == ["Зорилт 1", "Зорилт 2", "Нийт"]
    assert rows[-1]["төлсөн, ₮"] == "900000.50"
    found = json.loads(client.get("/programme/bags/?format=json&on=2020-06-30").content)
    assert found[-1]["measures"] == 3
    assert found[-1]["mean"] is None


def test_an_unknown_programme_is_not_found(client, programme):
    assert client.get("/programme/nothing/").status_code == 404


def test_a_programme_without_a_plan_says_what_will_stand_here(client, world):
    make_programme(world.units["1"], code="empty")
    html = page(client, "/programme/empty/")
    assert "Энд зорилт, арга хэмжээний явц гарна" in html


def test_it_reads_in_english(client, programme):
    client.cookies["django_language"] = "en"
    html = page(client)
    assert "Test programme" in html
    assert "Measures done" in html
    assert "Хэрэгжсэн арга хэмжээ" not in html
