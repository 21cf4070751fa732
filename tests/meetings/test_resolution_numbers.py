"""Two who sign at once get two numbers, and none is left out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.acts.models import Act
from bagana.meetings.actions.resolutions import (
    discard_resolution,
    draft_resolution,
    sign_resolution,
)
from bagana.web.errors import Refused
from tests.factories import make_tree, make_user
from tests.meetings.decided import make_held, make_item, make_vote

SIGNERS = 4


def draft(user, meeting):
    item = make_item(meeting)
    make_vote(item)
    return draft_resolution(user=user, item=item)


def refused(user, row):
    with pytest.raises(Refused):
        sign_resolution(user=user, resolution=row, on=date(2000, 1, 1))


def rolled_back(user, row):
    """A signing whose request fails after it: the number goes back."""
    with transaction.atomic():
        sign_resolution(user=user, resolution=row)
        transaction.set_rollback(True)


DEEDS = {
    "sign": lambda user, row: sign_resolution(user=user, resolution=row),
    "discard": lambda user, row: discard_resolution(user=user, resolution=row),
    "refused": refused,
    "rolled_back": rolled_back,
}


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(st.sampled_from(sorted(DEEDS)), max_size=6))
def test_whatever_happens_the_numbers_run_without_gap_or_double(deeds):
    with transaction.atomic():
        units = make_tree()
        user = make_user("bag_governor", units["1101"])
        meeting = make_held(units["1101"])
        for deed in deeds:
            DEEDS[deed](user, draft(user, meeting))
        numbers = Act.objects.filter(body=meeting.body).order_by("pk")
        expected = [str(n + 1) for n in range(deeds.count("sign"))]
        assert list(numbers.values_list("number", flat=True)) == expected
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_many_who_sign_at_once_get_each_a_number():
    if connection.vendor == "sqlite":
        pytest.skip("a test database in memory is one connection's: see PostgreSQL")
    units = make_tree()
    user = make_user("bag_governor", units["1101"])
    meeting = make_held(units["1101"])
    drafts = [draft(user, meeting) for _one in range(SIGNERS)]

    def sign(row):
        try:
            return sign_resolution(user=user, resolution=row).act.number
        finally:
            connection.close()

    with ThreadPoolExecutor(SIGNERS) as pool:
        numbers = sorted(pool.map(sign, drafts))
    assert numbers == ["1", "2", "3", "4"]
