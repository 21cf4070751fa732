"""Officials in the shapes of Popolo, as Open Civic Data uses them: public facts only.

People are told while they are in office on the day of reading; what is sealed is never
read here. The names of the fields are those of the specification (popoloproject.com).
"""

from __future__ import annotations

from typing import Any

from bagana.people.models import Appointment, Post
from bagana.territory.models import UnitVersion


def organization(version: UnitVersion) -> dict[str, Any]:
    """A unit of today as the organization of its offices; its code is its id."""
    return {
        "id": version.unit.code,
        "name": version.name_mn,
        "name_en": version.name_en,
        "classification": version.kind.code,
        "parent_id": version.parent.code if version.parent else None,
        "founding_date": version.valid_from,
        "dissolution_date": version.valid_to,
    }


def post(row: Post) -> dict[str, Any]:
    phone = {"type": "voice", "value": row.phone, "note": ""}
    return {
        "id": row.uid,
        "label": row.title_mn,
        "label_en": row.title_en,
        "role": row.kind,
        "organization_id": row.unit.code,
        "start_date": row.opened_on,
        "end_date": row.closed_on,
        "contact_details": [phone] if row.phone else [],
        "is_illustrative": row.is_illustrative,
    }


def person(row: Appointment) -> dict[str, Any]:
    """Of who is in office: the name that the office bears, nothing private."""
    official = row.official
    return {
        "id": official.uid,
        "name": official.name,
        "given_name": official.given_name,
        "is_fictional": official.is_fictional,
        "memberships": [membership(row)],
    }


def membership(row: Appointment) -> dict[str, Any]:
    return {
        "id": row.uid,
        "label": row.post.title_mn,
        "role": row.post.kind,
        "person_id": row.official.uid,
        "post_id": row.post.uid,
        "organization_id": row.post.unit.code,
        "start_date": row.starts_on,
        "end_date": row.ended_on or row.term_ends_on,
        "is_interim": row.is_interim,
    }
