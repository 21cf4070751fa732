"""An official's page, naming one, putting right. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions import officials as actions
from bagana.people.forms.posts import OfficialForm
from bagana.people.models import Official
from bagana.people.queries.officials import career
from bagana.people.queries.performance import agreements_for
from bagana.people.rules import is_self, may_change_official
from bagana.people.views.posts_guard import (
    find_official,
    find_unit,
    people_crumbs,
    require_staffer,
    unit_crumbs,
)
from bagana.privacy.reading import note_official
from bagana.privacy.revealing import reveal
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken


@private_page
def official(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Career and what hangs on it; contacts only for a reason, and noted."""
    row = find_official(request, uid)
    holdings = list(career(row, request.user))
    unit = holdings[0].post.unit if holdings else None
    names = names_of({one.post.unit_id for one in holdings}, timezone.localdate())
    may_change = may_change_official(request.user, row)
    shown, asked = _contacts(request, row, unit, may_change)
    context = {
        "official": row,
        "holdings": [(one, names.get(one.post.unit_id, "")) for one in holdings],
        "contacts": shown,
        "reveal": asked,
        "has_contacts": bool(row.sealed),
        "may_change": may_change,
        "agreements": agreements_for(request.user).filter(appointment__official=row),
        "may_see": may_change or is_self(request.user, row),
        "crumbs": official_crumbs(row),
    }
    return render(request, "people/official.html", context)


def _contacts(
    request: HttpRequest, row: Official, unit: Any, may_change: bool
) -> tuple[dict[str, Any], Any]:
    """One's own at once; of others with a reason by who staffs them."""
    if is_self(request.user, row):
        return row.private, None
    if not may_change or unit is None or not row.sealed:
        return {}, None
    asked = reveal(request, unit)
    if not asked.granted:
        return {}, asked
    note_official(
        user=request.user,
        what="official",
        unit=unit,
        reason=asked.reason,
        unmasked=True,
    )
    return row.private, asked


def official_crumbs(row: Official) -> Crumbs:
    last = row.appointments.select_related("post__unit").first()
    return unit_crumbs(last.post.unit) if last else people_crumbs()


@private_page
def official_add(request: HttpRequest, code: str) -> HttpResponse:
    version = find_unit(request, code)
    require_staffer(request, version.unit)
    form = OfficialForm(request.POST or None)
    made: list[Official] = []

    def act() -> None:
        made.append(
            actions.add_official(user=request.user, unit=version.unit, **form.told())
        )

    if taken(request, form, act):
        messages.success(request, _("Ажилтныг бүртгэлээ."))
        return redirect("people:official", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Ажилтан бүртгэх"),
        button=_("Бүртгэх"),
        back=reverse("people:posts", args=[code]),
        crumbs=unit_crumbs(version.unit),
        lead=_(
            "Албан тушаалд байх үед овог, нэр нь нийтэд ил. Дугаар, утас, хаягийг"
            " битүүмжилж хадгална."
        ),
    )


@private_page
def official_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is sealed is shown here to be put right: that is a reading too."""
    row = find_official(request, uid)
    if not may_change_official(request.user, row):
        raise PermissionDenied
    first = {
        name: getattr(row, name)
        for name in ("given_name", "parent_name", "clan_name", "sex")
    }
    if request.method != "POST":
        last = row.appointments.select_related("post__unit").first()
        note_official(
            user=request.user,
            what="official",
            unit=last.post.unit if last else None,
            unmasked=True,
        )
    form = OfficialForm(request.POST or None, initial=first | row.private)
    if row.user_id is not None:
        form.fields["username"].disabled = True
        form.initial["username"] = ""

    def act() -> None:
        actions.change_official(user=request.user, official=row, **form.told())

    if taken(request, form, act):
        messages.success(request, _("Ажилтны мэдээллийг заслаа."))
        return redirect("people:official", uid)
    return form_page(
        request,
        form,
        title=_("Ажилтны мэдээллийг засах"),
        button=_("Хадгалах"),
        back=reverse("people:official", args=[uid]),
        crumbs=official_crumbs(row),
    )
