"""A return as a spreadsheet or from phones, in three steps; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.accounts.roles import has_any_role
from bagana.collection.forms import FORMS
from bagana.collection.models import Return
from bagana.collection.rows import WRITING, form_of_return
from bagana.collection.rules import can_fill
from bagana.collection.sheet_forms import SheetForm, SubmissionsForm
from bagana.collection.sheets import apply_sheet, check_sheet, issue_sheet
from bagana.collection.sheets.weighing import SheetCheck
from bagana.collection.sheets.words import written
from bagana.collection.submissions import check_submissions
from bagana.collection.views.guard import bag_name, find_return, return_crumbs
from bagana.collection.xlsforms import NEW_HOUSEHOLD, household_form, xlsform
from bagana.privacy.reading import note_reading
from bagana.registers.imports.uploads import content_of, forget_old, keep_upload
from bagana.registers.models import Upload, UploadKind, UploadState
from bagana.registers.private import private_page
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.tables import XLSX_TYPE, Column, table_response, wanted_format

SHOWN: Final = 200
CHECKS: Final[dict[str, Callable[..., SheetCheck]]] = {
    UploadKind.SHEET: check_sheet,
    UploadKind.SUBMISSIONS: check_submissions,
}


def _filled_by(request: HttpRequest, code: str, unit: str) -> Return:
    """The return, for who fills it; who only reads it is told so."""
    returned = find_return(request, code, unit)
    if not can_fill(request.user, returned.unit):
        raise PermissionDenied(_("Энэ мэдээг бөглөх эрх танд алга."))
    return returned


@private_page
def sheet(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Download, fill in, hand in: the first step."""
    return _first_step(request, code, unit, UploadKind.SHEET, SheetForm)


@private_page
def submissions(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What was filled on phones: the first step."""
    return _first_step(request, code, unit, UploadKind.SUBMISSIONS, SubmissionsForm)


def _first_step(
    request: HttpRequest, code: str, unit: str, kind: UploadKind, form_class: Any
) -> HttpResponse:
    returned = _filled_by(request, code, unit)
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = _checked(request, returned, kind, form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", f"{refused.reason} {refused.fix}".strip())
        else:
            return redirect(_page_of(upload, returned))
    context = _context(returned) | {
        "input": form,
        "is_sheet": kind == UploadKind.SHEET,
        "is_open": returned.state in WRITING and returned.round.closed_at is None,
        "crumbs": return_crumbs(returned),
        "step": 1,
    }
    return render(
        request, "collection/sheet.html", context, status=422 if form.errors else 200
    )


def _checked(
    request: HttpRequest, returned: Return, kind: UploadKind, file: Any
) -> Upload:
    content = file.read()
    check = CHECKS[kind](user=request.user, returned=returned, content=content)
    forget_old()
    return keep_upload(
        user=request.user,
        unit=returned.unit,
        kind=kind,
        name=file.name,
        content=content,
        counts=check.counts(),
        report={},
        subject=returned.pk,
    )


def _context(returned: Return) -> dict[str, Any]:
    return {
        "returned": returned,
        "round": returned.round,
        "form": form_of_return(returned),
        "name": bag_name(returned),
    }


def _page_of(upload: Upload, returned: Return) -> str:
    return reverse(
        "collection:sheet_check",
        args=[returned.round.code, returned.unit.code, upload.uid],
    )


@private_page
@require_POST
def sheet_file(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The workbook itself: it carries names away, so a button and a trace."""
    returned = _filled_by(request, code, unit)
    content = issue_sheet(user=request.user, returned=returned)
    header = content_disposition_header(True, f"{code}-{unit}.xlsx")
    return HttpResponse(
        content, content_type=XLSX_TYPE, headers={"Content-Disposition": header}
    )


@private_page
def sheet_check(request: HttpRequest, code: str, unit: str, uid: UUID) -> HttpResponse:
    """What the file would do, weighed anew against what stands now."""
    returned = _filled_by(request, code, unit)
    upload = _upload(request, returned, uid)
    if upload.state != UploadState.CHECKED:
        return _after(request, returned, upload)
    try:
        check = _again(request, returned, upload)
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}".strip())
        return redirect(
            "collection:sheet", code=returned.round.code, unit=returned.unit.code
        )
    if request.method == "POST":
        return _apply(request, returned, upload, check)
    if chosen := wanted_format(request):
        name = f"refused-{returned.unit.code}"
        return table_response(chosen, name, _problem_columns(), check.problems)
    return _show(request, returned, upload, check)


def _again(request: HttpRequest, returned: Return, upload: Upload) -> SheetCheck:
    _name, content = content_of(upload)
    return CHECKS[upload.kind](user=request.user, returned=returned, content=content)


