"""The December census of one bag, from a spreadsheet filled in the field to the map.

The governor takes in her sheet, the sum returns two rows and approves, the aimag locks
and publishes; map, target and index follow; a citizen opens the number and finds
nobody's name; an evaluator counts some households again; nobody sees another bag's
register. The officers work without scripts.
"""

from __future__ import annotations

import re
import time
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from bagana.collection.sheets.book import CODES, FIRST
from bagana.demo.registers.names import GIVEN
from bagana.ranking.actions.runs import FEWEST
from tests.browser.people import meeting

BAG, OTHER_BAG, SUM, AIMAG = "432259", "432251", "4322", "43"
ROUND = "livestock-43-2025"
RETURN = f"/office/collection/{ROUND}/{BAG}/"
SHEET = "demo-files/tunkhel-2025-12.xlsx"
TARGETS = "/programme/mandal-registers/targets/"
NOBODY = re.compile("|".join(GIVEN))


@pytest.fixture
def people(browser, demonstration):
    """The five who meet in this story."""
    with meeting(browser, demonstration) as person:
        yield {
            "governor": person("tunkhel", java_script_enabled=False),
            "sum": person("mandal", java_script_enabled=False),
            "aimag": person("aimag", java_script_enabled=False),
            "evaluator": person("evaluator", java_script_enabled=False),
            "citizen": person("", viewport={"width": 360, "height": 740}),
        }


def test_the_december_census_of_a_bag(people):
    governor, citizen, aimag = people["governor"], people["citizen"], people["aimag"]
    before = has_an_index_tried(aimag)
    the_map_lacks_the_bag(citizen)
    finds_what_is_waiting(governor)
    takes_in_a_sheet_with_slips(governor)
    mends_the_sheet_and_takes_it_in(governor)
    hands_in(governor)
    returns_two_rows(people["sum"])
    mends_the_two_rows(governor)
    hands_in(governor)
    approves(people["sum"], "Батлах")
    approves(aimag, "Баталж түгжих")
    publishes(aimag)
    the_map_has_the_bag(citizen)
    the_target_follows(citizen)
    assert has_an_index_tried(aimag) != before
    the_number_leads_back_without_a_name(citizen)
    counts_some_again(people["evaluator"])
    sees_nothing_of_another_bag(governor)


def finds_what_is_waiting(governor):
    governor.goes("/office/")
    governor.says("багийн мэдээг бөглөж илгээх")
    governor.goes(RETURN)
    governor.says("бөглөж байна")


def field_sheet(governor):
    return governor.site.home / SHEET


def takes_in(governor, content):
    governor.goes(f"{RETURN}sheet/")
    governor.page.locator("main input[type=file]").set_input_files(
        {"name": "tunkhel.xlsx", "mimeType": "application/zip", "buffer": content}
    )
    governor.press("Шалгах")


def takes_in_a_sheet_with_slips(governor):
    takes_in(governor, field_sheet(governor).read_bytes())
    governor.says("Хүлээж аваагүй нүд")
    governor.says("1O5")
    governor.press("Орхих")
    governor.goes(RETURN)
    governor.says("алдаа")


def mended(content):
    """What stood there before the slip, as the governor has it on paper."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[CODES + 1] if cell.value}
    for row in range(FIRST + 1, page.max_row + 1):
        for kind in ("sheep", "horse", "goat_females"):
            cell = page.cell(row, at[kind])
            if cell.value in ("1O5", 999, -3):
                parts = [f"{kind}_females", f"{kind}_young"]
                known = [page.cell(row, at[one]).value for one in parts if one in at]
                cell.value = 1 + sum(known) if kind != "goat_females" else 0
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def mends_the_sheet_and_takes_it_in(governor):
    takes_in(governor, mended(field_sheet(governor).read_bytes()))
    governor.says("Хэрэгжүүлбэл 28")
    governor.press("Хэрэгжүүлэх")
    governor.says("мэдээнд орууллаа")
    governor.goes(RETURN)
    governor.says("Илгээсний дараа тоог засахгүй")


def hands_in(governor):
    """Every warning is accepted with a word."""
    governor.goes(RETURN)
    for field in governor.page.locator("main input[name^=accept_]").all():
        field.fill("Газар дээр нь тоолсон")
    governor.press("Мэдээг илгээх")
    governor.goes(RETURN)
    governor.says("илгээсэн")


def returned_numbers(officer):
    officer.goes(f"{RETURN}fill/")
    links = officer.page.locator("main tbody th a")
    return [links.nth(at).inner_text().strip() for at in (0, 3)]


def returns_two_rows(officer):
    first, second = returned_numbers(officer)
    officer.goes(f"{RETURN}return/")
    page = officer.page
    for line, number in enumerate((first, second)):
        page.locator("main [name=number]").nth(line).fill(number)
        page.locator("main [name=field]").nth(line).select_option("sheep")
        page.locator("main [name=text]").nth(line).fill("Хониныг дахин тоолно уу")
    officer.press("Багт буцаах")
    officer.goes(RETURN)
    officer.says("буцаасан")


def mends_the_two_rows(governor):
    for number in returned_numbers(governor):
        governor.goes(f"{RETURN}fill/")
        governor.page.locator("main tbody th a", has_text=number).first.click()
        governor.says("Хониныг дахин тоолно уу")
        sheep = governor.page.get_by_label("хонь", exact=False).first
        sheep.fill(str(int(sheep.input_value() or 0) + 1))
        governor.press("Хадгалах")


def approves(officer, button):
    officer.goes(RETURN)
    officer.press(button)
    officer.goes(RETURN)
    officer.says("баталсан")


def publishes(aimag):
    aimag.goes(f"/office/collection/{ROUND}/publish/")
    aimag.press("Ноорогийг дахин гаргах")
    aimag.goes(f"/office/collection/{ROUND}/publish/")
    aimag.page.locator("main a.button", has_text="нийтлэх").first.click()
    aimag.fill(title="2025 оны мал тооллого, Түнхэл")
    aimag.press("Нийтлэх")


def indicator_page(citizen):
    citizen.goes("/indicators/reg_livestock_sheep/?period=2025")


def bag_row(citizen):
    """The bag's figure in the table of its sum."""
    indicator_page(citizen)
    return citizen.page.locator("main tr", has_text="Түнхэл").first.inner_text()


