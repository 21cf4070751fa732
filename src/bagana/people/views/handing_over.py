"""The record of an office handed over: read, added to, marked, signed. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bagana.acts import scans
from bagana.people.actions import handing_over as actions
from bagana.people.forms.handing_over import PaperForm
from bagana.people.forms.posts import ItemForm
from bagana.people.models import HandoverRecord, Official
from bagana.people.queries.handing_over import (
    ON_PAPER,
    SIDES,
    is_from_paper,
    is_untouched,
)
from bagana.people.rules import can_staff, is_self
from bagana.people.views.posts_guard import find_record, post_crumbs, unit_name
from bagana.registers.private import private_page
from bagana.web.errors import PermissionDenied, Refused
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
        "may_print": party,
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
    """Each side: whose name it bears, how it signed, what the reader may do of it."""
    incoming = record.incoming
    names = {
        "giver": (_("Хүлээлгэн өгсөн"), record.outgoing.official),
        "taker": (_("Хүлээн авсан"), incoming.official if incoming else None),
        "witness": (_("Баталгаажуулсан"), None),
    }
    return [
        {
            "side": side,
            "label": label,
            "official": official,
            "at": getattr(record, SIDES[side][0]),
            "by": getattr(record, SIDES[side][1]),
            **_paper_of(record, side),
            **_may(request, record, side, official),
        }
        for side, (label, official) in names.items()
    ]


def _paper_of(record: HandoverRecord, side: str) -> dict[str, Any]:
    if not is_from_paper(record, side):
        return {}
    scan, why = (getattr(record, name) for name in ON_PAPER[side])
    return {"is_from_paper": True, "scan": scan, "why": why}


def _may(
    request: HttpRequest, record: HandoverRecord, side: str, official: Official | None
) -> dict[str, bool]:
    """Sign for oneself, or enter what another has signed on paper."""
    at, staffs = SIDES[side][0], can_staff(request.user, record.post.unit)
    is_ready = side == "giver" or bool(record.incoming and record.given_at)
    if getattr(record, at) is not None or not is_ready:
        return {}
    if side == "witness":
        parties = filter(None, (record.outgoing, record.incoming))
        own = any(is_self(request.user, one.official) for one in parties)
        return {"may_sign": staffs and not own}
    own = official is not None and is_self(request.user, official)
    return {"may_sign": own, "may_enter": staffs and not own}


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
    if side not in SIDES:
        raise Http404
    try:
        actions.sign(user=request.user, record=record, side=side)
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}".strip())
    else:
        messages.success(request, _("Гарын үсгийг бүртгэлээ."))
    return redirect("people:handover", uid)


@private_page
def paper(request: HttpRequest, uid: UUID, side: str) -> HttpResponse:
    """Enter what giver or taker has signed on paper."""
    record = find_record(request, uid)
    if side not in ON_PAPER:
        raise Http404
    if not can_staff(request.user, record.post.unit):
        raise PermissionDenied(_("Ажилтны томилгоог сум, аймгийн ажилтан бүртгэнэ."))
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> None:
        actions.enter_signature(
            user=request.user, record=record, side=side, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Гарын үсгийг бүртгэлээ."))
        return redirect("people:handover", uid)
    return form_page(
        request,
        form,
        title=_("Цаасан дээр зурсан гарын үсгийг бүртгэх"),
        button=_("Бүртгэх"),
        back=reverse("people:handover", args=[uid]),
        crumbs=post_crumbs(record.post),
        lead=_("Актад таны нэр «цааснаас бүртгэсэн» гэж үлдэнэ."),
    )


@never_cache
@login_required
def scan(request: HttpRequest, uid: UUID, side: str) -> HttpResponseBase:
    """The picture of the paper, to who reads the record; a file to keep."""
    record = find_record(request, uid)
    file = getattr(record, ON_PAPER[side][0]) if side in ON_PAPER else None
    ending = (file.name or "").rpartition(".")[2] if file else ""
    if file is None or ending not in scans.TYPES:
        raise Http404
    try:
        content = file.storage.open(file.name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"handover-{record.drawn_on}-{side}.{ending}",
        content_type=scans.TYPES[ending],
        headers={"X-Content-Type-Options": "nosniff"},
    )
