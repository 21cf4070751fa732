"""A half-year of the programme, told as the offices live it.

The aimag brings the plan in from a table and sets a target from published figures; a
bag governor reports from a phone with a photo, the sum returns it with a reason and
then checks it; the aimag decides, closes the half-year and takes the report as Word and
PDF, whose figures are those of the public board to the digit.

The officers work without scripts, the governor's phone has them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bagana.programme.models import ReportState
from tests.browser.demonstration import Demonstration

PROGRAMME, ROUND, PERIOD = "bag-development", "2023-H2", "2023 оны сүүлийн хагас жил"
OFFICE = f"/office/programme/{PROGRAMME}"
BOARD = f"/programme/{PROGRAMME}/"
HALL, PETITIONS, MOBILE = "2.7", "4.6", "4.5"
TUNKHEL = "432259"
NEW_NAME = "Багийн ажлын байрыг дулаан, интернэтэд бүрэн холбох (жишээ)"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBMITTED = str(ReportState.SUBMITTED.label)
CHECKED = str(ReportState.CHECKED.label)
RETURNED = str(ReportState.RETURNED.label)
FIGURE = re.compile(r"\d+\.\d%|\d{1,3}(?:,\d{3}){2,}")
"""A share, or an amount from a million tugriks on."""

REASON = "Архивын өрөөний зураг, хийсэн ажлын хэмжээг нэмж бичнэ үү."


@dataclass
class Person:
    """Somebody at a browser of their own."""

    page: Page
    site: Demonstration
    kept: dict[str, str] = field(default_factory=dict)

    def goes(self, path):
        self.page.goto(path)

    def press(self, name):
        button = self.page.locator("main").get_by_role("button", name=name, exact=True)
        button.first.click()

    def says(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def opens_report(self, number):
        """From the list of the round, as one finds it there."""
        self.goes(f"{OFFICE}/rounds/{ROUND}/")
        exact = self.page.locator(f"b:text-is('{number}')")
        row = self.page.locator("main tbody tr", has=exact)
        row.locator("th a").last.click()
        expect(self.page.locator("h1")).to_contain_text(number)


@pytest.fixture
def people(browser, demonstration):
    """The four who meet in this story, each signed in."""
    contexts = []

    def person(username, **options):
        context = demonstration.context(browser, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        if username:
            demonstration.sign_in(page, username)
        return Person(page, demonstration)

    phone = {"viewport": {"width": 360, "height": 740}}
    yield {
        "aimag": person("aimag", java_script_enabled=False),
        "governor": person("tunkhel", **phone),
        "sum": person("mandal", java_script_enabled=False),
        "citizen": person("", **phone),
    }
    for context in contexts:
        context.close()


def test_a_half_year_from_the_plan_to_the_signed_form(people):
    aimag, governor = people["aimag"], people["governor"]
    brings_the_plan_in_from_a_table(aimag)
    sets_a_target_from_published_figures(aimag)
    governor_reports_with_a_photo(governor)
    sum_returns_it_with_a_reason(people["sum"])
    governor_mends_and_sends_again(governor)
    governor_reports_the_other(governor)
    sum_checks_both_and_reports_its_own(people["sum"])
    aimag_decides_all_and_closes(aimag)
    board = citizen_reads_the_board(people["citizen"])
    papers_say_the_same_to_the_digit(people["citizen"], board)
    citizen_comments_and_is_answered(people["citizen"], people["sum"])


def brings_the_plan_in_from_a_table(aimag):
    aimag.goes(f"{OFFICE}/table/")
    with aimag.page.expect_download() as download:
        aimag.page.get_by_role("link", name="Төлөвлөгөө татах (XLSX)").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    changed = rename_measure(sheet, "2.6")
    content = io.BytesIO()
    book.save(content)
    file = {"name": "plan.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}
    aimag.page.locator("main input[type=file]").set_input_files(file)
    aimag.press("Шалгах")
    aimag.says("0 арга хэмжээ нэмэгдэж, 1 нь өөрчлөгдөнө")
    aimag.press("Хэрэгжүүлэх")
    aimag.says("1 арга хэмжээг өөрчилсөн")
    aimag.goes(f"{OFFICE}/plan/")
    aimag.says(NEW_NAME)
    assert changed != NEW_NAME


def rename_measure(sheet, number):
    """Change one cell of one row, and say what stood there."""
    titles = [cell.value for cell in sheet[1]]
    head = 1
    while "Хэрэгжүүлэх арга хэмжээ" not in titles:
        head += 1
        titles = [cell.value for cell in sheet[head]]
    name = titles.index("Хэрэгжүүлэх арга хэмжээ")
    line = next(
        row for row in sheet.iter_rows(min_row=head) if str(row[0].value) == number
    )
    before = line[name].value
    line[name].value = NEW_NAME
    return before


def sets_a_target_from_published_figures(aimag):
    aimag.goes(f"{OFFICE}/targets/new/?indicator=promptness_modelled&unit={TUNKHEL}")
    aimag.says("Нийтэлсэн цуврал")
    page = aimag.page
    page.locator("[name=kind]").select_option("ascending")
    page.locator("[name=in_force_from]").fill("2021-01-01")
    page.locator("[name=baseline_period]").fill("2020")
    published = series_value(page, "2020")
    page.locator("[name=value_2023]").fill("97.5")
    page.locator("[name=is_illustrative]").check()
    aimag.press("Тогтоох")
    aimag.says("97.5")
    aimag.says(published)


def series_value(page, year):
    row = page.locator("section tbody tr", has_text=year).first
    return row.locator("td.n").inner_text().strip()


def governor_reports_with_a_photo(governor):
    governor.goes("/office/programme/")
    governor.opens_report(HALL)
    page = governor.page
    page.locator("[name=done]").fill("Танхимын өргөтгөлийн барилгын ажил дууссан.")
    page.get_by_label("70%").check()
    photo = {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    page.locator("[name=photo]").set_input_files(photo)
    page.locator("[name=caption]").fill("Өргөтгөсөн танхим (жишээ)")
    governor.press("Илгээх")
    governor.says(SUBMITTED)
    governor.says("Өргөтгөсөн танхим")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


def a_photo():
    content = io.BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def sum_returns_it_with_a_reason(officer):
    officer.opens_report(HALL)
    back = officer.page.locator("form[action$='/return/']")
    back.locator("[name=reason]").fill(REASON)
    officer.press("Тайланг буцаах")
    officer.says(RETURNED)
    officer.says(REASON)


def governor_mends_and_sends_again(governor):
    governor.opens_report(HALL)
    governor.says(REASON)
    done = governor.page.locator("[name=done]")
    done.fill(f"{done.input_value()} Архивын өрөө 18 м².")
    governor.press("Илгээх")
    governor.says(SUBMITTED)


def governor_reports_the_other(governor):
    governor.opens_report(PETITIONS)
    page = governor.page
    page.locator("[name=done]").fill("41 өргөдлийн 38-ыг хугацаанд нь шийдвэрлэсэн.")
    page.get_by_label("30%").check()
    governor.press("Илгээх")
    governor.says(SUBMITTED)


def sum_checks_both_and_reports_its_own(officer):
    for number in (HALL, PETITIONS):
        officer.opens_report(number)
        officer.press("Шалгасан болгох")
        officer.says(CHECKED)
    officer.opens_report(MOBILE)
    officer.page.locator("[name=done]").fill("Сар бүр гурван багт үйлчилсэн.")
    officer.page.get_by_label("30%").check()
    officer.press("Илгээх")
    officer.says(SUBMITTED)


def aimag_decides_all_and_closes(aimag):
    aimag.goes(f"{OFFICE}/rounds/{ROUND}/?task=decide")
    for box in aimag.page.locator("input[type=checkbox][name=report]").all():
        box.check()
    aimag.press("Тэмдэглэснийг шийдвэрлэх")
    aimag.goes(f"{OFFICE}/rounds/{ROUND}/")
    aimag.says("20 тайлангийн 20 нь шийдэгдсэн.")
    aimag.press("Хаах")
    aimag.says("SHA-256")


def citizen_reads_the_board(citizen):
    """Every share and every sum of money that stands on the board of the phase."""
    citizen.goes(f"{BOARD}rounds/{ROUND}/")
    citizen.says("Өргөтгөсөн танхим")
    citizen.goes(f"{BOARD}?phase=2")
    citizen.says(PERIOD)
    main = citizen.page.locator("main")
    texts = [main.locator(".figures").first.inner_text()]
    texts += main.locator("table").first.locator("tbody tr").all_inner_texts()
    found = {figure for text in texts for figure in FIGURE.findall(text)}
    assert len(found) > 20, found
    return found


def papers_say_the_same_to_the_digit(reader, board):
    from docx import Document
    from pypdf import PdfReader

    reader.goes(f"/documents/programme/{PROGRAMME}/")
    row = reader.page.locator("main tbody tr", has_text=PERIOD).first
    pdf = taken(reader, row, "PDF")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    word = Document(io.BytesIO(taken(reader, row, "Word")))
    cells = [c.text for t in word.tables for r in t.rows for c in r.cells]
    words = " ".join([*(p.text for p in word.paragraphs), *cells])
    for paper in (text, words):
        assert board <= set(FIGURE.findall(paper))
    assert "Архивын өрөө 18 м²." in " ".join(words.split())


def taken(reader, row, kind):
    with reader.page.expect_download() as download:
        row.get_by_role("link", name=re.compile(f"^{kind} ")).first.click()
    return download.value.path().read_bytes()


def citizen_comments_and_is_answered(citizen, officer):
    citizen.goes(f"{BOARD}rounds/{ROUND}/")
    citizen.page.locator(
        "main a[href^='/measures/']", has_text="танхимыг"
    ).first.click()
    citizen.page.locator("#comment-text").fill("Танхим амралтын өдөр ажиллах уу?")
    citizen.press("Илгээх")
    citizen.says("Баярлалаа.")
    measure = citizen.page.url.partition("#")[0]
    officer.goes("/office/")
    officer.says("санал хүлээгдэж байна")
    officer.goes(f"{OFFICE}/comments/?state=waiting")
    waiting = officer.page.locator(".worklist li", has_text="амралтын өдөр")
    waiting.get_by_role("link", name="Хариулах").click()
    officer.page.locator("[name=text]").fill("Бямба гарагт 10–14 цагт ажиллана.")
    officer.press("Хариуг нийтлэх")
    officer.says("Хариуг нийтэллээ.")
    citizen.goes(measure)
    citizen.says("Бямба гарагт 10–14 цагт ажиллана.")
