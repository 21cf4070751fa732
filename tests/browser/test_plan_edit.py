"""A plan mended by hand: on the map with mouse and keys, and by a form without scripts.

The officer of Mandal picks a block on the border of two bags, gives it away, takes it
back, goes on by keys alone; a colleague without scripts changes the plan meanwhile.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SCENARIO = "/office/redrawing/mandal-2026/"
SMALL, ZOOMED = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# A block on the border of its bag whose bag stays whole without it, and that can be
# seen and pressed: what a person would choose.
BORDER_BLOCK = """() => {
  const state = JSON.parse(document.getElementById("edit-figures").dataset.map);
  const cells = [...document.querySelectorAll("#edit-cells a")];
  const around = cells.map(() => []);
  document.getElementById("edit-cells").dataset.next.split("|").forEach((row, i) => {
    for (const after of row.split(" ").filter(Boolean)) {
      around[i].push(i + Number(after));
      around[i + Number(after)].push(i);
    }
  });
  const wide = (i) => cells[i].getBBox().width;
  const same = (i) => around[i].filter((j) => state.labels[j] === state.labels[i]);
  const linked = (i) => same(i).every((a) => same(i).some(
    (b) => b === a ? same(i).length === 1 : around[a].includes(b)));
  return cells.keys().filter((i) => wide(i) > 12 && same(i).length > 0 && linked(i)
    && around[i].some((j) => state.labels[j] !== state.labels[i]))
    .toArray().sort((a, b) => wide(b) - wide(a))[0];
}"""


@pytest.fixture
def people(browser, demonstration):
    """Two at one plan: with scripts, and without on a phone."""
    contexts = [
        demonstration.context(browser, viewport=ZOOMED),
        demonstration.context(browser, viewport=SMALL, java_script_enabled=False),
    ]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        demonstration.sign_in(page, "mandal")
    yield pages
    for context in contexts:
        context.close()


def test_a_plan_is_mended_by_hand(people):
    page, colleague = people
    path = begins_a_copy(page)
    block, old, new = gives_a_block_with_the_mouse(page)
    takes_it_back_and_gives_it_again_by_keys(page, block, old, new)
    changes_the_plan_meanwhile(colleague, path)
    is_told_and_loses_nothing(page)
    walks_and_picks_by_arrows(page)


def begins_a_copy(page):
    page.goto(f"{SCENARIO}plans/1/edit/")
    page.fill("main [name=title]", "Туршилтын засвар")
    page.locator("main form button").click()
    expect(page.locator("h1")).to_contain_text("Туршилтын засвар")
    expect(page.locator("#edit-undo")).to_be_disabled()
    return re.sub(r"^https?://[^/]+", "", page.url)


def gives_a_block_with_the_mouse(page):
    cell = page.locator("#edit-cells a").nth(page.evaluate(BORDER_BLOCK))
    old = unit_of(cell)
    cell.click()
    expect(page.locator("#edit-count")).to_contain_text("1 хэсэг")
    button = page.locator("#edit-near button").first
    new = button.inner_text().removeprefix("→ ")
    button.click()
    expect(page.locator("#edit-said")).to_contain_text(new)
    assert unit_of(cell) == new != old
    expect(page.locator("#edit-near")).to_be_hidden()
    return cell, old, new


def takes_it_back_and_gives_it_again_by_keys(page, block, old, new):
    page.keyboard.press("Control+z")
    expect(page.locator("#edit-redo")).to_be_enabled()
    assert unit_of(block) == old
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#edit-redo")).to_be_disabled()
    assert unit_of(block) == new


def changes_the_plan_meanwhile(page, path):
    page.goto(path)
    page.locator("#edit-undo").click()
    expect(page.locator("main")).to_contain_text("Буцаасан")
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def is_told_and_loses_nothing(page):
    page.locator("#edit-cells a").nth(page.evaluate(BORDER_BLOCK)).click()
    page.locator("#edit-near button").first.click()
    alert = page.locator("[data-refused]")
    expect(alert).to_contain_text("өөр хүн")
    expect(page.locator("#edit-count")).to_contain_text("1 хэсэг")
    expect(page.locator("#edit-undo")).to_be_disabled()
    page.keyboard.press("Escape")
    page.locator("#edit-cells a").nth(page.evaluate(BORDER_BLOCK)).click()
    page.locator("#edit-near button").first.click()
    expect(alert).to_have_count(0)
    expect(page.locator("#edit-undo")).to_be_enabled()


def walks_and_picks_by_arrows(page):
    page.locator("#edit-cells a[tabindex='0']").focus()
    start = focused(page)
    seen = {start, *(arrow(page, key) for key in ("Right", "Down", "Left", "Up"))}
    assert len(seen) >= 3
    page.keyboard.press("Enter")
    expect(page.locator("#edit-count")).to_contain_text("1 хэсэг")
    assert page.locator("#edit-cells [aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator("#edit-near")).to_be_hidden()
    assert page.locator("#edit-cells a[tabindex='0']").count() == 1


def unit_of(cell):
    return cell.get_attribute("aria-label").partition(": ")[2]


def arrow(page, way):
    page.keyboard.press(f"Arrow{way}")
    return focused(page)


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")
