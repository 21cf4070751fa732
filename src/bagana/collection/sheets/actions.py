"""Hand a spreadsheet out, check one that came back, apply it as one entry.

The rule: docs/rules/sheet-round-trip.md.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.collection.form_types import Form, Value
from bagana.collection.forms import shown
from bagana.collection.models import Remark, RemarkKind, Return, Sheet, Submission
from bagana.collection.queries.rounds import names_of
from bagana.collection.rows import (
    columns_of,
    form_of_return,
    locked,
    refuse_closed,
    rows_of,
    set_row,
)
from bagana.collection.rules import can_fill
from bagana.collection.sheets.at_once import write_new_herds
from bagana.collection.sheets.book import Book, write_book
from bagana.collection.sheets.matching import (
    Base,
    Matcher,
    known_households,
    match_sheet,
    rehearse,
)
from bagana.collection.sheets.reading import read_sheet
from bagana.collection.sheets.weighing import MINE, THEIRS, SheetCheck
from bagana.collection.sheets.words import read
from bagana.privacy.reading import note_export, note_reading
from bagana.privacy.sealing import seal, unseal
from bagana.registers.actions.journal import begin
from bagana.registers.models import Entry, EntryKind
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def issue_sheet(*, user: Any, returned: Return) -> bytes:
    """The return as a workbook to fill in; what stood in it is kept, sealed.

    Raises PermissionDenied for who does not fill this bag's return, Conflict when it
    takes nothing any more.
    """
    can_fill.require(user, returned.unit)
    refuse_closed(returned)
    rows = rows_of(returned, user)
    form, token = form_of_return(returned), secrets.token_hex(16)
    names = names_of([returned.unit_id], returned.round.period.end)
    content = write_book(
        Book(
            title=f"{names.get(returned.unit_id, '')} · {returned.round.title}",
            form=form,
            columns=columns_of(returned),
            rows=rows,
            token=token,
            reasons=_reasons(returned),
        )
    )
    issued = {row.key: _snapshot(form, row.values) for row in rows}
    Sheet.objects.create(
        returned=returned,
        token=token,
        issued=seal(issued, bind=f"sheet:{token}"),
        made_by=user,
    )
    heads = [row.head for row in rows if row.head]
    note_reading(user=user, what="sheet", unit=returned.unit, subjects=heads)
    note_export(
        user=user,
        what="sheet",
        unit=returned.unit,
        rows=len(rows),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return content


def _snapshot(form: Form, values: Mapping[str, Value]) -> dict[str, str]:
    told = {one.code: shown(one, values.get(one.code)) for one in form.columns}
    return {code: text for code, text in told.items() if text}


def _reasons(returned: Return) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    remarks = Remark.objects.filter(
        returned=returned, kind=RemarkKind.RETURNED, settled_at__isnull=True
    ).select_related("household")
    for one in remarks:
        key = str(one.household.uid) if one.household else ""
        found.setdefault(key, []).append((one.field, one.text))
    return found


def check_sheet(*, user: Any, returned: Return, content: bytes) -> SheetCheck:
    """Say what taking the sheet in would do; nothing is written.

    Raises Refused for a file that is not a sheet of this return, Conflict when the
    return takes nothing any more, PermissionDenied.
    """
    can_fill.require(user, returned.unit)
    refuse_closed(returned)
    sheet = read_sheet(content, columns_of(returned))
    check, matcher = SheetCheck(), Matcher(returned, user)
    base = _base(returned, sheet.token)
    if not sheet.token:
        check.notes.append(
            _("Хүснэгтийн нууц тэмдэг алга: өөр утгатай нүд бүрийг асууж байна.")
        )
    match_sheet(check, sheet, matcher, base)
    rehearse(check, matcher)
    return check


def _base(returned: Return, token: str) -> Base:
    """What stood in the sheet when it was handed out; {} for a copied one."""
    if not token:
        return {}
    found = Sheet.objects.filter(token=token).select_related("returned").first()
    if found is None:
        raise Refused(
            _("Энэ хүснэгтийг эндээс татаагүй байна."),
            _("Хүснэгтээ энэ хуудаснаас татаж бөглөнө үү."),
            "file",
        )
    if found.returned_id != returned.pk:
        raise Refused(
            _("Энэ файл өөр багийн, эсвэл өөр цуглуулалтын хүснэгт байна."),
            _("Файлаа шалгаад, өөрийн багийн мэдээний хуудаснаас оруулна уу."),
            "file",
        )
    form = form_of_return(returned)
    issued = unseal(found.issued, bind=f"sheet:{token}")
    return {
        key: {
            code: read(form.column(code), text)
            for code, text in cells.items()
            if form.has(code)
        }
        for key, cells in issued.items()
    }


@transaction.atomic
def apply_sheet(
    *,
    user: Any,
    returned: Return,
    check: SheetCheck,
    choices: Mapping[str, str],
    sha256: str = "",
    done: str = "sheet_applied",
) -> Entry | None:
    """Write what the check found, as one entry; None where nothing is to be written.

    `choices` decides every conflict: {"<key>:<field>": "sheet" or "standing"}. Raises
    Refused when one is undecided, Conflict when a row was changed since the check.
    """
    can_fill.require(user, returned.unit)
    rows = _decided(check, choices)
    if not rows:
        return None
    form = form_of_return(returned)
    entry = _entry(user, returned, form, len(rows), sha256, done)
    households = known_households(returned, rows)
    if any(key and key not in households for key in rows):
        raise Conflict(_("Өрх энэ хооронд багаас шилжсэн. Файлаа дахин шалгана уу."))
    written = set()
    if entry is not None:
        refuse_closed(held := locked(returned))
        written = write_new_herds(
            user=user, returned=held, households=households, rows=rows, entry=entry
        )
    for key, values in rows.items():
        if key in written:
            continue
        set_row(
            user=user,
            returned=returned,
            household=households.get(key),
            values=values,
            entry=entry,
        )
    for instance in check.instances:
        Submission.objects.create(
            instance=instance,
            returned=returned,
            unit=returned.unit,
            form=form.code,
            entry=entry,
        )
    return entry


def _decided(
    check: SheetCheck, choices: Mapping[str, str]
) -> dict[str, dict[str, Value]]:
    rows = {key: dict(values) for key, values in check.rows.items()}
    for one in check.conflicts:
        chosen = choices.get(one.choice, "")
        if chosen not in (MINE, THEIRS):
            raise Refused(
                _("%(number)s дугаар өрх, «%(field)s»: аль утгыг авахаа сонгоогүй.")
                % {"number": one.number, "field": one.title},
                _("Зөрсөн нүд бүрд нэг утгыг сонгоно уу."),
                "choices",
            )
        if chosen == MINE:
            rows.setdefault(one.key, {})[one.field] = one.sheet
    return rows


def _entry(
    user: Any, returned: Return, form: Form, rows: int, sha256: str, done: str
) -> Entry | None:
    """One entry of the journal; a form of the unit keeps the history of its cells."""
    if not form.of_households:
        return None
    kind = EntryKind.LIVESTOCK if form.census_kind else EntryKind.HOUSEHOLD
    return begin(
        kind=kind,
        unit=returned.unit,
        user=user,
        sha256=sha256,
        options={"done": done, "rows": rows, "round": returned.round.code},
    )
