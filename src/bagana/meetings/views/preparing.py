"""Prepare a meeting and call it: forms and buttons. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bagana.meetings.actions import agenda, preparing
from bagana.meetings.forms.meetings import (
    ItemForm,
    MeetingForm,
    NoticeForm,
    PaperForm,
    WhyForm,
)
from bagana.meetings.models import Meeting
from bagana.meetings.views.guard import (
    done,
    file_answer,
    find_item,
    find_kept,
    find_meeting,
    meeting_crumbs,
    meetings_crumbs,
    page_of,
    require_keeper,
)
from bagana.registers.views.guard import find_bag
from bagana.web.form_pages import form_page, taken


@login_required
def new(request: HttpRequest, unit: str) -> HttpResponse:
    """`?part=<uid>`: a part of that meeting, for a far valley."""
    version = find_bag(request, unit)
    require_keeper(request, version.unit)
    parent = _parent(request)
    form = MeetingForm(
        request.POST or None,
        unit=version.unit,
        is_fixed=parent is not None,
        initial=_from_parent(parent) if parent else {"time": "11:00"},
    )
    made: list[Meeting] = []

    def act() -> None:
        told = {"kind": parent.kind if parent else "", **form.told}
        made.append(
            preparing.prepare_meeting(
                user=request.user, unit=version.unit, parent=parent, **told
            )
        )

    if taken(request, form, act):
        messages.success(request, _("Хуралдааны төсөл бэлэн. Хэлэлцэх асуудлаа нэмнэ."))
        return redirect(page_of(made[0]))
    crumbs = meeting_crumbs(parent) if parent else meetings_crumbs()
    return form_page(
        request,
        form,
        title=_("Салбар хуралдаан бэлтгэх") if parent else _("Хуралдаан бэлтгэх"),
        lead=version.name,
        button=_("Хадгалах"),
        back=crumbs[-1][0],
        crumbs=crumbs,
    )


def _parent(request: HttpRequest) -> Meeting | None:
    told = request.GET.get("part", "")
    if not told:
        return None
    try:
        uid = UUID(told)
    except ValueError:
        uid = UUID(int=0)
    return find_kept(request, uid)


def _from_parent(parent: Meeting) -> dict[str, Any]:
    starts = timezone.localtime(parent.starts_at)
    return {
        "title_mn": parent.title_mn,
        "title_en": parent.title_en,
        "day": starts.date(),
        "time": starts.time(),
    }


@login_required
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    initial = {**_from_parent(row), "place": row.place, "section": row.section_id}
    form = MeetingForm(
        request.POST or None, unit=row.unit, is_fixed=True, initial=initial
    )
    return _one_form(
        request,
        row,
        form,
        lambda: preparing.change_meeting(user=request.user, meeting=row, **form.told),
        title=_("Хуралдааны өдөр, цаг, газрыг засах"),
        button=_("Хадгалах"),
    )


def _one_form(
    request: HttpRequest,
    row: Meeting,
    form: Form,
    act: Callable[[], Any],
    *,
    title: str,
    button: str,
    said: str = "",
    **more: Any,
) -> HttpResponse:
    """A form of a meeting, after which its own page stands again."""
    if taken(request, form, act):
        messages.success(request, said or _("Хадгаллаа."))
        return redirect(page_of(row))
    return form_page(
        request,
        form,
        title=title,
        button=button,
        back=page_of(row),
        crumbs=meeting_crumbs(row),
        **more,
    )


@login_required
@require_POST
def convene(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    done(
        request,
        lambda: preparing.convene(user=request.user, meeting=row),
        _("Хуралдааныг зарлалаа: нийтэд нээлттэй боллоо."),
    )
    return redirect(page_of(row))


@login_required
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    form = WhyForm(request.POST or None)
    return _one_form(
        request,
        row,
        form,
        lambda: preparing.cancel_meeting(
            user=request.user, meeting=row, why=form.cleaned_data["why"]
        ),
        title=_("Хуралдааныг цуцлах"),
        button=_("Цуцлах"),
        said=_("Хуралдааныг цуцаллаа."),
        danger=True,
    )


@login_required
def notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    form = NoticeForm(
        request.POST or None,
        request.FILES or None,
        initial={"given_on": timezone.localdate()},
    )
    return _one_form(
        request,
        row,
        form,
        lambda: preparing.record_notice(
            user=request.user, meeting=row, **form.cleaned_data
        ),
        title=_("Зар хүргэснийг бүртгэх"),
        button=_("Бүртгэх"),
        said=_("Зарыг бүртгэлээ."),
    )


@login_required
@require_safe
def proof(request: HttpRequest, uid: UUID, pk: int) -> HttpResponseBase:
    found = get_object_or_404(find_meeting(request, uid).notices, pk=pk)
    return file_answer(found.proof, f"notice-{pk}")


@login_required
@require_safe
def paper(request: HttpRequest, uid: UUID, position: int, pk: int) -> HttpResponseBase:
    item = find_item(find_meeting(request, uid), position)
    return file_answer(get_object_or_404(item.papers, pk=pk).file, f"paper-{pk}")


@login_required
def item_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    form = ItemForm(request.POST or None)
    return _one_form(
        request,
        row,
        form,
        lambda: agenda.add_item(user=request.user, meeting=row, **form.cleaned_data),
        title=_("Хэлэлцэх асуудал нэмэх"),
        button=_("Нэмэх"),
    )


@login_required
def item_edit(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    row = find_kept(request, uid)
    item = find_item(row, position)
    names = ("title_mn", "title_en", "kind", "presenter", "budget_year")
    form = ItemForm(
        request.POST or None, initial={name: getattr(item, name) for name in names}
    )
    return _one_form(
        request,
        row,
        form,
        lambda: agenda.change_item(user=request.user, item=item, **form.cleaned_data),
        title=_("Хэлэлцэх асуудлыг засах"),
        button=_("Хадгалах"),
    )


@login_required
@require_POST
def item_move(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    """One of three buttons: up, down, away."""
    row = find_kept(request, uid)
    item = find_item(row, position)
    if request.POST.get("way") == "away":
        done(
            request,
            lambda: agenda.remove_item(user=request.user, item=item),
            _("Асуудлыг хаслаа."),
        )
    else:
        up = request.POST.get("way") == "up"
        done(
            request,
            lambda: agenda.move_item(user=request.user, item=item, up=up),
            _("Дарааллыг өөрчиллөө."),
        )
    return redirect(f"{page_of(row)}#agenda")


@login_required
def paper_new(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    row = find_kept(request, uid)
    item = find_item(row, position)
    form = PaperForm(request.POST or None, request.FILES or None)
    return _one_form(
        request,
        row,
        form,
        lambda: agenda.add_paper(user=request.user, item=item, **form.cleaned_data),
        title=_("Баримт хавсаргах"),
        lead=item.title,
        button=_("Хавсаргах"),
    )


@login_required
@require_POST
def paper_remove(
    request: HttpRequest, uid: UUID, position: int, pk: int
) -> HttpResponse:
    row = find_kept(request, uid)
    found = get_object_or_404(find_item(row, position).papers, pk=pk)
    done(
        request,
        lambda: agenda.remove_paper(user=request.user, paper=found),
        _("Баримтыг хаслаа."),
    )
    return redirect(reverse("meetings:meeting", args=[row.uid]))
