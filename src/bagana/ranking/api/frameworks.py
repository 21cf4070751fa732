"""GET /frameworks: methods and their versions."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.accounts.visibility import under_roles
from bagana.acts.api import act_row
from bagana.engines.index.problems import FrameworkInvalid
from bagana.ranking.api.schemas import (
    FrameworkOut,
    MethodCode,
    VersionDetail,
    VersionNumber,
)
from bagana.ranking.definition_yaml import method_yaml
from bagana.ranking.models import Framework, FrameworkVersion, VersionState
from bagana.territory.api.reads import unit_or_404
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import Paged, UnitCode

router = ApiRouter(tags=["frameworks"])


class FrameworksAsked(Paged):
    unit: UnitCode | None = Field(None, description=_("Аль нэгжийн аргачлал: код"))


def versions_for(user: Any) -> QuerySet[FrameworkVersion]:
    """Frozen versions for all; drafts where the user holds a role over the unit."""
    frozen = Q(state=VersionState.FROZEN)
    mine = under_roles(user, "framework__unit")
    rows = FrameworkVersion.objects.filter(frozen if mine is None else frozen | mine)
    return rows.order_by("-number")


@router.get("", response=Page[FrameworkOut], summary=_("Индексийн аргачлалууд"))
def list_frameworks(
    request: HttpRequest, asked: Query[FrameworksAsked]
) -> dict[str, Any]:
    found = Framework.objects.select_related("unit", "programme").order_by("code")
    if asked.unit is not None:
        found = found.filter(unit=unit_or_404(asked.unit))
    versions = versions_for(request.user)
    shown = versions.defer("definition", "gates", "visit_sheet")
    rows = found.prefetch_related(Prefetch("versions", shown))
    return page_of(request, rows, asked, lambda page: map(framework_row, page))


def framework_row(framework: Framework) -> dict[str, Any]:
    programme = framework.programme
    names = ("code", "level", "name_mn", "name_en", "is_illustrative")
    return {
        **{name: getattr(framework, name) for name in names},
        "unit": framework.unit.code,
        "programme": programme.code if programme else None,
        "versions": [version_row(one) for one in framework.versions.all()],
    }


def version_row(version: FrameworkVersion) -> dict[str, Any]:
    names = ("number", "state", "sha256", "frozen_at")
    return {name: getattr(version, name) for name in names}


@router.get(
    "/{code}",
    response=FrameworkOut,
    summary=_("Нэг аргачлал"),
    description=_("Царцаасан хувилбарууд; ноорог нь зөвхөн эрхтэй хүнд харагдана."),
)
def read_framework(request: HttpRequest, code: MethodCode) -> dict[str, Any]:
    found = Framework.objects.select_related("unit", "programme")
    rows = found.prefetch_related(Prefetch("versions", versions_for(request.user)))
    framework = rows.filter(code=code).first()
    if framework is None:
        raise Http404(gettext("Ийм кодтой аргачлал алга: %s") % code)
    return framework_row(framework)


@router.get(
    "/{code}/versions/{number}",
    response=VersionDetail,
    summary=_("Аргачлалын нэг хувилбар"),
    description=_(
        "Мод, жин, болзол, үзлэгийн хуудас; баталгааны код нь гурвуулангийнх."
    ),
)
def read_version(
    request: HttpRequest, code: MethodCode, number: VersionNumber
) -> dict[str, Any]:
    rows = versions_for(request.user).select_related("framework", "act__body")
    version = rows.filter(framework__code=code, number=number).first()
    if version is None:
        raise Http404(gettext("Ийм кодтой аргачлал алга: %s") % f"{code}/{number}")
    return {
        **version_row(version),
        "framework": version.framework.code,
        "note_mn": version.note_mn,
        "note_en": version.note_en,
        "act": act_row(version.act) if version.act else None,
        "definition": version.definition,
        "gates": version.gates,
        "visit_sheet": version.visit_sheet,
        "yaml": _yaml(version),
    }


def _yaml(version: FrameworkVersion) -> str:
    """A draft may not be whole yet; then there is no file to give."""
    try:
        return method_yaml(version)
    except FrameworkInvalid:
        return ""
