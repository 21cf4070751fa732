"""A newcomer's first hour: find a bag, see where its figures come from, sign in as
the aimag officer, bring figures in, publish, split a bag and undo it, take the data.

The whole story is told twice, in Mongolian: with scripts and without any.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.demonstration import Demonstration

THIS_YEAR = str(datetime.now(UTC).year)
HOUSEHOLDS = re.compile("^\\s*Өрхийн тоо, өрх")
BAG, TUNKHEL, NEIGHBOUR = "432259", "Түнхэл", "432257"
NEW_BAG, NEW_NAME = "432299", "Шинэ Түнхэл"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Story:
    page: Page
    site: Demonstration
    # Two tellings bring in different figures, so each has something to publish.
    first_figure: int

    @property
    def new_figure(self):
        return f"{self.first_figure:,}"

    def press(self, name):
        button = self.page.locator("main").get_by_role("button", name=name, exact=True)
        button.click()

    def follow(self, name, within="main"):
        self.page.locator(within).get_by_role("link", name=name, exact=True).click()

    def heading(self, text):
        expect(self.page.locator("h1")).to_contain_text(text)

    def says(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_newcomer_is_never_stuck(browser, demonstration, scripts):
    context = demonstration.context(
        browser, java_script_enabled=scripts, accept_downloads=True
    )
    told = Story(context.new_page(), demonstration, 9311 if scripts else 9472)
    finds_a_bag_by_typing_latin_letters(told)
    reads_where_a_number_came_from(told)
    signs_in_as_the_aimag_officer(told)
    sheet = takes_the_template(told)
    brings_in_a_sheet_with_three_mistakes(told, fill(sheet, told.first_figure))
    mends_them_and_applies(told, fill(sheet, told.first_figure, mistakes=False))
    publishes(told)
    sees_the_new_figure_as_anyone_does(told, browser)
    splits_a_bag_and_undoes_it(told)
    takes_the_data_away(told)
    signs_out(told)
    context.close()


def finds_a_bag_by_typing_latin_letters(story):
    story.page.goto("/")
    expect(story.page.locator("h1")).to_be_visible()
    search = story.page.get_by_role("searchbox")
    search.fill("tunkhel")
    search.press("Enter")
    if "/search/" in story.page.url:
        story.says("Сэлэнгэ")
        story.page.locator(f"main a[href='/units/{BAG}/']").click()
    story.heading(TUNKHEL)
    crumbs = story.page.locator(".crumbs")
    expect(crumbs).to_contain_text("Сэлэнгэ")
    expect(crumbs).to_contain_text("Мандал")
    figures = story.page.locator(".figures")
    expect(figures).to_contain_text("2,887")
    expect(figures).to_contain_text("хүн")
    expect(figures).to_contain_text("албан")


def reads_where_a_number_came_from(story):
    story.page.locator(".figures").get_by_role(
        "link", name="яаж гарсан бэ"
    ).first.click()
    assert "/numbers/" in story.page.url
    story.heading("Хүн амын тоо")
    story.says("2,887")
    for asked in ("Тодорхойлолт", "Хэний тоо", "Эх сурвалж", "Хэзээ оруулсан"):
        story.says(asked)
    story.says("Үндэсний статистикийн хороо")
    story.says("Энэ тооны зам")
    expect(story.page.locator(".timeline li")).not_to_have_count(0)


def signs_in_as_the_aimag_officer(story):
    story.page.locator("header").get_by_role("link", name="Нэвтрэх").click()
    story.page.get_by_label("Нэвтрэх нэр").fill("aimag")
    story.page.locator("[name=password]").fill(story.site.passwords["aimag"])
    story.press("Нэвтрэх")
    # Whoever signs in while reading comes back to what they read.
    story.page.goto("/office/")
    story.heading("Миний ажил")
    story.says("аймгийн ажилтан, Сэлэнгэ")


def takes_the_template(story):
    story.follow("Тоо оруулах", "nav.tabs")
    story.heading("Тоо оруулах")
    story.follow("Загвар татах")
    story.page.locator("summary", has_text="Өрх").click()
    story.page.get_by_label(HOUSEHOLDS).check()
    story.page.get_by_label("Нэгж", exact=True).fill("Мандал")
    story.page.get_by_role("textbox", name="Хугацаа").fill(THIS_YEAR)
    with story.page.expect_download() as download:
        story.press("Татах")
    path = download.value.path()
    assert download.value.suggested_filename == f"bagana-4322-{THIS_YEAR}.xlsx"
    return path.read_bytes()


def fill(sheet, first, mistakes=True):
    """The template filled in: the bag first, then a letter, an unknown bag, a minus."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    rows = book.worksheets[0]
    lines = {rows.cell(n, 1).value: n for n in range(2, rows.max_row + 1)}
    assert len(lines) >= 8
    for offset, line in enumerate(lines.values()):
        rows.cell(line, 4, 400 + offset)
    rows.cell(lines[BAG], 4, first)
    if mistakes:
        others = [line for code, line in lines.items() if code != BAG]
        rows.cell(others[0], 4, "41o")
        rows.cell(others[1], 1, "439999")
        rows.cell(others[2], 4, -4)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def hand_in(story, content):
    file = {"name": "өрх-мандал.xlsx", "mimeType": XLSX, "buffer": content}
    story.page.goto("/office/figures/import/")
    story.page.get_by_label("Файл").set_input_files(file)
    story.press("Шалгах")
    assert "/batches/" in story.page.url


def reconciled(story):
    """The sum above the check: read = new + changed + same + refused."""
    text = story.page.locator(".reconcile").inner_text()
    read, *parts = (int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text))
    assert read == sum(parts)
    assert len(parts) == 4
    return read, parts


