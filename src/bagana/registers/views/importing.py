"""A file of households in three steps: choose, check, apply; and the way back."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.registers.forms.imports import ColumnsForm, ImportForm, roots_of
from bagana.registers.imports import actions
from bagana.registers.imports.columns import HOUSEHOLDS, PEOPLE
from bagana.registers.imports.layout import Options
from bagana.registers.imports.mappings import remember_mapping
from bagana.registers.imports.problems import Problem
from bagana.registers.imports.template import template
from bagana.registers.models import Entry, EntryKind, Upload, UploadKind, UploadState
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.registers.rules import can_import
from bagana.registers.views.guard import register_crumbs
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, Refused, refusals_in
from bagana.web.tables import XLSX_TYPE, Column, table_response, wanted_format

SHOWN_PROBLEMS: Final = 200
SHOWN_CHANGES: Final = 50
SHOWN_ENTRIES: Final = 20


@private_page
def import_file(request: HttpRequest) -> HttpResponse:
    roots = roots_of(request.user)
    if not roots:
        raise PermissionDenied(_("Бүртгэлийн файл оруулах эрх танд алга."))
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial={"unit": request.GET.get("unit", roots[0].code)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            upload = _checked(request, form)
            return redirect("registers:import_check", upload.uid)
    entries = Entry.objects.visible_to(request.user).filter(kind=EntryKind.IMPORT)
    context = {
        "form": form,
        "step": 1,
        "unit": roots[0],
        "entries": entries.select_related("unit", "made_by")[:SHOWN_ENTRIES],
        "crumbs": register_crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "registers/import.html", context, status=status)


def _checked(request: HttpRequest, form: ImportForm) -> Upload:
    chosen = form.cleaned_data
    unit = get_object_or_404(Unit, code=chosen["unit"])
    mapping = chosen["mapping"]
    content = chosen["file"].read()
    return actions.check_file(
        user=request.user,
        unit=unit,
        name=chosen["file"].name,
        content=content,
        options=Options(
            sheet=chosen["sheet"],
            columns=mapping.columns if mapping else {},
            values=mapping.values if mapping else {},
            on=chosen["on"],
        ),
    )


@private_page
def import_check(request: HttpRequest, uid: UUID) -> HttpResponse:
    upload = _upload(request, uid)
    found = upload.found
    problems = [Problem.restored(one) for one in found.get("problems", [])]
    if chosen := wanted_format(request):
        return table_response(chosen, "refused", _problem_columns(), problems)
    form = _columns_form(request, upload, found)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            return redirect("registers:import_check", _anew(request, upload, form).uid)
    return _show(request, upload, found, problems, form)


def _show(
    request: HttpRequest,
    upload: Upload,
    found: dict[str, Any],
    problems: list[Problem],
    form: ColumnsForm,
) -> HttpResponse:
    titles = {one.code: one.title for one in (*PEOPLE, *HOUSEHOLDS)}
    changes = [
        one | {"words": [titles.get(name, name) for name in one["fields"]]}
        for one in found.get("changes", [])[:SHOWN_CHANGES]
    ]
    counts = upload.counts
    is_checked = upload.state == UploadState.CHECKED
    people = {
        name.removeprefix("people_"): one
        for name, one in counts.items()
        if name.startswith("people_")
    }
    names = names_of({upload.unit_id}, timezone.localdate())
    context = {
        "upload": upload,
        "unit_name": names.get(upload.unit_id, upload.unit.code),
        "counts": counts,
        "people": people if people.get("read") else None,
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": counts.get("refused", 0) + people.get("refused", 0),
        "changes": changes,
        "layouts": [
            [(heading, titles.get(one["mapping"].get(heading), "")) for heading in
             one["headings"]]
            for one in found.get("layouts", [])
        ],
        "form": form,
        "is_checked": is_checked,
        "is_waiting": upload.state == UploadState.WAITING,
        "is_applied": upload.state == UploadState.APPLIED,
        "step": 2 if is_checked else 3,
        "crumbs": register_crumbs(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "registers/import_check.html", context, status=status)


def _columns_form(
    request: HttpRequest, upload: Upload, found: dict[str, Any]
) -> ColumnsForm:
    layouts = [one for one in found.get("layouts", []) if one["form"] == "households"]
    layout = layouts[0] if layouts else {"headings": [], "mapping": {}}
    unknown: dict[str, list[str]] = {}
    for one in found.get("problems", []):
        name = layout["mapping"].get(one["column"])
        if one["code"] == "unknown_choice" and name:
            words = unknown.setdefault(name, [])
            if one["value"] not in words:
                words.append(one["value"])
    told = {
        name: list(words) for name, words in upload.options.get("values", {}).items()
    }
    for name, words in told.items():
        unknown[name] = list(dict.fromkeys([*words, *unknown.get(name, [])]))
    return ColumnsForm(
        request.POST or None,
        headings=layout["headings"],
        mapping=layout["mapping"],
        unknown=unknown,
        values=upload.options.get("values", {}),
    )


def _anew(request: HttpRequest, upload: Upload, form: ColumnsForm) -> Upload:
    """Check the same file with the corrected columns; remember them if wished."""
    options = Options.restored(upload.options)
    fresh = Options(options.sheet, form.columns(), form.told_values(), options.on)
    if title := form.cleaned_data["title"]:
        remember_mapping(
            user=request.user,
            unit=upload.unit,
            title=title,
            columns=fresh.columns,
            values=fresh.values,
        )
    return actions.check_again(user=request.user, upload=upload, options=fresh)


@private_page
@require_POST
def import_apply(request: HttpRequest, uid: UUID) -> HttpResponse:
    upload = _upload(request, uid)
    try:
        actions.apply_upload(user=request.user, upload=upload)
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    return redirect("registers:import_check", upload.uid)


@private_page
@require_POST
def import_discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    upload = _upload(request, uid)
    actions.discard_upload(user=request.user, upload=upload)
    messages.success(request, _("Шалгасан файлыг орхилоо. Юу ч хадгалаагүй."))
    return redirect("registers:import")


@private_page
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a batch back: who may import there, may."""
    rows = Entry.objects.visible_to(request.user).filter(kind=EntryKind.IMPORT)
    entry = get_object_or_404(rows, pk=pk)
    try:
        actions.undo_import(user=request.user, entry=entry)
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    else:
        messages.success(request, _("Файлаас оруулсныг бүхэлд нь буцаалаа."))
    return redirect("registers:import")


@private_page
def import_template(request: HttpRequest, code: str) -> HttpResponse:
    unit = get_object_or_404(Unit, code=code)
    if not can_import(request.user, unit):
        raise PermissionDenied
    header = content_disposition_header(True, f"households-{code}.xlsx")
    return HttpResponse(
        template(unit),
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": header},
    )


def _upload(request: HttpRequest, uid: UUID) -> Upload:
    """One's own file; every other one is not there."""
    rows = Upload.objects.visible_to(request.user).filter(
        made_by_id=request.user.pk, kind=UploadKind.REGISTER
    )
    return get_object_or_404(rows.select_related("unit", "entry", "work"), uid=uid)


def _problem_columns() -> list[Column]:
    return [
        Column("row", _("Мөр")),
        Column("column", _("Хүснэгтийн багана")),
        Column("value", _("Утга")),
        Column("reason", _("Шалтгаан"), width=50),
        Column("fix", _("Яаж засах вэ"), width=50),
    ]
