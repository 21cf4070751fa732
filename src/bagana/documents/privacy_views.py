"""The extract of a person's data as a paper: who may, and that it was printed."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bagana.documents.content.subject_extract import subject_extract
from bagana.documents.files import LANGUAGES, TYPES, made
from bagana.privacy.models import RequestKind
from bagana.privacy.reading import note_export, note_reading
from bagana.privacy.subjects import keeper
from bagana.privacy.views.requests import find_request


@login_required
@never_cache
@require_safe
def subject(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """For a request of that kind, to who keeps the register; 404 otherwise."""
    if kind not in TYPES:
        raise Http404
    found = find_request(request, pk)
    if found.kind != RequestKind.EXTRACT or keeper().by_key(found.subject) is None:
        raise Http404
    # Noted before it is set, so that the paper itself tells of it.
    note_reading(
        user=request.user,
        what="subject_extract",
        unit=found.unit,
        subjects=[found.subject],
        unmasked=True,
        reason=f"№ {found.pk}",
    )
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    with translation.override(language):
        content = made(subject_extract(found, timezone.localdate()), kind)
    note_export(
        user=request.user,
        what="subject_extract",
        unit=None,
        rows=1,
        sha256=hashlib.sha256(content).hexdigest(),
        reason=f"№ {found.pk}",
    )
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = content_disposition_header(
        True, f"extract-{found.pk}.{kind}"
    )
    return response
