"""A whole file: sifted without the lock of the database, then written at once."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import IO, Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.journal import begin
from bagana.registers.imports.judging import Judge, told_rows
from bagana.registers.imports.layout import (
    Layout,
    Options,
    find_layout,
    refuse_incomplete,
    tables_of,
)
from bagana.registers.imports.making import Maker
from bagana.registers.imports.reading import Source
from bagana.registers.imports.sifting import Prepared, Sifter
from bagana.registers.imports.sifting_people import PeopleSifter
from bagana.registers.imports.standing import Standing
from bagana.registers.imports.tally import Tally
from bagana.registers.imports.units import BagFinder
from bagana.registers.imports.values import Choices
from bagana.registers.imports.writing import Writer
from bagana.registers.models import Entry, EntryKind
from bagana.territory.models import Unit
from bagana.territory.queries import below
from bagana.web.errors import Conflict

BATCH: Final = 2000


type Report = Callable[[int], None]


@dataclass(slots=True)
class Taken:
    """What a run over a file found; `layouts` say how its columns were understood."""

    tally: Tally = field(default_factory=Tally)
    people: Tally = field(default_factory=Tally)
    layouts: list[Layout] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        people = {f"people_{name}": one for name, one in self.people.counts().items()}
        return self.tally.counts() | people

    @property
    def to_write(self) -> int:
        return sum(one.new + one.changed for one in (self.tally, self.people))


class Spool:
    """Batches that wait for the writing, in a file without a name that ends with us.

    What identifies people is sealed in them already.
    """

    def __init__(self) -> None:
        # Closed with `close`, or with the process.
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115

    def add(self, prepared: Prepared) -> None:
        pickle.dump(prepared, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Prepared]:
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return

    def close(self) -> None:
        self._file.close()


def sift_file(
    source: Source,
    root: Unit,
    options: Options,
    *,
    spool: Spool | None = None,
    report: Report = lambda _done: None,
) -> Taken:
    """Go through a file and write nothing. Raises Refused when it is not understood."""
    today = timezone.localdate()
    bags = BagFinder(root, today)
    maker, standing = Maker(), Standing(bags.codes.values())
    taken = Taken()
    households, people = tables_of(source, options.sheet)
    sifter: Sifter | None = None
    for table, form in ((households, "households"), (people, "people")):
        if table is None:
            continue
        columns = options.columns if form == "households" else {}
        layout = find_layout(table, form, columns)
        refuse_incomplete(layout, one_bag=bags.only is not None)
        taken.layouts.append(layout)
        judge = Judge(
            layout.places,
            layout.headings,
            bags,
            Choices(options.values),
            today,
            is_people=form == "people",
        )
        if sifter is None:
            sifter = Sifter(judge, standing, maker, taken.tally)
        else:
            sifter = PeopleSifter(sifter, judge, standing, maker, taken.people)
        _run(layout, sifter, spool, report)
    return taken


def _run(layout: Layout, sifter: Sifter, spool: Spool | None, report: Report) -> None:
    rows = enumerate(layout.table.rows(), start=1)
    body = ((line, row) for line, row in rows if line > layout.header)
    for told in batched(told_rows(sifter.judge, body, sifter.tally), BATCH):
        prepared = sifter.batch(told)
        if spool is not None:
            spool.add(prepared)
        report(sifter.tally.read)


@transaction.atomic
def write_all(
    *,
    user: Any,
    root: Unit,
    spool: Spool,
    taken: Taken,
    on: date,
    sha256: str,
    newest: int,
) -> Entry:
    """One transaction, one entry: all or nothing.

    Raises Conflict where somebody wrote into the register meanwhile.
    """
    _refuse_overtaken(root, newest)
    counts = taken.counts()
    entry = begin(
        kind=EntryKind.IMPORT,
        unit=root,
        user=user,
        sha256=sha256,
        counts=counts,
        options={"done": "imported", "on": on.isoformat(), **counts},
    )
    writer = Writer(entry, on)
    try:
        for prepared in spool:
            writer.write(prepared)
    except IntegrityError as error:
        raise _overtaken() from error
    if writer.made_sections:
        entry.options["sections"] = writer.made_sections
        entry.save(update_fields=["options"])
    return entry


def newest_entry(root: Unit) -> int:
    """The last writing into the registers of the unit: a check was made against it."""
    units = below(root, timezone.localdate()).values("unit")
    found = Entry.objects.filter(unit__in=units).order_by("-id")
    return found.values_list("pk", flat=True).first() or 0


def _refuse_overtaken(root: Unit, newest: int) -> None:
    if newest_entry(root) != newest:
        raise _overtaken()


def _overtaken() -> Conflict:
    return Conflict(
        _("Шалгаж байх хооронд бүртгэлд өөр бичилт орсон тул юу ч хадгалсангүй."),
        _("Дахин шалгаж, хэрэгжүүлнэ үү."),
    )


def shrink_log() -> None:
    """Give back the space that SQLite's log of one large transaction took."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
