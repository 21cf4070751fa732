"""A frozen method for everybody: in words, as a table, as files to check."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from bagana.portal.views.pages import page
from bagana.programme.queries.standings import names_of
from bagana.ranking.definition_yaml import method_yaml
from bagana.ranking.definitions import canonical_text, engine_framework, hash_of
from bagana.ranking.method_changes import changes_between
from bagana.ranking.method_rows import columns, natures_of, rows_of
from bagana.ranking.method_telling import told_of
from bagana.ranking.models import FrameworkVersion, VersionState
from bagana.ranking.queries import frameworks as queries
from bagana.web.tables import table_response, wanted_format

YAML_TYPE = "application/yaml; charset=utf-8"


def _frozen(code: str, number: int) -> FrameworkVersion:
    """Drafts are no one's business but the office's."""
    found = queries.find_version(code, number)
    if found is None or not found.is_frozen:
        raise Http404
    return found


def method(request: HttpRequest, code: str, number: int) -> HttpResponse:
    version = _frozen(code, number)
    found = engine_framework(version)
    rows = rows_of(found, queries.catalogue_of(found.indicators))
    if format_ := wanted_format(request):
        return table_response(format_, f"{code}-{number}", columns(), rows)
    former = queries.former_of(version)
    others = queries.versions_of(version.framework).filter(state=VersionState.FROZEN)
    return page(
        request,
        "ranking/method",
        version=version,
        framework=version.framework,
        method=found,
        rows=rows,
        natures=natures_of(rows),
        told=told_of(found, version),
        timing=queries.timing_of(found, version.framework, version.frozen_at),
        place=_place(version),
        former=former,
        changes=changes_between(former, version) if former else (),
        versions=list(others),
        is_intact=hash_of(version) == version.sha256,
    )


def _place(version: FrameworkVersion) -> str:
    unit = version.framework.unit_id
    return names_of([unit], timezone.localdate()).get(unit, "")


def yaml_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The method alone, as the command `bagana index` reads it."""
    version = _frozen(code, number)
    return _file(method_yaml(version), YAML_TYPE, f"{code}-{number}.yaml")


def json_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The very bytes whose SHA-256 is the version's hash."""
    version = _frozen(code, number)
    return _file(canonical_text(version), "application/json", f"{code}-{number}.json")


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
