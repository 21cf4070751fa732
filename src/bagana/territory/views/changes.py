"""Pages of the changes of units: list, start, form, preview, apply, undo."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bagana.accounts.models import User
from bagana.territory.actions import blockers, carry_out, describe, undo
from bagana.territory.actions.describing import Description
from bagana.territory.forms import FORMS, ChangeForm, ListForm, StartForm
from bagana.territory.models import ChangeKind, Measure, UnitChange
from bagana.territory.queries import changes_page, open_units
from bagana.territory.rules import changes_units, may_undo
from bagana.territory.sketches import sketches
from bagana.territory.views.guard import officers, readers
from bagana.web.errors import Refused, refusals_in
from bagana.web.tables import Column, table_response, wanted_format

OFFERED = 400
BUTTONS = ("csrfmiddlewaretoken", "apply", "edit")


@readers
@require_GET
def change_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET)
    form.is_valid()
    found = changes_page(**getattr(form, "cleaned_data", {}))
    format_ = wanted_format(request)
    if format_:
        return table_response(format_, "unit-changes", COLUMNS, found)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_change": changes_units(request.user)}
    return render(request, "territory/changes.html", context)


COLUMNS = [
    Column("id"),
    Column("effective_on"),
    Column("kind"),
    Column("units", value=lambda c: " ".join(c.record.get("codes", []))),
    Column("act", value=lambda c: str(c.act)),
    Column("is_assumption"),
    Column("undone_at"),
]


@officers
@require_GET
def change_new(request: HttpRequest) -> HttpResponse:
    """Without an answer the question which unit; with it the form of the kind."""
    asked = "kind" in request.GET
    start = StartForm(request.GET if asked else None, initial=request.GET.dict())
    if asked and start.is_valid():
        return _show_form(request, _form(start, None))
    context = {"form": start, "steps": _steps()}
    return render(request, "territory/change_start.html", context)


@officers
@require_http_methods(["GET", "POST"])
def change_preview(request: HttpRequest) -> HttpResponse:
    """Check, show what would happen, and on "apply" do exactly that."""
    if request.method == "GET":
        # The address opened by itself holds no plan: begin anew.
        return redirect("territory:change_new")
    start = StartForm(request.POST)
    if not start.is_valid():
        context = {"form": start, "steps": _steps()}
        return render(request, "territory/change_start.html", context, status=422)
    form = _form(start, request.POST, request.FILES)
    for_good = "apply" in request.POST
    described = None
    if "edit" not in request.POST and form.is_valid():
        with refusals_in(form):
            described = _carry_out(request, start, form, for_good=for_good)
    if described is None:
        return _show_form(request, form, status=200 if "edit" in request.POST else 422)
    if for_good:
        messages.success(request, _("Өөрчлөлт хийгдлээ. Эндээс буцааж болно."))
        return redirect("territory:change", described.change.pk)
    return _show_preview(request, form, described)


def _carry_out(
    request: HttpRequest, start: StartForm, form: ChangeForm, *, for_good: bool
) -> Description:
    user = cast(User, request.user)
    return carry_out(
        start.cleaned_data["kind"],
        find_act=lambda: form.find_act(user),
        for_good=for_good,
        user=user,
        **form.plan(),
        **form.order(),
    )


def _form(
    start: StartForm,
    data: QueryDict | None,
    files: MultiValueDict[str, UploadedFile[Any]] | None = None,
) -> ChangeForm:
    form = FORMS[start.cleaned_data["kind"]]
    return form(
        data, files, version=start.cleaned_data["unit"], options=start.options()
    )


def _steps() -> list[str]:
    return [
        _("Нэгж, үйлдэл"),
        _("Юу өөрчлөгдөх"),
        _("Урьдчилан харах"),
        _("Хэрэгжүүлэх"),
    ]


def _show_form(
    request: HttpRequest, form: ChangeForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "version": form.version,
        "options": form.options,
        "kind": ChangeKind(form.options["kind"]),
        "offered": _offered(form),
        "steps": _steps(),
    }
    return render(request, "territory/change_form.html", context, status=status)


def _offered(form: ChangeForm) -> list[Any]:
    """Units that a field for a unit suggests: of the rungs around the chosen one."""
    level = form.version.kind.level
    levels = (level, level - 1) if "parent" in form.fields else (level,)
    found = open_units().filter(kind__level__in=levels)
    if level > 1:
        found = found.filter(unit__code__startswith=form.version.unit.code[:2])
    return list(found.order_by("kind__level", "sort_key")[:OFFERED])


def _show_preview(
    request: HttpRequest, form: ChangeForm, described: Description
) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in cast(QueryDict, form.data).lists()
        if name not in BUTTONS
        for value in values
    ]
    context = {
        **_described(described),
        "version": form.version,
        "kept": kept,
        "steps": _steps(),
    }
    return render(request, "territory/change_preview.html", context)


def _described(described: Description) -> dict[str, Any]:
    return {
        "d": described,
        "change": described.change,
        "act": described.change.act,
        "measures": [measure.label for measure in Measure],
        "sketches": sketches(
            [row.version for row in described.before],
            [row.version for row in described.after],
        ),
    }


@readers
@require_GET
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(
        UnitChange.objects.select_related("act__body", "made_by", "undone_by"), pk=pk
    )
    context: dict[str, Any] = {"change": change, "act": change.act}
    if change.undone_at is None:
        context |= _described(describe(change))
        # A sum undoes its re-drawing from the proposal's pages, saying why.
        officer = changes_units(request.user)
        context["may_undo"] = officer and may_undo(request.user, change)
        context["blockers"] = blockers(change) if context["may_undo"] else []
    return render(request, "territory/change.html", context)


@officers
@require_http_methods(["GET", "POST"])
def change_undo(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(UnitChange, pk=pk)
    if request.method == "POST":
        try:
            undo(user=cast(User, request.user), change=change)
        except Refused as refused:
            messages.error(request, f"{refused.reason} {refused.fix}")
        else:
            messages.success(
                request, _("Өөрчлөлтийг буцаалаа: бүртгэл өмнөх хэвэндээ.")
            )
    return redirect("territory:change", pk)
