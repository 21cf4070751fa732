"""The page behind a code: genuine or not, and nothing of the person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.casework.actions.references import revoke_reference
from bagana.casework.queries.references import Standing, standing_of, tidy_code
from bagana.portal.views.daily.misses import MISSES
from tests.casework.reference_rows import make_home, make_reference
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
UNKNOWN = "2222-3333-4444"


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def made(units, governor):
    return make_reference(governor, make_home(units["1101"], number="0007"))


def page_of(code):
    return reverse("portal:verify", args=[code])


def html_of(client, code):
    answer = client.get(page_of(code))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "word"), [("mn", "Жинхэнэ, хүчинтэй"), ("en", "Genuine and valid")]
)
def test_a_clerk_reads_kind_number_day_office_and_validity(
    client, made, language, word
):
    client.cookies["django_language"] = language
    html = html_of(client, made.code)
    assert word in html
    assert made.issued_on.isoformat() in html
    assert made.valid_until.isoformat() in html
    assert "1101" in html


def test_it_tells_nothing_of_the_person(client, made):
    html = html_of(client, made.code)
    for word in ("Жишээболд", "Үлгэрдорж", "1950", "Дээд хөндий", "0007"):
        assert word not in html


def test_a_revoked_one_says_so_without_the_reason(client, governor, made):
    revoke_reference(user=governor, reference=made, why="Нууц шалтгаан")
    html = html_of(client, made.code)
    assert "Хүчингүй болгосон" in html
    assert "Нууц шалтгаан" not in html


def test_an_old_one_has_expired(client, made):
    made.valid_until = timezone.localdate() - timedelta(days=1)
    made.save()
    assert "хугацаа нь дууссан" in html_of(client, made.code)


def test_the_last_day_is_still_good(made):
    assert standing_of(made, made.valid_until) == Standing.GENUINE
    assert standing_of(made, made.valid_until + timedelta(days=1)) == Standing.EXPIRED


def test_an_unknown_code_gets_an_answer_of_the_same_shape(client, made):
    unknown = html_of(client, UNKNOWN)
    assert "Ийм код алга" in unknown
    assert unknown.count("<dt>") == html_of(client, made.code).count("<dt>")


def test_a_code_is_taken_as_it_is_typed(client, made):
    typed = made.code.replace("-", " ").lower()
    answer = client.get(reverse("portal:verify_form"), {"code": typed})
    assert answer.url == page_of(made.code)
    assert tidy_code("АВСЕ-2345-67НК") == "ABCE-2345-67HK"


@pytest.mark.parametrize("wrong", ["", "abc", "1111-0000-IIII", "x" * 15])
def test_what_is_no_code_is_said_at_the_field(client, wrong):
    answer = client.get(reverse("portal:verify_form"), {"code": wrong})
    assert answer.status_code == 200


def test_who_guesses_too_often_waits_and_genuine_codes_do_not_count(client, made):
    for _one in range(MISSES + 5):
        assert client.get(page_of(made.code)).status_code == 200
    for _one in range(MISSES):
        assert client.get(page_of(UNKNOWN)).status_code == 200
    answer = client.get(page_of(UNKNOWN))
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert client.get(page_of(made.code)).status_code == 429


def test_it_is_kept_by_no_cache_and_found_by_no_search_engine(client, made):
    answer = client.get(page_of(made.code))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
