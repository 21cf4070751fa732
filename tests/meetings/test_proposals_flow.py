"""A citizen's proposal: ranked by the meeting, costed, decided, reported back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagana.acts.models import Body
from bagana.meetings.actions.resolutions import (
    draft_resolution,
    rank_by_resolution,
    sign_resolution,
)
from bagana.programme.actions.proposals import (
    carry_over,
    cost_proposal,
    decide_proposals,
    receive_proposal,
    report_back,
)
from bagana.programme.models import Proposal
from bagana.web.errors import Conflict, PermissionDenied
from tests.factories import make_act, make_tree, make_user
from tests.meetings.decided import make_held, make_item, make_vote

pytestmark = pytest.mark.django_db
YEAR = 2027


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def meeting(units):
    return make_held(units["1101"])


def propose(unit, title):
    """By the public form: nobody signs in."""
    return receive_proposal(
        unit=unit, year=YEAR, title=title, received_on=date(2026, 2, 1)
    )


def decided(user, meeting, **fields):
    item = make_item(meeting, kind="proposals", budget_year=YEAR, **fields)
    make_vote(item)
    return draft_resolution(user=user, item=item)


def test_from_the_citizens_word_to_the_report_back(client, units, governor, meeting):
    bag = units["1101"]
    well, bridge, lamp = (propose(bag, one) for one in ("Худаг", "Гүүр", "Гэрэл"))
    resolution = sign_resolution(user=governor, resolution=decided(governor, meeting))
    client.force_login(governor)
    rank = reverse("meetings:resolution_rank", args=[resolution.uid])
    assert "Гүүр" in client.get(rank).content.decode()
    order = {f"rank_{bridge.pk}": 1, f"rank_{well.pk}": 2}
    assert client.post(rank, order).status_code == 302
    bridge.refresh_from_db()
    assert (bridge.rank, bridge.state) == (1, "ranked")
    assert bridge.steps.last().act == resolution.act
    officer = make_user("sum_officer", units["11"])
    for row in (bridge, well):
        cost_proposal(user=officer, proposal=row, cost=Decimal("12000000"))
    assembly = Body.objects.create(name_mn="Сум", name_en="S", unit=units["11"])
    act = make_act(body=assembly, date=date(2026, 6, 1))
    decide_proposals(user=officer, unit=bag, year=YEAR, act=act, approved=[bridge.pk])
    report_back(
        user=officer, unit=bag, year=YEAR, text="Гүүр орлоо.", on=date(2026, 6, 20)
    )
    carry_over(user=governor, proposal=Proposal.objects.get(pk=well.pk))
    client.logout()
    page = reverse("portal:meeting", args=[meeting.uid])
    text = client.get(page).content.decode()
    assert "Гүүр" in text
    assert "Баталсан" in text
    assert "2028 оны саналд шилжсэн" in text
    assert lamp.title not in text  # what nobody has taken up is only counted
    following = make_held(units["1101"], date(2026, 9, 1))
    make_item(following, kind="proposals", budget_year=YEAR + 1)
    page = reverse("portal:meeting", args=[following.uid])
    assert "2027 онд дэмжээгүй" in client.get(page).content.decode()


def test_only_a_signed_resolution_on_proposals_ranks_them(units, governor, meeting):
    row = propose(units["1101"], "Худаг")
    draft = decided(governor, meeting)
    with pytest.raises(Conflict):
        rank_by_resolution(user=governor, resolution=draft, ordered=[row])
    other = make_item(meeting)
    make_vote(other)
    signed = draft_resolution(user=governor, item=other)
    sign_resolution(user=governor, resolution=signed)
    with pytest.raises(Conflict):
        rank_by_resolution(user=governor, resolution=signed, ordered=[row])
    stranger = make_user("bag_governor", units["1102"])
    sign_resolution(user=governor, resolution=draft)
    with pytest.raises(PermissionDenied):
        rank_by_resolution(user=stranger, resolution=draft, ordered=[row])
