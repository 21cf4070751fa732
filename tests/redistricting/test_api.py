"""Re-drawings over HTTP: what pages show, and no draft to anyone."""

from __future__ import annotations

import json
import re

import pytest
import schemathesis
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, settings

from bagana.redistricting.actions.plan_objections import (
    file_plan_objection,
    hide_plan_objection,
)
from bagana.redistricting.models import BlockSet, PlanObjection, Proposal
from bagana.redistricting.queries import withheld
from bagana.redistricting.queries.proposals_touched import touched_by
from tests.api.test_schema import _one_connection, served  # noqa: F401
from tests.redistricting.proposal_rows import OPENED, make_decided

API = "/api/v1"
MADE = {}
schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", served)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        MADE["it"] = make_decided()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def decided(kept, db):
    made = MADE["it"]
    made.fresh()
    return made


def get(client, path, **query):
    answer = client.get(f"{API}{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_proposal_carries_its_acts_units_and_steps(decided, client):
    assert get(client, "/redrawings", state="decided")["total"] == 1
    assert get(client, "/redrawings", state="draft")["total"] == 0
    found = get(client, "/redrawings/strip-2026")
    assert (found["plan"], found["sums"]) == ("A", ["11"])
    assert found["aimag_act"]["id"] == decided.proposal.aimag_act_id
    assert [one["unit"] for one in found["touched"]] == ["1101", "1102", "1103"]
    assert found["steps"][-1]["sha256"] == decided.proposal.steps.latest("pk").sha256
    assert found["steps"][-1]["state"] == "decided"


def test_plans_are_given_with_their_balances_and_block_by_block(decided, client):
    path = "/redrawings/strip-2026/alternatives"
    first, second = get(client, path)["items"]
    assert (first["households"], second["households"]) == (92, 44)
    assert first["deviation"]["area"] == pytest.approx(0)
    blocks = get(client, f"{path}/A/blocks")["items"]
    assert [row["block"] for row in blocks if row["moves"]][:2] == ["b-02", "b-04"]
    assert client.get(f"{API}{path}/Z/blocks").status_code == 404


def test_people_of_a_block_that_holds_few_are_nobodys_to_read(
    decided, client, monkeypatch
):
    monkeypatch.setattr(withheld, "FEWEST", 11)
    path = "/redrawings/strip-2026/alternatives/A/blocks"
    told = [row["households"] for row in get(client, f"{path}")["items"][:2]]
    assert told == [10, 11], "a model's figures are nobody's"
    BlockSet.objects.update(nature="own")
    rows = get(client, path)["items"]
    few = rows[0]
    assert (few["households"], few["people"], few["is_withheld"]) == (None, None, True)
    shown = [row["households"] for row in rows if not row["is_withheld"]]
    assert shown
    assert min(shown) >= 11
    page = client.get("/redrawings/strip-2026/plans/A/?bag=1101").content.decode()
    assert "нууцалсан" in page


def test_few_households_between_two_bags_are_told_on_no_page(
    decided, client, monkeypatch
):
    """All but the largest move are few: neither it, nor what tells it, is shown."""
    BlockSet.objects.update(nature="own")
    moves = [
        move.count.households
        for one in touched_by(decided.proposal.plan)
        for move in one.moves
    ]
    few = min(moves)
    monkeypatch.setattr(withheld, "FEWEST", few + 1)
    cache.clear()
    page = client.get("/redrawings/strip-2026/plans/A/").content.decode()
    section = page[page.index('id="moves"') :].split("</section>")[0]
    cells = re.findall(r'<td class="n">([0-9,]+)</td>', section)
    assert "нууцалсан" in section
    assert str(few) not in cells[:2]
    touched = get(client, "/redrawings/strip-2026")["touched"]
    told = [one["households_leaving"] for one in touched]
    assert None in told
    cache.clear()


def test_opinions_say_whether_there_was_a_quorum(decided, client):
    rows = get(client, "/redrawings/strip-2026/opinions")["items"]
    assert [row["unit"] for row in rows] == ["1101", "1102", "1103"]
    assert all(row["has_quorum"] and row["plan"] == "A" for row in rows)


def test_no_answer_holds_a_contact_a_code_or_withheld_words(decided, client):
    Proposal.objects.update(state="hearing", aimag_act=None, effective_on=None)
    made = file_plan_objection(
        proposal=decided.fresh(), plan=decided.other, text="нуух үг",
        contact="99112233",
        now=OPENED,
    )  # fmt: skip
    assert get(client, "/redrawings/strip-2026/objections")["items"] == []
    hide_plan_objection(user=decided.world.officer, objection=made, reason="хувийн")
    PlanObjection.objects.update(state="rejected", answer="Хариу")
    told = get(client, "/redrawings/strip-2026/objections")
    assert told["items"][0]["withheld"] == "хувийн"
    for secret in ("99112233", "нуух үг", made.code):
        assert secret not in json.dumps(told, ensure_ascii=False)


def test_a_draft_and_what_is_not_there_are_not_found(decided, client):
    Proposal.objects.update(published_at=None)
    client.force_login(decided.world.officer)
    for path in ("/redrawings/strip-2026", "/redrawings/none/opinions"):
        assert client.get(f"{API}{path}").status_code == 404
    assert get(client, "/redrawings")["total"] == 0


@schema.include(path_regex="redrawings").parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_its_promises(case, decided):
    case.call_and_validate()
