"""What the minutes consist of: read, hashed at the signing, and compared again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bagana.meetings.models import AgendaItem, Ballot, Meeting, Minute, MinuteKind
from bagana.web.procedures import hash_of


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """An entry as a page writes it."""

    uid: UUID
    kind: str
    kind_word: str
    item: AgendaItem | None
    speaker: str
    text: str
    at: datetime
    made_at: datetime
    made_by: str
    corrects: UUID | None


def minutes_of(meeting: Meeting) -> list[Said]:
    """In order; corrections are among them, made after the signing."""
    rows = meeting.minutes.select_related("item", "made_by", "corrects")
    return [_said(row) for row in rows.order_by("at", "pk")]


def _said(row: Minute) -> Said:
    private: Mapping[str, Any] = row.private
    return Said(
        uid=row.uid,
        kind=row.kind,
        kind_word=str(row.get_kind_display()),
        item=row.item,
        speaker=str(private.get("speaker", "")),
        text=str(private.get("text", "")),
        at=row.at,
        made_at=row.made_at,
        made_by=row.made_by.display_name if row.made_by else "",
        corrects=row.corrects.uid if row.corrects else None,
    )


def signed_content(meeting: Meeting) -> dict[str, Any]:
    """All that is signed, as plain values; what comes later is no part of it."""
    return {
        "meeting": str(meeting.uid),
        "kind": meeting.kind,
        "number": [meeting.year, meeting.number],
        "title": meeting.title_mn,
        "times": [_iso(meeting.starts_at), _iso(meeting.opened_at)],
        "closed": _iso(meeting.closed_at),
        "place": meeting.place,
        "quorum": [meeting.registered, meeting.needed, meeting.represented],
        "signers": [meeting.chair_name, meeting.secretary_name],
        "present": _present(meeting),
        "agenda": [_item(one) for one in meeting.agenda.order_by("position")],
        "minutes": [
            [str(one.uid), one.kind, _iso(one.at), one.speaker, one.text]
            for one in minutes_of(meeting)
            if one.kind != MinuteKind.CORRECTION
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    """Of the moment, whatever zone the database gives it in."""
    return None if moment is None else str(int(moment.timestamp()))


def _present(meeting: Meeting) -> list[list[Any]]:
    rows = meeting.presences.order_by("uid").values_list("uid", "sex", "people")
    return [[str(uid), sex, people] for uid, sex, people in rows]


def _item(item: AgendaItem) -> list[Any]:
    ballots = item.ballots.order_by("round").prefetch_related("options")
    return [item.position, item.kind, item.title_mn, [_vote(one) for one in ballots]]


def _vote(ballot: Ballot) -> dict[str, Any]:
    return {
        "round": ballot.round,
        "kind": ballot.kind,
        "question": ballot.question,
        "counts": [
            ballot.present,
            ballot.invalid,
            ballot.abstained,
            ballot.absent,
        ],
        "options": [
            [one.label_mn, one.votes, one.is_chosen] for one in ballot.options.all()
        ],
        "minority": ballot.minority_view,
        "passed": ballot.passed,
    }


def is_untouched(meeting: Meeting) -> bool:
    """Whether what stands is what was signed."""
    return bool(meeting.sha256) and hash_of(signed_content(meeting)) == meeting.sha256
