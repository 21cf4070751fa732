"""What is wrong, doubtful or unusual in a return, by the rules of its form.

docs/rules/collection-checks.md. A rule is data (form_types.Rule); here each kind of
check is looked at, over all rows at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bagana.collection import limits
from bagana.collection.form_types import (
    LEVELS,
    AtMost,
    Copied,
    Form,
    Heaping,
    NeededWith,
    NoRow,
    OffLimits,
    Outlier,
    Required,
    Rule,
    Value,
    Window,
)
from bagana.collection.models import Return
from bagana.collection.rows import Sheaf, is_begun, sheaf_of
from bagana.registers.models import Household

type Values = Mapping[str, Value]
type Key = int | None
type Hit = tuple[Key, str, dict[str, Any]]
LOSSES: Final = "_all"
WHOLE: Final = -1
"""Stands for the return as a whole where the rows are households."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `household` is a uid ("" for the whole or the unit)."""

    level: str
    household: str
    field: str
    what: str
    fix: str
    rule: str
    title: str
    number: str = ""
    key: int | None = None


def findings_of(returned: Return) -> tuple[Finding, ...]:
    """All of them, errors first, then by household number."""
    sheaf = sheaf_of(returned)
    hits = list(_hits(sheaf))
    keys = {key for _rule, (key, _field, _told) in hits if key not in (None, WHOLE)}
    known = Household.objects.filter(pk__in=keys).values_list("pk", "uid", "number")
    names = {pk: (str(uid), number) for pk, uid, number in known}
    found = [_finding(rule, hit, names) for rule, hit in hits]
    return tuple(sorted(found, key=lambda f: (LEVELS.index(f.level), f.number, f.rule)))


def row_findings(form: Form, values: Values) -> tuple[Finding, ...]:
    """What is wrong in one row by itself; for the row that was just typed."""
    sheaf = Sheaf(form, {None: values})
    alone = (Required, NeededWith, AtMost)
    hits = (
        (r, h) for r in form.rules if isinstance(r.check, alone) for h in _of(r, sheaf)
    )
    return tuple(_finding(rule, hit, {}) for rule, hit in hits)


def _finding(rule: Rule, hit: Hit, names: Mapping[int, tuple[str, str]]) -> Finding:
    key, field, told = hit
    uid, number = names.get(key, ("", "")) if key is not None else ("", "")
    return Finding(
        level=rule.level,
        household=uid,
        field=field,
        what=str(rule.what) % told if told else str(rule.what),
        fix=str(rule.fix),
        rule=rule.code,
        title=str(rule.title),
        number=number,
        key=None if key == WHOLE else key,
    )


def _hits(sheaf: Sheaf) -> Iterator[tuple[Rule, Hit]]:
    for rule in sheaf.form.rules:
        for hit in _of(rule, sheaf):
            yield rule, hit


def _of(rule: Rule, sheaf: Sheaf) -> Iterable[Hit]:
    look: Callable[[Any, Sheaf], Iterable[Hit]] = _LOOKS[type(rule.check)]
    return look(rule.check, sheaf)


def _begun(sheaf: Sheaf) -> Iterator[tuple[Key, Values]]:
    """Rows that hold something; the unit's own row always counts."""
    for key, values in sheaf.households.items():
        if key is None or is_begun(values):
            yield key, values


def _number(values: Values, field: str) -> float | None:
    """The figure; losses of a kind over all causes are added up under "…_all"."""
    if field.endswith(LOSSES):
        start = field.removesuffix(LOSSES)
        told = [v for code, v in values.items() if code.startswith(f"{start}_")]
        kept = [float(one) for one in told if one is not None]
        return sum(kept) if kept else None
    value = values.get(field)
    return None if value is None else float(value)


def _told(value: float, limit: float) -> dict[str, Any]:
    return {"value": _plain(value), "limit": _plain(limit)}


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _required(check: Required, sheaf: Sheaf) -> Iterator[Hit]:
    for key, values in _begun(sheaf):
        if values.get(check.field) is None:
            yield key, check.field, {}


