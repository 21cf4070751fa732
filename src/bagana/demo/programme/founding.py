"""The programme itself: its act, text, objectives, and the plan from a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.tables import raw, table, text
from bagana.programme.actions.founding import found_programme
from bagana.programme.actions.plan_batches import apply_batch, check_table
from bagana.programme.actions.planning import add_objective
from bagana.programme.actions.text import amend_chapter
from bagana.programme.models import Programme
from bagana.territory.models import Unit

AIMAG = "43"
PHASES = (
    (date(2018, 6, 5), date(2020, 12, 31)),
    (date(2021, 1, 1), date(2023, 12, 31)),
)


def found(user: User, acts: dict[str, Act]) -> Programme:
    words = text("programme/text.toml")
    programme = found_programme(
        user=user,
        unit=Unit.objects.get(code=AIMAG),
        act=acts["programme_2018"],
        starts_on=PHASES[0][0],
        ends_on=PHASES[-1][1],
        phases=PHASES,
        **words["programme"],
    )
    _write_text(user, programme, acts, words)
    for row in table("programme/objectives.csv"):
        add_objective(
            user=user,
            programme=programme,
            number=int(row["number"]),
            name_mn=row["name_mn"],
            name_en=row["name_en"],
            is_illustrative=row["illustrative"] == "1",
        )
    return programme


def _write_text(
    user: User, programme: Programme, acts: dict[str, Act], words: dict[str, Any]
) -> None:
    first = [
        {"number": number, "act": "programme_2018", "valid_from": str(PHASES[0][0])}
        | chapter
        for number, chapter in enumerate(words["chapters"], start=1)
    ]
    later = [
        {"number": row.pop("chapter"), "illustrative": True} | row
        for row in words["amendments"]
    ]
    for row in (*first, *later):
        amend_chapter(
            user=user,
            programme=programme,
            number=row["number"],
            act=acts[row["act"]],
            valid_from=date.fromisoformat(row["valid_from"]),
            title_mn=row["title_mn"],
            title_en=row["title_en"],
            text_mn=row["text_mn"].strip(),
            text_en=row["text_en"].strip(),
            is_illustrative=row["illustrative"],
        )


def take_in_plan(user: User, programme: Programme) -> None:
    """By the same import as an officer's table; a refused row would be our fault."""
    batch = check_table(
        user=user,
        programme=programme,
        name="plan.csv",
        content=raw("programme/plan.csv"),
        origin="demo",
    )
    if batch.counts["refused"]:
        raise RuntimeError(f"refused rows in our own plan: {batch.problems[:5]}")
    apply_batch(user=user, batch=batch, on=programme.act.date)
