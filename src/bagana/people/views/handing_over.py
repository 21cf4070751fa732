"""The record of an office handed over: read, added to, marked, signed. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.people.actions import handing_over as actions
from bagana.people.forms.posts import ItemForm
from bagana.people.models import HandoverRecord
from bagana.people.queries.handing_over import is_untouched
from bagana.people.rules import can_staff, is_self
from bagana.people.views.posts_guard import find_record, post_crumbs, unit_name
from bagana.registers.private import private_page
from bagana.web.errors import Refused
from bagana.web.form_pages import form_page, taken


@private_page
def handover(request: HttpRequest, uid: UUID) -> HttpResponse:
    record = find_record(request, uid)
    party = _is_party(request, record)
    context = {
        "record": record,
        "items": record.items.all(),
        "sides": _sides(request, record),
        "unit_name": unit_name(record.post.unit),
        "may_add": party and record.given_at is None,
        "may_mark": party and record.taken_at is None,
        "is_untouched": is_untouched(record),
        "crumbs": post_crumbs(record.post),
    }
    return render(request, "people/handover.html", context)


def _is_party(request: HttpRequest, record: HandoverRecord) -> bool:
    parties = [record.outgoing] + ([record.incoming] if record.incoming else [])
    own = any(is_self(request.user, one.official) for one in parties)
    return own or can_staff(request.user, record.post.unit)


def _sides(request: HttpRequest, record: HandoverRecord) -> list[dict[str, Any]]:
    """Each side, whose name it bears, when signed, whether the reader may sign it."""
    staffs = can_staff(request.user, record.post.unit)
    incoming = record.incoming
    names = {
        "giver": (_("Хүлээлгэн өгсөн"), record.outgoing.official),
        "taker": (_("Хүлээн авсан"), incoming.official if incoming else None),
        "witness": (_("Баталгаажуулсан"), None),
    }
    told = []
    for side, (label, official) in names.items():
        at, by = actions.SIDES[side]
        own = official is not None and is_self(request.user, official)
        ready = side == "giver" or (incoming is not None and record.given_at)
        signed = getattr(record, at)
        told.append(
            {
                "side": side,
                "label": label,
                "official": official,
                "at": signed,
                "by": getattr(record, by),
                "may": signed is None and bool(ready) and (own or staffs),
            }
        )
    return told


@private_page
def item_add(request: HttpRequest, uid: UUID) -> HttpResponse:
    record = find_record(request, uid)
    if not _is_party(request, record) or record.given_at is not None:
        raise Http404
    form = ItemForm(request.POST or None)

    def act() -> None:
        actions.add_item(user=request.user, record=record, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Актад нэмлээ."))
        return redirect("people:handover", uid)
    return form_page(
        request,
        form,
        title=_("Актад мөр нэмэх"),
        button=_("Нэмэх"),
        back=reverse("people:handover", args=[uid]),
        crumbs=post_crumbs(record.post),
    )


@require_POST
@private_page
def items(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All marks of the table in one form; what is not changed stays."""
    record = find_record(request, uid)
    for item in record.items.all():
        state = request.POST.get(f"state-{item.pk}", item.state)
        note = request.POST.get(f"note-{item.pk}", item.note)
        if (state, note) == (item.state, item.note):
            continue
        try:
            actions.mark_item(user=request.user, item=item, state=state, note=note)
        except Refused as refused:
            messages.error(request, f"{item.text}: {refused.reason}")
    return redirect("people:handover", uid)


@require_POST
@private_page
def sign(request: HttpRequest, uid: UUID, side: str) -> HttpResponse:
    record = find_record(request, uid)
    if side not in actions.SIDES:
        raise Http404
    try:
        actions.sign(user=request.user, record=record, side=side)
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}".strip())
    else:
        messages.success(request, _("Гарын үсгийг бүртгэлээ."))
    return redirect("people:handover", uid)
