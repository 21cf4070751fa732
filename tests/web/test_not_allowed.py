"""An address that only takes a pressed button, typed by hand."""

import pytest

from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


def test_it_answers_with_a_page_that_says_what_to_do(client):
    client.force_login(make_user("administrator", make_tree()["MN"]))
    answer = client.get("/language/")
    assert answer.status_code == 405
    assert "Энэ хаяг товчоор л ажиллана" in answer.content.decode()
