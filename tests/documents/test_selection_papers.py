"""Papers of a selection: who has which, and that they say what the page says."""

from __future__ import annotations

import html
import re

import pytest
from django.db import transaction

from bagana.ranking.models import Selection
from tests.documents.world import docx_text, one_line, pdf_text, sheet_values
from tests.factories import make_user
from tests.ranking.round_world import Listed, make_listed, object_to

MADE = {}


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        MADE["it"] = make_listed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def listed(kept, db) -> Listed:
    made = MADE["it"]
    made.selection = Selection.objects.get(pk=made.selection.pk)
    return made


def path(listed, paper, kind="pdf", **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/documents/selection/{listed.selection.code}/{paper}.{kind}?{asked}"


def text(client, listed, paper, kind, **query):
    response = client.get(path(listed, paper, kind, **query))
    assert response.status_code == 200
    made = {"pdf": pdf_text, "docx": docx_text}[kind](response.content)
    return one_line(made)


def page(client, address):
    source = client.get(address).content.decode()
    return one_line(html.unescape(re.sub(r"<[^>]+>", " ", source)))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_protocol_tells_every_step(listed, client, kind):
    object_to(listed, unit=listed.units["1101"])
    listed.decide()
    told = text(client, listed, "protocol", kind)
    for words in (
        "Гишүүн 1",
        "Хуралдсан",
        "Актаар 71",
        "Оффис нээлттэй",
        "Үзлэгээр батлагдсан",
        "Баримтыг дахин үзэв",
        "Жишиг баг",
        listed.selection.version.sha256,
    ):
        assert words in told.replace("\n", " "), words
    assert "99112233" not in told
    assert "Дорж" not in told
    assert "НООРОГ" not in told


@pytest.mark.parametrize("lang", ["mn", "en"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_score_sheet_says_what_the_page_says_to_the_digit(listed, client, kind, lang):
    client.cookies["django_language"] = lang
    home = f"/selection/{listed.selection.code}/units/1101/"
    source = client.get(home).content.decode()
    told = text(client, listed, "score-sheet", kind, unit="1101", lang=lang)
    for code in ("prompt", "meetings", "office", "trained"):
        seen = listed.figure(code)
        shown = re.search(rf'/numbers/{seen.pk}/">([^<]+)</a>', source).group(1)
        assert shown in told
        assert str(seen.pk) in told
    row = listed.run.rows.get(unit=listed.units["1101"])
    shown = page(client, f"/selection/{listed.selection.code}/")
    for figure in (f"{100 * row.p_top:.0f}%",):
        assert figure in shown
        assert figure in told


def test_the_workbook_holds_figures_with_their_numbers(listed, client):
    response = client.get(path(listed, "score-sheet", "xlsx", unit="1101"))
    rows = [row for sheet in sheet_values(response.content).values() for row in sheet]
    seen = listed.figure("office")
    assert any(seen.value in row and seen.pk in row for row in rows)


def test_a_notice_tells_how_to_object_and_then_what_was_decided(listed, client):
    told = text(client, listed, "notice", "docx")
    assert "2024-05-01" in told
    assert f"/selection/{listed.selection.code}/" in told
    listed.decide()
    told = text(client, listed, "notice", "docx")
    assert "12,345,678" in told
    assert "12,345,678" in page(client, f"/selection/{listed.selection.code}/")


def test_a_notice_says_when_nobody_qualified(listed, client):
    listed.selection.entries.update(proposed=False)
    assert "нэрлээгүй" in text(client, listed, "notice", "docx")


@pytest.mark.parametrize("paper", ["protocol", "score-sheet", "notice"])
@pytest.mark.parametrize("lang", ["mn", "en"])
def test_every_paper_is_made_in_both_languages(listed, client, paper, lang):
    listed.decide()
    told = text(client, listed, paper, "pdf", unit="1101", lang=lang)
    name = "Test selection" if lang == "en" else "Туршилтын шалгаруулалт"
    assert name in told


@pytest.mark.parametrize(
    ("role", "unit", "allowed"),
    [
        ("aimag_officer", "1", True),
        ("evaluator", "1", True),
        ("sum_officer", "12", False),
        ("bag_governor", "1101", False),
        (None, None, False),
    ],
)
def test_before_the_list_only_who_conducts_has_the_draft(
    listed, client, role, unit, allowed
):
    listed.selection.state = "visits"
    listed.selection.save()
    if role:
        client.force_login(make_user(role, listed.units[unit]))
    for paper in ("protocol", "score-sheet"):
        response = client.get(path(listed, paper, "docx", unit="1101"))
        assert response.status_code == (200 if allowed else 404)
        if allowed:
            assert "НООРОГ" in docx_text(response.content)
    assert client.get(path(listed, "notice", "docx")).status_code == 404


def test_what_is_not_there_is_not_found(listed, client):
    for address in (
        path(listed, "letter"),
        path(listed, "score-sheet", unit="9999"),
        path(listed, "score-sheet", unit="11"),
        path(listed, "protocol", "exe"),
        "/documents/selection/none/protocol.pdf",
    ):
        assert client.get(address).status_code == 404


def test_the_same_data_give_the_same_bytes(listed, client):
    one, two = (
        client.get(path(listed, "protocol", "docx")).content for _once in range(2)
    )
    assert one == two


def test_the_pages_offer_the_papers(listed, client):
    home = f"/selection/{listed.selection.code}/"
    source = client.get(home).content.decode()
    for paper in ("protocol", "notice"):
        assert f"/documents{home}{paper}.pdf" in source
    source = client.get(f"{home}units/1101/").content.decode()
    assert f"/documents{home}score-sheet.docx?unit=1101" in source
