"""A snooping user gets nothing of another bag: by page, API, search, file or guess.

The addresses are read from the urlconf, so a page that is added later is tried too.
"""

import re
from itertools import count
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bagana.registers.actions.people import change_person
from bagana.registers.models import Entry, Person, Section
from bagana.registers.people import Private
from bagana.registers.urls import urlpatterns
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

OURS = "/office/registers/"
MINE, THEIRS = "1101", "1102"
# Pages of a whole installation, not of a bag: what they show is not private.
PUBLIC_TO_KEEPERS = {"index", "norms", "elections", "import"}
_number = count(1)


def addresses():
    """Every route of the registers: its name and its pattern."""
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        found.append((pattern.name, f"{OURS}{pattern.pattern}"))
    return found


def filled(route, values):
    """The route with what a snooper would guess in each of its places."""
    return re.sub(
        r"<(?:(\w+):)?(\w+)>", lambda m: str(values(m[1] or "str", m[2])), route
    )


class Bag:
    """A bag of two households with names that stand nowhere else."""

    def __init__(self, unit, code):
        number = next(_number)
        self.code = code
        self.name = f"Нууц{'абвгдежз'[number % 8]}{number}нэр"
        self.number = f"77{number:05}"
        self.phone = f"880{number:05}"
        self.reg_no = f"ЯЯ8001{number % 8 + 11:02}2{number % 9}"
        self.household = make_household(unit, number=self.number)
        self.person = make_person(
            self.household,
            relation="head",
            private={"given": self.name, "phone": self.phone, "reg_no": self.reg_no},
        )
        self.household.refresh_from_db()
        make_count(make_census(), self.household, sheep=987_000 + number)
        self.section = Section.objects.create(unit=unit, name=f"Хэсэг{number}х")
        self.entry = self.household.entry

    def values(self, kind, name):
        if kind == "uuid":
            return self.household.uid
        if kind == "int":
            return self.entry.pk
        if kind == "unitcode" or name in ("code", "unit"):
            return self.code
        return "2025-12" if name == "census" else "person"

    def secrets(self):
        return [
            self.name,
            self.number,
            self.phone,
            self.reg_no,
            self.section.name,
            str(self.household.uid),
            str(self.person.uid),
        ]


