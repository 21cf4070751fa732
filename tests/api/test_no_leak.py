"""No answer to anyone holds another subtree's unpublished figures."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.indicators.models import Indicator, Observation, Publication, Status
from tests.api.conftest import publication_of
from tests.factories import START, TREE, make_indicator, make_observation, make_tree

pytestmark = pytest.mark.django_db

PLACES = sorted(TREE)
# Superseded twice: a draft that was replaced, and a figure that had been published.
KINDS = ["draft", "withdrawn", "published", "superseded", "replaced draft"]
PUBLIC = {"published", "superseded"}

roles = st.lists(
    st.tuples(st.sampled_from(Role.values), st.sampled_from(PLACES)), max_size=2
)
rows = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(KINDS)), min_size=1, max_size=6
)


def under(place: str | None, root: str) -> bool:
    """Told from the tree itself, not from the tables that the answers are made of."""
    while place is not None:
        if place == root:
            return True
        place = TREE[place][0]
    return False


def keep(kinds, units, indicator: Indicator, publication: Publication) -> list:
    kept = []
    for number, (place, kind) in enumerate(kinds):
        row = make_observation(
            indicator,
            units[place],
            2010 + number,
            1000 + number,
            status="superseded" if kind == "replaced draft" else kind,
            publication=publication if kind in PUBLIC else None,
            note=f"тэмдэг-{number}-",
        )
        kept.append((row, place, kind))
    return kept


def reader(held, units) -> Client:
    client = Client()
    if held is not None:
        user = User.objects.create(username="reader", display_name="Уншигч")
        for role, place in dict.fromkeys(held):
            RoleAssignment.objects.create(
                user=user, role=role, unit=units[place], valid_from=START
            )
        client.force_login(user)
    return client


def addresses(kept) -> list[str]:
    lists = [
        f"/api/v1/observations{form}?limit=1000&status={status}"
        for form in ("", ".csv")
        for status in Status.values
    ]
    rooted = [f"/api/v1/observations?status=draft&within={place}" for place in PLACES]
    single = [f"/api/v1/observations/{row.pk}" for row, _, _ in kept]
    pages = [
        "/api/v1/units",
        "/api/v1/units/11/history",
        "/api/v1/indicators/people",
        "/data/observations.csv",
        "/data/observations.json",
    ]
    return [*lists, *rooted, *single, *pages]


def bodies(client: Client, kept) -> str:
    answers = [client.get(address) for address in addresses(kept)]
    assert all(answer.status_code in (200, 404) for answer in answers)
    return "\n".join(answer.getvalue().decode() for answer in answers)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(held=st.none() | roles, kinds=rows)
def test_no_answer_holds_what_its_reader_may_not_see(held, kinds):
    with transaction.atomic():
        cache.clear()  # keys of rows start again in each example
        units = make_tree()
        indicator = make_indicator("people")
        kept = keep(kinds, units, indicator, publication_of(len(kinds)))
        text = bodies(reader(held, units), kept)
        for row, place, kind in kept:
            mine = any(under(place, root) for _, root in held or ())
            assert (row.note in text) == (kind in PUBLIC or mine), (place, kind)
        transaction.set_rollback(True)


def test_a_role_that_has_ended_opens_nothing(django_user_model):
    units = make_tree()
    kept = keep([("1101", "draft")], units, make_indicator("people"), publication_of(0))
    client = reader([("aimag_officer", "1")], units)
    assert kept[0][0].note in bodies(client, kept)
    RoleAssignment.objects.update(valid_to=START.replace(year=2001))
    assert kept[0][0].note not in bodies(client, kept)


def test_there_is_something_to_hide():
    """The property above would hold trivially if the drafts were never stored."""
    units = make_tree()
    keep([("1101", "draft")], units, make_indicator("people"), publication_of(0))
    assert Observation.objects.filter(status="draft").count() == 1
