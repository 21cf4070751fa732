"""The catalogue of services in public: what is promised, and when it comes nearer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from bagana.casework.models import Provider, ServiceVersion
from bagana.casework.queries import services as queries
from bagana.casework.views.services import columns
from bagana.portal.views.pages import page, reading_date
from bagana.web.tables import table_response, wanted_format


def services(request: HttpRequest) -> HttpResponse:
    rows = list(queries.versions_on(reading_date(request)))
    if chosen := wanted_format(request):
        return table_response(chosen, "bagana-services", columns(), rows)
    groups = [
        (label, [row for row in rows if row.service.provider == provider])
        for provider, label in Provider.choices
    ]
    return page(
        request,
        "daily/services",
        groups=[(label, found) for label, found in groups if found],
    )


def service(request: HttpRequest, code: str) -> HttpResponse:
    on = reading_date(request)
    version = queries.version_of(code, on)
    if version is None:
        raise Http404
    return page(
        request,
        "daily/service",
        version=version,
        papers=_papers(version),
        rounds=list(queries.next_rounds(version, on)),
        history=list(queries.history_of(version)),
    )


def _papers(version: ServiceVersion) -> list[str]:
    english = (get_language() or "mn").startswith("en")
    rows = version.papers
    return [(english and one.get("en")) or one.get("mn", "") for one in rows]
