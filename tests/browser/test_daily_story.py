"""A bag's daily work, from the called meeting to the governor's leaving.

The governor holds a meeting with a contested vote, its resolution becomes an obligation
that is fulfilled with proof; a citizen asks by phone, follows, gets a reference that a
clerk verifies, and opens another request again; the training has closed a gap; the
public promptness equals a recount; the successor takes over. Officers use no scripts.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from PIL import Image

from tests.browser.demonstration import served_demonstration
from tests.browser.people import meeting

BAG, SUM = "432259", "4322"
OFFICE = "/office/meetings/"
ONE, OTHER = "Жишээ Нэг", "Жишээ Хоёр"
MONTH = ("2026-10-01", "2026-10-31", "2026-10")
TODAY = timezone.localdate(timezone=ZoneInfo("Asia/Ulaanbaatar"))


@pytest.fixture(scope="module")
def demonstration():
    """One of its own: its governor leaves for good, and other stories need her."""
    with served_demonstration() as served:
        yield served


@pytest.fixture
def people(browser, demonstration):
    """Who meets in this story."""
    phone = {"viewport": {"width": 360, "height": 740}}
    with meeting(browser, demonstration) as person:
        yield {
            "governor": person("tunkhel", java_script_enabled=False),
            "sum": person("mandal", java_script_enabled=False),
            "aimag": person("aimag", java_script_enabled=False),
            "citizen": person("", java_script_enabled=False, **phone),
            "clerk": person("", **phone),
            "newcomer": person,
        }


def test_the_daily_work_of_a_bag(people):
    governor, citizen = people["governor"], people["citizen"]
    page = prepares_and_calls_a_meeting(governor)
    opens_it_with_those_who_came(governor, page)
    takes_a_contested_vote(governor, page)
    closes_and_signs(governor, page)
    prints_the_minutes(governor, page)
    resolution = signs_the_resolution(governor, page)
    fulfils_an_obligation(governor, resolution)
    reads_what_became_of_it(citizen)
    code = asks_by_phone(governor)
    follows(citizen, code, "хүсэлтийг авсан")
    paper = is_given_a_reference(governor)
    verifies(people["clerk"], paper)
    own = files_by_page(citizen)
    is_answered(governor)
    opens_it_again(citizen, own)
    sees_that_the_training_helped(people["aimag"])
    promptness_is_what_a_recount_says(citizen, governor.site.home)
    hands_over_to_a_successor(people)


def does(person, page, deed):
    """Press the button of the page that does the deed."""
    person.goes(page)
    person.page.locator(f"main form[action$='/{deed}/'] button").first.click()


def prepares_and_calls_a_meeting(governor):
    governor.goes(f"{OFFICE}units/{BAG}/new/")
    governor.choose("kind", "нэр дэвшүүлэх")
    governor.fill(title_mn="Туршилтын хуралдаан", day=TODAY.isoformat(), time="23:59")
    governor.fill(place="Багийн төвийн танхим")
    governor.press("Хадгалах")
    page = governor.page.url
    governor.page.get_by_role("link", name="Хэлэлцэх асуудал нэмэх").click()
    governor.fill(title_mn="Багийн Засаг даргад нэр дэвшүүлэх")
    governor.choose("kind", "Засаг даргад нэр дэвшүүлэх")
    governor.press("Нэмэх")
    does(governor, page, "convene")
    governor.goes(f"{page}notices/new/")
    governor.fill(given_on=TODAY.isoformat(), reached="700")
    governor.press("Бүртгэх")
    governor.goes(page)
    governor.says("зарласан")
    return page


def opens_it_with_those_who_came(governor, page):
    for _household in range(5):
        governor.goes(f"{page}attendance/")
        governor.page.locator("main button[value$=':female']").first.click()
    governor.goes(f"{page}open/")
    governor.fill(chair_name="Туршилтын Дарга", secretary_name="Туршилтын Нарийн")
    governor.press("Нээх")
    governor.goes(page)
    governor.says("хуралдаж байна")


def takes_a_contested_vote(governor, page):
    """Counts that do not add up are refused with the difference; then they do."""
    governor.goes(f"{page}items/1/ballots/new/")
    governor.choose("kind", "нууц")
    governor.fill(candidates=f"{ONE}\n{OTHER}")
    governor.press("Санал хураалт эхлэх")
    governor.goes(f"{page}items/1/ballots/1/")
    governor.fill(votes_1="3", votes_2="1")
    governor.press("Санал хураалтыг хаах")
    governor.says("1-ээр дутуу")
    governor.fill(invalid="1", minority_view="Дахин хэлэлцэх нь зүйтэй (туршилт).")
    governor.press("Санал хураалтыг хаах")
    governor.goes(page)
    governor.says(ONE)


def closes_and_signs(governor, page):
    governor.goes(f"{page}minutes/")
    governor.fill(speaker="Туршилтын Илтгэгч", text="Нэр дэвшигчдийг танилцуулав.")
    governor.page.locator("main form:has([name=text]) button").first.click()
    governor.says("Нэр дэвшигчдийг танилцуулав.")
    does(governor, page, "close")
    governor.goes(f"{page}minutes/sign/")
    governor.page.locator("main form button").last.click()
    governor.goes(f"{page}minutes/")
    assert governor.page.locator("main [name=text]").count() == 0, "signed, yet open"


def prints_the_minutes(governor, page):
    governor.goes(f"{page}minutes/")
    link = governor.page.locator("main a[href*='/documents/daily/minutes/']").first
    answer = governor.page.request.get(link.get_attribute("href"))
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")


def signs_the_resolution(governor, page):
    governor.goes(f"{page}items/1/resolution/")
    governor.press("Хадгалах")
    resolution = governor.page.url
    does(governor, resolution, "sign")
    governor.goes(resolution)
    governor.says("дугаар тогтоол")
    return resolution


def fulfils_an_obligation(governor, resolution):
    """Refused without proof; done with a photo."""
    governor.goes(f"{resolution}obligations/new/")
    governor.fill(
        text="Саналыг сумын Засаг даргад хүргүүлэх",
        owner_text="хуралдааны дарга",
        due_on=(TODAY + timedelta(7)).isoformat(),
    )
    governor.press("Бүртгэх")
    governor.goes(f"{OFFICE}obligations/")
    governor.page.get_by_role("link", name="Саналыг сумын").first.click()
    task = governor.page.url
    governor.goes(f"{task}report/")
    governor.choose("state", "биелсэн")
    governor.fill(on=TODAY.isoformat(), note="Хүргүүлэв.")
    governor.press("Бүртгэх")
    governor.says("Нотолгоогүйгээр биелсэнд тооцохгүй")
    picture = BytesIO()
    Image.new("RGB", (640, 480), "#dbe7f2").save(picture, "JPEG")
    governor.page.locator("main input[type=file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    governor.press("Бүртгэх")
    governor.goes(task)
    governor.says("биелсэн")


def reads_what_became_of_it(citizen):
    citizen.goes(f"/meetings/?unit={BAG}")
    citizen.page.get_by_role("link", name="Туршилтын хуралдаан").first.click()
    citizen.says(ONE)
    citizen.says("Дахин хэлэлцэх нь зүйтэй")
    assert "Туршилтын Илтгэгч" not in citizen.page.content(), "minutes are not public"


def asks_by_phone(governor):
    """The call is entered by the governor; the code is told over the telephone."""
    number = household_number(governor)
    governor.goes(f"/office/casework/requests/{BAG}/new/")
    governor.choose("version", "Оршин суугаа газрын тодорхойлолт")
    governor.choose("channel", "утас")
    governor.fill(text="Банканд өгөх тодорхойлолт.", name="Туршилтын Иргэн")
    governor.fill(household=number)
    governor.press("Бүртгэх")
    return code_in(governor)


def household_number(governor):
    governor.goes(f"/office/registers/{BAG}/")
    link = governor.page.locator("main tbody a[href*='/households/']").first
    return link.inner_text().strip()


def code_in(person):
    found = re.search(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", person.page.inner_text("main"))
    assert found, "no code is shown"
    return found.group()


def follows(citizen, code, state):
    citizen.goes("/track/")
    citizen.fill(code=code)
    citizen.press("Шалгах")
    citizen.says(state.capitalize())


def is_given_a_reference(governor):
    """The request is answered by the reference; its code stands on the paper."""
    governor.goes(f"/office/casework/requests/{BAG}/?sort=-taken")
    governor.page.locator("main tbody a[href*='/request/']").first.click()
    governor.page.locator("main a[href*='/references/']").first.click()
    governor.press("Үргэлжлүүлэх")
    governor.page.locator("main [name=person]").first.check()
    governor.press("Тодорхойлолт олгох")
    link = governor.page.locator("main a[href$='.pdf']").first
    answer = governor.page.request.get(link.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")
    return governor.page.locator("main a[href*='/verify/']").first.inner_text()


def verifies(clerk, paper):
    clerk.goes("/verify/")
    clerk.fill(code=paper)
    clerk.press("Шалгах")
    clerk.says("Түнхэл")
    clerk.goes("/verify/AAAAAAAAAAAA/")
    assert "Түнхэл" not in clerk.page.inner_text("main")


def files_by_page(citizen):
    citizen.goes(f"/request/?unit={BAG}")
    citizen.choose("version", "эвдрэл мэдэгдэх")
    citizen.fill(text="Гүүрний хашлага унасан байна.", name="Туршилтын Иргэн")
    citizen.page.locator("main form:has([name=text]) button").last.click()
    return code_in(citizen)


def is_answered(governor):
    governor.goes(f"/office/casework/requests/{BAG}/?sort=-taken")
    governor.page.locator("main tbody a[href*='/request/']").first.click()
    governor.goes(f"{governor.page.url}answered/")
    governor.fill(text="Хашлагыг засна.")
    governor.press("Хариу өгөх")


def opens_it_again(citizen, code):
    follows(citizen, code, "хариу өгсөн")
    citizen.says("Хашлагыг засна.")
    citizen.fill(why="Хэзээ засахыг хэлээгүй.")
    citizen.press("Дахин нээх")
    follows(citizen, code, "шийдвэрлэж байна")


def sees_that_the_training_helped(aimag):
    """The session of September: measured before, measured after."""
    aimag.goes("/office/people/training/sessions/")
    aimag.page.locator("main tbody a[href*='/sessions/']").first.click()
    aimag.says("Хугацаандаа шийдвэрлэсэн хүсэлтийн хувь")
    row = aimag.page.locator("main tr", has_text="Түнхэл").last.inner_text()
    figures = [
        float(one) for one in re.findall(r"\d+(?:\.\d+)?", row.split("Түнхэл")[1])
    ]
    before, after = figures[:2]
    assert before < 80 <= after, row


def recount(home):
    """The month's answers of the bag, in plain Python from the rows themselves."""
    start, end, _period = MONTH
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
        rows = connection.execute(
            "SELECT r.id, r.taken_on, r.due_on, r.answered_on FROM casework_request r"
            " JOIN territory_unit u ON u.id = r.unit_id"
            " WHERE u.code = ? AND r.answered_on BETWEEN ? AND ?",
            (BAG, start, end),
        ).fetchall()
        stops = connection.execute(
            "SELECT request_id, starts_on, ends_on FROM casework_stop"
        ).fetchall()
    days = [
        span(taken, answered) - stood(stops, key, taken, answered)
        for key, taken, _due, answered in rows
    ]
    within = [answered <= due for _key, _taken, due, answered in rows]
    return len(rows), median(days), 100 * sum(within) / len(within)


