"""What every office page of a selection begins with, and what stands around it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.programme.views.guard import Crumbs, form_page, taken
from bagana.ranking import rules
from bagana.ranking.models import Selection
from bagana.ranking.queries.selection import find_selection
from bagana.web.errors import PermissionDenied

__all__ = ["around", "crumbs", "find", "form_page", "must", "page_of", "taken"]

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
    return {
        "selection": selection,
        "part": part,
        "part_name": names.get(part, ""),
        "parts": [(one, names[one], page_of(selection, one)) for one in PARTS],
        "crumbs": crumbs(selection),
        "may_conduct": rules.can_conduct(request.user, selection),
        "may_check": rules.can_check(request.user, selection),
    }
