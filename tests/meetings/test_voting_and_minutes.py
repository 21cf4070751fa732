"""Votes that reconcile; minutes that are signed, and then stand."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.meetings.actions import agenda, holding, minutes, preparing, voting
from bagana.meetings.actions.minutes import (
    correct_minutes,
    remove_minute,
    sign_minutes,
    write_minute,
)
from bagana.meetings.actions.voting import close_ballot, open_ballot, winner_of
from bagana.meetings.models import Minute, Option
from bagana.meetings.queries.minutes import is_untouched, minutes_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.meetings.factories import at, closed, opened
from tests.registers.factories import make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def homes(units):
    return [make_household(units["1101"]) for _one in range(10)]


@pytest.fixture
def meeting(governor, units, homes):
    return opened(governor, units["1101"], homes)


def ballot_on(user, meeting, *options):
    item = meeting.agenda.get()
    return open_ballot(user=user, item=item, kind="secret", options=options)


@pytest.mark.parametrize(("votes", "word"), [((5, 3), "1"), ((8, 5), "4")])
def test_it_names_the_difference_of_counts_that_do_not_reconcile(
    governor, meeting, votes, word
):
    ballot = ballot_on(governor, meeting)
    with pytest.raises(Refused, match=f"{word}-ээр"):
        close_ballot(user=governor, ballot=ballot, votes=votes, abstained=1)


def test_it_finds_no_winner_in_a_tie_and_runs_again(governor, meeting):
    first = ballot_on(governor, meeting, "Г.Нэр", "Д.Нэр")
    row = close_ballot(user=governor, ballot=first, votes=(5, 5))
    assert row.passed is False
    assert not row.options.filter(is_chosen=True).exists()
    again = ballot_on(governor, meeting, "Г.Нэр", "Д.Нэр")
    assert again.round == 2
    row = close_ballot(
        user=governor, ballot=again, votes=(6, 3), invalid=1, minority_view="Эсрэг."
    )
    assert row.passed
    assert row.options.get(is_chosen=True).label_mn == "Г.Нэр"
    with pytest.raises(Conflict):
        ballot_on(governor, meeting)


def test_it_asks_more_than_half_of_all_who_could_vote(governor, meeting):
    ballot = ballot_on(governor, meeting)
    row = close_ballot(user=governor, ballot=ballot, votes=(5, 2), abstained=3)
    assert row.passed is False


def test_it_never_chooses_against(governor, meeting):
    row = close_ballot(user=governor, ballot=ballot_on(governor, meeting), votes=(2, 8))
    assert row.passed is False
    assert not row.options.filter(is_chosen=True).exists()


def test_it_asks_for_two_different_candidates(governor, meeting):
    for options in (("Г.Нэр",), ("Г.Нэр", "Г.Нэр")):
        with pytest.raises(Refused):
            ballot_on(governor, meeting, *options)


def test_it_refuses_a_governor_of_another_bag(governor, meeting, units):
    stranger = make_user("bag_governor", units["1102"])
    ballot = ballot_on(governor, meeting)
    with pytest.raises(PermissionDenied):
        close_ballot(user=stranger, ballot=ballot, votes=(10, 0))
    with pytest.raises(PermissionDenied):
        write_minute(user=stranger, meeting=meeting, text="Үг")


@settings(max_examples=30)
@given(st.lists(st.integers(0, 20), min_size=2, max_size=6))
def test_it_chooses_only_who_has_more_than_every_other(votes):
    options = [
        Option(label_mn=f"Нэр {place}", votes=count)
        for place, count in enumerate(votes)
    ]
    winner, most = winner_of(options), max(votes)
    if votes.count(most) > 1:
        assert winner is None
    else:
        assert winner is options[votes.index(most)]


def test_it_keeps_an_entry_once_and_in_order(governor, meeting):
    uid = uuid4()
    for text in ("Хоёрдугаар", "Хоёрдугаар"):
        write_minute(user=governor, meeting=meeting, text=text, uid=uid, at=at(hour=12))
    write_minute(user=governor, meeting=meeting, text="Нэгдүгээр", at=at())
    assert [one.text for one in minutes_of(meeting)] == ["Нэгдүгээр", "Хоёрдугаар"]
    assert "дугаар".encode() not in bytes(Minute.objects.get(uid=uid).sealed)


def test_it_signs_what_stands_and_notices_a_change_behind_its_back(
    governor, units, homes
):
    meeting = closed(governor, units["1101"], homes)
    signed = sign_minutes(user=governor, meeting=meeting)
    signed.refresh_from_db()
    assert is_untouched(signed)
    correct_minutes(
        user=governor,
        meeting=signed,
        text="Гурван худаг",
        corrects=signed.minutes.first(),
    )
    assert is_untouched(signed)
    assert minutes_of(signed)[-1].corrects == signed.minutes.first().uid
    signed.agenda.update(title_mn="Өөр")
    assert not is_untouched(signed)


def test_it_signs_only_with_both_names_and_an_entry(governor, units, homes):
    meeting = closed(governor, units["1101"], homes)
    meeting.secretary_name = ""
    meeting.save()
    with pytest.raises(Refused):
        sign_minutes(user=governor, meeting=meeting)
    remove_minute(user=governor, minute=meeting.minutes.get())
    with pytest.raises(Conflict):
        sign_minutes(user=governor, meeting=meeting, secretary_name="Б")


def deeds(user, meeting, ballot):
    """Every deed of this part on a meeting, but the correction."""
    item, minute = meeting.agenda.first(), meeting.minutes.first()
    presence = meeting.presences.first()
    on = {"user": user, "meeting": meeting}
    about = {"title_mn": "Өөр", "starts_at": at(), "place": "Өөр"}
    return [
        lambda: preparing.change_meeting(**on, **about),
        lambda: preparing.convene(**on),
        lambda: preparing.cancel_meeting(**on, why="Өөр"),
        lambda: preparing.record_notice(**on, channel="board", given_on=at().date()),
        lambda: preparing.prepare_meeting(
            user=user, unit=meeting.unit, kind="ordinary", parent=meeting, **about
        ),
        lambda: agenda.add_item(**on, title_mn="Өөр"),
        lambda: agenda.change_item(user=user, item=item, title_mn="Өөр", kind="other"),
        lambda: agenda.move_item(user=user, item=item, up=True),
        lambda: agenda.remove_item(user=user, item=item),
        lambda: agenda.add_paper(user=user, item=item, title="Өөр", file=None),
        lambda: holding.record_presence(**on, name="Өөр"),
        lambda: holding.remove_presence(user=user, presence=presence),
        lambda: holding.open_meeting(**on, chair_name="Өөр"),
        lambda: holding.fail_meeting(**on),
        lambda: holding.close_meeting(**on),
        lambda: voting.open_ballot(user=user, item=item, kind="open"),
        lambda: voting.close_ballot(user=user, ballot=ballot, votes=(1, 0)),
        lambda: minutes.write_minute(**on, text="Өөр"),
        lambda: minutes.change_minute(user=user, minute=minute, text="Өөр"),
        lambda: minutes.remove_minute(user=user, minute=minute),
        lambda: minutes.sign_minutes(**on, secretary_name="Өөр"),
    ]


def test_it_refuses_every_deed_once_the_minutes_are_signed(governor, meeting):
    ballot = ballot_on(governor, meeting)
    close_ballot(user=governor, ballot=ballot, votes=(10, 0))
    write_minute(user=governor, meeting=meeting, text="Үг", at=at())
    holding.close_meeting(user=governor, meeting=meeting, at=at() + timedelta(hours=1))
    sign_minutes(user=governor, meeting=meeting)
    meeting.refresh_from_db()
    for deed in deeds(governor, meeting, ballot):
        with pytest.raises(Conflict):
            deed()
    assert is_untouched(meeting)
