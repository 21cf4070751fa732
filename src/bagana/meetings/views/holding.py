"""Hold a meeting: the attendance list, opening, votes, closing. HTTP only."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.meetings.actions import holding, voting
from bagana.meetings.forms.holding import (
    BallotForm,
    CountForm,
    SignersForm,
    VisitorForm,
)
from bagana.meetings.models import Meeting, MeetingState, Presence
from bagana.meetings.queries import attendance as queries
from bagana.meetings.queries.attendance import Asked, Line
from bagana.meetings.quorum import quorum_of
from bagana.meetings.views.guard import (
    done,
    find_ballot,
    find_item,
    find_kept,
    meeting_crumbs,
    meeting_title,
    page_of,
)
from bagana.privacy.reading import note_reading
from bagana.registers.models import Sex
from bagana.registers.private import private_page
from bagana.registers.queries.households import is_fictional
from bagana.registers.showing import showing
from bagana.web.errors import Refused, refusals_in
from bagana.web.form_pages import form_page, taken

PER_PAGE: Final = 50


@private_page
def attendance(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Tick who came: one tap a household. Names to look for come by POST."""
    row = find_kept(request, uid)
    form = VisitorForm(request.POST if "visitor" in request.POST else None)
    if request.method == "POST" and (answer := _deed(request, row, form)):
        return answer
    asked, text = _asked(request), request.POST.get("text", "").strip()[:80]
    homes = (
        queries.found_by(request.user, row, text)
        if text
        else queries.narrowed(row, asked)
    )
    page = Paginator(homes, PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.lines_of(
        row, list(page.object_list), showing(request.user, row.unit)
    )
    _note(request, row, lines)
    context = {
        "row": row,
        "title": meeting_title(row),
        "lines": lines,
        "page": page,
        "asked": asked,
        "text": text,
        "sections": queries.sections_of(row),
        "sexes": Sex.choices,
        "visitors": queries.visitors_of(row),
        "form": form,
        "is_fictional": is_fictional(row.unit),
        "quorum": quorum_of(row),
        "tally": queries.tally_of(row),
        "takes": row.state in (MeetingState.CONVENED, MeetingState.OPEN),
        "crumbs": meeting_crumbs(row),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/attendance.html", context, status=status)


def _asked(request: HttpRequest) -> Asked:
    asked = (
        request.GET.get(name, "").replace("\0", "")[:20]
        for name in ("number", "section", "state")
    )
    return Asked(*asked)


def _note(request: HttpRequest, row: Meeting, lines: list[Line]) -> None:
    heads = [one.head_pk for one in lines if one.head_pk is not None]
    note_reading(user=request.user, what="attendance", unit=row.unit, subjects=heads)


def _deed(request: HttpRequest, row: Meeting, form: VisitorForm) -> HttpResponse | None:
    """A tick, a tick taken back, a visitor's line; nothing where it was a search."""
    posted = request.POST
    if "visitor" in posted:
        if not form.is_valid():
            return None
        with refusals_in(form):
            holding.record_presence(user=request.user, meeting=row, **form.cleaned_data)
        return redirect(f"{request.path}#visitors") if form.is_valid() else None
    for name, act in (("came", _tick), ("undo", _untick)):
        if name in posted:
            try:
                act(request, row, posted[name])
            except Refused as refused:
                messages.error(request, f"{refused.reason} {refused.fix}".strip())
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{request.path}?{query}" if query else request.path)
    return None


def _tick(request: HttpRequest, row: Meeting, value: str) -> None:
    """`<uid of the household>:<sex>`, from the button that was pressed."""
    told, _colon, sex = value.partition(":")
    home = queries.households_of(row).filter(uid=_uuid(told)).first()
    if home is None:
        raise Refused(_("Ийм өрх энэ багт алга."))
    people = request.POST.get(f"people-{home.uid}", "1")
    holding.record_presence(
        user=request.user,
        meeting=row,
        household=home,
        sex=sex,
        people=int(people) if people.isdecimal() and len(people) < 3 else 1,
    )


def _untick(request: HttpRequest, row: Meeting, value: str) -> None:
    found = Presence.objects.filter(meeting=row, uid=_uuid(value)).first()
    if found is not None:
        holding.remove_presence(user=request.user, presence=found)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@private_page
def opening(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    initial = {"chair_name": row.chair_name, "secretary_name": row.secretary_name}
    form = SignersForm(request.POST or None, initial=initial)
    form.fields["secretary_name"].required = False

    def act() -> None:
        holding.open_meeting(user=request.user, meeting=row, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Хуралдаан нээлээ."))
        return redirect(page_of(row))
    return form_page(
        request,
        form,
        title=_("Хуралдаан нээх"),
        button=_("Нээх"),
        back=page_of(row),
        crumbs=meeting_crumbs(row),
        lead=_lead(row),
        template="meetings/opening.html",
        quorum=quorum_of(row),
        row=row,
    )


def _lead(row: Meeting) -> str:
    if row.rule.chaired_by_session_chair:
        return _("Хуралдааны даргыг энэ хуралдаанаас сонгоно.")
    return _("Хуралдааныг хурлын дарга удирдана.")


@private_page
@require_POST
def fail(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    done(
        request,
        lambda: holding.fail_meeting(user=request.user, meeting=row),
        _("Ирц хүрээгүйг тэмдэглэлээ. Дахин хуралдаан зарлаж болно."),
    )
    return redirect(page_of(row))


@private_page
@require_POST
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_kept(request, uid)
    done(
        request,
        lambda: holding.close_meeting(user=request.user, meeting=row),
        _("Хуралдааныг хаалаа. Тэмдэглэлээ гүйцээгээд батална."),
    )
    return redirect(page_of(row))


@private_page
def ballot_new(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    row = find_kept(request, uid)
    item = find_item(row, position)
    form = BallotForm(request.POST or None, initial={"question": item.title_mn})

    def act() -> None:
        voting.open_ballot(user=request.user, item=item, **form.told)

    if taken(request, form, act):
        found = item.ballots.order_by("-round")[0]
        return redirect("meetings:ballot", row.uid, position, found.round)
    return form_page(
        request,
        form,
        title=_("Санал хураах"),
        lead=item.title,
        button=_("Санал хураалт эхлэх"),
        back=page_of(row),
        crumbs=meeting_crumbs(row),
    )


@private_page
def ballot(request: HttpRequest, uid: UUID, position: int, round: int) -> HttpResponse:
    """Type the counts; they are refused unless all add up to those present."""
    row = find_kept(request, uid)
    found = find_ballot(row, position, round)
    options = list(found.options.order_by("position"))
    form = CountForm(request.POST or None, options=options)

    def act() -> None:
        try:
            voting.close_ballot(user=request.user, ballot=found, **form.told)
        except Refused as refused:
            if refused.field == "votes":
                refused.field = form.first
            raise

    if taken(request, form, act):
        found.refresh_from_db()
        _tell(request, bool(found.passed))
        return redirect(f"{page_of(row)}#agenda")
    return form_page(
        request,
        form,
        title=_("Саналын тоо оруулах"),
        lead=_("Нийлбэр нь санал өгөх эрхтэй %(n)s хүнтэй тэнцэнэ.")
        % {"n": found.present},
        button=_("Санал хураалтыг хаах"),
        back=page_of(row),
        crumbs=meeting_crumbs(row),
    )


def _tell(request: HttpRequest, passed: bool) -> None:
    if passed:
        messages.success(request, _("Санал хураалт дууслаа: шийдвэр гарлаа."))
    else:
        messages.warning(request, _("Олонхын санал аваагүй: дахин санал хурааж болно."))
