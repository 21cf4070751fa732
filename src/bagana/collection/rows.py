"""Rows of a return, whatever its form: read with last year's and limits, written.

A form of households has a row for each household of the bag; a form of the unit has
one row, whose key is "". The rule: docs/rules/collection-round.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.collection import cell_rows, limits, list_rows, livestock_rows
from bagana.collection.form_types import Form, Value
from bagana.collection.forms import form_of, shown
from bagana.collection.limits import Limit
from bagana.collection.models import Return, ReturnState
from bagana.collection.rules import can_fill, can_read_returns
from bagana.privacy.masking import masked_name
from bagana.registers.models import SPECIES, Entry, Household
from bagana.registers.people import private_of
from bagana.registers.rules import can_read, can_see_names
from bagana.web.errors import Conflict, PermissionDenied, Refused

type Values = Mapping[str, Value]
BACK: Final = 5
"""How many counts back the limits look; the rules look back as they say."""
WRITING: Final = (ReturnState.DRAFT, ReturnState.RETURNED)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid.

    `key` is the household's uid ("" for the unit), `label` the head's name as this
    reader may see it, `stamp` changes with the values. `tended` are animals of others
    that the household keeps; they are written on the page of its herd.
    """

    key: str
    label: str
    values: Values
    last_year: Values
    limits: Mapping[str, Limit]
    number: str = ""
    household: int | None = None
    head: int | None = None
    stamp: str = ""
    tended: int = 0
    is_expected: bool = False
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Sheaf:
    """All values of a return at once, by household; None is the unit's own row.

    `before` are earlier counts, newest first.
    """

    form: Form
    households: Mapping[Any, Values]
    before: Sequence[Mapping[Any, Values]] = ()
    expected: frozenset[int] = field(default_factory=frozenset)


class Adapter(Protocol):
    """What a form of households reads and writes through."""

    def households_of(self, returned: Return) -> QuerySet[Household]: ...

    def values_of(
        self, returned: Return, keys: Iterable[int] | None = None
    ) -> dict[int, dict[str, Value]]: ...

    def totals(self, returned: Return) -> dict[str, Value]: ...

    def digest(self, returned: Return) -> str: ...

    def write(
        self,
        *,
        user: Any,
        returned: Return,
        household: Household,
        changes: Values,
        entry: Entry | None,
    ) -> Entry: ...


def _adapter(form: Form) -> Adapter:
    if form.census_kind:
        return livestock_rows
    return list_rows


def form_of_return(returned: Return) -> Form:
    return form_of(returned.round.form)


def columns_of(returned: Return) -> tuple[Any, ...]:
    """The columns that this round asks for."""
    census = returned.round.census
    return form_of_return(returned).asked(extras=bool(census and census.with_extras))


def households_of(returned: Return) -> QuerySet[Household]:
    """Households that this return is about, by number; none for a form of the unit."""
    form = form_of_return(returned)
    if not form.of_households:
        return Household.objects.none()
    return _adapter(form).households_of(returned)


def rows_of(
    returned: Return, user: Any, households: Iterable[Household] | None = None
) -> list[Row]:
    """Rows as the user may read them; of some households only, if they are given.

    The page notes the reading (`Row.head` are the people whose names it shows). Raises
    PermissionDenied for who may not read the bag's register.
    """
    form = form_of_return(returned)
    if not form.of_households:
        if not can_read_returns(user, returned.unit):
            raise PermissionDenied
        return [_unit_row(returned)]
    can_read.require(user, returned.unit)
    if households is None:
        households = households_of(returned).select_related("head")
    chosen = list(households)
    keys = [one.pk for one in chosen]
    values = values_of(returned, keys)
    earlier = before_of(returned, keys)
    bounds = _row_limits(returned, form, earlier, keys)
    expected = expected_of(returned, keys)
    tended = livestock_rows.tended(returned, keys) if form.census_kind else {}
    openly = can_see_names(user, returned.unit)
    return [
        Row(
            key=str(one.uid),
            label=head_name(one, openly=openly),
            values=(mine := values.get(one.pk, {})),
            last_year=next((e[one.pk] for e in earlier if one.pk in e), {}),
            limits=bounds.get(one.pk, {}),
            number=one.number,
            household=one.pk,
            head=one.head_id,
            stamp=stamp_of(form, mine),
            tended=tended.get(one.pk, 0),
            is_expected=one.pk in expected,
            is_begun=is_begun(mine),
        )
        for one in chosen
    ]


