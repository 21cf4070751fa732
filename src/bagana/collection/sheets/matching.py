"""Rows that came back, put to the rows of the return and weighed cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.collection.form_types import Column, Value
from bagana.collection.models import Cell, Return
from bagana.collection.rows import Row, columns_of, households_of, rows_of, set_row
from bagana.collection.sheets.at_once import plainly_sound
from bagana.collection.sheets.reading import KEY, NUMBER, Sheet
from bagana.collection.sheets.weighing import Clash, Problem, SheetCheck, tally
from bagana.collection.sheets.words import read
from bagana.registers.imports.standing import number_key
from bagana.registers.imports.values import text_of
from bagana.registers.models import Entry, Household, LivestockCount, Revision
from bagana.web.errors import Refused

TOTALS: Final = ("нийт", "total")

type Told = Mapping[str, Value]
type Base = Mapping[str, Mapping[str, Value]]


class Matcher:
    """The rows of a return as they stand, found by key or by household number."""

    def __init__(self, returned: Return, user: Any) -> None:
        self.returned = returned
        self.user = user
        self.columns: dict[str, Column] = {
            one.code: one for one in columns_of(returned)
        }
        self.rows = {row.key: row for row in rows_of(returned, user)}
        self._numbers = {number_key(row.number): row for row in self.rows.values()}
        self.seen: dict[str, int] = {}

    def find(self, key: str, number: str) -> Row:
        """Raises Refused where the return has no such row."""
        if not key and not number and "" in self.rows:
            return self.rows[""]
        row = self.rows.get(key) if key else self._numbers.get(number_key(number))
        if row is None:
            raise Refused(
                _("Ийм өрх энэ багийн мэдээнд алга."),
                _("Өрхийг эхлээд бүртгэлд нэмж, дараа нь оруулна уу."),
                NUMBER,
            )
        return row

    def once(self, row: Row, line: int) -> None:
        first = self.seen.setdefault(row.key, line)
        if first != line:
            raise Refused(
                _("Энэ өрх %(line)s дугаар мөрөнд аль хэдийн байна.") % {"line": first},
                _("Нэгийг нь үлдээж, нөгөөг нь устгана уу."),
                NUMBER,
            )


def match_sheet(check: SheetCheck, sheet: Sheet, matcher: Matcher, base: Base) -> None:
    """Every row of the sheet into the check."""
    names = [name for name in sheet.places if name in matcher.columns]
    for line, cells in sheet.rows:
        if _says_nothing(sheet, cells):
            continue
        try:
            row = matcher.find(_text(sheet, cells, KEY), _text(sheet, cells, NUMBER))
            matcher.once(row, line)
        except Refused as refused:
            filled = sum(1 for name in names if _text(sheet, cells, name))
            told = _text(sheet, cells, NUMBER)
            place = Problem(
                line, sheet.heading(NUMBER), told, refused.reason, refused.fix
            )
            if filled:
                check.refuse(place, filled)
            continue
        told_cells = dict(_cells(check, sheet, line, cells, names, matcher))
        weigh_row(check, row, told_cells, base.get(row.key), matcher)


def _says_nothing(sheet: Sheet, cells: Sequence[Any]) -> bool:
    """An empty row, the heading, or the row of sums."""
    texts = [text_of(cell) for cell in cells]
    told = [text for text in texts if text]
    if not told or any(text.casefold() in TOTALS for text in told[:2]):
        return True
    return [" ".join(text.split()) for text in texts] == list(
        sheet.headings[: len(texts)]
    )


def _text(sheet: Sheet, cells: Sequence[Any], name: str) -> str:
    index = sheet.places.get(name)
    return "" if index is None or index >= len(cells) else text_of(cells[index])


def _cells(
    check: SheetCheck,
    sheet: Sheet,
    line: int,
    cells: Sequence[Any],
    names: Iterable[str],
    matcher: Matcher,
) -> Iterator[tuple[str, Value]]:
    for name in names:
        index = sheet.places[name]
        cell = cells[index] if index < len(cells) else ""
        try:
            yield name, read(matcher.columns[name], cell)
        except Refused as refused:
            text = text_of(cell)[:60]
            heading = sheet.heading(name) or str(matcher.columns[name].title)
            check.refuse(Problem(line, heading, text, refused.reason, refused.fix))


def weigh_row(
    check: SheetCheck,
    row: Row,
    cells: Told,
    base: Told | None,
    matcher: Matcher,
) -> None:
    """One row into the check; what cannot be decided becomes a conflict."""
    check.numbers[row.key] = row.number
    clashes = list(tally(check, row.key, cells, base, row.values))
    who = who_wrote(matcher.returned, row) if clashes else ""
    for name in clashes:
        check.conflicts.append(
            Clash(
                key=row.key,
                number=row.number,
                label=row.label,
                field=name,
                title=str(matcher.columns[name].title),
                sheet=cells[name],
                standing=row.values.get(name),
                who=who,
            )
        )


def who_wrote(returned: Return, row: Row) -> str:
    """Who wrote last what stands in the row."""
    if row.household is None:
        cell = Cell.objects.filter(returned=returned).order_by("-changed_at").first()
        return cell.changed_by.display_name if cell and cell.changed_by else ""
    tables = {"household": [row.household]}
    if returned.round.census_id:
        counts = LivestockCount.objects.filter(
            census=returned.round.census_id, keeper=row.household
        )
        tables = {"livestockcount": list(counts.values_list("pk", flat=True))}
        made = list(counts.values_list("entry", flat=True))
    else:
        made = list(
            Household.objects.filter(pk=row.household).values_list("entry", flat=True)
        )
    for table, keys in tables.items():
        kept = Revision.objects.filter(table=table, row__in=keys)
        made += list(kept.values_list("entry", flat=True))
    last = Entry.objects.filter(pk__in=made).order_by("-id").first()
    return last.made_by.display_name if last and last.made_by else ""


class _RolledBackError(Exception):
    """Ends a rehearsal: nothing of it is kept."""


def rehearse(check: SheetCheck, matcher: Matcher) -> None:
    """Write rows and take it all back: what an action refuses is told now.

    A row of which that is known beforehand is not written.
    """
    households = known_households(matcher.returned, check.rows)
    sound = plainly_sound(matcher.user, matcher.returned, households, check.rows)
    try:
        with transaction.atomic():
            for key in [one for one in check.rows if one not in sound]:
                _rehearse_row(check, matcher, key, households.get(key))
            raise _RolledBackError
    except _RolledBackError:
        return


def _rehearse_row(
    check: SheetCheck, matcher: Matcher, key: str, household: Household | None
) -> None:
    row = matcher.rows[key]
    try:
        with transaction.atomic():
            set_row(
                user=matcher.user,
                returned=matcher.returned,
                household=household,
                values=check.rows[key],
            )
    except Refused as refused:
        cells = check.withdraw(key, row.values)
        column = matcher.columns.get(refused.field)
        check.refuse(
            Problem(
                matcher.seen.get(key, 0),
                str(column.title) if column else "",
                row.number,
                refused.reason,
                refused.fix,
            ),
            cells,
        )


def known_households(returned: Return, keys: Iterable[str]) -> dict[str, Household]:
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    found = households_of(returned).filter(uid__in=wanted)
    return {str(one.uid): one for one in found}
