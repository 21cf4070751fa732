"""Pages of the day on which a plan becomes bags: preview, deed, undoing, hand-over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bagana.redistricting import rules
from bagana.redistricting.actions import enactment as actions
from bagana.redistricting.forms.enactment import DoneForm, FilterForm, UndoForm
from bagana.redistricting.models import (
    Enactment,
    HandoverItem,
    Proposal,
    ProposalState,
)
from bagana.redistricting.plan_maps import PlanPicture, plan_map
from bagana.redistricting.queries import enactment as queries
from bagana.redistricting.views.proposals_guard import (
    crumbs,
    find,
    form_page,
    must,
    only_now,
    page_of,
    taken,
)
from bagana.territory.actions import blockers
from bagana.territory.models import Measure
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 100


def _to_decide(request: HttpRequest, code: str) -> Proposal:
    found = find(request, code)
    must(rules.can_decide(request.user, found))
    return found


@login_required
def enact(request: HttpRequest, code: str) -> HttpResponse:
    """Show what would happen and, on the button, do exactly that."""
    proposal = _to_decide(request, code)
    if proposal.state == ProposalState.ENACTED and request.method != "POST":
        return redirect("redistricting:handover", code)
    if request.method == "POST":
        try:
            actions.enact(user=request.user, proposal=proposal)
        except Refused as refused:
            messages.error(request, f"{refused.reason} {refused.fix}")
            return redirect(page_of(proposal))
        messages.success(request, _("Шинэ багууд бүртгэлд орлоо. Эндээс буцааж болно."))
        return redirect("redistricting:handover", code)
    only_now(request, proposal, ProposalState.DECIDED)
    shown = actions.preview_enactment(user=request.user, proposal=proposal)
    described = shown.described
    context = {
        "proposal": proposal,
        "crumbs": crumbs(proposal),
        "d": described,
        "change": described.change,
        "act": described.change.act,
        "measures": [measure.label for measure in Measure],
        "maps": _maps(proposal),
        "sheet": queries.sheet_of(described),
        "others": queries.unmeasured(described),
        "handovers": _told(shown),
        "kinds": queries.kinds(),
        "is_ahead": described.change.effective_on > timezone.localdate(),
    }
    return render(request, "redistricting/enact.html", context)


def _told(shown: actions.Preview) -> list[tuple[str, str, str]]:
    """What to hand over, from which bag, to which: in the reader's language."""
    names = shown.described.names
    english = get_language() == "en"
    return [
        (
            one.what_en if english else one.what_mn,
            names.get(one.source, one.source),
            names.get(one.target or "", one.target or ""),
        )
        for one in shown.handovers
    ]


def _maps(proposal: Proposal) -> tuple[PlanPicture | None, PlanPicture | None]:
    plan = proposal.plan
    before = queries.plan_before(plan) if plan is not None else None
    return (
        plan_map(before, beside=plan) if before is not None else None,
        plan_map(plan, proposal=proposal) if plan is not None else None,
    )


