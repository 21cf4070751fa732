"""Possible doubles side by side; told apart or merged. HTTP only."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bagana.privacy.reading import note_reading
from bagana.registers.actions.duplicates import (
    merge_households,
    merge_people,
    tell_apart,
)
from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.actions.people import seen_of
from bagana.registers.models import Household, Person
from bagana.registers.private import private_page
from bagana.registers.queries import duplicates as queries
from bagana.registers.queries.households import homes_found, names_of
from bagana.registers.queries.people import household_private
from bagana.registers.rules import can_keep
from bagana.registers.showing import person_line, showing
from bagana.registers.views.guard import (
    bag_crumbs,
    find_household,
    find_person,
    find_unit,
    register_crumbs,
)
from bagana.web.errors import Refused

PER_PAGE: Final = 10
WHY: Final = {
    queries.SAME_NAME: gettext_lazy("нэр, төрсөн он, хүйс ижил"),
    queries.NEAR_NAME: gettext_lazy("нэр нэг үсгээр зөрсөн"),
    queries.SAME_PARENT: gettext_lazy("эцэг, эхийн нэр ижил"),
    queries.SAME_DAY: gettext_lazy("төрсөн өдөр ижил"),
    queries.SAME_PHONE: gettext_lazy("утас ижил"),
}


@private_page
def duplicates(request: HttpRequest, code: str) -> HttpResponse:
    """Pairs of a unit, likeliest first; names of the shown page only."""
    version, today = find_unit(request, code), timezone.localdate()
    found = queries.candidates(request.user, version.unit, today)
    pairs: list[Any] = [*found.people, *found.households]
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [_pair(request, pair) for pair in list(page.object_list)]
    _note(request, version.unit, page.object_list)
    context = {
        "version": version,
        "page": page,
        "only_whole": found.only_whole,
        "crumbs": bag_crumbs(version)
        if version.kind.level == BAG_LEVEL
        else register_crumbs(),
    }
    return render(request, "registers/duplicates.html", context)


def _pair(request: HttpRequest, pair: Any) -> dict[str, Any]:
    sides = [_side(request, row) for row in (pair.one, pair.other)]
    return {
        "kind": "person" if isinstance(pair.one, Person) else "household",
        "why": [WHY[reason] for reason in WHY if reason in pair.why],
        "sides": sides,
        "may": all(can_keep(request.user, side["row"].unit) for side in sides),
    }


def _side(request: HttpRequest, row: Any) -> dict[str, Any]:
    today = timezone.localdate()
    how = showing(request.user, row.unit)
    told = {
        "row": row,
        "seen": seen_of(row),
        "bag": names_of([row.unit_id], today).get(row.unit_id, row.unit.code),
    }
    if isinstance(row, Person):
        return told | {"line": person_line(row, how, today), "home": row.household}
    head = homes_found(request.user, [row], today)[0].head
    members = row.people.filter(is_present=True).count()
    return told | {
        "head": head,
        "members": members,
        "private": household_private(row, how),
    }


def _note(request: HttpRequest, unit: Any, pairs: Any) -> None:
    people = {
        side["row"].pk if "line" in side else side["row"].head_id
        for pair in pairs
        for side in pair["sides"]
    }
    note_reading(
        user=request.user,
        what="duplicates",
        unit=unit,
        subjects=[key for key in people if key],
    )


@private_page
@require_POST
def settle(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """What was decided of one pair: not the same, or which of the two stays."""
    find_unit(request, code)
    one, other = (
        _row(request, kind, request.POST.get(n, "")) for n in ("one", "other")
    )
    try:
        _settled(request, kind, one, other)
    except Refused as refused:
        messages.error(request, " ".join(filter(None, (refused.reason, refused.fix))))
    return redirect("registers:duplicates", code)


def _settled(request: HttpRequest, kind: str, one: Any, other: Any) -> None:
    asked = request.POST.get("decision", "")
    if asked == "apart":
        tell_apart(user=request.user, one=one, other=other)
        messages.success(request, _("Өөр өөр гэж тэмдэглэлээ; дахин санал болгохгүй."))
        return
    if asked not in ("one", "other"):
        raise Http404
    kept, gone = (one, other) if asked == "one" else (other, one)
    seen = {one.pk: request.POST.get("one_seen", "")}
    seen |= {other.pk: request.POST.get("other_seen", "")}
    merge = merge_people if kind == "person" else merge_households
    entry = merge(
        user=request.user,
        kept=kept,
        gone=gone,
        seen=(seen[kept.pk], seen[gone.pk]),
    )
    messages.success(
        request,
        _("Нэгтгэлээ. Буцаах бол бичилтийн түүхийн №%(number)s бичилтийг буцаана.")
        % {"number": entry.pk},
    )


def _row(request: HttpRequest, kind: str, text: str) -> Person | Household:
    try:
        uid = UUID(text)
    except ValueError:
        raise Http404 from None
    if kind == "person":
        return find_person(request, uid)
    return find_household(request, uid)
