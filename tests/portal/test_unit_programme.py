"""What the programme did in a unit, on the unit's own page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from bagana.programme.models import Evidence
from bagana.programme.queries.unit_section import of_unit
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db

ON = date(2020, 6, 30)


@pytest.fixture
def programme(world):
    return make_programme(world.units["1"], code="bags")


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_without_a_programme_nothing_is_said_of_any(client, world):
    assert "Хөтөлбөр энд юу хийв" not in page(client, "/units/1101/")


def test_a_unit_that_no_measure_names_is_told_so(client, programme):
    assert "Энэ нэгжийг нэрлэсэн арга хэмжээ алга" in page(client, "/units/1101/")


def test_a_bag_has_its_own_and_a_sum_those_of_its_bags(client, world, programme):
    make_measure(programme, world.units["11"], units=[world.units["1101"]])
    make_measure(programme, world.units["11"], units=[world.units["1102"]])
    assert of_unit(world.units["1101"], ON).all == 1
    assert of_unit(world.units["11"], ON).all == 2
    assert of_unit(world.units["1201"], ON).all == 0


def test_it_counts_what_is_done_and_late_and_what_was_paid(client, world, programme):
    done = make_measure(programme, world.units["1101"])
    make_activity(done, done_on=date(2019, 3, 1))
    make_money(
        done, Decimal(700_000), kind="payment", spender=world.units["11"],
        unit=world.units["1101"],
    )  # fmt: skip
    make_measure(programme, world.units["1101"])
    found = of_unit(world.units["1101"], ON)
    assert (found.done, found.late, found.money.paid) == (1, 1, Decimal(700_000))
    html = page(client, "/units/1101/?on=2020-06-30").replace("\xa0", " ")
    assert "2 арга хэмжээнээс 1 хэрэгжсэн, ₮ 700,000 төлсөн" in html


def test_measures_of_the_unit_it_came_from_are_its_own(client, world, programme, split):
    old = world.units["1103"]
    make_measure(programme, world.units["11"], units=[old], name_mn="Өмнөх багийнх")
    html = page(client, "/units/1104/")
    assert "Өмнөх багийнх" in html
    assert "Энэ нэгж үүссэн нэгжүүдийн арга хэмжээ багтсан: Нэгж 1103" in html


def test_a_programme_of_another_sum_is_not_shown(client, world):
    make_programme(world.units["12"], code="other")
    assert of_unit(world.units["1101"], ON) is None
    assert of_unit(world.units["1201"], ON) is not None


def test_photos_are_public_ones_of_the_place(world, programme):
    measure = make_measure(
        programme, world.units["11"], units=[world.units["1101"], world.units["1102"]]
    )

    def photo(caption, unit, **fields):
        values = {"published_at": timezone.now(), "taken_on": date(2019, 5, 1)}
        Evidence.objects.create(
            measure=measure, kind="photo", caption=caption, file="a.jpg",
            unit=world.units[unit], **(values | fields),
        )  # fmt: skip

    photo("энд", "1101")
    photo("тэнд", "1102")
    photo("нууц", "1101", published_at=None)
    assert [p.words for p in of_unit(world.units["1101"], ON).pictures] == ["энд"]


def test_the_list_is_short_and_leads_to_the_whole(client, world, programme):
    for _ in range(10):
        make_measure(programme, world.units["1101"])
    html = page(client, "/units/1101/?on=2020-06-30")
    assert len(of_unit(world.units["1101"], ON).measures) == 8
    assert "/programme/bags/measures/?unit=1101&amp;on=2020-06-30" in html