def colour_of_the_bag(citizen):
    """The class of the bag's shape on the map."""
    shape = citizen.page.locator(f"main svg a[data-unit='{BAG}'] path").first
    return shape.get_attribute("class")


def the_map_lacks_the_bag(citizen):
    assert "мэдээлэл алга" in bag_row(citizen)
    assert "missing" in colour_of_the_bag(citizen)
    citizen.goes(TARGETS)
    citizen.says("88.9")


def the_map_has_the_bag(citizen):
    assert re.search(r"1\d,\d{3}", bag_row(citizen))
    assert "class-" in colour_of_the_bag(citizen)


def the_target_follows(citizen):
    citizen.goes(TARGETS)
    assert "88.9" not in citizen.page.locator("main").inner_text()


def has_an_index_tried(aimag):
    """A trial of the draft method, which counts this census: what Түнхэл's row says."""
    aimag.goes("/office/ranking/runs/new/")
    aimag.choose("version", "ноорог")
    aimag.choose("period", "2023")
    aimag.fill(seed=7, replications=FEWEST)
    aimag.page.locator("main form button").first.click()
    run = aimag.page.url
    until = time.monotonic() + 60
    while not aimag.page.locator("main #results").count():
        assert time.monotonic() < until, "the index was not computed"
        time.sleep(0.5)
        aimag.goes(run)
    aimag.page.get_by_role("link", name="Дүнг бүтнээр үзэх").click()
    return aimag.page.locator("main tr", has_text="Түнхэл").first.inner_text()


def the_number_leads_back_without_a_name(citizen):
    indicator_page(citizen)
    citizen.page.locator("main tr", has_text="Түнхэл").first.locator(
        "a[href*='/numbers/']"
    ).first.click()
    citizen.says("Мал тооллого")
    citizen.says("баталсан")
    assert not NOBODY.search(citizen.page.content())


def counts_some_again(evaluator):
    evaluator.goes(f"/office/collection/{ROUND}/draw-sample/")
    evaluator.choose("unit", "Мандал")
    evaluator.fill(size=3, seed="2026-11-20", seed_source="Сугалаа 2026-11-20")
    evaluator.page.locator("main form button").first.click()
    sample = evaluator.page.url
    for ordinal in (1, 2, 3):
        evaluator.goes(f"{sample}{ordinal}/")
        for kind in ("camel", "horse", "cattle", "sheep", "goat"):
            evaluator.fill(**{kind: 1})
        evaluator.fill(counted_on=date.today().isoformat())  # noqa: DTZ011
        evaluator.press("Хадгалах")
    evaluator.goes(sample)
    evaluator.press("Шалгалтыг хаах")
    evaluator.says("Алдааны хувь")


def sees_nothing_of_another_bag(governor):
    for path in (
        f"/office/registers/{OTHER_BAG}/",
        f"/office/registers/{OTHER_BAG}/search/?q=a",
        f"/office/registers/{OTHER_BAG}/livestock/",
        f"/office/collection/{ROUND}/{OTHER_BAG}/",
        f"/documents/registers/{OTHER_BAG}/household-book.pdf",
    ):
        assert governor.page.request.get(path).status == 404, path
    found = governor.page.request.get("/api/v1/households?unit=" + OTHER_BAG)
    assert OTHER_BAG not in found.text() or found.status == 404
