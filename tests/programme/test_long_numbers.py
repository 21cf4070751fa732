"""A number of thousands of digits is refused like any other that is wrong."""

import csv
import io

import pytest
from django import forms

from bagana.programme.actions.money_batches import check_table
from bagana.programme.forms.monitoring import StepsField
from bagana.programme.table.naming import Phases
from tests.factories import make_tree, make_user
from tests.programme.factories import make_programme

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


def test_an_entry_of_the_money_table():
    units = make_tree()
    user = make_user("aimag_officer", units["1"])
    sent = io.StringIO()
    names = ("Бичилт", "Арга хэмжээ", "Төрөл", "Хөрөнгийн эх үүсвэр")
    more = ("Төсвийн он", "Дүн, ₮", "Огноо", "Зарцуулагчийн код")
    csv.writer(sent).writerows([(*names, *more), (LONG, *["1"] * 7)])
    batch = check_table(
        programme=make_programme(units["1"]),
        content=sent.getvalue().encode(),
        name="a.csv",
        user=user,
    )
    assert [problem["row"] for problem in batch.problems] == [2]


def test_a_phase_of_the_plan_table():
    programme = make_programme(make_tree()["1"])
    assert Phases(programme).find(LONG) is None


def test_a_percent_of_a_scale():
    with pytest.raises(forms.ValidationError):
        StepsField().clean(f"{LONG}|бүрэн|full")
