"""A version in the office: read, edited in parts or as a text, frozen; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.engines.index.framework import Framework as Method
from bagana.engines.index.framework import walk
from bagana.engines.index.problems import FrameworkInvalid
from bagana.engines.index.writing import to_dict
from bagana.ranking import rules as permissions
from bagana.ranking.actions import frameworks as actions
from bagana.ranking.definition_checks import check_whole, faults_of
from bagana.ranking.definition_yaml import write_yaml
from bagana.ranking.definitions import draft_framework
from bagana.ranking.faults import DefinitionRefused
from bagana.ranking.forms.framework_gates import GateForm, QuestionForm, RowsForm
from bagana.ranking.forms.framework_rules import RulesForm
from bagana.ranking.forms.framework_tree import MOST, TreeForm
from bagana.ranking.forms.frameworks import FreezeForm, YamlForm
from bagana.ranking.method_changes import changes_between, changes_of
from bagana.ranking.method_rows import columns, natures_of, rows_of
from bagana.ranking.method_telling import told_of
from bagana.ranking.models import FrameworkVersion
from bagana.ranking.queries import frameworks as queries
from bagana.ranking.queries.framework_figures import figures_of
from bagana.ranking.views.editor import asked_period, grown, sent_tree, tree_context
from bagana.ranking.views.guard import crumbs_of, editable_version, readable_version
from bagana.web.errors import Conflict, Refused, refusals_in
from bagana.web.tables import table_response, wanted_format

REVISION_DIGITS = 9


@login_required
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The editor of a draft; a frozen version, and who may not edit, only reads."""
    row = readable_version(request, code, number)
    if row.is_frozen or not permissions.can_edit(request.user, row.framework):
        return _read(request, row)
    method = draft_framework(row.definition)
    if sum(1 for _node in walk(method.tree)) > MOST:
        messages.info(request, _("Мод хэт том тул бүхэлд нь бичвэрээр засна."))
        return redirect("ranking:version_text", code, number)
    if request.method != "POST":
        return _tree_page(request, row, TreeForm(method), method)
    tree = sent_tree(request, row)
    if not tree.is_valid():
        return _tree_page(request, row, tree, method, status=422)
    typed = tree.result()
    if request.POST.get("do") == "save":
        return _save_tree(request, row, tree, typed)
    if request.POST.get("do") not in ("search", "preview"):
        typed = grown(request, row, typed)
    return _tree_page(request, row, TreeForm(typed), typed, unsaved=True)


def _save_tree(
    request: HttpRequest, row: FrameworkVersion, tree: TreeForm, typed: Method
) -> HttpResponse:
    try:
        actions.save_draft(
            user=request.user,
            version=row,
            revision=_revision(request),
            definition=to_dict(typed),
        )
    except DefinitionRefused as refused:
        return _tree_page(request, row, tree, typed, faults=refused.faults, status=422)
    except Conflict as conflict:
        row.refresh_from_db()
        theirs = draft_framework(row.definition)
        return _tree_page(
            request,
            row,
            TreeForm(typed),
            typed,
            conflict=conflict,
            changes=changes_of(theirs, typed),
            unsaved=True,
            status=409,
        )
    messages.success(request, _("Ноорогийг хадгаллаа."))
    return redirect(f"{request.path}?period={request.POST.get('period', '')[:10]}")


def _revision(request: HttpRequest) -> int:
    """What the writer saw; nothing that can be read is no revision at all."""
    typed = request.POST.get("revision", "")[:REVISION_DIGITS]
    return int(typed) if typed.isdecimal() else 0


