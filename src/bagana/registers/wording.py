"""What was done, in words: an entry of the journal keeps a key and numbers, no text.

So an entry reads in either language, and can hold nobody's name.
"""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.registers.models import Entry

DONE: Final[dict[str, str | Promise]] = {
    "household_added": _("%(number)s дугаартай өрхийг бүртгэв"),
    "household_changed": _("%(number)s дугаартай өрхийн мэдээллийг засав"),
    "household_closed": _("%(number)s дугаартай өрхийн бүртгэлийг хаав"),
    "person_opening": _("%(number)s дугаартай өрхөд хүн нэмэв"),
    "person_changed": _("%(number)s дугаартай өрхийн хүний мэдээллийг засав"),
    "people_merged": _("%(number)s дугаартай өрхийн давхардсан хүнийг нэгтгэв"),
    "households_merged": _(
        "%(other)s дугаартай давхардсан өрхийг %(number)s дугаартай өрхөд нэгтгэв"
    ),
}
"""`options["done"]` of an entry → words; other parts of the registers add theirs."""


def entry_words(entry: Entry) -> str:
    """What an entry did: its own title, the words of its key, or its kind."""
    words = DONE.get(str(_options(entry).get("done", "")))
    if entry.title or words is None:
        return str(entry)
    try:
        return str(words) % _options(entry)
    except KeyError:
        return str(entry)


def _options(entry: Entry) -> dict[str, Any]:
    return entry.options if isinstance(entry.options, dict) else {}