def span(start, end):
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def stood(stops, key, taken, answered):
    """Days after the taking on which the clock stood, counted one by one."""
    stopped = set()
    for request, begins, ends in stops:
        if request == key:
            day = date.fromisoformat(begins)
            while day < date.fromisoformat(ends or answered):
                stopped.add(day.isoformat())
                day += timedelta(1)
    return sum(taken < day <= answered for day in stopped)


def promptness_is_what_a_recount_says(citizen, home):
    answered, middle, share = recount(home)
    assert answered >= 5
    citizen.goes(f"/promptness/?unit={SUM}&period={MONTH[2]}")
    row = citizen.page.locator("main tr", has_text="Түнхэл").first.inner_text()
    figures = [one.replace(",", "") for one in re.findall(r"\d[\d,]*(?:\.\d+)?", row)]
    assert f"{middle:g}" in {f"{float(one):g}" for one in figures}, row
    assert f"{share:.1f}" in {f"{float(one):.1f}" for one in figures}, row


def hands_over_to_a_successor(people):
    """She leaves; her access ends, the open work is listed, the next one has it."""
    officer = people["sum"]
    officer.goes(f"/office/people/units/{BAG}/posts/")
    officer.page.get_by_role("link", name="Багийн Засаг дарга").first.click()
    officer.page.locator("main a[href$='/end/']").first.click()
    officer.fill(on=TODAY.isoformat())
    officer.choose("reason", "өөрийн хүсэлтээр")
    officer.page.locator("main form button").last.click()
    officer.says("хүсэлт")
    governor = people["governor"]
    governor.goes(f"/office/casework/requests/{BAG}/")
    assert governor.page.locator("main tbody a[href*='/request/']").count() == 0
    successor = seats_a_successor(people, officer)
    successor.goes("/office/casework/")
    assert successor.page.locator("main a[href*='/request/']").count()


