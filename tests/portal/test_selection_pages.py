"""The public pages of a selection: everything on it, for who never signs in."""

from __future__ import annotations

import html
import re
import subprocess

import pytest
from django.db import transaction

from bagana.indicators.actions import correct, publish
from bagana.ranking.models import Selection
from tests.factories import make_act
from tests.ranking.round_world import SEED, Listed, make_listed, object_to

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


def page(client, path, lang="mn"):
    client.cookies["django_language"] = lang
    response = client.get(path)
    assert response.status_code == 200, path
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def home(listed):
    return f"/selection/{listed.selection.code}/"


@pytest.mark.parametrize("lang", ["mn", "en"])
@pytest.mark.parametrize("state", ["provisional", "decided"])
def test_every_page_reads_in_both_languages(listed, client, lang, state):
    object_to(listed)
    if state == "decided":
        listed.decide()
    for path in (home(listed), f"{home(listed)}units/1101/"):
        text = page(client, path, lang)
        assert ("Test selection" if lang == "en" else "Туршилтын шалгаруулалт") in text


@pytest.mark.parametrize(
    "state", ["preparing", "gates", "index", "recheck", "visits", "cancelled"]
)
def test_before_the_list_neither_list_nor_visit_is_told(listed, client, state):
    listed.selection.state = state
    listed.selection.save()
    for path in (home(listed), f"{home(listed)}units/1101/"):
        text = page(client, path)
        assert "Үзлэгээр батлагдсан" not in text
        assert "Оффис нээлттэй" not in text


def test_an_unpublished_run_shows_nothing_before_the_list(listed, client):
    listed.run.published_at = None
    listed.run.save()
    listed.selection.state = "visits"
    listed.selection.save()
    text = page(client, home(listed))
    assert "Индексийн дүнг урьдчилсан жагсаалттай хамт" in text


def test_it_tells_the_list_with_its_reasons(listed, client):
    text = page(client, home(listed))
    assert "Урьдчилсан жагсаалтад 1 баг орсон" in text
    assert "Үзлэгээр батлагдсан." in text
    assert "Ажлын байр нь бэлэн биш." in text
    assert "хангаагүй" in text  # bag 1202 held one meeting


def test_result_and_profile_lead_to_the_round_and_to_objecting(listed, client):
    number = listed.run.pk
    result, profile = f"/ranking/runs/{number}/", f"/ranking/runs/{number}/units/1101/"
    assert f'href="{home(listed)}"' in client.get(result).content.decode()
    place = f"{home(listed)}units/1101/"
    assert f'href="{place}"' in client.get(profile).content.decode()
    # Before its list is out a round says nothing of who stands where.
    Selection.objects.update(state="visits")
    for path in (result, profile):
        assert home(listed) not in client.get(path).content.decode()


def test_it_says_so_when_nobody_qualified(listed, client):
    listed.selection.entries.update(proposed=False)
    assert "аль ч багийг жишиг багаар нэрлээгүй" in page(client, home(listed))


