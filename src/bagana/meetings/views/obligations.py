"""Pages of obligations in the office; HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
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
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bagana.meetings.actions import obligations as actions
from bagana.meetings.climbing import steps_on
from bagana.meetings.forms.obligations import ObligationForm, StepForm
from bagana.meetings.models import Obligation, ObligationState
from bagana.meetings.queries import obligations as queries
from bagana.meetings.rules import can_drop, can_follow
from bagana.meetings.views.deciding import (
    asked_unit,
    find_obligation,
    find_resolution,
    owed_crumbs,
    require_keeper,
    resolution_crumbs,
)
from bagana.programme.evidence_files import SHOWN_INLINE, TYPES
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 30


@login_required
def obligations(request: HttpRequest) -> HttpResponse:
    """The worklist: what is owed in one's units, the earliest term first."""
    today, state = timezone.localdate(), request.GET.get("state", "open")
    rows = queries.obligations_in_office(request.user)
    rows = queries.filtered(rows, state=state, unit=asked_unit(request), today=today)
    if state == "climbed":
        rows = queries.climbed_to(request.user, today)
    if chosen := wanted_format(request):
        told = queries.told(rows, today)
        return table_response(chosen, "obligations", _columns(), told)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": queries.told(page.object_list, today),
        "steps": steps_on(today),
        "state": state,
        "states": [
            ("climbed", _("надад хүрсэн")),
            ("late", _("хугацаа хэтэрсэн")),
            *ObligationState.choices,
            ("all", _("бүгд")),
        ],
    }
    return render(request, "meetings/obligations.html", context)


def _columns() -> list[Column]:
    def of(name: str) -> Any:
        return lambda told: getattr(told.obligation, name)

    return [
        Column("unit", _("Код"), lambda told: told.obligation.unit.code),
        Column(
            "resolution",
            _("Тогтоол"),
            lambda told: told.obligation.resolution.act.number,
        ),
        Column("position", _("Заалт"), of("position")),
        Column("text", _("Юу хийх"), of("text"), 60),
        Column(
            "owner",
            _("Хариуцах эзэн"),
            lambda t: str(t.obligation.owner or t.obligation.owner_text),
            30,
        ),
        Column("due_on", _("Дуусах хугацаа"), of("due_on")),
        Column("amount", _("Мөнгө, ₮"), of("amount")),
        Column(
            "state",
            pgettext("comment", "Төлөв"),
            lambda t: t.obligation.get_state_display(),
        ),
        Column("done_on", _("Биелсэн өдөр"), of("done_on")),
        Column("days_late", _("Хэтэрсэн хоног")),
        Column("illustrative", _("Жишээ"), lambda t: int(t.obligation.is_illustrative)),
    ]


@login_required
def new(request: HttpRequest, uid: UUID) -> HttpResponse:
    resolution = find_resolution(request, uid)
    unit = resolution.meeting.unit
    require_keeper(request, unit)
    form = ObligationForm(
        request.POST or None,
        posts=queries.posts_for(unit),
        measures=queries.measures_for(unit),
    )

    def act() -> Any:
        actions.lay_obligation(
            user=request.user, resolution=resolution, **form.cleaned_data
        )

    back = reverse("meetings:resolution", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Үүргийг бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Үүрэг өгөх"),
        button=_("Бүртгэх"),
        back=back,
        crumbs=resolution_crumbs(resolution),
        lead=resolution.title_mn,
    )


@login_required
def obligation(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_obligation(request, uid)
    told = queries.told([row], timezone.localdate())[0]
    context = {
        "told": told,
        "row": row,
        "crumbs": owed_crumbs(),
        "may": _may_report(request, row),
    }
    return render(request, "meetings/obligation.html", context)


def _may_report(request: HttpRequest, row: Obligation) -> bool:
    """Also what is done can be opened anew, by the sum; what was dropped stays so."""
    if row.state == ObligationState.OPEN:
        return can_follow(request.user, row.unit)
    return row.state == ObligationState.DONE and can_drop(request.user, row.unit)


@login_required
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_obligation(request, uid)
    if not _may_report(request, row):
        raise PermissionDenied(_("Энэ багийн үүргийн биелэлтийг бичих эрх танд алга."))
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        initial={"on": timezone.localdate()},
        may_drop=can_drop(request.user, row.unit),
        is_done=row.state == ObligationState.DONE,
    )

    def act() -> Any:
        actions.report_step(user=request.user, obligation=row, **form.cleaned_data)

    back = reverse("meetings:obligation", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Биелэлтийг бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Биелэлт бичих"),
        button=_("Бүртгэх"),
        back=back,
        crumbs=[*owed_crumbs(), (back, _("Үүрэг № %(n)s") % {"n": row.position})],
        lead=row.text,
    )


@login_required
@require_safe
def proof(request: HttpRequest, uid: UUID, pk: int) -> HttpResponseBase:
    """To who reads the obligation in the office; never sniffed or run."""
    row = find_obligation(request, uid)
    step = get_object_or_404(row.steps, pk=pk)
    small = request.GET.get("size") == "small" and step.preview
    file = step.preview if small else step.proof
    name = file.name or ""
    ending = name.rpartition(".")[2]
    if not name or ending not in TYPES:
        raise Http404
    try:
        content = file.storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=ending not in SHOWN_INLINE,
        filename=f"proof-{step.pk}.{ending}",
        content_type=TYPES[ending],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
