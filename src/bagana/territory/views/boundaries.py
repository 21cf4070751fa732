"""Pages of outlines: upload, difference report, apply; and giving them out."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from bagana.accounts.models import User
from bagana.territory.boundaries import EXPORTS, compare, export_boundaries
from bagana.territory.boundaries.uploads import apply_upload, file_of, keep_upload
from bagana.territory.forms.boundary_files import ApplyForm, UploadForm
from bagana.territory.models import BoundaryUpload, Unit
from bagana.territory.views.guard import officers, readers
from bagana.web.errors import refusals_in
from bagana.web.words import short_date

ENDINGS = {"geojson": "geojson", "gpkg": "gpkg", "shp": "zip"}
TYPES = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "shp": "application/zip",
}


@officers
@require_http_methods(["GET", "POST"])
def boundaries(request: HttpRequest) -> HttpResponse:
    """Take a file; what waits and was applied stands below."""
    user = cast(User, request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = None
        sent = form.cleaned_data["file"]
        with refusals_in(form):
            upload = keep_upload(
                user=user,
                name=sent.name,
                content=sent.read(),
                code_field=form.cleaned_data["code_field"],
            )
        if upload is not None:
            return redirect("territory:boundary_upload", upload.pk)
    context = {
        "form": form,
        "uploads": BoundaryUpload.objects.filter(made_by=user).defer("content")[:20],
        "formats": list(EXPORTS),
    }
    status = 422 if form.errors else 200
    return render(request, "territory/boundaries.html", context, status=status)


@officers
@require_http_methods(["GET", "POST"])
def boundary_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The difference report of a file, and the act under which it is applied."""
    user = cast(User, request.user)
    upload = get_object_or_404(BoundaryUpload, pk=pk, made_by=user)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes = []
        with refusals_in(form):
            changes = apply_upload(user=user, upload=upload, **form.cleaned_data)
        if changes:
            said = ngettext(
                "%(count)s нэгжийн заагийг тогтоолоо.",
                "%(count)s нэгжийн заагийг тогтоолоо.",
                len(changes),
            )
            messages.success(request, said % {"count": len(changes)})
            return redirect("territory:changes")
    on = form.cleaned_data.get("effective_on") if form.is_bound else None
    report = compare(file_of(upload), on or request.on)  # type: ignore[attr-defined]
    context = {"upload": upload, "report": report, "form": form}
    status = 422 if form.errors else 200
    return render(request, "territory/boundary_upload.html", context, status=status)


@readers
@require_GET
def boundary_export(request: HttpRequest, format_: str) -> HttpResponse:
    """Outlines as of ?on=, of ?within= (a code) and below, or of everything."""
    if format_ not in EXPORTS:
        raise Http404
    code = request.GET.get("within", "")
    within = get_object_or_404(Unit, code=code) if code else None
    on = request.on  # type: ignore[attr-defined]
    response = HttpResponse(
        export_boundaries(format_, on, within), content_type=TYPES[format_]
    )
    name = f"boundaries-{code or 'all'}-{short_date(on)}.{ENDINGS[format_]}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
