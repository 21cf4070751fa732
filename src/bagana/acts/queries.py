"""Reads on decisions. Acts are public documents: everyone sees every act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from bagana.accounts.roles import OFFICERS, assignments
from bagana.acts.models import Act, ActKind, Body
from bagana.acts.rules import can_record_act, records_acts
from bagana.engines.mongolian import sort_key

SORTS = {"-date": ("-date", "-id"), "date": ("date", "id")}
SHOWN_FIELDS = (
    "body",
    "kind",
    "number",
    "meeting",
    "date",
    "title_mn",
    "title_en",
    "text",
    "scan",
    "note_mn",
    "note_en",
)


@dataclass(frozen=True)
class Amendment:
    """One entry of an act's history: who, when, why and which fields."""

    at: datetime
    who: str
    reason: str
    fields: list[str]


def acts_page(
    *, text: str = "", kind: str = "", year: str = "", body: str = "", sort: str = ""
) -> QuerySet[Act] | list[Act]:
    found = Act.objects.select_related("body")
    text = text.replace("\0", "")  # PostgreSQL refuses the sign, it finds nothing
    if text:
        found = found.filter(
            Q(title_mn__icontains=text)
            | Q(title_en__icontains=text)
            | Q(text__icontains=text)
            | Q(number=text)
        )
    if kind in ActKind.values:
        found = found.filter(kind=kind)
    if year.isdecimal() and len(year) == 4 and int(year) > 0:
        found = found.filter(date__year=int(year))
    if body.isdecimal() and len(body) < 10:
        found = found.filter(body=int(body))
    if sort == "title":
        # By Mongolian letters, which no database does for us.
        return sorted(found.defer("text"), key=lambda act: sort_key(act.title_mn))
    return found.order_by(*SORTS.get(sort, SORTS["-date"]))


def years_with_acts() -> list[int]:
    years = Act.objects.annotate(year=ExtractYear("date")).values_list("year")
    return [year for (year,) in years.order_by("-year").distinct()]


def bodies_with_acts() -> list[Body]:
    found = Body.objects.filter(acts__isnull=False).distinct()
    return sorted(found, key=lambda body: sort_key(body.name_mn))


def bodies_to_record_for(user: Any) -> list[Body]:
    """Bodies whose acts the user may enter; bounded by one aimag's own bodies."""
    if not records_acts(user):
        return []
    return [b for b in Body.objects.select_related("unit") if can_record_act(user, b)]


def names_bodies(user: Any) -> bool:
    return any(a.role in OFFICERS for a in assignments(user))


def amendments(act: Act) -> list[Amendment]:
    """How the entry came about and what was corrected, newest first."""
    entries = list(act.history.select_related("history_user").order_by("history_id"))
    rows: list[Amendment] = []
    for before, entry in zip([None, *entries], entries, strict=False):
        who = entry.history_user.display_name if entry.history_user else ""
        fields = [] if before is None else _changed(before, entry)
        reason = entry.history_change_reason or ""
        rows.append(Amendment(entry.history_date, who, reason, fields))
    return rows[::-1]


def _changed(before: Any, after: Any) -> list[str]:
    names = [
        name for name in SHOWN_FIELDS if _value(before, name) != _value(after, name)
    ]
    return [
        str(getattr(Act._meta.get_field(name), "verbose_name", name)) for name in names
    ]


def _value(entry: Any, name: str) -> Any:
    return getattr(entry, f"{name}_id" if name == "body" else name)
