"""Posts and who holds them, in the shapes of Popolo; nothing of who has left."""

from __future__ import annotations

from datetime import date

import pytest

from tests.people.factories import make_appointment, make_official, make_post

API = "/api/v1"


@pytest.fixture
def held(office):
    official = make_official(private={"phone": "99112233", "reg_no": "УБ90010112"})
    left = make_appointment(
        make_post(office.units["1102"]),
        state="ended",
        ended_on=date(2024, 1, 1),
        end_reason="moved",
    )
    return make_appointment(office.post, official), left


def got(client, path, **asked):
    return client.get(f"{API}/{path}", asked).json()


def test_memberships_join_person_post_and_organization(client, held):
    row, _left = held
    (one,) = got(client, "memberships", within="11")["items"]
    assert one["person_id"] == str(row.official.uid)
    assert one["post_id"] == str(row.post.uid)
    assert one["organization_id"] == "1101"
    posts = got(client, "posts", within="11", kind="governor")["items"]
    assert [post["organization_id"] for post in posts] == ["1101", "1102"]
    names = got(client, "organizations", within="11")["items"]
    assert {row["id"]: row["parent_id"] for row in names}["1101"] == "11"


def test_only_who_is_in_office_is_named_and_nothing_sealed(client, held):
    row, left = held
    answer = client.get(f"{API}/officials", {"within": "11"}).content.decode()
    assert row.official.given_name in answer
    assert left.official.given_name not in answer
    assert "99112233" not in answer
    assert "УБ90010112" not in answer
    assert client.get(f"{API}/officials/{left.official.uid}").status_code == 404
    whole = got(client, f"officials/{row.official.uid}")
    assert whole["memberships"][0]["start_date"] == row.starts_on.isoformat()


def test_units_and_posts_are_read_as_of_a_day(client, held, office):
    before = got(client, "posts", within="11", on="2020-01-01")
    assert before["total"] == 0
    assert got(client, "posts", within="11")["total"] == 2
    assert client.get(f"{API}/posts", {"within": "99"}).status_code == 404
    uid = office.post.uid
    assert got(client, f"posts/{uid}")["start_date"] == "2022-06-01"


def test_every_answer_has_the_fields_of_the_specification(client, held):
    wanted = {
        "organizations": {"id", "name", "classification", "parent_id"},
        "posts": {"id", "label", "role", "organization_id", "contact_details"},
        "officials": {"id", "name", "given_name", "memberships"},
        "memberships": {"person_id", "post_id", "organization_id", "start_date"},
    }
    for path, fields in wanted.items():
        answer = got(client, path, within="11", limit=1)
        assert fields <= set(answer["items"][0]), path
