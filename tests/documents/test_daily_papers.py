"""Papers of daily work: what each says, to the word, and what none of them says."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from bagana.documents.content.daily import (
    leaflet,
    meetings,
    minutes,
    officials,
    reference,
    resolutions,
    training,
)
from bagana.documents.files import made
from tests.casework.reference_rows import HEAD, make_home, make_reference
from tests.documents import daily_rows as rows
from tests.documents.world import one_line, pdf_text
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
ADDRESS = "https://bagana.example/verify/"


@pytest.fixture(autouse=True)
def _in_mongolian():
    with translation.override("mn"):
        yield


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def unit(units):
    return units["1101"]


@pytest.fixture
def meeting(unit):
    found = rows.make_session_of(unit)
    rows.fill_meeting(found)
    return found


def printed(paper):
    assert paper is not None
    return one_line(pdf_text(made(paper, "pdf")))


@pytest.fixture
def issued(units, unit):
    rows.make_holder(unit, "Гарынүсэг")
    governor = make_user("bag_governor", unit)
    home = make_home(unit, number="0007")
    return make_reference(governor, home, addressee="Жишээ банк")


def test_a_reference_has_the_official_form(issued):
    told = printed(reference.reference_paper(issued, ADDRESS))
    for words in (
        "ОРШИН СУУГАА ГАЗРЫН ТОДОРХОЙЛОЛТ",
        "ЗАСАГ ДАРГА",
        "Дугаар 1",
        "Жишээ банк",
        "Үлгэрдоржийн Жишээболд",
        "З.Гарынүсэг",
        "Тамга",
        issued.code,
        ADDRESS,
        "жишээ",
    ):
        assert words in told
    assert HEAD["reg_no"] not in told


def test_a_reference_is_mongolian_whoever_prints_it(issued):
    with translation.override("en"):
        paper = reference.reference_paper(issued, ADDRESS)
    assert paper.lang == "mn"
    assert "ТОДОРХОЙЛОЛТ" in paper.title


def test_a_revoked_reference_says_so_on_every_page(issued):
    issued.revoked_on = issued.issued_on
    assert reference.reference_paper(issued, ADDRESS).draft == "ХҮЧИНГҮЙ"


def test_the_code_to_scan_holds_the_whole_address(issued):
    check = reference.reference_paper(issued, ADDRESS + issued.code).check
    assert check.drawing.startswith(b"<?xml")
    other = reference.reference_paper(issued, ADDRESS + "other").check
    assert check.drawing != other.drawing


def test_the_same_reference_gives_the_same_bytes(issued):
    one, other = (reference.reference_paper(issued, ADDRESS) for _n in range(2))
    assert made(one, "pdf") == made(other, "pdf")


def test_the_notice_says_when_where_and_about_what(meeting):
    told = printed(meetings.meeting_notice(meeting, "https://bagana.example/m/"))
    for words in ("2026-03-24, 11:00", "Багийн төв, клуб", "1. Тайлан сонсох"):
        assert words in told


def test_a_draft_meeting_makes_a_draft_notice(meeting):
    meeting.state = "draft"
    assert meetings.meeting_notice(meeting, ADDRESS).draft == "НООРОГ"


def test_the_attendance_list_has_every_household_and_blank_lines(unit, meeting):
    homes = [make_household(unit, number=f"{n:04}") for n in range(1, 4)]
    make_person(homes[0], relation="head", private=HEAD)
    gone = make_household(unit, number="0099", closed_on=date(2026, 1, 1))
    gone.stays.update(ends_on=date(2026, 1, 1))
    lines = meetings.attendance_list(meeting).tables[0].rows
    numbers = [row.cells[1].text for row in lines if row.kind == "row"]
    assert numbers[:3] == ["0001", "0002", "0003"]
    assert numbers[3:] == ["\n\n"] * meetings.BLANKS
    assert lines[1].cells[2].text == "Үлгэрдорж Жишээболд"


def test_a_valley_meeting_lists_its_own_households(unit, meeting):
    section = unit.sections.create(name="Дээд хөндий")
    make_household(unit, number="0001", section=section)
    make_household(unit, number="0002")
    meeting.section = section
    meeting.parent = meeting
    assert [one.number for one in meetings.lines_called(meeting)] == ["0001"]


def test_a_restricted_head_has_no_name_on_the_list(unit, meeting):
    home = make_household(unit)
    make_person(home, relation="head", private=HEAD, is_restricted=True)
    assert "Жишээболд" not in repr(meetings.attendance_list(meeting))


def test_the_minutes_reconcile_the_vote_and_keep_the_minority(meeting):
    rows.make_decision(meeting)
    told = printed(minutes.minutes_paper(meeting))
    for words in (
        "Урд хөндий (дэмжигдсэн) 25",
        "Санал өгөх эрхтэй 41",
        "Хойд хөндий мал олонтой",
        f"{rows.SPEAKER} (үг хэлсэн): Худгийг урд хөндийд гаргая.",
        "34.2%",
        "Ирсэн эмэгтэй 24",
        "Тогтоол № 3",
        "Б.Бичээч",
    ):
        assert words in told


def test_minutes_that_are_not_signed_are_a_draft(meeting):
    meeting.state = "closed"
    assert minutes.minutes_paper(meeting).draft == "НООРОГ"


def test_a_meeting_that_did_not_open_has_no_figures(unit):
    meeting = rows.make_session_of(
        unit, "convened", registered=None, needed=None, represented=None
    )
    told = printed(minutes.minutes_paper(meeting))
    assert told.count("мэдээлэл алга") == 4


def test_a_correction_stands_after_what_was_signed(meeting):
    row = meeting.minutes.first()
    meeting.minutes.create(
        kind="correction", corrects=row, at=rows.AT, item=row.item, sealed=b""
    )
    last = minutes.minutes_paper(meeting).sections[-1]
    assert last.heading == "Баталсны дараах залруулга"


def test_a_resolution_has_its_enacting_words_and_number(meeting):
    told = printed(resolutions.resolution_paper(rows.make_decision(meeting)))
    for words in ("ТОГТООХ нь:", "Дугаар 3", "ХУДАГ ГАРГАХ ТУХАЙ", "Ч.Даргасүрэн"):
        assert words in told


def test_a_resolution_without_a_signature_leaves_the_number_blank(meeting):
    paper = resolutions.resolution_paper(rows.make_decision(meeting, signed=False))
    assert paper.draft == "НООРОГ"
    assert "………" in paper.headline[1]


def test_the_list_of_obligations_says_how_late_each_is(unit, meeting):
    decision = rows.make_decision(meeting)
    rows.make_duty(decision)
    rows.make_duty(decision, position=2, due_on=date(2027, 1, 1))
    told = printed(resolutions.obligations_paper(unit, date(2026, 4, 30)))
    assert "хугацаа 10 хоног хэтэрсэн" in told
    assert told.count("хэтэрсэн") == 2  # the figure above, and one line


def test_the_handover_record_names_both_and_lists_everything(unit):
    told = printed(officials.handover_paper(rows.make_handover(unit)))
    for words in ("З.Явагч", "З.Ирэгч", "Багийн тэмдэг", "Өрхийн дэвтэр 2", "НООРОГ"):
        assert words in told


def test_a_record_that_all_signed_is_no_draft(unit):
    record = rows.make_handover(unit)
    record.given_at = record.taken_at = record.witnessed_at = rows.AT
    assert officials.handover_paper(record).draft == ""


def test_the_agreement_has_promise_weight_and_both_parties(unit):
    held = rows.make_holder(unit, "Гэрээт")
    told = printed(officials.agreement_paper(rows.make_promise(held)))
    for words in ("З.Гэрээт", "Хүсэлтийг 5 хоногт", "100.0", "Сумын Засаг дарга"):
        assert words in told


def test_the_certificate_can_be_checked(unit):
    held = rows.make_holder(unit, "Төгсөгч")
    found = rows.make_trained(unit, held.official)
    told = printed(training.certificate_paper(found, ADDRESS))
    for words in ("З.Төгсөгч", "Хугацаатай ажиллах", "85%", found.code, "2026/1"):
        assert words in told


def test_the_training_list_has_a_line_for_each(unit):
    held = rows.make_holder(unit, "Төгсөгч")
    session = rows.make_trained(unit, held.official).enrolment.session
    table = training.training_list(session).tables[0]
    assert table.rows[0].cells[1].text == "З.Төгсөгч"
    assert len(table.rows) == 1 + training.BLANKS


def test_the_leaflet_has_what_holds_on_the_day(units, unit):
    rows.make_offer(units["1"], valid_to=date(2026, 7, 1))
    told = printed(leaflet.leaflet(unit, date(2026, 6, 30), ADDRESS))
    for words in ("Иргэний үнэмлэх", "1 ажлын өдөр", "үнэгүй"):
        assert words in told
    assert leaflet.leaflet(unit, date(2026, 7, 1), ADDRESS) is None


def test_word_keeps_the_name_of_who_signs(meeting):
    paper = minutes.minutes_paper(meeting)
    content = made(replace(paper, marks=()), "docx")
    assert content[:2] == b"PK"


def test_papers_of_a_fictional_register_say_so(unit, meeting, issued):
    issued.household.entry.options = {"is_fictional": True}
    issued.household.entry.save()
    assert "зохиомол өрх" in reference.reference_paper(issued, ADDRESS).marks
    assert "зохиомол өрх" in meetings.attendance_list(meeting).marks
    assert "зохиомол өрх" not in minutes.minutes_paper(meeting).marks
