"""What a handover record says: for its page, its paper and its hash."""

from __future__ import annotations

from typing import Any, Final

from bagana.people.models import Appointment, HandoverRecord, Official
from bagana.web.procedures import hash_of

SIDES: Final = {
    "giver": ("given_at", "given_by"),
    "taker": ("taken_at", "taken_by"),
    "witness": ("witnessed_at", "witnessed_by"),
}
ON_PAPER: Final = {
    "giver": ("given_scan", "given_why"),
    "taker": ("taken_scan", "taken_why"),
}
"""The two who may sign on paper: the picture of it, and why."""


def is_from_paper(record: HandoverRecord, side: str) -> bool:
    """Signed on paper and entered by somebody else, who is its `by`."""
    return any(getattr(record, name) for name in ON_PAPER.get(side, ()))


def is_own_signature(record: HandoverRecord, side: str, user: Any) -> bool:
    signer = getattr(record, f"{SIDES[side][1]}_id")
    return signer == user.pk and not is_from_paper(record, side)


def signs_in(official: Official) -> bool:
    """Whether somebody has an account of his own to sign with."""
    return official.user is not None and official.user.is_active


def handover_content(record: HandoverRecord) -> dict[str, Any]:
    """Everything that the parties sign, in the language of the paper.

    Keys: post, unit (code), drawn_on, note, outgoing, incoming (name, starts_on,
    ended_on), items (kind, text, count, state, note), given_at, taken_at, witnessed_at
    (or None), given_by, taken_by, witnessed_by (display names), given_on_paper,
    taken_on_paper (None for one's own signature; scan and why).
    """
    post = record.post
    return {
        "uid": str(record.uid),
        "post": post.title_mn,
        "unit": post.unit.code,
        "drawn_on": record.drawn_on.isoformat(),
        "note": record.note,
        "outgoing": _party(record.outgoing),
        "incoming": _party(record.incoming) if record.incoming else None,
        "items": [
            {
                "kind": item.kind,
                "text": item.text,
                "count": item.count,
                "state": item.state,
                "note": item.note,
            }
            for item in record.items.order_by("kind", "pk")
        ],
        **_signatures(record),
    }


def _party(appointment: Appointment) -> dict[str, Any]:
    starts, ended = appointment.starts_on, appointment.ended_on
    return {
        "name": appointment.official.name,
        "starts_on": starts.isoformat() if starts else None,
        "ended_on": ended.isoformat() if ended else None,
    }


def _signatures(record: HandoverRecord) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for deed in ("given", "taken", "witnessed"):
        at, by = getattr(record, f"{deed}_at"), getattr(record, f"{deed}_by")
        # Whole seconds: a database may keep fewer digits than the clock gives.
        told[f"{deed}_at"] = at.isoformat(timespec="seconds") if at else None
        told[f"{deed}_by"] = by.display_name if by else ""
    for side, (scan, why) in ON_PAPER.items():
        paper = {"scan": getattr(record, scan).name, "why": getattr(record, why)}
        from_paper = is_from_paper(record, side)
        told[f"{scan.removesuffix('scan')}on_paper"] = paper if from_paper else None
    return told


def signed_hash(record: HandoverRecord) -> str:
    """Of what was signed; people by their keys, for a name may be put right later."""
    incoming = record.incoming
    people = {
        "outgoing": str(record.outgoing.uid),
        "incoming": str(incoming.uid) if incoming else None,
        "given_by": record.given_by_id,
        "taken_by": record.taken_by_id,
        "witnessed_by": record.witnessed_by_id,
    }
    return hash_of(handover_content(record) | people)


def is_untouched(record: HandoverRecord) -> bool:
    """Whether a locked record still says what was signed."""
    return not record.sha256 or signed_hash(record) == record.sha256
