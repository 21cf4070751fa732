"""Pages of resolutions in the office; HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.meetings.actions import resolutions as actions
from bagana.meetings.forms.resolutions import (
    AnnulForm,
    MeetingRankForm,
    ResolutionForm,
    SignForm,
)
from bagana.meetings.models import ItemKind, Resolution
from bagana.meetings.queries import resolutions as queries
from bagana.meetings.queries.obligations import obligations_of
from bagana.meetings.rules import can_drop, can_hold
from bagana.meetings.views.deciding import (
    asked_unit,
    decided_crumbs,
    find_meeting,
    find_resolution,
    meeting_page,
    require_keeper,
    resolution_crumbs,
    resolution_title,
)
from bagana.meetings.wording import basis_of, text_of
from bagana.web.errors import refusals_in
from bagana.web.form_pages import form_page, taken
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 30


@login_required
def resolutions(request: HttpRequest) -> HttpResponse:
    """The resolutions and drafts of one's bags, the newest first."""
    unit, state = asked_unit(request), request.GET.get("state", "")
    rows = queries.counted(queries.listed_for(request.user))
    if unit is not None:
        rows = queries.within(rows, unit, "meeting__unit")
    rows = _in_state(rows, state)
    if chosen := wanted_format(request):
        return table_response(chosen, "resolutions", _columns(), rows)
    context = {
        "page": page_of(rows, PER_PAGE, request.GET.get("page")),
        "state": state,
        "states": STATES,
    }
    return render(request, "meetings/resolutions.html", context)


STATES = ("draft", "signed", "annulled")


def _in_state(rows: Any, state: str) -> Any:
    if state == "draft":
        return rows.filter(act__isnull=True)
    if state == "signed":
        return rows.filter(act__isnull=False, annulled_by__isnull=True)
    return rows.filter(annulled_by__isnull=False) if state == "annulled" else rows


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda row: row.meeting.unit.code),
        Column("number", _("Дугаар"), lambda row: row.act.number if row.act else ""),
        Column("date", _("Огноо"), lambda row: row.act.date if row.act else None),
        Column("title", _("Гарчиг"), lambda row: row.title_mn, 60),
        Column("laid", _("Үүрэг")),
        Column("done", _("Биелсэн")),
        Column("annulled", _("Хүчингүй"), lambda row: int(bool(row.annulled_by_id))),
        Column("illustrative", _("Жишээ"), lambda r: int(r.meeting.is_illustrative)),
    ]


@login_required
def new(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    """A draft of an agenda item, worded from it and its vote."""
    meeting = find_meeting(request, uid)
    require_keeper(request, meeting.unit)
    item = get_object_or_404(meeting.agenda, position=position)
    voted = item.ballots.filter(closed_at__isnull=False).order_by("-round").first()
    initial = {
        "title_mn": item.title_mn,
        "title_en": item.title_en,
        "basis": basis_of(meeting, item, voted),
        "text": text_of(item, voted),
    }
    form = ResolutionForm(request.POST or None, initial=initial)
    made: list[Resolution] = []

    def act() -> Any:
        made.append(
            actions.draft_resolution(user=request.user, item=item, **form.cleaned_data)
        )

    if taken(request, form, act):
        messages.success(request, _("Тогтоолын төслийг хадгаллаа."))
        return redirect("meetings:resolution", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Тогтоолын төсөл"),
        button=_("Хадгалах"),
        back=meeting_page(meeting),
        crumbs=decided_crumbs(),
        lead=item.title_mn,
    )


@login_required
def resolution(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, find_resolution(request, uid))


def _page(request: HttpRequest, row: Resolution, **bound: Form) -> HttpResponse:
    unit, today = row.meeting.unit, timezone.localdate()
    may = can_hold(request.user, unit)
    context: dict[str, Any] = {
        "row": row,
        "title": resolution_title(row),
        "crumbs": decided_crumbs(),
        "told": obligations_of([row.pk], today).get(row.pk, []),
        "meeting_page": meeting_page(row.meeting),
        "may": may,
        "may_annul": may or can_drop(request.user, unit),
        "ranks": row.item.kind == ItemKind.PROPOSALS and row.item.budget_year,
    }
    if may and row.signed_at is None:
        day = timezone.localdate(row.meeting.starts_at)
        context["sign_form"] = SignForm(initial={"on": day})
    return render(request, "meetings/resolution.html", context | bound)


@login_required
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_resolution(request, uid)
    require_keeper(request, row.meeting.unit)
    names = ("title_mn", "title_en", "basis", "text")
    initial = {name: getattr(row, name) for name in names}
    form = ResolutionForm(request.POST or None, initial=initial)

    def act() -> Any:
        actions.redraft_resolution(
            user=request.user, resolution=row, **form.cleaned_data
        )

    back = reverse("meetings:resolution", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Тогтоолын төслийг хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Тогтоолын төсөл"),
        button=_("Хадгалах"),
        back=back,
        crumbs=resolution_crumbs(row),
    )


@login_required
@require_POST
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_resolution(request, uid)
    require_keeper(request, row.meeting.unit)
    form = SignForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.sign_resolution(
                user=request.user, resolution=row, on=form.cleaned_data["on"]
            )
    if not form.is_valid():
        return _page(request, row, sign_form=form)
    messages.success(request, _("Тогтоолыг баталж, дугаар олголоо."))
    return redirect("meetings:resolution", uid)


@login_required
@require_POST
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_resolution(request, uid)
    require_keeper(request, row.meeting.unit)
    back = meeting_page(row.meeting)
    actions.discard_resolution(user=request.user, resolution=row)
    messages.success(request, _("Тогтоолын төслийг устгалаа."))
    return redirect(back)


@login_required
def annul(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_resolution(request, uid)
    if not can_drop(request.user, row.meeting.unit):
        require_keeper(request, row.meeting.unit)
    form = AnnulForm(request.POST or None, acts=queries.annulling_acts(row))

    def act() -> Any:
        actions.annul(user=request.user, resolution=row, **form.cleaned_data)

    back = reverse("meetings:resolution", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Тогтоолыг хүчингүй болголоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Тогтоолыг хүчингүй болгох"),
        button=_("Хүчингүй болгох"),
        back=back,
        crumbs=resolution_crumbs(row),
        danger=True,
    )


@login_required
def rank(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The meeting's order of the bag's proposals, kept under its resolution."""
    row = find_resolution(request, uid)
    require_keeper(request, row.meeting.unit)
    year = row.item.budget_year
    if row.item.kind != ItemKind.PROPOSALS or year is None:
        raise Http404
    found = queries.proposals_of(row.meeting, year, request.user)
    rows = [told for told in found.standing if told.is_open] if found else []
    form = MeetingRankForm(request.POST or None, rows=rows)

    def act() -> Any:
        actions.rank_by_resolution(
            user=request.user, resolution=row, ordered=form.cleaned_data["ordered"]
        )

    back = reverse("meetings:resolution", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Хурлын эрэмбийг бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Иргэдийн саналыг эрэмбэлэх"),
        button=_("Эрэмбийг бүртгэх"),
        back=back,
        crumbs=resolution_crumbs(row),
        lead=_("%(year)s оны төсөв. Хоосон үлдээсэн нь эрэмбэлэгдэхгүй.")
        % {"year": year},
    )