@login_required
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Say why, and take the whole enactment back; or see what stands in the way."""
    proposal = _to_decide(request, code)
    enactment = _standing(proposal)
    form = UndoForm(request.POST or None)

    def act() -> None:
        actions.undo_enactment(
            user=request.user, enactment=enactment, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Буцаалаа: бүртгэл яг өмнөх хэвэндээ орлоо."))
        return redirect(page_of(proposal))
    rests = blockers(enactment.change) if request.method != "POST" else []
    lead = _("Бүртгэл яг өмнөх хэвэндээ орж, санал хэрэгжих өдрөө хүлээх төлөвт буцна.")
    if rests:
        lead = _("Одоогоор буцаах боломжгүй, үүнээс хамаарсан зүйл бий: %(what)s") % {
            "what": "; ".join(rests)
        }
    return form_page(
        request,
        form,
        title=_("Хэрэгжүүлэлтийг буцаах"),
        button=_("Буцаах"),
        back=reverse("redistricting:handover", args=[code]),
        crumbs=crumbs(proposal),
        lead=lead,
        danger=True,
    )


def _standing(proposal: Proposal) -> Enactment:
    found = queries.standing_enactment(proposal)
    if found is None:
        raise Conflict(
            _("Энэ саналыг хэрэгжүүлээгүй байна."),
            _("Хэрэгжүүлсний дараа хүлээлцэх зүйлс энд гарна."),
        )
    return found


@login_required
@require_GET
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """What must not be left behind: from which bag to which, taken by whom."""
    proposal = find(request, code)
    return _list(request, proposal, _standing(proposal))


def _list(
    request: HttpRequest,
    proposal: Proposal,
    enactment: Enactment,
    form: DoneForm | None = None,
) -> HttpResponse:
    chosen = FilterForm(request.GET)
    asked = chosen.cleaned_data if chosen.is_valid() else {}
    rows = queries.handovers_for(request.user, enactment, **asked)
    may_mark = rules.can_decide(request.user, proposal)
    if not may_mark and not queries.handovers_for(request.user, enactment).exists():
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    format_ = wanted_format(request)
    if format_:
        return table_response(format_, f"handover-{proposal.code}", _columns(), rows)
    today = timezone.localdate()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "proposal": proposal,
        "enactment": enactment,
        "change": enactment.change,
        "crumbs": crumbs(proposal),
        "filter": chosen,
        "page": page,
        "lines": _lines(page, enactment),
        "counts": queries.counts_of(enactment),
        "kinds": queries.kinds(),
        "may_mark": may_mark,
        "form": form or DoneForm(rows=rows, initial={"on": today}),
        "chosen_items": request.POST.getlist("items"),
    }
    status = 422 if form is not None else 200
    return render(request, "redistricting/handover.html", context, status=status)


def _lines(
    page: Iterable[HandoverItem], enactment: Enactment
) -> list[tuple[HandoverItem, str, str, str]]:
    """Each with its kind in words and the names of the bags, as they last were."""
    titles, names = queries.kinds(), queries.names_of(enactment)

    def name(code: str) -> str:
        return names.get(code, code)

    return [
        (
            row,
            titles.get(row.kind, row.kind),
            name(row.source.code),
            name(row.target.code) if row.target else "",
        )
        for row in page
    ]


def _columns() -> list[Column]:
    names = queries.kinds()
    return [
        Column("kind", _("Төрөл"), lambda row: names.get(row.kind, row.kind)),
        Column("what", _("Юу"), width=50),
        Column("source", _("Хаанаас"), lambda row: row.source.code),
        Column(
            "target", _("Хаашаа"), lambda row: row.target.code if row.target else ""
        ),
        Column("done_on", _("Хүлээлцсэн өдөр")),
        Column(
            "done_by",
            _("Тэмдэглэсэн"),
            lambda row: row.done_by.display_name if row.done_by else "",
        ),
        Column("note", _("Тэмдэглэл"), width=40),
    ]


@login_required
@require_POST
def done(request: HttpRequest, code: str) -> HttpResponse:
    proposal = _to_decide(request, code)
    enactment = _standing(proposal)
    rows = queries.handovers_for(request.user, enactment, state=queries.WAITING)
    form = DoneForm(request.POST, rows=rows)
    if taken(request, form, lambda: _mark(request.user, form.cleaned_data)):
        messages.success(request, _("Хүлээлцсэн гэж тэмдэглэлээ."))
        return redirect("redistricting:handover", code)
    return _list(request, proposal, enactment, form)


@transaction.atomic
def _mark(user: Any, given: dict[str, Any]) -> None:
    for item in given["items"]:
        actions.hand_over(user=user, item=item, on=given["on"], note=given["note"])


@login_required
@require_POST
def back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a mark back that was set by mistake."""
    proposal = _to_decide(request, code)
    item = get_object_or_404(HandoverItem, pk=pk, enactment__proposal=proposal)
    actions.take_back_handover(user=request.user, item=item)
    messages.success(request, _("Тэмдэглэгээг буцаалаа."))
    return redirect("redistricting:handover", code)