def _show(
    request: HttpRequest,
    returned: Return,
    upload: Upload,
    check: SheetCheck,
    refusal: Refused | None = None,
) -> HttpResponse:
    form = form_of_return(returned)
    clashes = [
        {
            "clash": one,
            "sheet": written(form.column(one.field), one.sheet),
            "standing": written(form.column(one.field), one.standing),
            "chosen": request.POST.get(f"choice-{one.choice}", ""),
        }
        for one in check.conflicts
    ]
    _note(request, returned, {one.key for one in check.conflicts})
    context = _context(returned) | {
        "upload": upload,
        "check": check,
        "counts": check.counts(),
        "clashes": clashes,
        "problems": check.problems[:SHOWN],
        "problem_count": len(check.problems),
        "is_sheet": upload.kind == UploadKind.SHEET,
        "refusal": refusal,
        "crumbs": return_crumbs(returned),
        "step": 2,
    }
    status = 422 if refusal else 200
    return render(request, "collection/sheet_check.html", context, status=status)


def _note(request: HttpRequest, returned: Return, keys: set[str]) -> None:
    from bagana.collection.sheets.matching import known_households

    shown = known_households(returned, keys).values()
    heads = [one.head_id for one in shown if one.head_id]
    note_reading(user=request.user, what="sheet", unit=returned.unit, subjects=heads)


def _apply(
    request: HttpRequest, returned: Return, upload: Upload, check: SheetCheck
) -> HttpResponse:
    prefix = "choice-"
    choices = {
        name.removeprefix(prefix): value
        for name, value in request.POST.items()
        if name.startswith(prefix)
    }
    is_sheet = upload.kind == UploadKind.SHEET
    try:
        entry = apply_sheet(
            user=request.user,
            returned=returned,
            check=check,
            choices={name: str(value) for name, value in choices.items()},
            sha256=upload.sha256,
            done="sheet_applied" if is_sheet else "submissions_applied",
        )
    except Refused as refused:
        return _show(request, returned, upload, check, refused)
    _close(upload, UploadState.APPLIED, check.counts(), entry)
    rows = len(check.rows)
    messages.success(
        request,
        ngettext("%(count)s мөрийг оруулав.", "%(count)s мөрийг оруулав.", rows)
        % {"count": rows},
    )
    return redirect(_page_of(upload, returned))


def _close(upload: Upload, state: str, counts: dict[str, int], entry: Any) -> None:
    upload.state, upload.counts, upload.entry = state, counts, entry
    upload.sealed = upload.report = b""
    upload.save()


def _after(request: HttpRequest, returned: Return, upload: Upload) -> HttpResponse:
    context = _context(returned) | {
        "upload": upload,
        "counts": upload.counts,
        "entry": upload.entry,
        "is_applied": upload.state == UploadState.APPLIED,
        "is_sheet": upload.kind == UploadKind.SHEET,
        "crumbs": return_crumbs(returned),
        "step": 3,
    }
    return render(request, "collection/sheet_applied.html", context)


@private_page
@require_POST
def sheet_discard(
    request: HttpRequest, code: str, unit: str, uid: UUID
) -> HttpResponse:
    returned = _filled_by(request, code, unit)
    upload = _upload(request, returned, uid)
    if upload.state == UploadState.CHECKED:
        _close(upload, UploadState.DISCARDED, upload.counts, None)
        messages.success(request, _("Шалгасан файлыг орхилоо. Юу ч хадгалаагүй."))
    return redirect("collection:return", code=code, unit=unit)


def _upload(request: HttpRequest, returned: Return, uid: UUID) -> Upload:
    """One's own file for this return; every other one is not there."""
    found = Upload.objects.visible_to(request.user).filter(
        made_by_id=request.user.pk, subject=returned.pk, kind__in=CHECKS
    )
    return get_object_or_404(found.select_related("entry", "unit"), uid=uid)


def _problem_columns() -> list[Column]:
    return [
        Column("row", _("Мөр")),
        Column("column", _("Хүснэгтийн багана")),
        Column("value", _("Утга")),
        Column("reason", _("Шалтгаан"), width=50),
        Column("fix", _("Яаж засах вэ"), width=50),
    ]


@private_page
def xlsform_file(request: HttpRequest, form: str) -> HttpResponse:
    """A declared form for phones; it holds nobody's data."""
    if not has_any_role(request.user):
        raise PermissionDenied
    if form == NEW_HOUSEHOLD:
        content = household_form()
    elif form in FORMS:
        content = xlsform(FORMS[form])
    else:
        raise Http404
    header = content_disposition_header(True, f"bagana-{form}.xlsx")
    return HttpResponse(
        content, content_type=XLSX_TYPE, headers={"Content-Disposition": header}
    )


@private_page
def xlsforms(request: HttpRequest) -> HttpResponse:
    """Which forms there are for phones, and how they come back."""
    if not has_any_role(request.user):
        raise PermissionDenied
    context = {
        "forms": FORMS.values(),
        "new_household": NEW_HOUSEHOLD,
        "crumbs": [(reverse("collection:rounds"), _("Цуглуулалт"))],
    }
    return render(request, "collection/sheet_xlsforms.html", context)