def _needed(check: NeededWith, sheaf: Sheaf) -> Iterator[Hit]:
    for key, values in _begun(sheaf):
        other = _number(values, check.other)
        if other and values.get(check.field) is None:
            yield key, check.field, _told(0, other)


def _at_most(check: AtMost, sheaf: Sheaf) -> Iterator[Hit]:
    for key, values in _begun(sheaf):
        whole = _number(values, check.whole)
        parts = sum(_number(values, one) or 0 for one in check.parts)
        if whole is not None and parts > whole:
            yield key, check.parts[0], _told(parts, whole)


def _window(check: Window, sheaf: Sheaf) -> Iterator[Hit]:
    for key, values in _begun(sheaf):
        now = _number(values, check.now)
        if now is None:
            continue
        for earlier in sheaf.before[: check.back]:
            before = _number(earlier.get(key, {}), check.before)
            if before is None:
                continue
            came = sum(_number(values, one) or 0 for one in check.plus)
            limit = math.floor((before + came) * (1 + check.share) + check.heads)
            if now > limit:
                yield key, _column(check.now), _told(now, limit)
            break


def _column(field: str) -> str:
    """Where a finding on all causes of loss is shown: its first cause."""
    return field.removesuffix(LOSSES) + "_disaster" if field.endswith(LOSSES) else field


def _outlier(check: Outlier, sheaf: Sheaf) -> Iterator[Hit]:
    rows = [(key, _number(values, check.field)) for key, values in _begun(sheaf)]
    told = {key: math.log1p(value) for key, value in rows if value}
    if len(told) < check.least:
        return
    usual = limits.spread(list(told.values()))
    for key, value in told.items():
        if usual.score(value) > check.limit:
            yield key, check.field, _told(math.expm1(value), 0)


def _heaping(check: Heaping, sheaf: Sheaf) -> Iterator[Hit]:
    told = [
        int(values[field])
        for _key, values in _begun(sheaf)
        for field in check.fields
        if (values.get(field) or 0) >= check.smallest
    ]
    round_ones = sum(1 for one in told if one % 5 == 0)
    if len(told) >= check.least and round_ones > check.share * len(told):
        yield WHOLE, "", {"value": f"{100 * round_ones / len(told):.0f}%"}


def _copied(check: Copied, sheaf: Sheaf) -> Iterator[Hit]:
    if not sheaf.before:
        return
    for key, values in _begun(sheaf):
        last = sheaf.before[0].get(key)
        if last is None:
            continue
        pairs = [(values.get(one), last.get(one)) for one in check.fields]
        some = sum(1 for now, _was in pairs if now) >= check.least
        if some and all(now == was for now, was in pairs):
            yield key, check.fields[0], {}


def _no_row(check: NoRow, sheaf: Sheaf) -> Iterator[Hit]:
    for key in sheaf.expected:
        if not is_begun(sheaf.households.get(key, {})):
            yield key, "", {}


def _off_limits(check: OffLimits, sheaf: Sheaf) -> Iterator[Hit]:
    for key, values in _begun(sheaf):
        for field in check.fields:
            now = _number(values, field)
            told = [_number(one.get(key, {}), field) for one in sheaf.before]
            limit = limits.limit_of(
                [one for one in told if one is not None], limits.DEFAULT
            )
            if now is None or limit is None or limit.holds(now):
                continue
            span = f"{_plain(limit.low)}–{_plain(limit.high)}"
            title = str(sheaf.form.column(field).title)
            yield key, field, {"value": _plain(now), "limit": span, "field": title}


_LOOKS: Final[Mapping[type, Callable[[Any, Sheaf], Iterable[Hit]]]] = {
    Required: _required,
    NeededWith: _needed,
    AtMost: _at_most,
    Window: _window,
    Outlier: _outlier,
    Heaping: _heaping,
    Copied: _copied,
    NoRow: _no_row,
    OffLimits: _off_limits,
}
