"""What every office page of a selection begins with, and what stands around it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.programme.views.guard import form_page
from bagana.ranking import rules
from bagana.ranking.actions.selection_steps import require_state
from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.queries.public_selection import LISTED
from bagana.ranking.queries.selection import find_selection
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, taken

__all__ = [
    "around",
    "crumbs",
    "find",
    "find_results",
    "form_page",
    "must",
    "only_now",
    "page_of",
    "sees_results",
    "taken",
]

RESULTS = ("index", "visits", "list")
"""Parts that tell who stands where before the list does."""
PARTS = ("gates", "index", "recheck", "members", "visits", "list", "awards")


def find(request: HttpRequest, code: str) -> Selection:
    """The selection, for whoever holds any role or is a member of its group."""
    found = find_selection(code)
    if found is None:
        raise Http404
    is_member = found.members.filter(user=request.user.pk or 0).exists()
    if not has_any_role(request.user) and not is_member:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def only_now(
    request: HttpRequest, selection: Selection, *states: SelectionState
) -> None:
    """Open no empty form for a step whose time is past or has not come.

    What was sent is left to the action, which refuses it without losing a word.
    """
    if request.method != "POST":
        require_state(selection, *states)


def sees_results(request: HttpRequest, selection: Selection) -> bool:
    """Ranks and visits: after the list everybody; before it who makes it.

    A governor whose bag is judged, or an officer of another aimag, waits for the list.
    """
    run, user = selection.run, request.user
    if selection.state in LISTED or run is None or run.computed_at is None:
        return True
    if rules.can_conduct(user, selection) or rules.can_check(user, selection):
        return True
    present = selection.members.filter(user=user.pk or 0, left_on__isnull=True)
    return present.exists()


def find_results(request: HttpRequest, code: str) -> Selection:
    """The selection on a page that tells who stands where."""
    found = find(request, code)
    if not sees_results(request, found):
        raise PermissionDenied(
            _("Жагсаалт нийтлэгдэх хүртэл дүнг зөвхөн явуулж, шалгаж байгаа хүн үзнэ.")
        )
    return found


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Энэ үйлдлийг хийх эрх танд алга."))


def page_of(selection: Selection, part: str = "") -> str:
    """The address of a part of a selection; of its objections too."""
    if part == "objections":
        return reverse("ranking:objections") + f"?selection={selection.code}"
    name = f"ranking:selection_{part}" if part else "ranking:selection"
    return reverse(name, args=[selection.code])


def crumbs(selection: Selection, part: str = "") -> Crumbs:
    found = [(reverse("ranking:selections"), _("Шалгаруулалт"))]
    found.append((page_of(selection), selection.title))
    if part:
        found.append((page_of(selection, part), str(part_names()[part])))
    return found


def part_names() -> dict[str, str]:
    return {
        "gates": _("Болзол"),
        "index": _("Индекс"),
        "recheck": _("Давтан шалгалт"),
        "members": _("Ажлын хэсэг"),
        "visits": _("Үзлэг"),
        "list": _("Урьдчилсан жагсаалт"),
        "awards": _("Шагнал, дэмжлэг"),
    }


def around(
    request: HttpRequest, selection: Selection, part: str = ""
) -> dict[str, Any]:
    """The frame of every page: links to the parts, and what the reader may do."""
    names = part_names()
    hidden = () if sees_results(request, selection) else RESULTS
    shown = [one for one in PARTS if one not in hidden]
    return {
        "selection": selection,
        "part": part,
        "part_name": names.get(part, ""),
        "parts": [(one, names[one], page_of(selection, one)) for one in shown],
        "crumbs": crumbs(selection),
        "may_conduct": rules.can_conduct(request.user, selection),
        "may_check": rules.can_check(request.user, selection),
    }