def head_name(household: Household, *, openly: bool) -> str:
    """The head's name, masked for who does not keep the register."""
    if household.head is None or household.head.is_restricted:
        return ""
    private = private_of(household.head)
    return private.name if openly else masked_name(private.parent, private.given)


def _unit_row(returned: Return) -> Row:
    form, values = form_of_return(returned), cell_rows.values_of(returned)
    earlier = cell_rows.history(returned)
    bounds = {}
    for column in form.columns:
        told = [one[column.code] for one in earlier if one.get(column.code) is not None]
        if column.is_number and (
            limit := limits.limit_of([float(one) for one in told], limits.DEFAULT)
        ):
            bounds[column.code] = limit
    return Row(
        key="",
        label="",
        values=values,
        last_year=earlier[0] if earlier else {},
        limits=bounds,
        stamp=stamp_of(form, values),
        is_expected=True,
        is_begun=is_begun(values),
    )


def _row_limits(
    returned: Return,
    form: Form,
    earlier: Sequence[Mapping[int, Values]],
    keys: Sequence[int],
) -> dict[int, dict[str, Limit]]:
    """By each household's own counts, and how herds of the bag usually change."""
    if not form.census_kind or not any(earlier):
        return {}
    found: dict[int, dict[str, Limit]] = {key: {} for key in keys}
    for species in SPECIES:
        usual = limits.band(_changes(earlier, species))
        for key in keys:
            told = [one[key].get(species) for one in earlier if key in one]
            history = [float(one) for one in told if one is not None]
            if limit := limits.limit_of(history, usual):
                found[key][species] = limit
    return found


def _changes(
    earlier: Sequence[Mapping[int, Values]], species: str
) -> list[tuple[float, float]]:
    pairs = []
    for after, before in pairwise(earlier):
        for key in after.keys() & before.keys():
            was, now = before[key].get(species), after[key].get(species)
            if was and now:
                pairs.append((float(was), float(now)))
    return pairs


def values_of(
    returned: Return, keys: Iterable[int] | None = None
) -> dict[int, dict[str, Value]]:
    """Values by household; no names, nobody asked: for checks and sums."""
    return _adapter(form_of_return(returned)).values_of(returned, keys)


def before_of(
    returned: Return, keys: Iterable[int]
) -> list[dict[int, dict[str, Value]]]:
    if form_of_return(returned).census_kind:
        return livestock_rows.before(returned, BACK, keys)
    return []


def expected_of(returned: Return, keys: Iterable[int]) -> frozenset[int]:
    """Households that must have a row: herders, and who had animals last time.

    In the year-end list everybody.
    """
    wanted = list(keys)
    if not form_of_return(returned).census_kind:
        return frozenset(wanted)
    herders = Household.objects.filter(pk__in=wanted, is_herder=True)
    found = set(herders.order_by().values_list("pk", flat=True))
    last = livestock_rows.before(returned, 1, wanted)
    for herds in last:
        found |= {
            key for key, one in herds.items() if any(one.get(kind) for kind in SPECIES)
        }
    return frozenset(found)


def sheaf_of(returned: Return) -> Sheaf:
    """Everything that the checks look at, with a fixed number of queries."""
    form = form_of_return(returned)
    if not form.of_households:
        values = cell_rows.values_of(returned)
        earlier = [{None: one} for one in cell_rows.history(returned)]
        return Sheaf(form, {None: values}, earlier)
    keys = list(households_of(returned).values_list("pk", flat=True))
    return Sheaf(
        form,
        values_of(returned, keys),
        before_of(returned, keys),
        expected_of(returned, keys),
    )


def is_begun(values: Values) -> bool:
    return any(one is not None for one in values.values())


