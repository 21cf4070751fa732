"""A meeting held by its actions, its vote, its resolution, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bagana.meetings.actions.holding import close_meeting
from bagana.meetings.actions.minutes import write_minute
from bagana.meetings.actions.obligations import lay_obligation, report_step
from bagana.meetings.actions.resolutions import draft_resolution, sign_resolution
from bagana.meetings.actions.voting import close_ballot, open_ballot
from bagana.meetings.catalogue import GROUPS
from bagana.meetings.queries.obligations import obligations_for
from bagana.web.errors import Conflict
from tests.factories import make_tree, make_user
from tests.meetings.factories import opened
from tests.meetings.test_meeting_measures import figure, recount
from tests.registers.factories import make_household

pytestmark = pytest.mark.django_db


def test_a_contested_vote_becomes_an_obligation_fulfilled_with_proof():
    units = make_tree()
    bag = units["1101"]
    user = make_user("bag_governor", bag)
    homes = [make_household(bag) for _one in range(6)]
    meeting = opened(user, bag, homes[:5])
    item = meeting.agenda.get()
    ballot = open_ballot(user=user, item=item, kind="open")
    close_ballot(user=user, ballot=ballot, votes=[3, 1], abstained=1)
    draft = draft_resolution(user=user, item=item)
    with pytest.raises(Conflict):
        sign_resolution(user=user, resolution=draft)
    write_minute(
        user=user, meeting=meeting, speaker="А", text="Б", at=meeting.starts_at
    )
    end = meeting.starts_at + timedelta(hours=2)
    close_meeting(user=user, meeting=meeting, at=end)
    signed = sign_resolution(user=user, resolution=draft)
    assert signed.act.body == meeting.body
    owed = lay_obligation(
        user=user,
        resolution=signed,
        text="Засварлах",
        due_on=date(2026, 5, 1),
        owner_text="Засаг дарга",
    )
    assert [one.obligation for one in obligations_for(bag, date(2026, 4, 1))] == [owed]
    report_step(
        user=user,
        obligation=owed,
        state="done",
        on=date(2026, 4, 20),
        note="Зассан",
        proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7 x"),
    )
    span = (date(2026, 1, 1), date(2026, 12, 31))
    plain = recount([bag, units["11"]], *span)
    assert plain["1101"]["obligations_in_term"] == 1
    for code in {code for group in GROUPS.values() for code in group}:
        expected = {unit: counts[code] for unit, counts in plain.items()}
        assert figure(code, [bag, units["11"]], span) == expected
