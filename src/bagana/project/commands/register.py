"""bagana register import FILE: households of a whole aimag, all or nothing."""

from __future__ import annotations

import argparse
import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bagana.project.commands.environment import command, find_user, say

if TYPE_CHECKING:
    from bagana.registers.imports.layout import Options
    from bagana.registers.imports.taking import Taken
    from bagana.territory.models import Unit

SHOWN_PROBLEMS = 20
TELL_EVERY = 20_000


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.registers.imports.actions import take_in
    from bagana.registers.imports.taking import sift_file
    from bagana.registers.rules import can_import
    from bagana.web.errors import Refused

    user, file = find_user(options.user), Path(options.file)
    if not file.is_file():
        raise Refused(_("%(file)s файл алга.") % {"file": file})
    unit = _unit(options.unit)
    chosen = _options(options, unit)
    began = time.monotonic()
    if options.dry_run:
        can_import.require(user, unit)
        _tell(sift_file(file, unit, chosen, report=_teller()))
        say(_("Шалгалаа. Юу ч хадгалаагүй."))
        return 0
    # A million short-lived rows and no cycles among them: looking for some takes time.
    gc.disable()
    entry, taken = take_in(
        user=user, unit=unit, source=file, options=chosen, report=_teller()
    )
    _tell(taken)
    say(
        _("%(seconds)s секундэд оруулав: бичилт №%(number)s. Бүртгэлээс буцааж болно.")
        % {"seconds": round(time.monotonic() - began), "number": entry.pk}
    )
    return 0


def _unit(code: str) -> Unit:
    from django.utils.translation import gettext as _

    from bagana.territory.models import Unit
    from bagana.web.errors import Refused

    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("«%(code)s» кодтой нэгж алга.") % {"code": code})
    return found


def _options(options: argparse.Namespace, unit: Unit) -> Options:
    from datetime import date

    from django.utils.translation import gettext as _

    from bagana.registers.imports.layout import Options
    from bagana.registers.imports.mappings import find_mapping
    from bagana.web.errors import Refused

    columns: Any = {}
    values: Any = {}
    if options.mapping:
        mapping = find_mapping(unit, options.mapping)
        columns, values = mapping.columns, mapping.values
    try:
        on = date.fromisoformat(options.on) if options.on else None
    except ValueError as error:
        raise Refused(_("Огноог 2025-12-31 хэлбэрээр бичнэ үү.")) from error
    return Options(options.sheet, columns, values, on)


def _teller() -> Any:
    """Say how far it is once in a while."""
    told = 0

    def report(done: int) -> None:
        nonlocal told
        if done - told >= TELL_EVERY:
            told = done
            say(f"  {done} …")

    return report


def _tell(taken: Taken) -> None:
    """The sum that reconciles, then the refused rows with how to mend them."""
    from django.utils.translation import gettext as _

    words = _(
        "%(read)s уншсан = %(new)s шинэ + %(changed)s өөрчлөгдсөн + %(same)s хэвээр + "
        "%(refused)s татгалзсан"
    )
    say(_("Өрх: ") + words % taken.tally.counts())
    if taken.people.read:
        say(_("Хүн: ") + words % taken.people.counts())
    problems = [*taken.tally.problems, *taken.people.problems]
    for one in problems[:SHOWN_PROBLEMS]:
        # The value may be a name: the terminal shows row and column only.
        place = _("мөр %(row)s, %(column)s") % {"row": one.row, "column": one.column}
        say(f"  {place}: {one.reason} {one.fix}")
    rest = taken.tally.refused + taken.people.refused - SHOWN_PROBLEMS
    if rest > 0:
        say(_("  … өөр %(count)s мөр") % {"count": rest})