def stamp_of(form: Form, values: Values) -> str:
    """What the row held, in twelve letters: two people with one row notice it."""
    told = {one.code: shown(one, values.get(one.code)) for one in form.columns}
    text = json.dumps([code for code in told.items() if code[1]])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def totals_of(returned: Return) -> dict[str, Value]:
    """Sums of the columns; None where nothing is written, which is not nought."""
    form = form_of_return(returned)
    if not form.of_households:
        return cell_rows.values_of(returned)
    return _adapter(form).totals(returned)


def digest_of(returned: Return) -> str:
    """SHA-256 of what is handed in: the step of submitting keeps it."""
    form = form_of_return(returned)
    if not form.of_households:
        return cell_rows.digest(returned)
    return _adapter(form).digest(returned)


def refuse_closed(returned: Return) -> None:
    """Nothing is written above the bag's rung, before the opening, after the close."""
    round = returned.round
    if round.closed_at is not None:
        raise Conflict(_("Энэ цуглуулалт хаагдсан."), _("Аймгийн ажилтнаас асууна уу."))
    if timezone.localdate() < round.opens_on:
        raise Conflict(
            _("Энэ цуглуулалт нээгдэх өдөр: %(day)s.") % {"day": round.opens_on}
        )
    if returned.state not in WRITING:
        raise Conflict(
            _("Илгээсэн мэдээг засахгүй: %(state)s.")
            % {"state": returned.get_state_display()},
            _("Засах шаардлагатай бол сум, аймгаас буцаалгана уу."),
        )


@transaction.atomic
def set_row(
    *,
    user: Any,
    returned: Return,
    household: Household | None,
    values: Values,
    seen: str | Values = "",
    entry: Entry | None = None,
) -> Entry | None:
    """Write the given fields of a row; what is not given stays.

    `seen` is what the writer saw: the stamp of the row, or the values of the fields.
    Where something else stands by now it is a Conflict and nothing is written. `entry`
    joins many rows into one that can be undone. Returns the entry of the journal; None
    when nothing changed, or for the unit's own cells.
    """
    can_fill.require(user, returned.unit)
    row = locked(returned)
    refuse_closed(row)
    form = form_of_return(row)
    asked = {one.code for one in columns_of(row)}
    if unknown := set(values) - asked:
        raise Refused(_("Энэ маягтад ийм талбар алга: %s") % ", ".join(unknown))
    standing = _standing(row, household)
    _refuse_overtaken(form, standing, seen, values)
    changes = {code: one for code, one in values.items() if standing.get(code) != one}
    if not changes:
        return None
    if household is None:
        cell_rows.write(user=user, returned=row, changes=changes)
        return None
    return _adapter(form).write(
        user=user, returned=row, household=household, changes=changes, entry=entry
    )


def _refuse_overtaken(
    form: Form, standing: Values, seen: str | Values, values: Values
) -> None:
    if isinstance(seen, str):
        overtaken = bool(seen) and seen != stamp_of(form, standing)
    else:
        overtaken = any(
            standing.get(code) not in (was, values.get(code))
            for code, was in seen.items()
        )
    if overtaken:
        raise Conflict(
            _("Таныг бичиж байх хооронд өөр хүн энэ мөрийг өөрчилсөн."),
            _("Хоёр утгыг харьцуулаад дахин хадгална уу."),
        )


def locked(returned: Return) -> Return:
    """The return, held by this transaction: the second of two waits."""
    rows = Return.objects.select_for_update(of=("self",))
    return rows.select_related("round__census", "round__period", "unit").get(
        pk=returned.pk
    )


def _standing(returned: Return, household: Household | None) -> Values:
    form = form_of_return(returned)
    if household is None:
        if form.of_households:
            raise Refused(_("Энэ маягтыг өрх бүрээр бөглөнө."))
        return cell_rows.values_of(returned)
    if not households_of(returned).filter(pk=household.pk).exists():
        raise Refused(
            _("Энэ өрх тухайн багийн мэдээнд алга."), _("Бүртгэлээ шалгана уу.")
        )
    return values_of(returned, [household.pk]).get(household.pk, {})