def seats_a_successor(people, officer):
    """Nominated by the meeting's own resolution, appointed by a decree of the sum."""
    decree = "Туршилтын захирамж"
    officer.goes("/acts/record/")
    officer.choose("body", "Мандал сумын Засаг дарга")
    officer.choose("kind", "захирамж")
    officer.fill(number="Б/901", title_mn=decree, date=TODAY.isoformat())
    officer.press("Бүртгэх")
    officer.goes(f"/office/people/units/{BAG}/officials/add/")
    officer.fill(given_name=ONE, parent_name="Туршилт")
    officer.press("Бүртгэх")
    officer.goes(f"/office/people/units/{BAG}/posts/")
    officer.page.get_by_role("link", name="Багийн Засаг дарга").first.click()
    officer.page.locator("main a[href$='/appoint/']").first.click()
    officer.choose("official", ONE)
    officer.choose("nomination", "нэр дэвшүүлэх")
    officer.choose("decree", decree)
    officer.fill(starts_on=TODAY.isoformat())
    officer.page.locator("main form button").last.click()
    officer.page.locator("main a[href$='/account/']").first.click()
    officer.fill(username="shine-darga")
    officer.page.locator("main form button").last.click()
    password = re.search(r"\b(?:\w{4}-){3}\w{4}\b", officer.page.inner_text("main"))
    successor = people["newcomer"]("", java_script_enabled=False)
    successor.goes("/accounts/login/")
    successor.fill(login="shine-darga", password=password.group())
    successor.page.locator("main form button").first.click()
    return successor
