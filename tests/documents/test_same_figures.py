"""A figure is the same on the page and in every file, to the digit."""

import re
from decimal import Decimal

import pytest

from bagana.programme.queries.money import money_total
from tests.documents.world import docx_text, one_line, pdf_text, sheet_values

PAID = "60,234,567"


def texts(world, client, paper, **query):
    return {
        "pdf": pdf_text(client.get(world.path(paper, "pdf", **query)).content),
        "docx": docx_text(client.get(world.path(paper, "docx", **query)).content),
    }


def page_text(client, path):
    page = client.get(path).content.decode()
    return one_line(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", " "))


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_the_report_of_a_round_says_what_its_page_says(world, client, lang):
    client.cookies["django_language"] = lang
    page = page_text(client, f"/programme/{world.programme.code}/rounds/2019/")
    for text in texts(world, client, "monitoring", round="2019", lang=lang).values():
        for figure in ("66.7%", "25.0%"):
            assert figure in page
            assert figure in text
        assert PAID in text


def test_the_money_of_papers_is_that_of_the_board(world, client):
    on = "2020-12-31"
    page = page_text(client, f"/programme/{world.programme.code}/?on={on}")
    total = money_total(world.programme)
    assert total.paid == Decimal("60234567")
    assert PAID in page
    for text in texts(world, client, "plan", on=on).values():
        assert PAID in text
        assert "69,400,001" in text  # rounded as every page rounds it


def test_a_sheet_says_what_the_page_of_the_unit_says(world, client):
    page = page_text(client, "/units/1101/?on=2020-12-31")
    for text in texts(world, client, "sheet", unit="1101", on="2020-12-31").values():
        for figure in ("51,234,567", "59,400,000"):
            assert figure in text
        assert "51,234,567" in page


def test_the_workbook_holds_numbers_that_can_be_added(world, client):
    content = client.get(world.path("monitoring", "xlsx", round="2019")).content
    rows = [row for sheet in sheet_values(content).values() for row in sheet]
    total = next(r for r in rows if r[0] == "Бүгд" and 60234567 in r)
    assert total[1:5] == [69400000.5, 69400000.5, 0, 60234567]
    ratings = next(r for r in rows if r[0] == "Бүгд" and 4 in r)
    assert ratings[1:7] == [1, 1, 1, 0, 1, 4]
    assert float(ratings[7]) == pytest.approx(200 / 3, abs=1e-4)


def test_a_closed_round_keeps_its_figures_when_the_books_move_on(world, client):
    before = texts(world, client, "monitoring", round="2019")
    world.closed.results["total"]["money"]["paid"] = "12345678.00"
    world.closed.save()
    after = texts(world, client, "monitoring", round="2019")
    assert "12,345,678" in after["pdf"]
    assert "12,345,678" not in before["pdf"]


def test_targets_stand_with_baseline_wanted_and_reached(world, client):
    for text in texts(world, client, "monitoring", round="2019").values():
        for figure in ("1,000", "2,345", "2,222"):
            assert figure in text


def test_what_is_missing_is_said_and_never_nought(world, client):
    for text in texts(world, client, "plan", phase="1").values():
        assert "мэдээлэл алга" in text
