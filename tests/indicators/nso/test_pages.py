"""The pages: choose a table, see what it is made of, check it, go to the batch."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from bagana.indicators.models import ImportBatch, Observation
from bagana.indicators.nso.forms import parse_years
from bagana.indicators.nso.index import indexed_tables, search_tables
from bagana.indicators.nso.mappings import known_mappings, read_mapping
from bagana.territory.models import Unit
from tests.factories import make_user

from .fixtures import TABLE, LocalServer, Reply

LIST = "/office/figures/nso/"
PAGE = f"{LIST}{TABLE}/"
OTHER = f"{LIST}DT_NSO_1001_052V2/"
ANSWERS = {"units": ["43"], "below": "on", "years": "2024"}


@pytest.fixture
def office(server: LocalServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The installation asks the local office, and nobody really waits."""
    settings.BAGANA_NSO_URL = server.url
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    return server


@pytest.fixture
def visitor(register: dict[str, Unit], client_of: Any) -> Client:
    return client_of(make_user("aimag_officer", register["43"]))


@pytest.fixture
def client_of() -> Any:
    def signed_in(user: Any) -> Client:
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in


def test_the_index_is_whole():
    tables = indexed_tables()
    assert len({table.id for table in tables}) == len(tables) <= 150
    assert all(t.path and t.title_mn and t.title_en for t in tables)
    assert {table.lowest for table in tables} == {"bag", "sum"}
    assert {table.id for table in tables if table.is_known} == set(known_mappings())


def test_what_we_declare_lies_where_the_index_says():
    paths = {table.id: table.path for table in indexed_tables()}
    for table, mapping in known_mappings().items():
        assert mapping.path == paths[table]


@pytest.mark.parametrize("text", ["сарлагийн", "YAK", "1001_052V2", "тоо сарлаг"])
def test_a_table_is_found_by_word_and_number(text: str):
    assert [table.id for table in search_tables(text)] == ["DT_NSO_1001_052V2"]


def test_the_list_is_filtered_by_lowest_level():
    found = search_tables("", "bag")
    assert 0 < len(found) < len(indexed_tables())
    assert {table.lowest for table in found} == {"bag"}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", None),
        (" , ", None),
        ("2024", [2024]),
        ("2019, 2022–2024", [2019, 2022, 2023, 2024]),
        ("2022-2023;2023", [2022, 2023]),
    ],
)
def test_years_are_read_as_people_write_them(text: str, years: list[int] | None):
    assert parse_years(text) == years


@pytest.mark.parametrize("text", ["24", "2024-2020", "2024 он", "99999", "0000-9999"])
def test_years_that_mean_nothing_are_refused(text: str):
    with pytest.raises(ValidationError):
        parse_years(text)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [LIST, PAGE])
def test_a_stranger_is_sent_to_sign_in(address: str, client_of: Any):
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", [LIST, PAGE])
def test_an_evaluator_is_refused(
    address: str, register: dict[str, Unit], client_of: Any
):
    browser = client_of(make_user("evaluator", register["43"]))
    assert browser.get(address).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_list_and_a_table_are_shown_without_asking_the_office(
    visitor: Client, office: LocalServer, language: str, settings: Any
):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    titles = {"mn": "Малын тоо", "en": "Number of livestock"}
    for address in (LIST, PAGE):
        page = visitor.get(address)
        assert page.status_code == 200
        assert titles[language] in page.content.decode()
    assert office.asked == []


def test_an_unknown_table_is_not_found(visitor: Client):
    assert visitor.get(f"{LIST}DT_NSO_9999_999V9/").status_code == 404


def test_the_structure_is_asked_in_the_readers_language(
    visitor: Client, office: LocalServer
):
    page = visitor.get(PAGE, {"structure": 1}).content.decode()
    assert "Адуу" in page
    assert "/api/v1/mn/" in office.asked[0][0]


def test_a_structure_that_cannot_be_had_is_told_and_the_form_stays(
    visitor: Client, office: LocalServer
):
    office.script = [Reply(500)] * 2
    page = visitor.get(PAGE, {"structure": 1})
    assert page.status_code == 200
    assert "дотоод алдаа" in page.content.decode()
    assert 'name="years"' in page.content.decode()


def test_a_check_leads_to_the_batch(visitor: Client, office: LocalServer):
    answer = visitor.post(PAGE, ANSWERS)
    batch = ImportBatch.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].rstrip("/").endswith(str(batch.pk))
    assert batch.counts["new"] == 6
    assert not Observation.objects.exists()


def test_the_batch_is_applied_like_any_other(visitor: Client, office: LocalServer):
    batch_page = visitor.post(PAGE, ANSWERS)["Location"]
    shown = visitor.get(batch_page)
    assert shown.status_code == 200
    assert "DT_NSO_1001_021V1 · 43 · 2024" in shown.content.decode()
    visitor.post(f"{batch_page.rstrip('/')}/apply/")
    assert ImportBatch.objects.get().state == "applied"
    row = Observation.objects.get(indicator__code="livestock_horse")
    assert (row.value, row.status) == (150543, "draft")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(500), "дотоод алдаа"),
        (Reply(body=b"{", promised=99), "дутуу"),
        (Reply(body=b"<html>", content_type="text/html"), "өөр зүйл"),
    ],
)
def test_a_failure_is_told_and_what_was_typed_stays(
    visitor: Client, office: LocalServer, reply: Reply, words: str
):
    office.script = [reply] * 2
    page = visitor.post(PAGE, ANSWERS | {"years": "2020-2024"})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert 'value="2020-2024"' in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_unit_of_somebody_else_is_not_offered(visitor: Client, office: LocalServer):
    page = visitor.post(PAGE, ANSWERS | {"units": ["MN"]})
    assert page.status_code == 422
    assert office.asked == []


def test_a_page_does_not_ask_for_everything_at_once(
    visitor: Client, office: LocalServer
):
    areas = {f"34301{bag:02d}": "x" for bag in range(99)}
    office.office.areas |= areas
    office.office.years = [str(year) for year in range(2000, 2130)]
    page = visitor.post(PAGE, ANSWERS | {"years": ""})
    assert page.status_code == 422
    assert [query for _path, query in office.asked] == [None]


def test_a_declaration_is_drafted_from_the_structure_and_taken_back(
    visitor: Client, office: LocalServer
):
    page = visitor.get(OTHER, {"structure": 1})
    text = page.context["form"]["mapping"].value()
    assert 'where = { "Малын төрөл" = ["Тэмээ"] }' in text
    filled = text.replace('indicator = ""', 'indicator = "livestock_horse"', 1)
    mine = filled.split('[[series]]\nindicator = ""')[0]
    mapping = read_mapping(mine.replace("# ", ""))
    assert (mapping.unit, mapping.factor) == (("Thousand heads",), 1000)
    assert mapping.series[0].where == {"Малын төрөл": ("Бүгд",)}
    faulty = visitor.post(OTHER, ANSWERS | {"mapping": text})
    assert faulty.status_code == 422
    assert not ImportBatch.objects.exists()


def test_an_officers_declaration_is_used(visitor: Client, office: LocalServer):
    text = """
    table = "DT_NSO_1001_052V2"
    path = "Industry, service/Livestock"
    area = "Бүс"
    time = "Он"
    unit = "Thousand heads"
    factor = 1000
    [[series]]
    indicator = "livestock_horse"
    where = { "Малын төрөл" = "Horse" }
    """
    assert visitor.post(OTHER, ANSWERS | {"mapping": text}).status_code == 302
    assert ImportBatch.objects.get().counts["new"] == 1
