"""A round of choosing model bags, from the method to the act and the citizen's answer.

The aimag copies the method, freezes it under an act, opens a round and leads it through
conditions, index, re-check, visits and list; a citizen sees why her bag stands where it
does, down to the figure, objects and reads the answer; meanwhile the figure cannot be
changed. The officers work without scripts.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.browser.people import meeting, records_an_act

CODE, TITLE = "story-2022", "Туршилтын шалгаруулалт 2022"
OFFICE = f"/office/ranking/selections/{CODE}/"
PUBLIC = f"/selection/{CODE}/"
METHOD = "story-method"
TUNKHEL = "432259"
TODAY = date.today()  # noqa: DTZ011  the browser types what a calendar shows


@pytest.fixture
def people(browser, demonstration):
    """The four who meet in this story."""
    with meeting(browser, demonstration) as person:
        yield {
            "aimag": person("aimag", java_script_enabled=False),
            "evaluator": person("evaluator", java_script_enabled=False),
            "governor": person("tunkhel", java_script_enabled=False),
            "citizen": person("", viewport={"width": 360, "height": 740}),
        }


def test_a_round_from_the_method_to_the_act(people):
    aimag, evaluator, citizen = (
        people["aimag"],
        people["evaluator"],
        people["citizen"],
    )
    freezes_a_method_under_an_act(aimag)
    opens_a_round_and_says_why_so_late(aimag)
    checks_the_conditions(aimag)
    has_the_index_computed(aimag)
    draws_figures_to_be_looked_at_again(aimag)
    looks_at_them_again(evaluator)
    gathers_the_group(aimag)
    visits_every_candidate(evaluator)
    publishes_the_list(aimag)
    figure = sees_why_her_bag_is_where_it_is(citizen)
    cannot_change_what_is_held(people["governor"], figure)
    code = objects(citizen)
    answers(aimag)
    reads_the_answer(citizen, code)
    three_weeks_pass(aimag.site)
    decides_under_an_act(aimag)
    sees_the_award(citizen)


def freezes_a_method_under_an_act(aimag):
    records_an_act(aimag, "901", "Аргачлал батлах тухай (туршилт)", TODAY)
    aimag.goes("/office/ranking/frameworks/new/")
    aimag.fill(unit="43", code=METHOD, name_mn="Туршилтын аргачлал", name_en="Test")
    aimag.choose("copy_of", "2-р хувилбар")
    aimag.press("Ноорог үүсгэх")
    aimag.goes(f"/office/ranking/frameworks/{METHOD}/1/freeze/")
    aimag.choose("act", "Аргачлал батлах тухай (туршилт)")
    aimag.press("Царцаах")
    aimag.goes(f"/ranking/methods/{METHOD}/1/")
    aimag.says("SHA-256")


def opens_a_round_and_says_why_so_late(aimag):
    aimag.goes("/office/ranking/selections/new/")
    aimag.choose("programme", "Багийн хөгжлийн")
    aimag.choose("period", "2022")
    aimag.choose("version", "Туршилтын аргачлал")
    aimag.fill(code=CODE, title_mn=TITLE, title_en="Test selection 2022")
    for number, name in enumerate(("gates_due", "recheck_due", "visits_due"), 1):
        aimag.fill(**{name: (TODAY + timedelta(days=number)).isoformat()})
    aimag.press("Нээх")
    aimag.says("Аргачлалыг царцаахаас өмнө")
    aimag.fill(late_reason="Систем энэ онд нэвтэрсэн.")
    aimag.press("Нээх")
    aimag.says("Аргачлалыг тоо нийтлэгдсэний дараа царцаасан.")


def checks_the_conditions(aimag):
    aimag.goes(OFFICE)
    aimag.press("Болзол шалгаж эхлэх")
    for gate in ("conduct", "accounts"):
        for number in range(1, 9):
            aimag.goes(f"{OFFICE}gates/?gate={gate}&state=open")
            boxes = aimag.page.locator("main input[name=unit]")
            if not boxes.count():
                break
            assert number < 8
            for at in range(boxes.count()):
                boxes.nth(at).check()
            aimag.page.locator(
                "main form[method=post] select[name=gate]"
            ).select_option(gate)
            aimag.page.locator("main [name=passed][value=yes]").check()
            aimag.fill(evidence="Сумын лавлагаа (туршилт).")
            aimag.press("Дүгнэх")
    aimag.goes(f"{OFFICE}gates/?state=open")
    aimag.says("Ийм нэгж алга")


def has_the_index_computed(aimag):
    aimag.goes(f"{OFFICE}index/")
    aimag.fill(seed="Нийтийн сугалаа 3 11 19 27 35")
    aimag.press("Индекс бодуулах")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        aimag.goes(f"{OFFICE}index/")
        if aimag.page.locator("main", has_text="Тооны чанар").count():
            return
        time.sleep(0.5)
    raise AssertionError("the index was not computed")


def draws_figures_to_be_looked_at_again(aimag):
    aimag.goes(f"{OFFICE}recheck/")
    aimag.fill(seed="Нийтийн сугалаа 8 14 20 26 32", size=3)
    aimag.press("Сугалах")
    aimag.says("items.txt")


def looks_at_them_again(evaluator):
    """What stands in the papers is what was published, in this story."""
    evaluator.goes(f"{OFFICE}recheck/")
    links = evaluator.page.locator("main tbody td a[href*='/recheck/']")
    addresses = [links.nth(at).get_attribute("href") for at in range(links.count())]
    assert len(addresses) == 3
    for address in addresses:
        pk = int(address.rstrip("/").split("/")[-1])
        evaluator.goes(address)
        evaluator.fill(found=published_under(evaluator.site, pk))
        evaluator.page.locator("main form button").last.click()


def published_under(site, recheck):
    query = (
        "select o.value from ranking_recheck r join indicators_observation o"
        " on o.id = r.observation_id where r.id = ?"
    )
    with closing(sqlite3.connect(site.database)) as base:
        return base.execute(query, [recheck]).fetchone()[0]


def gathers_the_group(aimag):
    for number in range(1, 4):
        aimag.goes(f"{OFFICE}members/")
        aimag.fill(name=f"Туршилтын гишүүн {number}", post="мэргэжилтэн")
        if number == 1:
            aimag.page.locator("main [name=is_chair]").check()
        aimag.press("Нэмэх")
    for number in range(3):
        aimag.goes(f"{OFFICE}members/")
        aimag.page.locator("main a[href$='/declaration/']").nth(number).click()
        aimag.page.locator("main form button").last.click()
    aimag.goes(OFFICE)
    aimag.page.locator("main form[action$='/go/'] button").click()
    aimag.says("газар дээр нь үзэж байна")


def visits_every_candidate(evaluator):
    evaluator.goes(f"{OFFICE}visits/")
    links = evaluator.page.locator("main a[href$='/sheet/']")
    addresses = {
        links.nth(at).get_attribute("href").removesuffix("sheet/")
        for at in range(links.count())
    }
    assert addresses
    for address in sorted(addresses):
        evaluator.goes(address)
        page = evaluator.page
        for at in (0, 1):
            page.locator("main [name=members]").nth(at).check()
        evaluator.fill(visited_on=TODAY.isoformat(), finding="Сайн (туршилт).")
        for name in ("answer-open", "answer-board"):
            page.locator(f"main [name={name}][value=yes]").check()
        for name in ("answer-register", "answer-citizens"):
            page.locator(f"main [name={name}][value='4']").check()
        page.locator("main [name=supports][value=yes]").check()
        page.locator("main form button").last.click()


def publishes_the_list(aimag):
    aimag.goes(f"{OFFICE}list/")
    page = aimag.page
    chosen = page.locator("main [name$='proposed'][value=yes]")
    for at in range(chosen.count()):
        chosen.nth(at).check()
    reasons = page.locator("main textarea[name$='reason_mn']")
    for at in range(reasons.count()):
        reasons.nth(at).fill("Үзлэгээр батлагдсан (туршилт).")
    for name, days in (("from", 0), ("until", 14)):
        day = (TODAY + timedelta(days=days)).isoformat()
        aimag.fill(**{f"objections_{name}": day})
    aimag.fill(answers_due=(TODAY + timedelta(days=20)).isoformat())
    aimag.press("Жагсаалт нийтлэх")
    aimag.goes(PUBLIC)
    aimag.says("Эсэргүүцэл гаргах")


def sees_why_her_bag_is_where_it_is(citizen):
    """From the list to her bag, from the bag to one figure and its page."""
    citizen.goes(PUBLIC)
    citizen.page.locator("main a", has_text="Түнхэл").first.click()
    citizen.page.locator(f"main a[href*='/units/{TUNKHEL}/']").first.click()
    citizen.says("яагаад энд байна вэ")
    number = citizen.page.locator("main a[href^='/numbers/']").first
    address = number.get_attribute("href")
    number.click()
    citizen.says("Түнхэл")
    return int(address.strip("/").split("/")[1].split("?")[0])


def cannot_change_what_is_held(governor, figure):
    governor.goes(f"/office/figures/{figure}/correct/")
    governor.fill(value="99", numerator="", denominator="")
    governor.fill(note="Дахин тоолсон (туршилт).")
    governor.press("Шинэ хувилбар хадгалах")
    governor.says(TITLE)


def objects(citizen):
    citizen.goes(f"{PUBLIC}object/?unit={TUNKHEL}")
    citizen.fill(text="Хурлын ирцийг дахин шалгаж өгнө үү (туршилт).")
    citizen.press("Илгээх")
    citizen.says("Хурлын ирцийг дахин шалгаж өгнө үү (туршилт).")
    return citizen.page.url.rstrip("/").rsplit("/", 1)[-1]


def answers(aimag):
    aimag.goes(f"/office/ranking/objections/?selection={CODE}")
    aimag.page.locator("main .worklist a").first.click()
    answer = aimag.page.locator("main form[action$='/answer/']")
    answer.locator("[name=state][value=rejected]").check()
    answer.locator("[name=answer]").fill("Тэмдэглэлээр ирц зөв байна (туршилт).")
    answer.locator("button").last.click()


def reads_the_answer(citizen, code):
    citizen.goes(f"/objections/{code}/")
    citizen.says("Тэмдэглэлээр ирц зөв байна (туршилт).")


def three_weeks_pass(site):
    """No officer can hurry the days of objection: the calendar is turned for him."""
    days = (TODAY - timedelta(days=15), TODAY - timedelta(days=1), CODE)
    with closing(sqlite3.connect(site.database, timeout=20)) as base, base:
        base.execute(
            "update ranking_selection set objections_from = ?, objections_until = ?"
            " where code = ?",
            [str(one) for one in days],
        )


def decides_under_an_act(aimag):
    aimag.goes(OFFICE)
    aimag.page.locator("main form[action$='/go/'] button").click()
    records_an_act(aimag, "902", "Жишиг баг тодруулах тухай (туршилт)", TODAY)
    aimag.goes(f"{OFFICE}act/")
    aimag.choose("act", "Жишиг баг тодруулах тухай (туршилт)")
    aimag.page.locator("main form button").last.click()
    aimag.goes(OFFICE)
    aimag.says("шийдвэр гарсан")


def sees_the_award(citizen):
    citizen.goes(PUBLIC)
    citizen.says("Жишиг баг тодруулах тухай (туршилт)")
    citizen.goes(f"/units/{TUNKHEL}/")
    width = citizen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
