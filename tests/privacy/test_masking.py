import pytest
from django.test import RequestFactory

from bagana.privacy.masking import masked_name, masked_phone, masked_reg_no
from bagana.privacy.revealing import may_reveal, reveal
from tests.factories import make_tree, make_user


def test_nothing_of_the_given_name_is_shown():
    assert masked_name("Хангал", "Цэцэг") == "Х. ***"
    assert masked_name("", "Цэцэг") == "***"


def test_the_number_tells_neither_day_nor_sex():
    shown = masked_reg_no("МД85010112")
    assert shown.startswith("МД")
    assert "850101" not in shown
    assert masked_reg_no("") == ""


def test_two_digits_of_a_phone_stay():
    assert masked_phone("9911-2233") == "******33"
    assert masked_phone("") == ""


@pytest.fixture
def asked(db):
    units = make_tree()

    def ask(role, unit, data=None):
        made = RequestFactory()
        request = made.post("/", data) if data is not None else made.get("/")
        request.user = make_user(role, units[unit]) if role else make_user()
        return request, units["1101"]

    return ask


def test_a_reason_by_post_reveals_for_this_page(asked):
    found = reveal(*asked("bag_governor", "1101", {"reveal_reason": "зөрүү шалгах"}))
    assert found.granted
    assert found.reason == "зөрүү шалгах"


@pytest.mark.parametrize("reason", ["", "   ", "abc"])
def test_without_a_reason_in_words_nothing_is_revealed(asked, reason):
    found = reveal(*asked("bag_governor", "1101", {"reveal_reason": reason}))
    assert not found.granted
    assert found.form.errors


def test_opening_the_page_reveals_nothing(asked):
    assert not reveal(*asked("bag_governor", "1101")).granted


@pytest.mark.parametrize(
    ("role", "unit", "granted"),
    [
        ("bag_governor", "1102", False),
        ("sum_officer", "12", False),
        ("evaluator", "1", False),
        (None, "1", False),
        ("sum_officer", "11", True),
        ("aimag_officer", "1", True),
    ],
)
def test_only_who_may_read_the_register_reveals(asked, role, unit, granted):
    request, bag = asked(role, unit, {"reveal_reason": "зөрүү шалгах"})
    assert may_reveal(request, bag, "зөрүү шалгах") is granted
