"""What is said of a household's row: sealed, told to the person, erased with him."""

import pytest
from django.db import connection
from django.urls import reverse

from bagana.collection.actions.ladder import Reason, send_back
from bagana.collection.actions.remarks import add_comment, add_evidence
from bagana.collection.models import Remark, Return, ReturnState
from bagana.privacy.actions.requests import erase_person
from bagana.privacy.queries.requests import kept_of
from bagana.privacy.rotation import drop_old, rotate
from bagana.registers.models import Household, Person
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census, make_household, make_person

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + "Сарнай".encode().ljust(40)


@pytest.fixture
def own_keys(settings, tmp_path, monkeypatch):
    settings.BAGANA_KEYS = tmp_path / "keys"
    monkeypatch.setattr("bagana.privacy.rotation.SETTLING", 0)


@pytest.fixture
def world(own_keys):
    units = make_tree()
    household = make_household(units["1101"], number="7")
    person = make_person(household, private={"given": "Сарнай"})
    Household.objects.filter(pk=household.pk).update(head=person)
    make_round(units["11"], census=make_census())
    returned = Return.objects.get(unit=units["1101"])
    governor = make_user("bag_governor", units["1101"])
    return units, person, returned, governor


def said(world):
    _units, person, returned, governor = world
    about = {"user": governor, "returned": returned, "household": person.household}
    add_comment(text="Сарнайгаас асуусан", **about)
    add_evidence(content=PNG, text="Сарнайн хашаа", **about)
    add_comment(user=governor, returned=returned, text="Цас их")


def test_no_column_holds_the_words_or_the_file(world):
    said(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM collection_remark")
        held = [bytes(str(v), "utf8") if isinstance(v, str) else v for row in
                cursor.fetchall() for v in row]  # fmt: skip
    kept = [bytes(v) for v in held if isinstance(v, bytes | memoryview)]
    assert kept
    assert not any("Сарнай".encode() in one for one in kept)


def test_they_open_and_follow_a_change_of_keys(world):
    said(world)
    rotate(lambda column, done: None)
    drop_old()
    comment, evidence, _whole = Remark.objects.order_by("id")
    assert comment.text == "Сарнайгаас асуусан"
    assert (evidence.text, evidence.file) == ("Сарнайн хашаа", PNG)


def test_the_extract_of_a_person_tells_them(world):
    said(world)
    told = str(kept_of(world[1].pk))
    assert "Сарнайгаас асуусан" in told
    assert "баримт-1.png" in told
    assert "Цас их" not in told


def test_erasing_takes_words_and_file_away_and_leaves_the_rest(world, client):
    units, person, returned, governor = world
    said(world)
    Return.objects.filter(pk=returned.pk).update(state=ReturnState.SUBMITTED)
    officer = make_user("sum_officer", units["11"])
    returned.refresh_from_db()
    why = [Reason("Сарнайн хонь дутуу", person.household, "sheep")]
    send_back(user=officer, returned=returned, reasons=why)
    Person.objects.filter(pk=person.pk).update(is_present=False)
    erase_person(user=officer, person_id=person.pk, reason="Хүссэн")
    rows = list(Remark.objects.order_by("id"))
    assert [one.text for one in rows] == ["", "", "Цас их", ""]
    assert rows[1].file == b""
    client.force_login(governor)
    at = [returned.round.code, returned.unit.code]
    shown = client.get(reverse("collection:return", args=at)).content.decode()
    assert "устгасан" in shown
    assert "Сарнай" not in shown
    file = reverse("collection:evidence", args=[*at, rows[1].pk])
    assert client.get(file).status_code == 404