def _tree_page(
    request: HttpRequest,
    row: FrameworkVersion,
    tree: TreeForm,
    method: Method,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = tree_context(request, row, tree, method)
    return _page(request, row, "version", status=status, **context, **more)


def _page(
    request: HttpRequest,
    row: FrameworkVersion,
    name: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "version": row,
        "framework": row.framework,
        "crumbs": crumbs_of(row.framework),
        **more,
    }
    return render(request, f"ranking/{name}.html", context, status=status)


@login_required
@require_POST
def figures(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What htmx asks while one types: the figures of what stands on the page."""
    row = editable_version(request, code, number)
    tree = sent_tree(request, row)
    if not tree.is_valid():
        return render(request, "ranking/version_figures.html", {"is_typing": True})
    method = tree.result()
    period, _years = asked_period(request, row, method)
    found = figures_of(method, row.framework, period, request.user)
    remarks = [one for one in _faults(method, row) if one.stops]
    context = {"found": found, "period": period, "stopping": remarks, "live": True}
    return render(request, "ranking/version_figures.html", context)


def _faults(method: Method, row: FrameworkVersion) -> Any:
    """What saving would refuse: the engine's own reading and the catalogue's."""
    try:
        read = draft_framework(to_dict(method))
    except FrameworkInvalid as invalid:
        from bagana.ranking.faults import from_engine

        return from_engine(invalid)
    return tuple(faults_of(read, row))


def _read(request: HttpRequest, row: FrameworkVersion) -> HttpResponse:
    method = draft_framework(row.definition)
    rows = rows_of(method, queries.catalogue_of(method.indicators))
    if format_ := wanted_format(request):
        name = f"{row.framework.code}-{row.number}"
        return table_response(format_, name, columns(), rows)
    former = queries.former_of(row)
    return _page(
        request,
        row,
        "version_read",
        rows=rows,
        natures=natures_of(rows),
        told=told_of(method, row),
        timing=queries.timing_of(method, row.framework, row.frozen_at),
        former=former,
        changes=changes_between(former, row) if former else (),
    )


@login_required
def rules(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _open(request, code, number)
    method = draft_framework(row.definition)
    if request.method != "POST":
        form = RulesForm(method=method)
        form.initial["revision"] = row.revision
        return _rules_page(request, row, form, method)
    form = RulesForm(request.POST, method=method)
    if not form.is_valid():
        return _rules_page(request, row, form, method)
    typed = form.result()
    try:
        actions.save_draft(
            user=request.user,
            version=row,
            revision=form.cleaned_data["revision"],
            definition=to_dict(typed),
        )
    except DefinitionRefused as refused:
        return _rules_page(request, row, form, method, faults=refused.faults)
    except Conflict as conflict:
        row.refresh_from_db()
        theirs = draft_framework(row.definition)
        again = RulesForm(_renewed(request, row), method=theirs)
        changes = changes_of(theirs, again.result()) if again.is_valid() else ()
        return _rules_page(
            request, row, again, theirs, conflict=conflict, changes=changes
        )
    messages.success(request, _("Дүрмийг хадгаллаа."))
    return redirect("ranking:version_rules", code, number)


def _renewed(request: HttpRequest, row: FrameworkVersion) -> Any:
    """What was typed, on the newest revision: pressing again means to replace it."""
    typed = request.POST.copy()
    typed["revision"] = str(row.revision)
    return typed


def _rules_page(
    request: HttpRequest,
    row: FrameworkVersion,
    form: RulesForm,
    method: Method,
    **more: Any,
) -> HttpResponse:
    status = 409 if "conflict" in more else 422 if form.errors or more else 200
    told = told_of(method, row)
    return _page(
        request, row, "version_rules", status=status, form=form, told=told, **more
    )


def _open(request: HttpRequest, code: str, number: int) -> FrameworkVersion:
    """A draft that the user may edit; a frozen one says so."""
    row = editable_version(request, code, number)
    if row.is_frozen:
        raise Conflict(
            _("Энэ хувилбарыг царцаасан тул өөрчлөх боломжгүй."),
            _("Шинэ хувилбар үүсгээд түүнийг засна уу."),
        )
    return row


@login_required
def gates(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _open(request, code, number)
    data = request.POST if request.method == "POST" else None
    conditions = RowsForm(GateForm, row.gates, "g", data)
    questions = RowsForm(QuestionForm, row.visit_sheet, "q", data)
    shown: dict[str, Any] = {"gates": conditions, "questions": questions}
    if data is None:
        return _page(request, row, "version_gates", **shown)
    valid = conditions.is_valid(), questions.is_valid()
    if not all(valid):
        return _page(request, row, "version_gates", status=422, **shown)
    typed: dict[str, Any] = {
        "gates": conditions.result(),
        "visit_sheet": questions.result(),
    }
    try:
        actions.save_draft(
            user=request.user, version=row, revision=_revision(request), **typed
        )
    except DefinitionRefused as refused:
        shown["faults"] = refused.faults
        return _page(request, row, "version_gates", status=422, **shown)
    except Conflict as conflict:
        row.refresh_from_db()
        mine = FrameworkVersion(definition=row.definition, **typed)
        shown |= {"conflict": conflict, "changes": changes_between(row, mine)}
        return _page(request, row, "version_gates", status=409, **shown)
    messages.success(request, _("Болзол, үзлэгийн хуудсыг хадгаллаа."))
    return redirect("ranking:version_gates", code, number)


@login_required
def text(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The whole draft as YAML."""
    row = _open(request, code, number)
    if request.method != "POST":
        first = {"text": write_yaml(row), "revision": row.revision}
        return _page(request, row, "version_text", form=YamlForm(initial=first))
    form = YamlForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, "version_text", status=422, form=form)
    try:
        actions.take_in_yaml(
            user=request.user,
            version=row,
            text=form.given,
            revision=form.cleaned_data["revision"],
        )
    except DefinitionRefused as refused:
        shown = {"form": _with_text(form), "faults": refused.faults}
        return _page(request, row, "version_text", status=422, **shown)
    except Conflict as conflict:
        row.refresh_from_db()
        return _page(
            request,
            row,
            "version_text",
            status=409,
            form=_with_text(form, row),
            conflict=conflict,
            theirs=write_yaml(row),
        )
    messages.success(request, _("Ноорогийг хадгаллаа."))
    return redirect("ranking:version_text", code, number)


def _with_text(form: YamlForm, row: FrameworkVersion | None = None) -> YamlForm:
    """The same text in the box, also where it came as a file."""
    revision = row.revision if row else form.cleaned_data["revision"]
    return YamlForm(initial={"text": form.given, "revision": revision})


@login_required
def text_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = readable_version(request, code, number)
    response = HttpResponse(
        write_yaml(row).encode(), content_type="application/yaml; charset=utf-8"
    )
    name = f"{code}-{number}.yaml"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@login_required
def freeze(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _open(request, code, number)
    form = FreezeForm(request.POST or None, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.freeze_version(user=request.user, version=row, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Аргачлалыг царцаалаа."))
            return redirect("ranking:version", code, number)
    method = draft_framework(row.definition)
    former = queries.former_of(row)
    rows = rows_of(method, queries.catalogue_of(method.indicators))
    faults = check_whole(row)
    return _page(
        request,
        row,
        "version_freeze",
        status=422 if form.errors else 200,
        form=form,
        faults=faults,
        stops=any(fault.stops for fault in faults),
        rows=rows,
        timing=queries.timing_of(method, row.framework),
        former=former,
        changes=changes_between(former, row) if former else (),
    )


@login_required
@require_POST
def discard(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _open(request, code, number)
    try:
        actions.discard_draft(
            user=request.user, version=row, revision=_revision(request)
        )
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}")
        return redirect("ranking:version", code, number)
    messages.success(request, _("Ноорогийг хаялаа."))
    return redirect(reverse("ranking:framework", args=[code]))
