"""What of a measure a table changes, in the words of its headings."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bagana.programme.table.columns import BY_KEY

_FIELDS = {"phase_id": "phase", "office_id": "office"}


def part_words(parts: Iterable[str]) -> list[str]:
    """Headings of the changed columns; many columns of targets or money are one."""
    found = []
    for part in parts:
        key = _FIELDS.get(part, part)
        if key == "targets":
            found.append(_("Зорилтот түвшин"))
        elif key == "money":
            found.append(_("Хөрөнгө"))
        else:
            found.append(BY_KEY[key].heading)
    return found
