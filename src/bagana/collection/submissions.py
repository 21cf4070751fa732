"""Forms filled on phones, weighed against the rows of a return.

The identity of an instance is kept, so that the same submission twice changes nothing.
The rule: docs/rules/odk.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

from bagana.collection.models import Return, Submission
from bagana.collection.rows import refuse_closed
from bagana.collection.rules import can_fill
from bagana.collection.sheets.matching import Matcher, rehearse, weigh_row
from bagana.collection.sheets.weighing import Problem, SheetCheck
from bagana.collection.sheets.words import read
from bagana.registers.imports.submissions import Filled, read_submissions
from bagana.registers.imports.values import text_of
from bagana.web.errors import Refused


def check_submissions(*, user: Any, returned: Return, content: bytes) -> SheetCheck:
    """Say what taking submissions into a return would do; nothing is written.

    Raises Refused for a file that holds none, Conflict when the return takes nothing
    any more, PermissionDenied.
    """
    can_fill.require(user, returned.unit)
    refuse_closed(returned)
    every = read_submissions(content)
    check, matcher = SheetCheck(), Matcher(returned, user)
    known = _known(returned, [one.instance for one in every])
    for one in every:
        _match(check, matcher, one, known)
    again = len(known)
    if again:
        check.notes.append(
            ngettext(
                "%(count)s маягтыг өмнө нь авсан тул дахин тооцсонгүй.",
                "%(count)s маягтыг өмнө нь авсан тул дахин тооцсонгүй.",
                again,
            )
            % {"count": again}
        )
    rehearse(check, matcher)
    return check


def _known(returned: Return, instances: Sequence[str]) -> set[str]:
    """Those that were taken into the return, and whose entry still stands."""
    found = Submission.objects.filter(
        returned=returned, instance__in=[one for one in instances if one]
    ).exclude(entry__undone_at__isnull=False)
    return set(found.values_list("instance", flat=True))


def _match(check: SheetCheck, matcher: Matcher, one: Filled, known: set[str]) -> None:
    told = {name: one.fields[name] for name in matcher.columns if name in one.fields}
    filled = [name for name, cell in told.items() if text_of(cell)]
    if one.instance in known:
        check.read += len(filled)
        check.same += len(filled)
        return
    number = text_of(one.fields.get("number", ""))
    try:
        row = matcher.find("", number)
        matcher.once(row, one.line)
    except Refused as refused:
        place = Problem(one.line, "number", number, refused.reason, refused.fix)
        check.refuse(place, max(len(filled), 1))
        return
    values = {}
    for name in filled:
        try:
            values[name] = read(matcher.columns[name], told[name])
        except Refused as refused:
            text = text_of(told[name])[:60]
            check.refuse(Problem(one.line, name, text, refused.reason, refused.fix))
    weigh_row(check, row, values, None, matcher)
    if one.instance:
        check.instances[one.instance] = row.key
