"""The form of official papers: heads, endings, numbers, enacting words, signatures."""

from datetime import date

import pytest
from django.utils import translation

from bagana.documents.content import official
from bagana.documents.content.frame import picture_title, table_title
from bagana.indicators.models import Indicator
from tests.documents.world import docx_text, pdf_text
from tests.factories import make_act


def test_an_annex_names_body_day_number_and_which_annex(db):
    act = make_act(date=date(2018, 6, 5), number="15")
    act.body.name_mn = "Сэлэнгэ аймгийн Иргэдийн Төлөөлөгчдийн Хурлын Тэргүүлэгчид"
    assert official.annex_of_act(act, 1) == (
        "Сэлэнгэ аймгийн Иргэдийн Төлөөлөгчдийн Хурлын Тэргүүлэгчдийн",
        "2018 оны 06 дугаар сарын 05-ны өдрийн",
        "15 тоот тогтоолын нэгдүгээр хавсралт",
    )


def test_a_number_that_is_not_known_stays_blank_beside_the_meeting(db):
    act = make_act(date=date(2018, 6, 5), number="", meeting="07")
    lines = official.annex_of_act(act)
    assert lines[1] == "2018 оны 06 дугаар сарын 05-ны өдрийн 07 дугаар хуралдааны"
    assert lines[2] == f"{official.BLANK} тоот тогтоолын хавсралт"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("resolution", "тогтоолын"),
        ("decree", "захирамжийн"),
        ("order", "тушаалын"),
        ("record", "актын"),
    ],
)
def test_the_annex_takes_the_ending_of_the_kind_of_act(db, kind, words):
    act = make_act(kind=kind, number="А/20")
    assert official.annex_of_act(act)[-1] == f"А/20 тоот {words} хавсралт"


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [(1, "Нэгдүгээр"), (2, "Хоёрдугаар"), (4, "Дөрөвдүгээр"), (10, "Аравдугаар")],
)
def test_annexes_are_counted_in_words(number, ordinal):
    assert official.annex_of_paper(number) == f"{ordinal} хавсралт"


def test_chapters_are_counted_in_words():
    assert official.chapter(1, "Үндэслэл") == "Нэг. Үндэслэл"
    assert official.chapter(12, "Бусад") == "Арван хоёр. Бусад"
    with translation.override("en"):
        assert official.chapter(1, "Grounds") == "1. Grounds"


def test_tables_and_pictures_are_counted_with_their_endings():
    assert table_title(1, "Мөнгө") == "1 дүгээр хүснэгт. Мөнгө"
    assert table_title(2, "Мөнгө") == "2 дугаар хүснэгт. Мөнгө"
    assert picture_title(9, "Явц") == "9 дүгээр зураг. Явц"


@pytest.mark.parametrize(
    ("kind", "enacting"),
    [
        ("resolution", "ТОГТООХ нь:"),
        ("decree", "ЗАХИРАМЖЛАХ нь:"),
        ("order", "ТУШААХ нь:"),
    ],
)
def test_enacting_words_stand_between_the_basis_and_the_first_point(db, kind, enacting):
    act = make_act(kind=kind, text="Хуулийн 18.1-г үндэслэн\n1. Баталсугай.")
    assert official.enacted(act) == [
        ("Хуулийн 18.1-г үндэслэн", "body"),
        (enacting, "enact"),
        ("1. Баталсугай.", "body"),
    ]


def test_enacting_words_that_the_text_has_are_not_said_twice(db):
    act = make_act(text="Үндэслэн ТОГТООХ нь: 1. Баталсугай.")
    said = [words for words, _ in official.enacted(act)]
    assert said == ["Үндэслэн", "ТОГТООХ нь:", "1. Баталсугай."]


def test_a_record_enacts_nothing(db):
    act = make_act(kind="record", text="Хүлээлцэв.")
    assert official.enacted(act) == [("Хүлээлцэв.", "body")]


def test_the_plan_is_an_annex_of_its_act(world, client):
    for kind, read in (("pdf", pdf_text), ("docx", docx_text)):
        text = read(client.get(world.path("plan", kind)).content)
        assert "Туршилт аймгийн Хурлын Тэргүүлэгчдийн" in text
        assert "2018 оны 06 дугаар сарын 05-ны өдрийн" in text
        assert "15 тоот тогтоолын хавсралт" in text
        assert "ТОГТООХ нь" not in text
        for line in ("Нэг. Үндэслэл, шаардлага", "Хоёр. Зорилго, зорилт"):
            assert line in text


