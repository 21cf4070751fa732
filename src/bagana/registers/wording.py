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
    "person_erased": _("Иргэний хүсэлт, хадгалах хугацаагаар хүнийг нэргүй болгов"),
    "people_merged": _("%(number)s дугаартай өрхийн давхардсан хүнийг нэгтгэв"),
    "households_merged": _(
        "%(other)s дугаартай давхардсан өрхийг %(number)s дугаартай өрхөд нэгтгэв"
    ),
    "person_birth": _("%(number)s дугаартай өрхөд төрсөн хүүхдийг бүртгэв"),
    "person_death": _("%(number)s дугаартай өрхийн нас баралтыг бүртгэв"),
    "person_move_in": _("%(number)s дугаартай өрхөд шилжиж ирснийг бүртгэв"),
    "person_move_out": _("%(number)s дугаартай өрхөөс шилжиж явсныг бүртгэв"),
    "person_temporary_in": _("%(number)s дугаартай өрхөд түр оршин суугчийг бүртгэв"),
    "person_temporary_out": _("%(number)s дугаартай өрхийн түр оршин суугч явав"),
    "person_corrected_in": _("%(number)s дугаартай өрхөд орхигдсон хүнийг нэмэв"),
    "person_corrected_out": _("%(number)s дугаартай өрхөөс илүү хүнийг хасав"),
    "person_changed_household": _(
        "Хүнийг %(number)s дугаартай өрхөөс %(other)s дугаартай өрхөд шилжүүлэв"
    ),
    "household_moved": _("%(number)s дугаартай өрх бүтнээрээ нүүв"),
    "household_received": _("%(number)s дугаартай өрхийг шилжүүлж авав"),
    "household_split": _("%(number)s дугаартай өрхөөс %(other)s дугаартайг тусгаарлав"),
    "household_merged": _(
        "%(other)s дугаартай өрхийг %(number)s дугаартай өрхөд нэгтгэв"
    ),
    "livestock_counted": _("%(number)s дугаартай өрхийн малыг тоолов (%(census)s)"),
    "livestock_removed": _(
        "%(number)s дугаартай өрхийн малын мөрийг хасав (%(census)s)"
    ),
    "livestock_losses": _("%(number)s дугаартай өрхийн хорогдлыг бичив (%(census)s)"),
    "livestock_extras": _(
        "%(number)s дугаартай өрхийн худаг, хашаа, тэжээлийг бичив (%(census)s)"
    ),
    "asset_added": _("Албаны хөрөнгө бүртгэв (%(code)s)"),
    "asset_changed": _("Албаны хөрөнгийн бичилтийг засав (%(code)s)"),
    "asset_written_off": _("Албаны хөрөнгийг данснаас хасав (%(code)s)"),
    "imported": _("Файлаас %(new)s өрх шинээр оруулж, %(changed)s өрхийг засав"),
    "sheet_applied": _("Хүснэгтээс мэдээний %(rows)s мөрийг оруулав"),
    "submissions_applied": _("Утсаар бөглөсөн %(rows)s маягтыг оруулав"),
    "household_redrawn": _("Нэгжийн өөрчлөлтөөр %(households)s өрхийг шилжүүлэв"),
}
"""`options["done"]` of an entry → words; other parts of the registers add theirs."""


COUNTED: Final[dict[str, str | Promise]] = {
    "read": _("уншсан мөр"),
    "new": _("шинэ өрх"),
    "people": _("хүн"),
    "changed": _("өөрчилсөн"),
    "same": _("өөрчлөлтгүй"),
    "refused": _("татгалзсан"),
    "households": _("өрх"),
}
"""Keys of an entry's `counts` that a page shows."""

TABLES: Final[dict[str, str | Promise]] = {
    "event": _("Үйл явдал"),
    "residence": _("Оршин суусан хугацаа"),
    "camp": _("Улирлын нутаг"),
    "herdloss": _("Малын хорогдол"),
    "livestockextra": _("Худаг, хашаа, тэжээл"),
    "livestockcount": _("Малын тоо"),
    "asset": _("Хөрөнгө"),
    "person": _("Хүн"),
    "stay": _("Өрхийн харьяалал"),
    "household": _("Өрх"),
}


def table_words(table: str) -> str:
    return str(TABLES.get(table, table))


def count_lines(entry: Entry) -> list[tuple[str, Any]]:
    """What an entry counted, in the order of COUNTED."""
    counts = entry.counts if isinstance(entry.counts, dict) else {}
    return [(str(word), counts[key]) for key, word in COUNTED.items() if key in counts]


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
