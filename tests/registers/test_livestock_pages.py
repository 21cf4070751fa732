"""Pages of the А данс: who reads what, in both languages, and what a form writes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagana.privacy.models import Export, Reading
from bagana.registers import locking
from bagana.registers.models import HerdLoss, LivestockCount, LivestockExtra
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def census():
    return make_census()


@pytest.fixture
def home(units, census):
    household = make_household(units["1101"], number="0007")
    make_person(
        household, relation="head", private={"given": "Туршилт", "parent": "Жишээ"}
    )
    make_count(census, household, sheep=320, goat=12, camel=0, horse=3, cattle=5)
    return household


def _page(name, *args, **query):
    return reverse(f"registers:{name}", args=args, query=query)


@pytest.mark.parametrize(("language", "words"), [("mn", "А данс"), ("en", "A account")])
def test_the_list_shows_heads_and_notes_the_reading(
    client, units, home, language, words
):
    client.force_login(make_user("bag_governor", units["1101"]))
    client.cookies["django_language"] = language
    text = client.get(_page("livestock", "1101")).content.decode()
    assert words in text
    assert "320" in text
    assert "Туршилт" in text
    reading = Reading.objects.get(what="livestock")
    assert [row.subject for row in reading.subjects.all()] == [home.head_id]


def test_names_are_masked_for_the_aimag(client, units, home):
    client.force_login(make_user("aimag_officer", units["1"]))
    text = client.get(_page("livestock", "1101")).content.decode()
    assert "Туршилт" not in text
    assert "320" in text


@pytest.mark.parametrize("code", ["1101", "11", "1"])
@pytest.mark.parametrize(
    ("role", "where"), [("bag_governor", "1102"), ("evaluator", "1")]
)
def test_nobody_else_reads_it(client, units, home, role, where, code):
    client.force_login(make_user(role, units[where]))
    assert client.get(_page("livestock", code)).status_code == 404
    assert client.get(_page("herd", home.uid)).status_code == 404
    edit = _page("herd_edit", home.uid, "2025-12")
    assert client.post(edit, {"sheep": "1"}).status_code == 404
    assert LivestockCount.objects.get().sheep == 320


def test_a_visitor_is_asked_to_sign_in(client, home):
    assert client.get(_page("livestock", "1101")).status_code == 302
    assert client.get(_page("herd", home.uid)).status_code == 302


def test_it_can_be_taken_away_and_leaves_a_trace(client, units, home):
    client.force_login(make_user("sum_officer", units["11"]))
    answer = client.get(_page("livestock", "1101", format="csv"))
    assert "320" in answer.content.decode()
    assert Export.objects.get().rows == 1
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_sum_shows_its_bags_without_names(client, units, home, language):
    client.force_login(make_user("sum_officer", units["11"]))
    client.cookies["django_language"] = language
    for view in ("owner", "keeper"):
        text = client.get(_page("livestock", "11", view=view)).content.decode()
        assert "340" in text
        assert "Туршилт" not in text


def test_sorting_and_filtering_keep_to_what_is_known(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    asked = {"sort": "'; --", "state": "zzz", "census": "1999-12", "page": "x"}
    assert client.get(_page("livestock", "1101", **asked)).status_code == 200


def test_without_a_census_the_page_says_what_will_stand_there(client, units):
    client.force_login(make_user("bag_governor", units["1101"]))
    answer = client.get(_page("livestock", "1101"))
    assert "Тооллого зарлаагүй байна" in answer.content.decode()


def _form(**fields):
    return {"sheep": "300", "sheep_females": "150", "counted_on": "2025-12-09"} | fields


def test_a_form_writes_heads_losses_and_works_at_once(client, units, home, census):
    census.with_extras = True
    census.save()
    client.force_login(make_user("bag_governor", units["1101"]))
    sent = _form(loss_sheep_wolf="4", wells="1", hay_tonnes="2.5")
    answer = client.post(_page("herd_edit", home.uid, "2025-12"), sent)
    assert answer.status_code == 302
    assert LivestockCount.objects.get().sheep == 300
    loss, extras = HerdLoss.objects.get(), LivestockExtra.objects.get()
    assert (loss.heads, extras.wells) == (4, 1)
    assert loss.entry_id == extras.entry_id
    text = client.get(_page("herd", home.uid)).content.decode()
    assert "2025-12-09" in text


def test_what_is_refused_stands_at_its_cell(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    sent = _form(sheep_females="299", sheep_young="2")
    answer = client.post(_page("herd_edit", home.uid, "2025-12"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["sheep"]
    assert LivestockCount.objects.get().sheep == 320


def test_who_reads_but_does_not_keep_gets_no_form(client, units, home):
    client.force_login(make_user("aimag_officer", units["1"]))
    assert client.get(_page("herd", home.uid)).status_code == 200
    edit = _page("herd_edit", home.uid, "2025-12")
    assert client.post(edit, _form()).status_code == 403


def test_a_locked_herd_has_no_button_and_takes_nothing(
    client, units, home, monkeypatch
):
    monkeypatch.setattr(locking, "_locks", [lambda census, unit: "Баталсан мэдээ."])
    client.force_login(make_user("bag_governor", units["1101"]))
    edit = _page("herd_edit", home.uid, "2025-12")
    text = client.get(_page("herd", home.uid)).content.decode()
    assert "Баталсан мэдээ." in text
    assert edit not in text
    assert client.post(edit, _form()).status_code == 422
    assert LivestockCount.objects.get().sheep == 320


def test_tended_animals_are_added_amended_and_taken_away(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    add = _page("tended_add", home.uid, "2025-12")
    assert client.post(add, {"sheep": "40"}).status_code == 422
    sent = {"sheep": "40", "owner_name": "Эзэн Мал"}
    assert client.post(add, sent).status_code == 302
    row = LivestockCount.objects.exclude(owner_sealed=b"").get()
    edit = _page("tended_edit", home.uid, "2025-12", row.pk)
    assert client.post(edit, {"sheep": "41"}).status_code == 302
    row.refresh_from_db()
    assert row.sheep == 41
    assert "Эзэн Мал" in client.get(_page("herd", home.uid)).content.decode()
    remove = _page("tended_remove", home.uid, "2025-12", row.pk)
    assert client.post(remove).status_code == 302
    assert LivestockCount.objects.count() == 1


def test_an_owner_is_no_household_of_another_bag_by_its_number(client, units, home):
    make_household(units["1102"], number="0099")
    client.force_login(make_user("bag_governor", units["1101"]))
    sent = {"sheep": "4", "owner_number": "0099"}
    answer = client.post(_page("tended_add", home.uid, "2025-12"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["owner_number"]


def test_ones_own_herd_is_no_tended_row(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    own = LivestockCount.objects.get()
    remove = _page("tended_remove", home.uid, "2025-12", own.pk)
    assert client.post(remove).status_code == 404


def test_an_unlikely_change_is_noted_and_not_refused(client, units, home):
    make_count(make_census("2024-12"), home, sheep=40)
    client.force_login(make_user("bag_governor", units["1101"]))
    text = client.get(_page("herd", home.uid)).content.decode()
    assert "тайлбарлагдахгүй өсөлт" in text


def test_the_short_address_leads_to_the_widest_unit(client, units, home):
    short = reverse("registers:livestock_home")
    client.force_login(make_user("aimag_officer", units["1"]))
    assert client.get(short).headers["Location"] == _page("livestock", "1")
    client.force_login(make_user("bag_governor", units["1101"]))
    assert client.get(short).headers["Location"] == _page("livestock", "1101")
    client.force_login(make_user("evaluator", units["1"]))
    assert client.get(short).status_code == 403


def test_a_bag_reads_nothing_of_where_a_household_lived_before(client, units, home):
    home.unit = units["1102"]
    home.save()
    home.people.update(unit=units["1102"])
    client.force_login(make_user("bag_governor", units["1102"]))
    text = client.get(_page("herd", home.uid)).content.decode()
    assert "320" not in text
    client.force_login(make_user("sum_officer", units["11"]))
    assert "320" in client.get(_page("herd", home.uid)).content.decode()
    assert Reading.objects.filter(what="herd").count() == 2


def test_a_page_leads_to_no_unit_above_that_its_reader_may_not_open(
    client, units, home
):
    there, above = (reverse("registers:livestock", args=[one]) for one in ("11", "1"))
    client.force_login(make_user("sum_officer", units["11"]))
    assert f'href="{above}"' not in client.get(there).text
    client.force_login(make_user("aimag_officer", units["1"]))
    assert f'href="{above}"' in client.get(there).text
