"""The look as a whole, on a page that holds all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.style_page"),
]
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
STYLE = "/style/?on=2018-06-05"


@pytest.fixture(autouse=True)
def _style_templates(settings):
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]


def axe_faults(page):
    found = Axe().run(page, options=AXE).response
    assert found["passes"], "axe looked at nothing"
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def test_every_look_is_accessible_and_fits_its_screen(goto_all_looks, keep_picture):
    for look, page in goto_all_looks(STYLE):
        keep_picture(page, f"style-{look}")
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{look}: the page scrolls sideways by {wider} px"
        assert axe_faults(page) == [], look


def test_axe_finds_a_fault_that_is_there(page, live_server):
    page.goto(live_server.url + STYLE)
    page.evaluate("document.querySelector('label[for=id_name]').remove()")
    assert any(fault.startswith("label:") for fault in axe_faults(page))


@pytest.mark.parametrize("htmx", [False, True])
def test_the_content_policy_stops_nothing_of_ours(page, live_server, htmx):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url + STYLE + ("&htmx=1" if htmx else ""))
    page.wait_for_load_state("networkidle")
    assert complaints == []
    assert page.evaluate("typeof window.htmx !== 'undefined'") == htmx


def test_error_pages_look_like_ours(goto_all_looks, keep_picture):
    for path, status in [("/broken/", 500), ("/nowhere/", 404)]:
        for look, page in goto_all_looks(path, schemes=("light",), status=status):
            keep_picture(page, f"error-{status}-{look}")
            assert axe_faults(page) == [], f"{path} {look}"


def test_all_of_it_weighs_little(page, live_server):
    sizes = {}
    page.on("response", lambda r: sizes.update({r.url: len(r.body())}))
    page.goto(live_server.url + STYLE)
    page.wait_for_load_state("networkidle")
    style = [size for url, size in sizes.items() if url.endswith(".css")]
    assert style
    assert sum(style) <= 30 * 1024
    assert sum(sizes.values()) <= 100 * 1024


def test_without_scripts_everything_is_there(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + STYLE)
    page.locator(".asof summary").click()
    page.locator("#on").fill("2020-01-31")
    page.locator(".asof form button").click()
    assert page.url.endswith("/style/?on=2020-01-31")
    page.get_by_role("button", name="EN").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/style/?on=2020-01-31")
    assert page.locator(".map-tools").is_hidden()
    assert page.locator("button[data-copy]").is_hidden()
    context.close()


def test_the_keyboard_reaches_the_main_part_first(page, live_server):
    page.goto(live_server.url + STYLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_escape_closes_the_date_form(page, live_server):
    page.goto(live_server.url + STYLE)
    page.locator(".asof summary").click()
    page.locator("#on").press("Escape")
    assert page.locator(".asof").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_map_zooms_by_button_and_key_and_comes_back(page, live_server):
    page.goto(live_server.url + STYLE)
    frame = page.locator("svg.map")
    whole = frame.get_attribute("viewBox")
    page.locator("[data-zoom=in]").click()
    closer = frame.get_attribute("viewBox")
    page.locator("[data-zoom=in]").press("ArrowRight")
    moved = frame.get_attribute("viewBox")
    assert len({whole, closer, moved}) == 3
    assert float(closer.split()[2]) < float(whole.split()[2])
    page.locator("[data-zoom=all]").click()
    assert frame.get_attribute("viewBox") == whole


def test_a_row_lights_up_its_unit(page, live_server):
    page.goto(live_server.url + STYLE)
    page.locator("tr[data-unit='4']").hover()
    assert "is-lit" in page.locator("a[data-unit='4']").get_attribute("class")
    page.locator("h1").hover()
    assert "is-lit" not in page.locator("a[data-unit='4']").get_attribute("class")


def test_paper_holds_no_controls(page, live_server, keep_picture):
    page.goto(live_server.url + STYLE)
    page.emulate_media(media="print")
    keep_picture(page, "style-paper")
    for control in (".search", ".languages", ".map-tools", ".downloads", ".buttons"):
        assert page.locator(control).first.is_hidden(), control
    assert page.locator("h1").is_visible()