def test_an_act_with_its_text_stands_before_its_annex(world, client):
    act = world.programme.act
    act.text = "Хуулийн 18.1-г үндэслэн\n1. Хөтөлбөрийг баталсугай."
    act.save()
    text = docx_text(client.get(world.path("plan", "docx")).content)
    order = ["ТОГТООХ нь:", "1. Хөтөлбөрийг баталсугай.", "15 тоот тогтоолын хавсралт"]
    assert sorted(order, key=text.index) == order
    assert "Дугаар 15" in text
    assert "2018 оны 06 дугаар сарын 05-ны өдөр" in text
    assert "Хурлын дарга" in text


def test_a_total_is_spelt_out(world, client):
    text = docx_text(client.get(world.path("monitoring", "docx", round="2019")).content)
    assert (
        "Төлсөн дүн: ₮ 60,234,567 (жаран сая хоёр зуун гучин дөрвөн мянга таван зуун "
        "жаран долоон төгрөг)." in text
    )


def test_a_report_has_its_head_line_and_signatures_without_names(world, client):
    text = docx_text(client.get(world.path("monitoring", "docx", round="2019")).content)
    assert "2020 оны 01 дүгээр сарын 25-ны өдөр" in text
    assert f"Дугаар {official.BLANK}" in text
    assert "ТАЙЛАН ГАРГАСАН: Хөтөлбөрийн нэгжийн ахлагч" in text
    assert "Засаг даргын Тамгын газар" in text.title() or "ЗАСАГ ДАРГЫН" in text


def test_an_amended_chapter_names_its_act(world, client):
    later = make_act(date=date(2021, 2, 10), number="3")
    chapter = world.programme.chapters.get(number=1)
    chapter.versions.create(
        act=later, valid_from=date(2021, 2, 10), title_mn="Шинэ", text_mn="Шинэ үг."
    )
    old = docx_text(client.get(world.path("plan", "docx", on="2020-01-01")).content)
    new = docx_text(client.get(world.path("plan", "docx", on="2021-03-01")).content)
    assert "Бүлгийн бичвэр 1." in old
    assert "Шинэ үг." in new
    assert "2021 оны 02 дугаар сарын 10-ны өдрийн 3 тоот тогтоол" in new
    assert "Бүлгийн бичвэр 1." not in new


def test_the_traditional_script_is_left_out_and_said_to_be(world, client):
    version = world.programme.chapters.get(number=1).versions.get()
    version.text_mong = "ᠮᠣᠩᠭᠣᠯ"
    version.save()
    text = pdf_text(client.get(world.path("plan", "pdf")).content)
    assert "Үндэсний бичгээрх эх нь цахим хуудас" in text
    assert "□□" not in text


def test_the_plan_table_has_the_columns_of_the_official_form(world, client):
    text = docx_text(client.get(world.path("plan", "docx", phase="1")).content)
    for column in (
        "Хэрэгжүүлэх арга хэмжээ",
        "Хугацаа",
        "Хариуцах эзэн, хамтран хэрэгжүүлэгч",
        "Шалгуур үзүүлэлт",
        "Суурь түвшин",
        "Зорилтот түвшин",
        "Шаардагдах хөрөнгө, ₮",
        "Хөрөнгийн эх үүсвэр",
        "Биелэлт",
    ):
        assert column in text


def test_baseline_and_target_stand_beside_the_measure_that_is_seen_by_them(
    world, client
):
    indicator = Indicator.objects.get(code="offices")
    world.measures[0].expected.create(indicator=indicator, level="outcome")
    text = docx_text(client.get(world.path("plan", "docx", phase="1")).content)
    assert "1,000 (2017 он) 2,345 (2019 он) 59,400,000" in text


def test_a_rating_that_came_later_is_not_in_an_earlier_plan(world, client):
    later = docx_text(client.get(world.path("plan", "docx", on="2020-12-31")).content)
    earlier = docx_text(client.get(world.path("plan", "docx", on="2019-06-30")).content)
    assert "орон нутгийн төсөв 70%" in later
    assert "орон нутгийн төсөв 70%" not in earlier