def test_the_recipe_of_the_draw_gives_the_draw(listed, client, tmp_path):
    items = client.get(f"{home(listed)}?items=1").content.decode()
    (tmp_path / "items.txt").write_text(items)
    source = client.get(home(listed)).content.decode()
    recipe = html.unescape(re.search(r"<pre>(.*?)</pre>", source, re.S).group(1))
    assert SEED in recipe
    found = subprocess.run(
        ["bash", "-c", recipe], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    drawn = [line.split()[-1] for line in found.stdout.splitlines()]
    rows = client.get(f"{home(listed)}?table=rechecks&format=json").json()
    assert drawn == [row["item"] for row in rows]


def test_what_differed_is_told_with_what_was_found(listed, client):
    text = page(client, home(listed))
    assert "3-г эх баримтаар нь дахин шалгасны 1 нь зөрсөн" in text
    assert "Актаар 71" in text


@pytest.mark.parametrize("table", ["list", "gates", "rechecks", "objections", "awards"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_every_table_can_be_taken_away(listed, client, table, kind):
    object_to(listed)
    listed.decide()
    response = client.get(f"{home(listed)}?table={table}&format={kind}")
    assert response.status_code == 200
    if kind == "json":
        assert response.json()


def test_a_table_that_is_not_there_is_not_found(listed, client):
    assert client.get(f"{home(listed)}?table=x&format=csv").status_code == 404
    assert client.get("/selection/none/").status_code == 404
    assert client.get(f"{home(listed)}units/9999/").status_code == 404
    assert client.get(f"{home(listed)}units/11/").status_code == 404


def test_the_contact_of_an_objection_stands_on_no_public_page(listed, client):
    made = object_to(listed, unit=listed.units["1101"])
    paths = [home(listed), f"{home(listed)}units/1101/", f"/objections/{made.code}/"]
    paths += [f"{home(listed)}?table=objections&format={k}" for k in ("csv", "json")]
    for path in paths:
        assert "99112233" not in client.get(path).content.decode()


def test_a_hidden_objection_shows_its_answer_without_words_and_name(listed, client):
    made = object_to(listed, text="Нуух үг")
    made.is_shown = False
    made.save()
    made.steps.create(deed="hidden", ground="personal")
    source = client.get(home(listed)).content.decode()
    assert "Нуух үг" not in source
    assert "Дорж" not in source
    assert "хувь хүний мэдээлэл агуулсан" in source
    assert "Баримтыг дахин үзэв." in source


def test_a_unit_is_told_down_to_each_figure(listed, client):
    seen = listed.figure()
    path = f"{home(listed)}units/1101/"
    source = client.get(path).content.decode()
    assert f"/numbers/{seen.pk}/" in source
    text = page(client, path)
    for words in ("Оффис нээлттэй", "Үзлэгээр батлагдсан", "зөрсөн", "тийм"):
        assert words in text
    assert "Гишүүн 3" in text  # who declared a conflict and kept away


def test_a_unit_that_nobody_talks_about_has_its_page_too(listed, client):
    assert "Болзол" in page(client, f"{home(listed)}units/1202/")


def test_the_award_stands_when_a_figure_is_corrected_later(listed, client):
    listed.decide()
    seen = listed.figure()
    correct(user=listed.officer, observation=seen, value=71.0, note="x")
    publish(user=listed.officer, title="засвар", act=make_act())
    assert "1 тоо засагдсан" in page(client, home(listed))
    text = page(client, f"{home(listed)}units/1101/")
    assert "дараа нь зассан" in text
    assert "шагнал хүчинтэй" in text


def test_awards_tell_support_measure_and_money(listed, client):
    listed.decide()
    text = page(client, home(listed))
    assert "1 багийг жишиг багаар нэрлэсэн" in text
    for words in ("Тоног төхөөрөмж", "Арга хэмжээ 1", "12,345,678"):
        assert words in text


def test_a_figure_that_differed_may_be_objected_to_on_its_row(listed, client):
    listed.open_today()
    source = client.get(f"{home(listed)}units/1101/").content.decode()
    link = f"{home(listed)}object/?figure={listed.figure().pk}&amp;unit=1101"
    assert link in source


def test_a_page_costs_a_fixed_number_of_queries(
    listed, client, django_assert_max_num_queries
):
    for _one in range(4):
        object_to(listed)
    client.get(home(listed))
    with django_assert_max_num_queries(60):
        client.get(home(listed))
    with django_assert_max_num_queries(60):
        client.get(f"{home(listed)}units/1101/")


def test_the_list_is_taken_away_in_the_words_of_its_page(listed, client):
    client.cookies["django_language"] = "en"
    address = f"{home(listed)}?table=list&format=json"
    rows = {row["code"]: row for row in client.get(address).json()}
    shown = page(client, home(listed), "en")
    for row in rows.values():
        for words in (row["group"], row["by_index"]):
            assert words in shown
    assert {row["gates"] for row in rows.values()} <= {"passed", "not met", "no data"}
    assert not {row["by_index"] for row in rows.values()} & {"grey", "not_proposed"}
