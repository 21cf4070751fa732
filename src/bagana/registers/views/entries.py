"""The journal of the registers: entries, one entry, undoing it. HTTP only."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.privacy.reading import note_reading
from bagana.privacy.revealing import reveal
from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.actions.journal import later_entries, undo_entry
from bagana.registers.models import Entry, EntryKind
from bagana.registers.private import private_page
from bagana.registers.queries import journal as queries
from bagana.registers.queries.households import names_of
from bagana.registers.showing import showing
from bagana.registers.undoing import may_undo
from bagana.registers.views.guard import (
    bag_crumbs,
    find_entry,
    find_unit,
    register_crumbs,
)
from bagana.registers.wording import count_lines, entry_words
from bagana.territory.queries import find_version
from bagana.web.errors import Refused

PER_PAGE: Final = 50


@private_page
def entries(request: HttpRequest, code: str) -> HttpResponse:
    """Who wrote what into the registers of a unit, newest first; no names."""
    version, today = find_unit(request, code), timezone.localdate()
    kind = request.GET.get("kind", "")
    kind = kind if kind in EntryKind.values else ""
    rows = queries.entries_of(request.user, version.unit, today, kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = names_of({row.unit_id for row in page.object_list}, today)
    is_bag = version.kind.level == BAG_LEVEL
    context = {
        "version": version,
        "page": page,
        "lines": [(row, names.get(row.unit_id, "")) for row in page.object_list],
        "is_bag": is_bag,
        "kinds": EntryKind.choices,
        "kind": kind,
        "crumbs": bag_crumbs(version) if is_bag else register_crumbs(),
    }
    return render(request, "registers/entries.html", context)


@private_page
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what it made, before → after of what it changed, masked."""
    row = find_entry(request, pk)
    asked = reveal(request, row.unit)
    how = showing(request.user, row.unit, revealed=asked.granted)
    changes = queries.changes_of(row, how)
    note_reading(
        user=request.user,
        what="entry",
        unit=row.unit,
        subjects={one.person for one in changes if one.person},
        reason=asked.reason if asked.granted else "",
        unmasked=asked.granted,
    )
    later = [] if row.undone_at else later_entries(row)
    context = {
        "row": row,
        "title": entry_words(row),
        "made": queries.made_by(row),
        "counts": count_lines(row),
        "changes": changes,
        "rest": max(row.revisions.count() - queries.MOST, 0),
        "later": later,
        "may_undo": row.undone_at is None and may_undo(request.user, row),
        "reveal": asked,
        "crumbs": _crumbs(row),
    }
    return render(request, "registers/entry.html", context)


def _crumbs(row: Entry) -> Any:
    version = find_version(row.unit.code, timezone.localdate())
    if version is None:
        return register_crumbs()
    above = bag_crumbs(version) if version.kind.level == BAG_LEVEL else []
    page = reverse("registers:entries", args=[row.unit.code])
    return [*(above or register_crumbs()), (page, _("Бичилтийн түүх"))]


@private_page
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked on the entry's page with a box to tick: nobody undoes by a slip."""
    row = find_entry(request, pk)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Буцаахаа баталгаажуулж тэмдэглэнэ үү."))
        return redirect("registers:entry", pk)
    try:
        undo_entry(user=request.user, entry=row)
    except Refused as refused:
        messages.error(request, " ".join(filter(None, (refused.reason, refused.fix))))
    else:
        messages.success(request, _("Бичилтийг буцаалаа: өмнөх байдал сэргэлээ."))
    return redirect("registers:entry", pk)
