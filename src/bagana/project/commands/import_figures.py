"""bagana import FILE | nso TABLE: check, say what would happen, apply if asked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bagana.project.commands.environment import command, find_user, say, split_list

if TYPE_CHECKING:
    from bagana.accounts.models import User
    from bagana.indicators.models import ImportBatch
    from bagana.indicators.nso.mappings import TableMapping

SHOWN_PROBLEMS = 20


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.indicators.imports import apply_batch

    user = find_user(options.user)
    batch = _from_nso(options, user) if _is_nso(options) else _from_file(options, user)
    _tell(batch)
    if not options.apply:
        say(_("Хэрэгжүүлэх бол --apply нэмж ажиллуулна уу, эсвэл хуудаснаас."))
        return 0
    batch = apply_batch(user=user, batch=batch)
    say(_("Ноорог болгон оруулав: импорт %(number)s.") % {"number": batch.pk})
    return 0


def _is_nso(options: argparse.Namespace) -> bool:
    return bool(options.source == "nso")


def _from_file(options: argparse.Namespace, user: User) -> ImportBatch:
    from django.utils.translation import gettext as _

    from bagana.indicators.imports import Options, check_file
    from bagana.web.errors import Refused

    file = Path(options.source)
    if not file.is_file():
        raise Refused(_("%(file)s файл алга.") % {"file": file})
    return check_file(
        user=user,
        name=file.name,
        content=file.read_bytes(),
        options=Options(
            indicator=options.indicator,
            period=options.period,
            source=options.source_code,
        ),
    )


def _from_nso(options: argparse.Namespace, user: User) -> ImportBatch:
    from django.utils.translation import gettext as _

    from bagana.indicators.nso.actions import import_table
    from bagana.web.errors import Refused

    units, years = split_list(options.units), split_list(options.year)
    if not options.table or not units:
        raise Refused(
            _("Хүснэгтийн код, нэгжийн код хоёулаа хэрэгтэй."),
            "bagana import nso DT_NSO_1001_021V1 --units 43",
        )
    if not all(year.isdigit() for year in years):
        raise Refused(_("Жилийг дөрвөн оронтой тоогоор, таслалаар бичнэ үү."))
    return import_table(
        user=user,
        table=options.table,
        units=units,
        years=[int(year) for year in years] or None,
        mapping=_mapping(options.mapping) if options.mapping else None,
    )


def _mapping(name: str) -> TableMapping:
    from django.utils.translation import gettext as _

    from bagana.indicators.nso.mappings import read_mapping
    from bagana.web.errors import Refused

    try:
        return read_mapping(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("%(file)s файлыг уншиж чадсангүй.") % {"file": name}) from error


def _tell(batch: ImportBatch) -> None:
    """The sum that reconciles, then the refused rows with how to mend them."""
    from django.utils.translation import gettext as _

    from bagana.indicators.problems import Problem

    say(
        _(
            "%(read)s уншсан = %(new)s шинэ + %(changed)s өөрчлөгдсөн + "
            "%(same)s хэвээр + %(refused)s татгалзсан; %(empty)s хоосон"
        )
        % batch.counts
    )
    for stored in batch.problems[:SHOWN_PROBLEMS]:
        problem = Problem.restored(stored)
        place = _("мөр %(row)s, %(column)s «%(value)s»") % stored
        say(f"  {place}: {problem.reason} {problem.fix}")
    rest = len(batch.problems) - SHOWN_PROBLEMS
    if rest > 0:
        say(_("  … өөр %(count)s мөр: хуудаснаас бүгдийг үзнэ.") % {"count": rest})
