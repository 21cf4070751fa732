"""Every public page in both languages, with sound markup."""

import re

import pytest

from tests.factories import make_user
from tests.web.markup import markup_faults

pytestmark = pytest.mark.django_db
PAGES = [
    "/", "/?level=2", "/search/?q=Unit", "/units/1/", "/units/11/", "/units/1101/",
    "/units/1104/?on=2018-06-05", "/indicators/", "/indicators/population_census/",
    "/indicators/population_census/?on=2018-06-05", "/indicators/population_density/",
    "/compare/", "/compare/?units=1101,1201", "/inequality/",
    "/inequality/?group=location", "/data/", "/changes/", "/methods/", "/programme/",
    "/glossary/", "/contact/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_its_markup_is_sound(client, split, path):
    response = client.get(path)
    assert response.status_code == 200
    assert markup_faults(response.content.decode()) == []


def _own_words(html):
    """The text of the page itself, without frame and tags."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"<[^>]*>", " ", main)


@pytest.mark.parametrize("path", [p for p in PAGES if "glossary" not in p])
def test_in_english_no_mongolian_word_is_left(client, split, path):
    client.cookies["django_language"] = "en"
    text = _own_words(client.get(path).content.decode())
    text = text.replace("Түнхэл", "")
    assert re.findall(r"[А-Яа-яЁёӨөҮү]+", text) == []


def test_the_glossary_sorts_by_the_letters_of_its_language(client, db):
    html = client.get("/glossary/").content.decode()
    terms = re.findall(r'<th scope="row">([^<]+)</th>', html)
    assert len(terms) > 40
    assert terms.index("өрх") < terms.index("сум")
    client.cookies["django_language"] = "en"
    english = client.get("/glossary/").content.decode()
    terms = re.findall(r'<th scope="row">([^<]+)</th>', english)
    assert terms == sorted(terms, key=str.lower)


def test_the_glossary_finds_a_term(client, db):
    html = client.get("/glossary/", {"find": "тосгон"}).content.decode()
    assert "tosgon" in html
    assert "household" not in html


def test_the_office_is_for_those_who_signed_in(client, world):
    assert client.get("/office/").status_code == 302
    client.force_login(make_user())
    html = client.get("/office/").content.decode()
    assert "Танд өнөөдөр хүчинтэй эрх олгоогүй байна" in html


def test_the_office_lists_drafts_of_the_users_own_units(client, world):
    for code, value in (("1101", 1), ("1201", 2)):
        world.publish("households", code, 2025, value, status="draft", publication=None)
    client.force_login(make_user("sum_officer", world.units["11"]))
    html = client.get("/office/").content.decode()
    assert "1 ноорог утга" in html
    assert markup_faults(html) == []


def test_the_office_lists_checked_files_that_wait(client, world):
    from bagana.indicators.models import ImportBatch

    user = make_user("sum_officer", world.units["11"])
    ImportBatch.objects.create(
        title="тоо.xlsx", origin="file", sha256="0" * 64, state="checked", made_by=user,
        counts={"refused": 3},
    )  # fmt: skip
    client.force_login(user)
    html = client.get("/office/").content.decode()
    assert "тоо.xlsx" in html
    assert "3 мөр хүлээж аваагүй" in html