class Snooping(TestCase):
    """One governor, two bags, every address."""

    def world(self):
        tree = make_tree()
        mine, theirs = Bag(tree[MINE], MINE), Bag(tree[THEIRS], THEIRS)
        change_person(
            user=make_user("bag_governor", tree[THEIRS]),
            person=theirs.person,
            private=Private(given=theirs.name, phone=theirs.phone),
        )
        client = Client()
        client.force_login(make_user("bag_governor", tree[MINE]))
        return tree, client, mine, theirs

    def refused(self, response, theirs, address):
        body = response.content.decode(errors="replace")
        for secret in theirs.secrets():
            if secret in address:
                continue
            assert secret not in body, f"{secret} in {address}"

    def test_no_address_of_another_bag_answers(self):
        _tree, client, _mine, theirs = self.world()
        for name, route in addresses():
            people = "people" in route

            def guess(kind, place, people=people):
                if kind == "uuid" and people and place != "uid2":
                    return theirs.person.uid
                return theirs.values(kind, place)

            address = filled(route, guess)
            for method in ("get", "post"):
                response = getattr(client, method)(address)
                self.refused(response, theirs, address)
                if "<" in route and name not in PUBLIC_TO_KEEPERS:
                    assert response.status_code in (403, 404, 405), (
                        method,
                        address,
                        response.status_code,
                    )

    def test_what_is_not_visible_answers_as_what_is_not_there(self):
        _tree, client, _mine, theirs = self.world()
        for part, uid in (
            ("households", theirs.household.uid),
            ("people", theirs.person.uid),
        ):
            for stem in (OURS, "/api/v1/"):
                tail = "/" if stem == OURS else ""
                there = client.get(f"{stem}{part}/{uid}{tail}")
                nowhere = client.get(f"{stem}{part}/{uuid4()}{tail}")
                assert there.status_code == nowhere.status_code == 404
                assert len(there.content) == len(nowhere.content)

    @settings(max_examples=4)
    @given(st.lists(st.integers(0, 6), min_size=2, max_size=2, unique=True))
    def test_no_answer_to_a_governor_holds_anything_of_another_bag(self, places):
        _tree, client, mine, theirs = self.world()
        secrets = theirs.secrets()
        texts = [secrets[place] for place in places]
        pages = [
            OURS, f"{OURS}{MINE}/", f"{OURS}{MINE}/?format=csv",
            f"{OURS}{MINE}/duplicates/", f"{OURS}{MINE}/entries/",
            f"{OURS}{MINE}/sections/", f"{OURS}households/{mine.household.uid}/",
            f"{OURS}people/{mine.person.uid}/",
            "/api/v1/households?within=11&limit=10", "/api/v1/people?within=11",
            "/api/v1/people?within=MN",
        ]  # fmt: skip
        for address in pages:
            self.refused(client.get(address), theirs, address)
        for text in texts:
            response = client.post(f"{OURS}{MINE}/search/", {"text": text})
            body = response.content.decode().replace(f'value="{text}"', "")
            assert not any(secret in body for secret in secrets)

    def test_the_office_above_and_the_visitor_get_what_is_theirs(self):
        tree, _client, mine, _theirs = self.world()
        page = f"{OURS}households/{mine.household.uid}/"
        for user, status in (
            (make_user("sum_officer", tree["11"]), 200),
            (make_user("sum_officer", tree["12"]), 404),
            (make_user("aimag_officer", tree["1"]), 200),
            (make_user("evaluator", tree["1"]), 404),
            (make_user(), 404),
        ):
            client = Client()
            client.force_login(user)
            assert client.get(page).status_code == status
            api = client.get(f"/api/v1/households/{mine.household.uid}")
            assert api.status_code == status
        visitor = Client()
        assert visitor.get(page).status_code == 302
        assert visitor.get("/api/v1/people?within=11").status_code == 401

    def test_a_visitor_is_asked_to_sign_in_everywhere(self):
        _tree, _client, mine, _theirs = self.world()
        visitor = Client()
        for _name, route in addresses():
            address = filled(route, mine.values)
            response = visitor.get(address)
            assert response.status_code in (302, 405), (address, response.status_code)
            if response.status_code == 302:
                assert "/accounts/login/" in response["Location"]

    def test_the_api_masks_even_for_the_keeper(self):
        _tree, client, mine, _theirs = self.world()
        answer = client.get("/api/v1/people?within=11")
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer
        found = answer.json()["items"]
        assert [row["uid"] for row in found] == [str(mine.person.uid)]
        assert mine.name not in answer.content.decode()
        assert mine.reg_no not in answer.content.decode()
        homes = client.get("/api/v1/households?within=11").json()["items"]
        assert [(row["number"], row["members"]) for row in homes] == [(mine.number, 1)]


@pytest.mark.django_db
def test_the_journal_holds_no_name_in_the_clear():
    bag = Bag(make_tree()[MINE], MINE)
    change_person(
        user=make_user("bag_governor", bag.household.unit),
        person=bag.person,
        private=Private(given=f"{bag.name}а", phone=bag.phone),
    )
    kept = " ".join(
        f"{one.title} {one.reason} {one.options} {one.counts} {one}"
        for one in Entry.objects.all()
    )
    assert bag.name not in kept
    assert bag.phone not in kept
    assert bag.name.encode() not in bytes(Person.objects.get().sealed)


def test_every_route_of_the_registers_is_tried():
    assert {name for name, _route in addresses()} >= {"bag", "household", "person"}
    assert get_resolver().url_patterns
