"""Papers by their addresses: who gets which, in which language, as which file."""

import pytest

from bagana.accounts.models import Role
from tests.documents.world import INDEX, docx_text, pdf_text
from tests.factories import make_user

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PUBLIC = (
    ("plan", {}),
    ("plan", {"phase": "1"}),
    ("monitoring", {"round": "2019"}),
    ("sheet", {"unit": "1101"}),
)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(("paper", "query"), PUBLIC)
def test_anyone_takes_a_public_paper(world, client, paper, query, kind):
    answer = client.get(world.path(paper, kind, **query))
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[kind]
    assert f"{paper}" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize(
    ("paper", "query"),
    [
        ("plan", {"phase": "9"}),
        ("monitoring", {}),
        ("monitoring", {"round": "1999"}),
        ("evaluation", {"phase": "2"}),
        ("sheet", {}),
        ("sheet", {"unit": "none"}),
        ("nothing", {}),
    ],
)
def test_a_paper_that_is_not_there_is_not_found(world, client, paper, query):
    assert client.get(world.path(paper, "pdf", **query)).status_code == 404


def test_there_is_no_other_kind_of_file(world, client):
    assert client.get(world.path("plan", "odt")).status_code == 404


def test_a_sheet_of_a_unit_that_the_programme_does_not_cover_is_not_found(
    world, client
):
    assert client.get(world.path("sheet", "pdf", unit="MN")).status_code in {200, 404}
    world.programme.unit = world.units["12"]
    world.programme.save()
    assert client.get(world.path("sheet", "pdf", unit="1101")).status_code == 404


def test_papers_are_only_read(world, client):
    assert client.post(world.path("plan", "pdf")).status_code == 405


DRAFTS = (("monitoring", {"round": "2020"}), ("evaluation", {"phase": "1"}))


@pytest.mark.parametrize(("paper", "query"), DRAFTS)
def test_a_visitor_gets_no_draft(world, client, paper, query):
    assert client.get(world.path(paper, "pdf", **query)).status_code == 404


@pytest.mark.parametrize(("paper", "query"), DRAFTS)
@pytest.mark.parametrize(
    ("role", "unit"), [(Role.BAG_GOVERNOR, "1101"), (Role.SUM_OFFICER, "12")]
)
def test_no_draft_for_who_does_not_make_it(world, client, paper, query, role, unit):
    client.force_login(make_user(role, world.units[unit]))
    assert client.get(world.path(paper, "pdf", **query)).status_code == 404


@pytest.mark.parametrize(("paper", "query"), DRAFTS)
@pytest.mark.parametrize("role", [Role.AIMAG_OFFICER, Role.EVALUATOR])
def test_who_makes_it_gets_a_draft_that_says_so(world, client, paper, query, role):
    client.force_login(make_user(role, world.units["1"]))
    answer = client.get(world.path(paper, "docx", **query))
    assert answer.status_code == 200
    assert "НООРОГ" in docx_text(answer.content)


def test_a_closed_round_is_no_draft(world, client):
    text = docx_text(client.get(world.path("monitoring", "docx", round="2019")).content)
    assert "НООРОГ" not in text


def test_the_language_is_the_one_asked_for(world, client):
    answer = client.get(world.path("monitoring", "pdf", round="2019", lang="en"))
    assert answer["Content-Language"] == "en"
    assert "Monitoring report, 2019" in pdf_text(answer.content)


def test_without_one_it_is_the_readers(world, client):
    path = world.path("monitoring", "pdf", round="2019")
    assert client.get(path)["Content-Language"] == "mn"
    client.cookies["django_language"] = "en"
    assert client.get(path)["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("language", "title"), [("mn", "Баримт бичиг"), ("en", "Papers")]
)
def test_the_list_offers_each_paper_in_both_languages(world, client, language, title):
    client.cookies["django_language"] = language
    page = client.get(INDEX).content.decode()
    assert f"<h1>{title}</h1>" in page
    for paper, query in (("plan", ""), ("monitoring", "round=2019&amp;")):
        for kind in TYPES:
            for lang in ("mn", "en"):
                assert f'{INDEX}{paper}.{kind}?{query}lang={lang}"' in page


def test_the_list_shows_drafts_only_to_who_makes_them(world, client):
    assert "round=2020" not in client.get(INDEX).content.decode()
    client.force_login(make_user(Role.AIMAG_OFFICER, world.units["1"]))
    page = client.get(INDEX).content.decode()
    assert "round=2020" in page
    assert "evaluation.pdf?phase=1" in page


def test_a_bag_chosen_in_the_list_has_its_sheet(world, client):
    page = client.get(f"{INDEX}?unit=1101").content.decode()
    assert f"{INDEX}sheet.pdf?unit=1101&amp;lang=mn" in page
    assert f"{INDEX}sheet.pdf" not in client.get(INDEX).content.decode()


def test_the_date_that_one_reads_as_of_goes_along(world, client):
    page = client.get(f"{INDEX}?on=2019-06-30").content.decode()
    assert "lang=mn&amp;on=2019-06-30" in page
