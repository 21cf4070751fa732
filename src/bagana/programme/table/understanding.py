"""Cells of one line turned into what the line wants; refusals are added to it."""

from __future__ import annotations

import re
from datetime import date

from bagana.engines.mongolian import search_key
from bagana.programme.bookkeeping import LARGEST, LARGEST_WITH_MONGO
from bagana.programme.models import Measure
from bagana.programme.table.cells import (
    is_empty,
    read_day,
    read_flag,
    read_money,
    read_risk,
    split_list,
    split_steps,
)
from bagana.programme.table.lines import MoneyKey, ObjectiveRef, Step, Wanted
from bagana.programme.table.naming import named_objective
from bagana.programme.table.plan import Plan
from bagana.programme.table.present import TEXTS
from bagana.programme.table.problems import Problem
from bagana.programme.table.reading import Line
from bagana.programme.table.refusing import Refusals

MOST_TEXT = 5000
MOST_NAME = 500
_NUMBER = re.compile(r"[0-9A-Za-zА-Яа-яЁёӨөҮү]+(?:[./-][0-9A-Za-zА-Яа-яЁёӨөҮү]+)*")
MOST = {
    name: Measure._meta.get_field(name).max_length or MOST_TEXT  # type: ignore[union-attr]
    for name in TEXTS
}


def number(line: Line, refusals: Refusals) -> str:
    text = line.cells.get("number", "").rstrip(".")
    if text and (len(text) > 20 or not _NUMBER.fullmatch(text)):
        refusals.add("bad_number", "number")
    return text


def objective(plan: Plan, line: Line, refusals: Refusals) -> ObjectiveRef | None:
    text = line.cells.get("objective")
    if not text:
        return None
    # «3.1» is a measure of objective 3; numbers of objectives have two digits.
    leading = re.match(r"([1-9]\d?)[.]\d", line.cells.get("number", ""))
    hint = int(leading[1]) if leading else None
    found = plan.find_objective(*named_objective(text), hint)
    if found is None:
        _refuse_objective(plan, text, refusals)
        return None
    english = line.cells.get("objective_en", "")
    if found.pk is None and not found.name_en:
        if max(len(found.name_mn), len(english)) > MOST_NAME:
            refusals.add("too_long", "objective", args={"most": MOST_NAME})
        return ObjectiveRef(None, found.number, found.name_mn, english)
    return found


def _refuse_objective(plan: Plan, text: str, refusals: Refusals) -> None:
    given, _ = named_objective(text)
    known = [o for o in plan.objectives if o.number == given]
    new = [o for n, o in plan.new_objectives.items() if n == given]
    name = known[0].name_mn if known else new[0].name_mn if new else ""
    if name:
        args = {"number": given, "name": name}
        refusals.add("objective_differs", "objective", args=args)
    else:
        refusals.add("missing_objective", "objective")


def texts(line: Line, wanted: Wanted, refusals: Refusals) -> None:
    for name in TEXTS:
        text = line.cells.get(name)
        if text is None:
            continue
        if len(text) > MOST[name]:
            refusals.add("too_long", name, args={"most": MOST[name]})
        wanted.fields[name] = text


def places(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    if "office" in line.cells:
        office = plan.units.find(line.cells["office"])
        if isinstance(office, Problem):
            refusals.take(office, "office", line.cells["office"])
        else:
            wanted.fields["office_id"] = office
    if "units" in line.cells:
        concerned: set[int] = set()
        for text in _parts(plan, line.cells["units"]):
            found = plan.units.find_all(text)
            if isinstance(found, Problem):
                refusals.take(found, "units", text)
            else:
                concerned |= found
        wanted.units = frozenset(concerned)


def _parts(plan: Plan, text: str) -> list[str]:
    """Units parted by semicolons, or by commas where that names them all."""
    parts = split_list(text)
    if len(parts) == 1 and "," in text:
        by_comma = [part.strip() for part in text.split(",") if part.strip()]
        if all(not isinstance(plan.units.find_all(p), Problem) for p in by_comma):
            return by_comma
    return parts


def times(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    if "phase" in line.cells:
        phase = plan.phases.find(line.cells["phase"])
        if phase is None:
            refusals.add("unknown_phase", "phase")
        else:
            wanted.fields["phase_id"] = phase.pk
    for name in ("starts_on", "due_on"):
        text = line.cells.get(name)
        day = text and _day(plan, text, name, refusals)
        if day:
            wanted.fields[name] = day


def _day(plan: Plan, text: str, column: str, refusals: Refusals) -> date | None:
    day = read_day(text, last=column != "starts_on")
    first, last = plan.programme.starts_on, plan.programme.ends_on
    if day is None:
        refusals.add("unknown_date", column, text, {"text": text[:40]})
    elif not first <= day <= last:
        args = {"from": first.isoformat(), "to": last.isoformat()}
        refusals.add("outside_programme", column, text, args)
    return day


def details(line: Line, wanted: Wanted, refusals: Refusals) -> None:
    if "risk" in line.cells:
        risk = read_risk(line.cells["risk"])
        if risk is None:
            refusals.add("unknown_risk", "risk")
        else:
            wanted.fields["risk"] = risk.value
    if "is_illustrative" in line.cells:
        flag = read_flag(line.cells["is_illustrative"])
        if flag is None:
            refusals.add("unknown_flag", "is_illustrative")
        else:
            wanted.fields["is_illustrative"] = flag


def steps(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    """Activities; one without a date is due when its measure is."""
    if "activities" not in line.cells:
        return
    written = split_steps(line.cells["activities"])
    english = _english_steps(line, len(written), refusals)
    known = plan.present[wanted.measure].measure if wanted.measure else None
    due = wanted.fields.get("due_on") or (known.due_on if known else None)
    wanted.steps = []
    for (name, day), name_en in zip(written, english, strict=True):
        when = _day(plan, day, "activities", refusals) if day else due
        if len(name) > MOST_NAME or len(name_en) > MOST_NAME:
            refusals.add("too_long", "activities", name, {"most": MOST_NAME})
        wanted.steps.append(Step(name, name_en, when or plan.programme.ends_on))
    _refuse_lost_steps(plan, wanted, refusals)


def _english_steps(line: Line, count: int, refusals: Refusals) -> list[str]:
    written = line.cells.get("activities_en", "")
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if lines and len(lines) != count:
        refusals.add("steps_do_not_match", "activities_en")
        return [""] * count
    return ["" if is_empty(text) else text for text in lines] or [""] * count


def _refuse_lost_steps(plan: Plan, wanted: Wanted, refusals: Refusals) -> None:
    """What is done cannot be left out of the list."""
    if wanted.measure is None:
        return
    named = {search_key(step.name_mn) for step in wanted.steps or []}
    for activity in plan.present[wanted.measure].activities:
        if activity.done_on and search_key(activity.name_mn) not in named:
            text = activity.name_mn
            refusals.add("activity_is_done", "activities", text, {"text": text[:60]})


def money(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    for column, text in line.money.items():
        place = column.heading
        amount = read_money(text, column.scale)
        if column.year not in plan.years:
            refusals.add("year_outside", place, text)
        elif amount is None:
            refusals.add("not_money", place, text)
        elif amount < 0:
            refusals.add("negative_money", place, text)
        elif amount > LARGEST or (amount % 1 and amount > LARGEST_WITH_MONGO):
            refusals.add("too_much_money", place, text)
        else:
            wanted.money[MoneyKey(column.source, column.year)] = amount
