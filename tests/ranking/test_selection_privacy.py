"""Before the list is out, who stands where is known to those who make the list."""

import pytest
from django.urls import reverse

from bagana.ranking.models import Selection
from tests.factories import make_unit, make_user
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import patch_runs

pytestmark = pytest.mark.django_db
TITLE = "Нэр дэвшигчид"


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def url(name, p, *more):
    return reverse(f"ranking:selection{name}", args=[p.selection.code, *more])


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def from_elsewhere(role="aimag_officer"):
    return make_user(role, make_unit("9", None, "aimag"))


@pytest.mark.parametrize("state", ["index", "visits"])
def test_nobody_else_is_told_who_stands_where(client, state):
    p = make_procedure(state)
    for user in (p.governor, p.sum_officer, from_elsewhere()):
        client.force_login(user)
        page = read(client, url("", p))
        assert TITLE not in page
        assert url("_visits", p) not in page
        for part in ("_index", "_visits", "_list"):
            assert client.get(url(part, p)).status_code == 403
            assert client.get(url(part, p), {"format": "csv"}).status_code == 403
        assert client.get(url("_sheet", p, "1101")).status_code == 403


def test_who_conducts_checks_or_belongs_to_the_group_is_told(client):
    p = make_procedure("visits")
    member = p.members[0]
    member.user = p.governor
    member.save()
    for user in (p.officer, p.evaluator, p.governor):
        client.force_login(user)
        assert TITLE in read(client, url("", p))
        assert "1101" in read(client, url("_visits", p))


def test_a_member_who_left_is_told_no_more(client):
    p = make_procedure("visits")
    member = p.members[0]
    member.user, member.left_on = p.governor, p.selection.visits_due
    member.save()
    client.force_login(p.governor)
    assert client.get(url("_visits", p)).status_code == 403


def test_after_the_list_every_office_reads_it(client):
    p = make_procedure("visits")
    Selection.objects.update(state="provisional")
    client.force_login(from_elsewhere("bag_governor"))
    assert TITLE in read(client, url("", p))
    read(client, url("_visits", p))


def test_a_cancelled_round_keeps_what_it_had_not_published(client):
    p = make_procedure("visits")
    Selection.objects.update(state="cancelled")
    client.force_login(p.governor)
    assert TITLE not in read(client, url("", p))
    assert client.get(url("_list", p)).status_code == 403
