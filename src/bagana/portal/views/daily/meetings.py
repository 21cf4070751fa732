"""Citizens' meetings in public: called, held, decided, what became of it."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from bagana.meetings.actions import remarks as actions
from bagana.meetings.models import Meeting, Paper, Resolution
from bagana.meetings.queries import public
from bagana.meetings.queries.remarks import conversation
from bagana.meetings.queries.resolutions import signed_one
from bagana.portal.queries import places
from bagana.portal.views.pages import asked, crumbs, page, reading_date
from bagana.programme.evidence_files import SHOWN_INLINE, TYPES
from bagana.programme.forms.feedback import CommentForm
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, nearest_version
from bagana.web.errors import refusals_in
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25
SESSION_KEY = "remarks_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3
STATES = ("coming", "held", "failed")


def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings of a unit and all below it, by year and state."""
    version = _place(request)
    if version is None:
        return page(request, "home_empty")
    years, text = public.years_of(version.unit), asked(request, "year")
    year = int(text) if text.isdecimal() and len(text) == 4 else None
    state = asked(request, "state")
    rows = public.meetings_of(version.unit, year=year, state=state)
    if chosen := wanted_format(request):
        name = f"bagana-meetings-{version.unit.code}"
        return table_response(chosen, name, _columns(), rows)
    found = page_of(rows, PER_PAGE, asked(request, "page"))
    return page(
        request,
        "daily/meetings",
        version=version,
        crumbs=crumbs(request, ancestors_of(version.unit, reading_date(request))),
        years=years,
        year=year,
        state=state,
        page=found,
        names=_names(list(found.object_list)),
    )


def _place(request: HttpRequest) -> UnitVersion | None:
    code = asked(request, "unit")
    if not code:
        return places.home_version(reading_date(request))
    found = nearest_version(code, reading_date(request))
    if found is None:
        raise Http404
    return found


def _names(rows: list[Meeting]) -> dict[int, str]:
    """The bags as they were called on the day of their meeting, by meeting."""
    versions: dict[int, list[UnitVersion]] = {}
    found = UnitVersion.objects.filter(unit__in={row.unit_id for row in rows})
    for version in found.order_by("valid_from"):
        versions.setdefault(version.unit_id, []).append(version)
    names = {}
    for row in rows:
        day, own = timezone.localdate(row.starts_at), versions.get(row.unit_id, [])
        names[row.pk] = next(
            (one.name for one in reversed(own) if one.valid_from <= day),
            row.unit.code,
        )
    return names


def _columns() -> list[Column]:
    return [
        Column("unit", gettext("Код"), lambda row: row.unit.code),
        Column("number", gettext("Дугаар")),
        Column("starts_at", gettext("Болох цаг")),
        Column("kind", gettext("Төрөл"), lambda row: row.get_kind_display()),
        Column("title", gettext("Нэр"), lambda row: row.title, 40),
        Column(
            "state",
            pgettext("comment", "Төлөв"),
            lambda row: row.get_state_display(),
            20,
        ),
        Column("registered", gettext("Бүртгэлтэй")),
        Column("needed", gettext("Хүрэх ирц")),
        Column("represented", gettext("Төлөөлөгдсөн")),
        Column("decided", gettext("Тогтоол")),
        Column("illustrative", gettext("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def meeting(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = public.meeting_page(uid, timezone.localdate())
    if found is None:
        raise Http404
    return page(
        request,
        "daily/meeting",
        shown=found,
        meeting=found.meeting,
        conversation=conversation(found.meeting),
        remark_url=reverse("portal:meeting_remark", args=[uid]),
        **_where(request, found.meeting),
    )


def _where(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    day = timezone.localdate(meeting.starts_at)
    version = nearest_version(meeting.unit.code, day)
    above = ancestors_of(meeting.unit, day) if version else []
    return {"version": version, "crumbs": crumbs(request, above)}


def resolution(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = signed_one(uid)
    if row is None:
        raise Http404
    decided = public.decided_of([row], timezone.localdate())[0]
    remark_url = reverse("portal:meeting_remark", args=[row.meeting.uid])
    return page(
        request,
        "daily/resolution",
        row=row,
        told=decided.obligations,
        ballot=row.ballot,
        meeting=row.meeting,
        conversation=conversation(row.meeting, row),
        remark_url=f"{remark_url}?resolution={row.uid}",
        **_where(request, row.meeting),
    )


# Exempt, because a token would make every public page of a meeting differ at each
# load; nobody's rights are used here, so a foreign page gains nothing by it.
@csrf_exempt
def remark(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The form alone, where the meeting's page sends it; nothing typed is lost."""
    meeting = get_object_or_404(public.called(), uid=uid)
    about = _about(request, meeting)
    form = CommentForm(request.POST or None)
    name, key = ("resolution", about.uid) if about else ("meeting", uid)
    back = reverse(f"portal:{name}", args=[key])
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            _take_in(request, meeting, about, form)
        if form.is_valid():
            messages.success(
                request,
                gettext(
                    "Баярлалаа. Сэтгэгдлийг хариуцсан ажилтан үзээд нийтэлнэ, хариуг"
                    " энэ хуудсанд тавина. Таны холбогдох мэдээллийг хадгалаагүй."
                ),
            )
            return redirect(f"{back}#comments")
    context = {"form": form, "meeting": meeting, "back": f"{back}#comments"}
    status = 422 if form.errors else 200
    return render(request, "portal/daily/meeting_remark.html", context, status=status)


def _about(request: HttpRequest, meeting: Meeting) -> Resolution | None:
    text = asked(request, "resolution")
    if not text:
        return None
    try:
        row = signed_one(UUID(text))
    except ValueError:
        raise Http404 from None
    if row is None or row.meeting_id != meeting.pk:
        raise Http404
    return row


def _take_in(
    request: HttpRequest, meeting: Meeting, about: Resolution | None, form: CommentForm
) -> None:
    if form.is_from_a_machine:
        return  # thanked like anyone, and dropped
    since = time.time() - SESSION_SECONDS
    sent = [at for at in request.session.get(SESSION_KEY, []) if at > since]
    if len(sent) >= MOST_IN_SESSION:
        raise actions.too_many()
    actions.add_remark(
        meeting=meeting,
        resolution=about,
        text=form.cleaned_data["text"],
        name=form.cleaned_data["name"],
    )
    request.session[SESSION_KEY] = [*sent, time.time()]


@require_safe
def paper(request: HttpRequest, uid: UUID, pk: int) -> HttpResponseBase:
    """A paper of the agenda, as a file: never sniffed or run."""
    rows = Paper.objects.filter(item__meeting__in=public.called())
    found = get_object_or_404(rows, pk=pk, item__meeting__uid=uid)
    name = found.file.name or ""
    ending = name.rpartition(".")[2].lower()
    if ending not in TYPES:
        raise Http404
    try:
        content = found.file.storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=ending not in SHOWN_INLINE,
        filename=f"paper-{found.pk}.{ending}",
        content_type=TYPES[ending],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "public, max-age=300",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
