"""Is this reference genuine? Asked by its code, without signing in; names nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bagana.casework.models import Reference
from bagana.casework.queries.references import (
    Standing,
    by_code,
    kinds_on,
    standing_of,
    tidy_code,
)
from bagana.casework.reference_fields import fields_of
from bagana.portal.views.daily.misses import count_miss, told_to_wait
from bagana.portal.views.pages import asked, page
from bagana.territory.queries import ancestors_of, nearest_version


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed; what each kind says stands below, for who is shown one."""
    typed = asked(request, "code")
    if code := tidy_code(typed):
        return redirect("portal:verify", code)
    kinds = [(kind, fields_of(kind)) for kind in kinds_on(timezone.localdate())]
    return page(request, "daily/verify_form", typed=typed, kinds=kinds)


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """One shape of answer, whatever the code: what it stands for, or nothing."""
    if waits := told_to_wait(request, "verify"):
        return waits
    found = by_code(tidy_code(code))
    if found is None:
        count_miss(request, "verify")
    standing = standing_of(found, timezone.localdate())
    response = page(
        request,
        "daily/verify",
        code=tidy_code(code) or _("буруу код"),
        standing=standing,
        is_good=standing == Standing.GENUINE,
        facts=_facts(found),
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _facts(found: Reference | None) -> dict[str, Any]:
    """What may be told of a reference: nothing of its person, nor why it ended."""
    if found is None:
        return {}
    return {
        "kind": found.kind.title,
        "number": found.number,
        "issued_on": found.issued_on,
        "valid_until": found.valid_until,
        "revoked_on": found.revoked_on,
        "office": office_words(found),
        "is_illustrative": found.kind.is_illustrative,
    }


def office_words(found: Reference) -> str:
    own = nearest_version(found.unit.code, found.issued_on)
    above = [one for one in ancestors_of(found.unit, found.issued_on) if one.kind.level]
    names = [one.name for one in (*above, *filter(None, (own,)))]
    return ", ".join(names)
