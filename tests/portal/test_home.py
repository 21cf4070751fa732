"""The first page."""

from datetime import date

import pytest

from bagana.territory.models import UnitVersion
from tests.factories import make_act, make_tree

pytestmark = pytest.mark.django_db


def page(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_it_opens_with_the_aimag_that_has_figures(client, world):
    html = page(client)
    assert "Нэгж 1 аймгийн 2 сум, 5 баг" in html
    assert '<p class="figure-value">1,400' in html


def test_a_setting_names_another_home(client, world, settings):
    settings.BAGANA_HOME_UNIT = "11"
    assert "<h2>Нэгж 11</h2>" in page(client)


def test_it_says_who_approved_the_programme_and_when(client, world):
    make_act(
        world.units["1"],
        title_mn="Багийн хөгжлийн хөтөлбөр батлах тухай",
        date=date(2018, 6, 5),
        meeting="07",
    )
    html = page(client)
    assert "Туршилтын хурал 2018 оны 06 дугаар сарын 05-ны өдөр 07 тоот" in html


def test_an_illustrative_act_founds_no_programme(client, world):
    make_act(
        world.units["1"],
        title_mn="Багийн хөгжлийн хөтөлбөр (жишээ)",
        is_illustrative=True,
    )
    assert "тоот хуралдаанаараа" not in page(client)


def test_every_bag_is_a_link_on_the_map(client, world):
    html = page(client)
    for code in ("1101", "1102", "1103", "1201", "1202"):
        assert f'data-unit="{code}"' in html


def test_a_bag_without_a_figure_is_hatched_and_counted(client, world):
    html = page(client)
    at = html.index('data-unit="1202"')
    assert '<path class="missing"' in html[at : at + 300]
    legend = html[html.index("legend--rows") :]
    assert "мэдээлэл алга" in legend[: legend.index("</ul>")]


def test_the_level_and_the_indicator_are_chosen_by_a_plain_form(client, world):
    html = page(client, "/?level=2&indicator=population_census")
    assert 'data-unit="11"' in html
    assert 'data-unit="1101"' not in html
    assert '<option value="population_census" selected>' in html


def test_an_unknown_indicator_falls_back(client, world):
    assert 'data-unit="1101"' in page(client, "/?indicator=nothing&level=9")


def test_it_tells_what_changed_lately(client, split):
    html = page(client)
    assert f"/changes/{split.pk}/" in html
    assert "#publication-" in html


def test_as_of_an_earlier_day_the_map_has_the_bags_of_that_day(client, split):
    assert 'data-unit="1104"' in page(client)
    assert 'data-unit="1104"' not in page(client, "/?on=2018-06-05")


def test_an_empty_register_says_what_will_stand_here(client, db):
    assert "Энд аймаг, сум, багийн тоо баримт гарна" in page(client)


def test_a_register_without_figures_or_shapes_still_opens(client, db):
    make_tree()
    html = page(client)
    assert UnitVersion.objects.exists()
    assert "Зураг алга" in html


def test_a_day_before_the_register_leads_back_to_today(client, world):
    html = page(client, "/?on=1890-01-01")
    assert "Энэ өдөр бүртгэлд нэгж алга" in html
    assert "bagana migrate" not in html
    assert '<a class="button" href="/">' in html
