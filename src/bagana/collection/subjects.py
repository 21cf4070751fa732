"""What collection keeps of a person: recounts of the household one heads, and what was
said of the household's rows when they were checked."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.collection.livestock_forms import NAMES
from bagana.collection.models import Remark, SampleItem
from bagana.privacy.subjects import Line, Source, register_subject


def _items(person_id: int) -> QuerySet[SampleItem]:
    rows = SampleItem.objects.filter(household__head=person_id)
    return rows.select_related("sample__round").order_by("id")


def recounts_of(person_id: int) -> list[Line]:
    """Both counts of each household, by the round."""
    found: list[Line] = []
    for item in _items(person_id):
        title = item.sample.round.title
        found.append((_("%(round)s: мэдээлсэн") % {"round": title},
                      _heads(item.reported)))  # fmt: skip
        if item.found is not None:
            found.append((_("%(round)s: давтан тоолсон") % {"round": title},
                          _heads(item.found)))  # fmt: skip
        if item.note:
            found.append((_("Давтан тооллогын тэмдэглэл"), item.note))
    return found


def _heads(counts: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {counts[code]}"
        for code, name in NAMES.items()
        if counts.get(code) is not None
    )


def erase_notes(person_id: int, entry: Any) -> None:
    """Heads stay as what was counted; words that might name somebody go."""
    keys = list(_items(person_id).values_list("pk", flat=True))
    SampleItem.objects.filter(pk__in=keys).update(note="")
    SampleItem.history.filter(id__in=keys).update(note="")


def _remarks(person_id: int) -> QuerySet[Remark]:
    about = Q(household__people=person_id) | Q(household__head=person_id)
    rows = Remark.objects.filter(about).select_related("returned__round")
    return rows.distinct().order_by("id")


def remarks_of(person_id: int) -> list[Line]:
    """Words, and the name of a file; a copy of the file itself is asked of the bag."""
    return [
        (
            f"{row.returned.round.title}, {row.get_kind_display()}",
            ", ".join(filter(None, (row.text, row.file_name))),
        )
        for row in _remarks(person_id).defer("sealed_file")
        if row.sealed or row.file_name
    ]


def erase_remarks(person_id: int, entry: Any) -> None:
    """Who said it, when, and of which field stays; words and file go."""
    keys = list(_remarks(person_id).values_list("pk", flat=True))
    gone = {"sealed": b"", "sealed_file": b"", "file_name": ""}
    Remark.objects.filter(pk__in=keys).update(**gone)


register_subject(
    Source(
        "remark",
        gettext_lazy("Мэдээний тайлбар, баримт"),
        remarks_of,
        erase=erase_remarks,
    )
)
register_subject(
    Source(
        "recount",
        gettext_lazy("Давтан тооллого"),
        recounts_of,
        erase=erase_notes,
    )
)
