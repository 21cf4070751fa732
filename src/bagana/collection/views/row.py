"""One household's row on a page of its own, what is said of it, evidence; HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bagana.acts.scans import TYPES
from bagana.collection.actions import remarks as actions
from bagana.collection.grid import Line, line_of, typed
from bagana.collection.input_forms import CommentForm, EvidenceForm
from bagana.collection.models import Remark, RemarkKind, Return
from bagana.collection.queries import returns as queries
from bagana.collection.rows import (
    WRITING,
    columns_of,
    form_of_return,
    households_of,
    rows_of,
)
from bagana.collection.rules import can_fill
from bagana.collection.views.grid import _save
from bagana.collection.views.guard import bag_name, find_return, return_crumbs
from bagana.privacy.reading import note_reading
from bagana.registers.models import Household
from bagana.registers.private import private_page
from bagana.registers.rules import can_read
from bagana.web.form_pages import taken


def _readable(request: HttpRequest, code: str, unit: str) -> Return:
    """Rows of households are nothing to who may not read the register."""
    returned = find_return(request, code, unit)
    if not can_read(request.user, returned.unit):
        raise Http404
    return returned


@private_page
def row_page(request: HttpRequest, code: str, unit: str, uid: UUID) -> HttpResponse:
    """All fields below one another, for a phone, and what was said of the row."""
    returned = _readable(request, code, unit)
    household = get_object_or_404(
        households_of(returned).select_related("head"), uid=uid
    )
    line: Line | None = None
    comment, evidence = CommentForm(prefix="c"), EvidenceForm(prefix="e")
    if request.method == "POST" and "comment" in request.POST:
        comment = CommentForm(request.POST, prefix="c")
        if _commented(request, returned, comment, household):
            return redirect(request.path)
    elif request.method == "POST" and "evidence" in request.POST:
        evidence = EvidenceForm(request.POST, request.FILES, prefix="e")
        if _shown_why(request, returned, evidence, household):
            return redirect(request.path)
    elif request.method == "POST":
        line = _saved(request, returned, household)
        if line.is_saved:
            messages.success(request, _("Хадгаллаа."))
            return redirect(request.path)
    return _page(request, returned, household, line, comment, evidence)


def _saved(request: HttpRequest, returned: Return, household: Household) -> Line:
    row = rows_of(returned, request.user, [household])[0]
    columns = columns_of(returned)
    sent = typed(request.POST, row.key, columns)
    return _save(request, returned, row, columns, sent, None)[0]


def _page(
    request: HttpRequest,
    returned: Return,
    household: Household,
    line: Line | None,
    comment: CommentForm,
    evidence: EvidenceForm,
) -> HttpResponse:
    form, columns = form_of_return(returned), columns_of(returned)
    row = rows_of(returned, request.user, [household])[0]
    said = queries.remarks_of(returned, [household.pk])
    shown = line or line_of(form, row, columns, said=said)
    if row.head and row.label:
        note_reading(
            user=request.user, what="grid", unit=returned.unit, subjects=[row.head]
        )
    writing = returned.state in WRITING and returned.round.closed_at is None
    context = {
        "returned": returned,
        "round": returned.round,
        "form": form,
        "row": row,
        "line": shown,
        "groups": _groups(shown),
        "remarks": said,
        "comment": comment,
        "evidence": evidence,
        "may_fill": writing and can_fill(request.user, returned.unit),
        "name": bag_name(returned),
        "crumbs": return_crumbs(returned),
        "links": _links(household),
        "columns": columns,
    }
    failed = line or comment.errors or evidence.errors
    return render(
        request, "collection/row.html", context, status=422 if failed else 200
    )


def _groups(line: Line) -> list[tuple[Any, list[Any]]]:
    found: list[tuple[Any, list[Any]]] = []
    for cell in line.cells:
        if not found or str(found[-1][0]) != str(cell.column.group):
            found.append((cell.column.group, []))
        found[-1][1].append(cell)
    return found


def _links(household: Household) -> list[tuple[str, str]]:
    names = {"household": _("Өрхийн хуудас"), "herd": _("Өрхийн мал")}
    found = []
    for name, words in names.items():
        try:
            found.append((reverse(f"registers:{name}", args=[household.uid]), words))
        except NoReverseMatch:
            continue
    return found


def _commented(
    request: HttpRequest,
    returned: Return,
    form: CommentForm,
    household: Household | None,
) -> bool:
    field = request.POST.get("field", "")[:60]
    done = taken(
        request,
        form,
        lambda: actions.add_comment(
            user=request.user,
            returned=returned,
            household=household,
            field=field,
            **form.cleaned_data,
        ),
    )
    if done:
        messages.success(request, _("Тайлбарыг нэмлээ."))
    return done


def _shown_why(
    request: HttpRequest,
    returned: Return,
    form: EvidenceForm,
    household: Household | None,
) -> bool:
    def act() -> None:
        file = form.cleaned_data["file"]
        actions.add_evidence(
            user=request.user,
            returned=returned,
            content=file.read(actions.LARGEST + 1),
            text=form.cleaned_data["note"],
            household=household,
            field=request.POST.get("field", "")[:60],
        )

    done = taken(request, form, act)
    if done:
        messages.success(request, _("Баримтыг хавсаргалаа."))
    return done


@private_page
def remark_whole(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """A comment or evidence of the whole return, or of a field of the unit's form."""
    returned = _readable(request, code, unit)
    comment, evidence = CommentForm(prefix="c"), EvidenceForm(prefix="e")
    done = False
    if request.method == "POST" and "comment" in request.POST:
        comment = CommentForm(request.POST, prefix="c")
        done = _commented(request, returned, comment, None)
    elif request.method == "POST":
        evidence = EvidenceForm(request.POST, request.FILES, prefix="e")
        done = _shown_why(request, returned, evidence, None)
    if done:
        return redirect("collection:return", code, unit)
    form, asked = form_of_return(returned), request.GET.get("field", "")
    writing = returned.state in WRITING and returned.round.closed_at is None
    context = {
        "returned": returned,
        "round": returned.round,
        "name": bag_name(returned),
        "comment": comment,
        "evidence": evidence,
        "column": form.column(asked) if form.has(asked) else None,
        "may_fill": writing and can_fill(request.user, returned.unit),
        "crumbs": return_crumbs(returned),
    }
    status = 422 if comment.errors or evidence.errors else 200
    return render(request, "collection/remark.html", context, status=status)