def brings_in_a_sheet_with_three_mistakes(story, content):
    hand_in(story, content)
    _read, (new, changed, _same, refused) = reconciled(story)
    assert refused == 3
    assert new + changed >= 1
    rows = story.page.locator("table.problems tbody tr")
    expect(rows).to_have_count(3)
    found = [row.locator("td").all_inner_texts() for row in rows.all()]
    assert [cells[2] for cells in found] == ["41o", "439999", "-4"]
    assert [int(cells[0]) for cells in found] == [2, 3, 4]
    for cells in found:
        assert all(cells), f"row, column, value, reason and fix: {cells}"
    story.says("Хэрэгжүүлбэл")
    # Nothing is kept by looking.
    story.page.goto("/office/figures/drafts/")
    expect(story.page.locator("main")).not_to_contain_text(story.new_figure)


def mends_them_and_applies(story, content):
    hand_in(story, content)
    _read, parts = reconciled(story)
    assert parts[3] == 0
    expect(story.page.locator("table.problems")).to_have_count(0)
    story.press("Хэрэгжүүлэх")
    story.says("ноорог")
    story.follow("Ноорог үзэх")
    story.heading("Ноорог")
    story.says(story.new_figure)
    story.says(TUNKHEL)


def publishes(story):
    story.follow("Нийтлэх")
    story.heading("Нийтлэх")
    story.says(story.new_figure)
    story.page.get_by_label("Нийтлэлийн нэр").fill(f"Мандал, {story.new_figure}")
    story.press("Нийтлэх")
    story.heading("Мандал")
    story.says("SHA-256")


def sees_the_new_figure_as_anyone_does(story, browser):
    context = story.site.context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/units/{BAG}/")
    expect(page.locator("main")).to_contain_text(story.new_figure)
    page.goto("/indicators/households/")
    row = page.locator("main table tr", has_text=TUNKHEL).first
    expect(row).to_contain_text(story.new_figure)
    page.goto("/changes/")
    expect(page.locator("main")).to_contain_text(f"Мандал, {story.new_figure}")
    context.close()


def tree(story):
    """The bags of the sum that hold today and held a year ago."""
    found = []
    for day in ("", "?on=2025-01-01"):
        story.page.goto(f"/units/4322/{day}")
        links = story.page.locator("main .plain-list a[href^='/units/4322']")
        found.append(sorted(set(links.all_inner_texts())))
    return found


def splits_a_bag_and_undoes_it(story):
    before = tree(story)
    prepares_the_split(story)
    story.says("Одоогоор юу ч өөрчлөгдөөгүй")
    story.says(NEW_NAME)
    expect(story.page.locator("main table").first).to_be_visible()
    preview = story.page.url
    assert tree(story) == before, "a preview changed the register"
    prepares_the_split(story)
    assert story.page.url == preview
    story.press("Хэрэгжүүлэх")
    story.says("Өөрчлөлт хийгдлээ")
    change = urlsplit(story.page.url).path
    today, last_year = tree(story)
    assert any(NEW_NAME in name for name in today)
    assert last_year == before[1], "the past was changed"
    story.page.goto(change)
    story.press("Буцаах")
    story.says("буцаасан")
    assert tree(story) == before


def prepares_the_split(story):
    story.page.goto("/office/")
    story.follow("Нэгжийн өөрчлөлт", "nav.tabs")
    story.follow("Өөрчлөлт эхлэх")
    story.page.get_by_label("Нэгж", exact=True).fill(TUNKHEL)
    story.page.get_by_label("Үйлдэл").select_option("split")
    story.press("Үргэлжлүүлэх")
    for name, value in {
        "part2_code": NEW_BAG,
        "part2_name_mn": f"15-р баг, {NEW_NAME}",
        "part2_name_en": "Bag 15, Shine Tunkhel",
        "part2_proper_name": NEW_NAME,
        "part1_households": "60",
        "part2_households": "40",
        "part1_population": "60",
        "part2_population": "40",
        "effective_on": "2026-03-01",
    }.items():
        story.page.fill(f"[name={name}]", value)
    founding = story.page.locator("[name=act] option", has_text="2018-06-05").first
    story.page.select_option("[name=act]", value=founding.get_attribute("value"))
    story.press("Урьдчилан харах")


def takes_the_data_away(story):
    story.page.goto("/")
    story.page.get_by_role("link", name="Өгөгдөл авах").first.click()
    story.heading("Өгөгдөл авах")
    figures = list(csv.DictReader(io.StringIO(taken(story, "observations", "CSV"))))
    assert any(
        row["unit"] == BAG and int(float(row["value"])) == story.first_figure
        for row in figures
    )
    book = openpyxl.load_workbook(io.BytesIO(taken(story, "units", "XLSX", text=False)))
    codes = {str(row[0].value) for row in book.worksheets[0].iter_rows(min_row=2)}
    assert BAG in codes
    shapes = json.loads(taken(story, "units", "GeoJSON"))
    assert shapes["type"] == "FeatureCollection"
    assert shapes["features"]
    assert json.loads(taken(story, "indicators", "JSON"))


def taken(story, table, kind, text=True):
    row = story.page.locator(
        "main tr", has=story.page.locator(f"code:text-is('{table}')")
    )
    with story.page.expect_download() as download:
        row.get_by_role("link", name=kind, exact=True).click()
    content = download.value.path().read_bytes()
    return content.decode("utf-8-sig") if text else content


def signs_out(story):
    story.page.goto("/office/")
    story.follow("Гарах", "nav.tabs")
    story.press("Гарах")
    expect(story.page.locator("header")).to_contain_text("Нэвтрэх")
    story.page.goto("/office/")
    assert "/accounts/login/" in story.page.url
