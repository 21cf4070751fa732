"""What the published schema and rules of IATI 2.03 ask of the elements we write.

The schema is not kept here (no third-party file is); these are its rules on order,
number, attributes, codes and formats, written down for our elements alone. `faults`
finds what breaks them; `tests/programme/test_iati.py` holds every file against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

MANY = 10**9


@dataclass(frozen=True, slots=True)
class Rule:
    """Children in order with their least and most number; attributes and text."""

    children: tuple[tuple[str, int, int], ...] = ()
    required: dict[str, str] = field(default_factory=dict)
    optional: dict[str, str] = field(default_factory=dict)
    text: str = ""


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text


def _decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and "e" not in text.lower()
    except InvalidOperation:
        return False


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


FORMATS: dict[str, Callable[[str], bool]] = {
    "any": lambda text: bool(text.strip()),
    "date": _day,
    "moment": _moment,
    "decimal": _decimal,
    "percentage": lambda text: _decimal(text) and 0 <= Decimal(text) <= 100,
    "year": _matches(r"[12]\d{3}"),
    "boolean": _matches("true|false|0|1"),
    "whole": _matches(r"-?\d+"),
    "url": _matches(r"https?://[^\s]+"),
    "identifier": _matches(r"[^:&|?\s]+"),
    "currency": _matches("[A-Z]{3}"),
    "language": _matches("[a-z]{2}"),
    "position": _matches(r"-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?"),
    "version": _matches(r"2\.03"),
    "type of organisation": _matches("10|11|15|21|22|23|24|30|40|60|70|80|90"),
    "role": _matches("[1-4]"),
    "status": _matches("[1-6]"),
    "kind of date": _matches("[1-4]"),
    "scope": _matches("[1-8]"),
    "description": _matches("[1-4]"),
    "budget type": _matches("[12]"),
    "transaction": _matches("[1-9]|1[0-3]"),
    "category": _matches(r"A(0[1-9]|1[0-2])|B(0[1-9]|1[0-8])"),
    "result": _matches("[1239]"),
    "measure": _matches("[1-5]"),
    "sector": _matches(r"\d{5}"),
    "country": _matches("[A-Z]{2}"),
    "code": _matches(r"\d{1,2}"),
}
SOME = (("narrative", 1, MANY),)
MAYBE = (("narrative", 0, MANY),)
DAY = {"iso-date": "date"}
CODE = {"code": "code"}
ORGANISATION = {"ref": "identifier", "type": "type of organisation"}
VALUED = (("location", 0, MANY), ("dimension", 0, MANY), ("comment", 0, 1))
ONE_OF_EACH = (("period-start", 1, 1), ("period-end", 1, 1))

ACTIVITY = (
    ("iati-identifier", 1, 1),
    ("reporting-org", 1, 1),
    ("title", 1, 1),
    ("description", 1, MANY),
    ("participating-org", 1, MANY),
    ("activity-status", 1, 1),
    ("activity-date", 1, MANY),
    ("activity-scope", 0, 1),
    ("recipient-country", 0, MANY),
    ("location", 0, MANY),
    ("sector", 0, MANY),
    ("budget", 0, MANY),
    ("transaction", 0, MANY),
    ("document-link", 0, MANY),
    ("result", 0, MANY),
)
LOCATION = (
    ("location-reach", 0, 1),
    ("name", 0, 1),
    ("point", 0, 1),
    ("exactness", 0, 1),
    ("location-class", 0, 1),
)
TRANSACTION = (
    ("transaction-type", 1, 1),
    ("transaction-date", 1, 1),
    ("value", 1, 1),
    ("description", 0, 1),
    ("provider-org", 0, 1),
)
INDICATOR = (
    ("title", 1, 1),
    ("description", 0, 1),
    ("baseline", 0, MANY),
    ("period", 0, MANY),
)
# By element, or by parent and element where one name means two things.
RULES: dict[str, Rule] = {
    "iati-activities": Rule((("iati-activity", 1, MANY),), {"version": "version"}),
    "iati-activity": Rule(
        ACTIVITY,
        {"default-currency": "currency", "lang": "language"},
        {"last-updated-datetime": "moment", "hierarchy": "whole"},
    ),
    "iati-identifier": Rule(text="identifier"),
    "reporting-org": Rule(SOME, ORGANISATION),
    "title": Rule(SOME),
    "name": Rule(SOME),
    "comment": Rule(SOME),
    "description": Rule(SOME, {}, {"type": "description"}),
    "narrative": Rule((), {}, {"lang": "language"}, "any"),
    "participating-org": Rule(MAYBE, {"role": "role"}, ORGANISATION),
    "activity-status": Rule((), {"code": "status"}),
    "activity-date": Rule(MAYBE, {"type": "kind of date", **DAY}),
    "activity-scope": Rule((), {"code": "scope"}),
    "recipient-country": Rule(MAYBE, {"code": "country"}, {"percentage": "percentage"}),
    "location": Rule(LOCATION, {"ref": "any"}),
    "location-reach": Rule((), CODE),
    "point": Rule((("pos", 1, 1),), {"srsName": "url"}),
    "pos": Rule(text="position"),
    "exactness": Rule((), CODE),
    "location-class": Rule((), CODE),
    "sector": Rule(MAYBE, {"code": "sector"}, {"vocabulary": "code"}),
    "budget": Rule(
        (*ONE_OF_EACH, ("value", 1, 1)),
        {},
        {"type": "budget type", "status": "budget type"},
    ),
    "period-start": Rule((), DAY),
    "period-end": Rule((), DAY),
    "value": Rule((), {"value-date": "date"}, {"currency": "currency"}, "decimal"),
    "transaction": Rule(TRANSACTION, {}, {"ref": "any"}),
    "transaction-type": Rule((), {"code": "transaction"}),
    "transaction-date": Rule((), DAY),
    "provider-org": Rule(MAYBE, {}, ORGANISATION),
    "document-link": Rule(
        (("title", 1, 1), ("category", 1, MANY), ("language", 0, MANY)),
        {"url": "url", "format": "any"},
    ),
    "category": Rule((), {"code": "category"}),
    "language": Rule((), {"code": "language"}),
    "result": Rule(
        (("title", 1, 1), ("indicator", 1, MANY)),
        {"type": "result"},
        {"aggregation-status": "boolean"},
    ),
    "indicator": Rule(
        INDICATOR,
        {"measure": "measure"},
        {"ascending": "boolean", "aggregation-status": "boolean"},
    ),
    "baseline": Rule(VALUED, {"year": "year", "value": "decimal"}, DAY),
    "period": Rule((*ONE_OF_EACH, ("target", 0, MANY), ("actual", 0, MANY))),
    "target": Rule(VALUED, {"value": "decimal"}),
    "actual": Rule(VALUED, {"value": "decimal"}),
    "dimension": Rule((), {"name": "any", "value": "any"}),
}
REFERENCE = Rule((), {"ref": "any"})


def faults(root: Any) -> list[str]:
    """Every rule that the file breaks; empty for a file that keeps them all."""
    found = list(_element(root))
    for activity in root.iter("iati-activity"):
        found += _activity(activity)
    return found


def _rule_of(element: Any) -> Rule | None:
    parent = element.getparent()
    inside = parent is not None and parent.tag in ("baseline", "target", "actual")
    return REFERENCE if element.tag == "location" and inside else RULES.get(element.tag)


def _element(element: Any) -> Iterator[str]:
    rule = _rule_of(element)
    if rule is None:
        yield f"{element.tag}: not an element that we write"
        return
    yield from _children(element, rule)
    yield from _attributes(element, rule)
    if rule.text and not FORMATS[rule.text](element.text or ""):
        yield f"{element.tag}: {element.text!r} is no {rule.text}"
    for part in element:
        yield from _element(part)


def _children(element: Any, rule: Rule) -> Iterator[str]:
    names = [part.tag for part in element]
    order = [name for name, _least, _most in rule.children]
    places = [order.index(name) for name in names if name in order]
    if places != sorted(places):
        yield f"{element.tag}: children out of order"
    for name in set(names) - set(order):
        yield f"{element.tag}: may not hold {name}"
    for name, least, most in rule.children:
        if not least <= names.count(name) <= most:
            yield f"{element.tag}: {names.count(name)} of {name}"


def _attributes(element: Any, rule: Rule) -> Iterator[str]:
    given = {name.rpartition("}")[2]: value for name, value in element.items()}
    known = {**rule.required, **rule.optional}
    for name in rule.required.keys() - given.keys():
        yield f"{element.tag}: without {name}"
    for name, value in given.items():
        if name not in known:
            yield f"{element.tag}: may not have {name}"
        elif not FORMATS[known[name]](value):
            yield f"{element.tag}: {name} {value!r} is no {known[name]}"


def _activity(activity: Any) -> Iterator[str]:
    """Rules that tie elements together."""
    reporting = activity.find("reporting-org").get("ref")
    if not activity.findtext("iati-identifier").startswith(f"{reporting}-"):
        yield "iati-identifier: does not begin with the reporting organisation"
    refs = [location.get("ref") for location in activity.findall("location")]
    if len(refs) != len(set(refs)):
        yield "location: a reference twice"
    for path in ("baseline", "target", "actual"):
        for location in activity.iterfind(f".//{path}/location"):
            if location.get("ref") not in refs:
                yield f"{path}: names an unknown location {location.get('ref')}"
    for period in (*activity.iter("budget"), *activity.iter("period")):
        yield from _span(period)
    for indicator in activity.iter("indicator"):
        if (
            indicator.get("measure") == "2"
            and indicator.get("aggregation-status") == "true"
        ):
            yield "indicator: per cents are never summed"


def _span(period: Any) -> Iterator[str]:
    days = [period.find(tag).get("iso-date") for tag in ("period-start", "period-end")]
    first, last = map(date.fromisoformat, days)
    if last < first:
        yield f"{period.tag}: ends before it starts"
    if period.tag == "budget" and (last - first).days > 366:
        yield "budget: longer than a year"
