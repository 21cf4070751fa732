"""The bags of Mandal are re-drawn, from the question to the day it begins, and back.

A sum officer asks for plans, compares three, mends one by hand and lays them before the
citizens; the meetings of all touched bags are entered, a citizen on a phone objects and
is answered; the sum's and the aimag's assemblies decide; on the effective day units,
maps and series follow while last year stays as it was; then it is taken back.

The officers work without scripts.
"""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.people import meeting, records_an_act

FIRST, CODE, TITLE = "mandal-2026", "story-2026", "Туршилтын шинэчлэл"
SCENARIO = f"/office/redrawing/{CODE}/"
OFFICE = f"/office/redrawing/proposals/{CODE}/"
PUBLIC = f"/redrawings/{CODE}/"
TUNKHEL = "432259"
TODAY = date.today()  # noqa: DTZ011  the browser types what a calendar shows
LAST_YEAR = f"{TODAY.year - 1}-12-31"
TEXT = "Өвөлжөө, хаваржааг минь нэг багт үлдээнэ үү (туршилт)."
ANSWER = "Нэг багт үлдээсэн (туршилт)."
SUM_ACT, AIMAG_ACT = "Сумын Хурлын шийдвэр (туршилт)", "Аймгийн шийдвэр (туршилт)"


@pytest.fixture
def people(browser, demonstration):
    with meeting(browser, demonstration) as person:
        yield {
            "officer": person("mandal", java_script_enabled=False),
            "aimag": person("aimag", java_script_enabled=False),
            "citizen": person("", viewport={"width": 360, "height": 740}),
        }


def test_bags_are_redrawn_and_the_change_is_taken_back(people):
    officer, aimag, citizen = people["officer"], people["aimag"], people["citizen"]
    asks_for_plans(officer)
    three = compares_three(officer)
    mended = mends_one_by_hand(officer, three[1])
    lays_them_before_the_citizens(officer, [three[0], mended, three[2]])
    code = objects(citizen)
    answers(officer)
    reads_the_answer(citizen, code)
    chooses(officer, mended)
    enters_every_meeting(officer)
    a_month_passes(officer.site)
    submits(officer)
    enters_two_acts(officer, aimag)
    before = [figures_of_tunkhel(citizen, on) for on in (TODAY, LAST_YEAR)]
    enacts(officer)
    everything_follows(citizen, *before)
    takes_it_back(officer)
    assert figures_of_tunkhel(citizen, TODAY) == before[0]


def asks_for_plans(officer):
    officer.goes(f"/office/redrawing/{FIRST}/copy/")
    officer.fill(title_mn=TITLE, title_en="Test re-drawing", code=CODE)
    officer.press("Хуулах")
    officer.fill(tolerance_households="22")
    officer.press("Хадгалах")
    officer.goes(SCENARIO)
    officer.press("Хувилбар хайх")
    until = time.monotonic() + 120
    while time.monotonic() < until:
        officer.goes(f"{SCENARIO}plans/")
        if officer.page.locator("main", has_text="сонгосон").count():
            return
        time.sleep(1)
    raise AssertionError("no plans were found")