def _remark(request: HttpRequest, returned: Return, pk: int) -> Remark:
    return get_object_or_404(Remark, pk=pk, returned=returned)


@private_page
@require_POST
def drop(request: HttpRequest, code: str, unit: str, pk: int) -> HttpResponse:
    returned = _readable(request, code, unit)
    actions.drop_remark(user=request.user, remark=_remark(request, returned, pk))
    messages.success(request, _("Авлаа."))
    return redirect("collection:return", code, unit)


@private_page
@require_safe
def evidence(request: HttpRequest, code: str, unit: str, pk: int) -> HttpResponse:
    """The file itself, never sniffed and never run."""
    returned = _readable(request, code, unit)
    remark = _remark(request, returned, pk)
    ending = remark.file_name.rpartition(".")[2]
    if remark.kind != RemarkKind.EVIDENCE or ending not in TYPES:
        raise Http404
    if not remark.sealed_file:  # erased with the person whom it was about
        raise Http404
    if remark.household and remark.household.head_id:
        note_reading(
            user=request.user,
            what="return",
            unit=returned.unit,
            subjects=[remark.household.head_id],
        )
    headers = {
        "Content-Disposition": content_disposition_header(True, remark.file_name),
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(remark.file, content_type=TYPES[ending], headers=headers)
