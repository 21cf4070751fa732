"""The public pages in a real browser: both sizes, schemes and languages."""

from __future__ import annotations

import pytest

from tests.browser.test_look import axe_faults
from tests.portal.conftest import world as world_fixture

pytestmark = pytest.mark.django_db(transaction=True)
world = world_fixture

PAGES = {
    "home": "/",
    "search": "/search/?q=Unit",
    "unit-aimag": "/units/1/",
    "unit-bag": "/units/1101/",
    "indicators": "/indicators/",
    "indicator": "/indicators/population_census/",
    "compare": "/compare/?units=1101,1201",
    "inequality": "/inequality/",
    "data": "/data/",
    "changes": "/changes/",
    "methods": "/methods/",
    "programme": "/programme/",
    "glossary": "/glossary/",
    "contact": "/contact/",
}
ONE_OF_EACH = [("wide", "light", "mn"), ("phone", "dark", "en")]


def _quiet(page, complaints):
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))


@pytest.mark.parametrize("name", PAGES)
def test_it_is_accessible_and_fits_its_screen(
    name, world, goto_all_looks, keep_picture
):
    for size, scheme, language in ONE_OF_EACH:
        looks = goto_all_looks(
            PAGES[name], sizes=(size,), schemes=(scheme,), languages=(language,)
        )
        for look, page in looks:
            keep_picture(page, f"{name}-{look}")
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{look}: the page scrolls sideways by {wider} px"
            assert axe_faults(page) == [], look


def test_the_number_page_is_accessible(world, goto_all_looks, keep_picture):
    row = world.rows["population_census", "11", 2025]
    for look, page in goto_all_looks(f"/numbers/{row.pk}/", schemes=("light",)):
        keep_picture(page, f"number-{look}")
        assert axe_faults(page) == [], look


@pytest.mark.parametrize("path", ["/", "/units/1/", "/indicators/population_census/"])
def test_the_content_policy_stops_nothing(world, page, live_server, path):
    complaints: list[str] = []
    _quiet(page, complaints)
    page.goto(live_server.url + path)
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_without_javascript_one_finds_a_bag_and_where_its_number_came_from(
    world, browser, live_server
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.fill("#q", "1101")
    page.press("#q", "Enter")
    assert page.url.endswith("/units/1101/")
    page.click("text=яаж гарсан бэ")
    row = world.rows["population_census", "1101", 2025]
    assert page.url.endswith(f"/numbers/{row.pk}/")
    assert world.publication.sha256 in page.content()
    context.close()


def test_without_javascript_the_map_leads_to_the_unit(world, browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.select_option("#level", "2")
    page.click("form.filters button")
    page.focus('a[data-unit="12"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/12/**")
    context.close()


def test_a_row_and_its_unit_on_the_map_light_up_together(world, page, live_server):
    page.goto(live_server.url + "/indicators/population_census/")
    page.hover('tr[data-unit="1201"]')
    lit = page.locator('svg a[data-unit="1201"].is-lit')
    assert lit.count() == 1
    page.hover("h1")
    assert lit.count() == 0


def test_a_unit_on_the_map_says_its_name_and_value(world, page, live_server):
    page.goto(live_server.url + "/indicators/population_census/")
    link = page.get_by_role("link", name="Нэгж 1201: 700 хүн")
    assert link.count() == 1


def test_on_paper_the_navigation_is_gone_and_the_figures_stay(world, page, live_server):
    page.goto(live_server.url + "/units/1101/")
    page.emulate_media(media="print")
    assert not page.is_visible("form.search")
    assert page.is_visible(".figure-value")
    assert page.is_visible("svg.map")