def compares_three(officer):
    """Three of those within the tolerances, far apart in the list."""
    officer.goes(f"{SCENARIO}plans/")
    rows = officer.page.locator("main tbody tr", has_text="✓").all()
    numbers = [
        int(
            re.search(r"/plans/(\d+)/", row.locator("a").first.get_attribute("href"))[1]
        )
        for row in rows
    ]
    three = [numbers[0], numbers[len(numbers) // 2], numbers[-1]]
    assert len(set(three)) == 3
    for one, other in ((three[0], three[1]), (three[1], three[2])):
        officer.goes(f"{SCENARIO}compare/?a={one}&b={other}")
        expect(officer.page.locator("main svg.map")).to_have_count(2)
    return three


def mends_one_by_hand(officer, number):
    """Give a block to a bag beside it, take that back, do it again, and close."""
    officer.goes(f"{SCENARIO}plans/{number}/edit/")
    officer.fill(title="Гараар зассан (туршилт)")
    officer.press("Хуулбар үүсгэж засах")
    address = officer.page.url
    copy = int(re.search(r"/plans/(\d+)/", address)[1])
    gives_some_block(officer, address)
    officer.press("Алхмыг буцаах")
    officer.press("Алхмыг дахин хийх")
    officer.press("Хувилбарыг эцэслэх")
    officer.goes(f"{SCENARIO}plans/{copy}/")
    expect(officer.page.locator("main h1")).to_contain_text("Гараар зассан")
    return copy


def gives_some_block(officer, address):
    """Not every block may leave its bag: the first that may, tried one by one."""
    page = officer.page
    texts = page.locator("#edit-blocks option").all_inner_texts()
    for code in [text.split(":")[0] for text in texts]:
        page.goto(f"{address}?block={code}")
        beside = page.locator("#edit-to option", has_text="хил залгаа").first
        if not beside.count():
            continue
        if not page.locator("#edit-give details[open]").count():
            page.locator("#edit-give summary").click()
        page.locator("#edit-to").select_option(value=beside.get_attribute("value"))
        page.locator("#edit-give button[value=give]").click()
        if not page.locator("#edit-figures [data-refused]").count():
            return
    raise AssertionError("no block could be given")


def lays_them_before_the_citizens(officer, plans):
    officer.goes(f"/office/redrawing/proposals/new/?scenario={CODE}")
    officer.choose("scenario", TITLE)
    officer.fill(code=CODE, title_mn=TITLE, title_en="Test re-drawing")
    officer.fill(reason_mn="Багууд тэгш бус (туршилт).")
    officer.press("Нээх")
    for at, number in enumerate(plans):
        officer.goes(f"{OFFICE}alternatives/add/")
        officer.choose("plan", f"№ {number},")
        if at == 1:
            officer.page.locator("main [name=is_preferred]").check()
        officer.press("Нэмэх")
    officer.goes(f"{OFFICE}publish/")
    officer.fill(until=(TODAY + timedelta(days=31)).isoformat())
    officer.press("Нийтлэх")
    officer.goes(OFFICE)
    officer.says("иргэдийн саналыг сонсож байна")


def objects(citizen):
    citizen.goes(PUBLIC)
    citizen.says("Саналаа өгөх")
    citizen.goes(f"{PUBLIC}plans/B/")
    citizen.goes(f"{PUBLIC}object/")
    citizen.fill(text=TEXT)
    citizen.press("Илгээх")
    citizen.says(TEXT)
    return citizen.page.url


def answers(officer):
    officer.goes(f"{OFFICE}objections/")
    officer.page.locator("main a[href*='/proposals/objections/']").first.click()
    answer = officer.page.locator("main form[action$='/answer/']")
    answer.locator("[name=state][value=taken_up]").check()
    answer.locator("[name=answer]").fill(ANSWER)
    answer.locator("button").last.click()
    officer.says(ANSWER)


def reads_the_answer(citizen, address):
    citizen.goes(address)
    citizen.says(ANSWER)


def chooses(officer, number):
    officer.goes(f"{OFFICE}choose/")
    officer.choose("plan", f"№ {number},")
    officer.press("Сонгох")
    officer.goes(f"{OFFICE}names/")
    officer.page.locator("main form button").last.click()


def enters_every_meeting(officer):
    for _bag in range(9):
        officer.goes(OFFICE)
        if not officer.page.locator("main", has_text="хурлын санал алга").count():
            break
        officer.goes(f"{OFFICE}opinions/new/")
        bag = next_bag(officer)
        officer.page.locator("main select[name=unit]").select_option(value=bag)
        officer.choose("plan", "B хувилбар")
        officer.fill(held_on=TODAY.isoformat(), represented=120, minutes="01")
        officer.fill(votes_for=100, votes_against=20, votes_abstained=0)
        stance = officer.page.locator("main [name=stance][value=for]")
        stance.check() if stance.count() else officer.choose("stance", "дэмжсэн")
        officer.press("Бүртгэх")
    officer.goes(f"{OFFICE}opinions/")
    officer.says("100")


def next_bag(officer):
    """The first bag of the form that no opinion was entered for."""
    page = officer.page
    spoken = getattr(officer, "spoken", set())
    options = page.locator("main select[name=unit] option").all()
    values = [one.get_attribute("value") for one in options]
    bag = next(value for value in values if value and value not in spoken)
    officer.spoken = spoken | {bag}
    return bag


def a_month_passes(site):
    """No officer can hurry the hearing: the calendar is turned for him."""
    days = (TODAY - timedelta(days=32), TODAY - timedelta(days=1), CODE)
    with closing(sqlite3.connect(site.database, timeout=20)) as base, base:
        base.execute(
            "update redistricting_proposal set hearing_from = ?, hearing_until = ?"
            " where code = ?",
            [str(one) for one in days],
        )


def submits(officer):
    officer.goes(f"{OFFICE}submit/")
    officer.press("Өргөн барих")
    officer.goes(OFFICE)
    officer.says("сумын хуралд өргөн барьсан")


def enters_two_acts(officer, aimag):
    records_an_act(officer, "903", SUM_ACT, TODAY, body="Мандал сумын Иргэдийн")
    officer.goes(f"{OFFICE}sum-act/")
    officer.choose("act", SUM_ACT)
    officer.press("Бүртгэх")
    records_an_act(
        aimag, "904", AIMAG_ACT, TODAY, body="аймгийн Иргэдийн Төлөөлөгчдийн Хурал"
    )
    officer.goes(f"{OFFICE}aimag-act/")
    officer.choose("act", AIMAG_ACT)
    officer.fill(effective_on=TODAY.isoformat())
    officer.press("Бүртгэх")
    officer.goes(OFFICE)
    officer.says("шийдвэр гарсан")


def figures_of_tunkhel(reader, on):
    """The figures at the head of the unit's page: people, land, animals.

    Households are left out: another story publishes some of this very year, which ends
    after the change, so that they count as figures of the new bags.
    """
    reader.goes(f"/units/{TUNKHEL}/?on={on}")
    figures = reader.page.locator("main .figures .figure-value").all_inner_texts()
    assert len(figures) > 3
    return [figure for figure in figures if "өрх" not in figure]


def enacts(officer):
    officer.goes(f"{OFFICE}enact/")
    officer.says("Тэнцэл")
    officer.page.locator("main form button.button").last.click()
    officer.goes(f"{OFFICE}handover/")
    officer.says("Түнхэл")


def everything_follows(citizen, today, last_year):
    assert figures_of_tunkhel(citizen, TODAY) != today
    assert figures_of_tunkhel(citizen, LAST_YEAR) == last_year
    citizen.goes("/changes/")
    citizen.page.locator("main a[href^='/changes/']").first.click()
    citizen.says(AIMAG_ACT)


def takes_it_back(officer):
    officer.goes(f"{OFFICE}enact/undo/")
    officer.fill(reason="Туршилт дууссан.")
    officer.press("Буцаах")
    officer.goes(OFFICE)
    officer.says("шийдвэр гарсан")
