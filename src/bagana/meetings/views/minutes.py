"""The minutes: written entry by entry, signed, corrected beside. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.meetings.actions import minutes as actions
from bagana.meetings.forms.holding import MinuteForm, SignersForm, WordsForm
from bagana.meetings.models import Meeting, MeetingState, Minute
from bagana.meetings.queries import minutes as queries
from bagana.meetings.quorum import presences_of
from bagana.meetings.views.guard import (
    done,
    find_kept,
    meeting_crumbs,
    meeting_title,
    page_of,
)
from bagana.privacy.reading import note_reading
from bagana.registers.private import private_page
from bagana.web.errors import Conflict, refusals_in
from bagana.web.form_pages import form_page, taken


@private_page
def minutes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read and write. A page that kept an entry without a network sends it here
    later and is answered in JSON."""
    row = find_kept(request, uid)
    form = MinuteForm(request.POST or None, meeting=row)
    if request.method == "POST" and request.headers.get("X-Entry"):
        return _taken_later(request, row, form)

    def act() -> None:
        actions.write_minute(user=request.user, meeting=row, **form.told)

    if taken(request, form, act):
        return redirect(f"{page_of(row, 'minutes')}#write")
    _note(request, row)
    context = {
        "row": row,
        "title": _("Хурлын тэмдэглэл"),
        "meeting_title": meeting_title(row),
        "entries": queries.minutes_of(row),
        "form": form,
        "writes": row.state in (MeetingState.OPEN, MeetingState.CLOSED),
        "may_sign": row.state == MeetingState.CLOSED,
        "is_signed": row.state == MeetingState.SIGNED,
        "is_broken": row.state == MeetingState.SIGNED and not queries.is_untouched(row),
        "crumbs": meeting_crumbs(row),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/minutes.html", context, status=status)


def _note(request: HttpRequest, row: Meeting) -> None:
    """Whose words stand there is not told by keys: the heads of households present
    are noted, all who may be named."""
    heads = presences_of(row).filter(household__head__isnull=False)
    subjects = heads.values_list("household__head", flat=True)
    note_reading(user=request.user, what="minutes", unit=row.unit, subjects=subjects)


def _taken_later(request: HttpRequest, row: Meeting, form: MinuteForm) -> HttpResponse:
    """200: it stands, and may go from the device. 422, 409: why it was not taken."""
    if not form.is_valid():
        return JsonResponse({"reason": _first(form)}, status=422)
    status = 422
    with refusals_in(form):
        try:
            kept = actions.write_minute(user=request.user, meeting=row, **form.told)
        except Conflict:
            status = 409
            raise
    if not form.is_valid():
        return JsonResponse({"reason": _first(form)}, status=status)
    return JsonResponse({"uid": str(kept.uid)})


def _first(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])


def _entry(row: Meeting, entry: UUID) -> Minute:
    return get_object_or_404(Minute, meeting=row, uid=entry)


@private_page
def edit(request: HttpRequest, uid: UUID, entry: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    minute = _entry(row, entry)
    _note(request, row)
    form = WordsForm(request.POST or None, initial=minute.private)

    def act() -> None:
        actions.change_minute(user=request.user, minute=minute, **form.cleaned_data)

    return _one_form(request, row, form, act, _("Бичлэг засах"), _("Хадгалах"))


def _one_form(
    request: HttpRequest,
    row: Meeting,
    form: Any,
    act: Any,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    back = page_of(row, "minutes")
    if taken(request, form, act):
        messages.success(request, _("Хадгаллаа."))
        return redirect(back)
    crumbs = [*meeting_crumbs(row), (back, _("Хурлын тэмдэглэл"))]
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=crumbs, lead=lead
    )


@private_page
@require_POST
def remove(request: HttpRequest, uid: UUID, entry: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    minute = _entry(row, entry)
    done(
        request,
        lambda: actions.remove_minute(user=request.user, minute=minute),
        _("Бичлэгийг хаслаа."),
    )
    return redirect(page_of(row, "minutes"))


@private_page
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    initial = {"chair_name": row.chair_name, "secretary_name": row.secretary_name}
    form = SignersForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.sign_minutes(user=request.user, meeting=row, **form.cleaned_data)

    return _one_form(
        request,
        row,
        form,
        act,
        _("Тэмдэглэлийг батлах"),
        _("Батлах"),
        _("Батласны дараа юу ч өөрчлөгдөхгүй: алдааг залруулгаар л нэмж бичнэ."),
    )


@private_page
def correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """`?entry=<uid>`: what is corrected; without it the minutes as a whole."""
    row = find_kept(request, uid)
    found = row.minutes.filter(uid=_asked(request)).first()
    form = WordsForm(request.POST or None)

    def act() -> None:
        actions.correct_minutes(
            user=request.user, meeting=row, corrects=found, **form.cleaned_data
        )

    return _one_form(
        request,
        row,
        form,
        act,
        _("Залруулга нэмэх"),
        _("Нэмэх"),
        _("Баталсан тэмдэглэл хэвээр үлдэж, залруулга хажууд нь харагдана."),
    )


def _asked(request: HttpRequest) -> UUID:
    try:
        return UUID(request.GET.get("entry", ""))
    except ValueError:
        return UUID(int=0)
