"""The root of the API: version, shared error answers, the routers of the apps."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from bagana.acts.api import router as acts
from bagana.casework.api import ROUTERS as CASEWORK
from bagana.collection.api import ROUTERS as COLLECTION
from bagana.indicators.api import ROUTERS as INDICATORS
from bagana.meetings.api import ROUTERS as MEETINGS
from bagana.people.api import ROUTERS as PEOPLE
from bagana.programme.api import ROUTERS as PROGRAMME
from bagana.ranking.api import ROUTERS as RANKING
from bagana.redistricting.api import ROUTERS as REDISTRICTING
from bagana.registers.api import ROUTERS as REGISTERS
from bagana.territory.api import ROUTERS as TERRITORY
from bagana.web.api.refusals import install

JSON = "application/json"
DESCRIPTION = _(
    "Нэгж, зааг, үзүүлэлт, ажиглалт, өөрчлөлт, шийдвэр, хөтөлбөр, эрэмбэ,"
    " шалгаруулалт. Унших нь нээлттэй; бичихэд нэвтэрсэн байх ёстой бөгөөд эрх нь"
    " хуудаснуудынхтай ижил."
)


class Renderer(JSONRenderer):
    """Mongolian letters as they are: half the bytes of their escapes."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class BaganaAPI(NinjaAPI):
    """Ninja, with our own page instead of one that loads scripts from elsewhere."""

    def _get_urls(self) -> list[Any]:
        return [
            path("", partial(operations_page, self), name="openapi-view"),
            *super()._get_urls(),
            path("<path:unknown>", partial(nothing_here, self), name="nothing-here"),
        ]

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The schema in the reader's language, each answer under its media type."""
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                _settle_media_type(operation)
        _translate(schema)
        return schema


def _settle_media_type(operation: dict[str, Any]) -> None:
    """Ninja writes JSON for every answer; an operation may have marked another."""
    media_type = operation.pop("x-media-type", None)
    content = operation["responses"].get(200, {}).get("content", {})
    if media_type and JSON in content:
        content[media_type] = content.pop(JSON)
    elif media_type:
        text = {"schema": {"type": "string"}}
        operation["responses"][200]["content"] = {media_type: text}


def _translate(node: Any) -> None:
    """Descriptions are declared in Mongolian, before any reader is known."""
    if isinstance(node, list):
        for part in node:
            _translate(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("summary", "description") and isinstance(value, str):
                node[key] = gettext(value) if value else value
            else:
                _translate(value)


def nothing_here(api: NinjaAPI, request: HttpRequest, unknown: str) -> HttpResponse:
    """Under the API's address even an unknown path is answered as the API answers."""
    return api.on_exception(request, Http404(gettext("Ийм хаяг алга: %s") % unknown))


def example_of(method: str, address: str, operation: dict[str, Any]) -> str:
    """An address that anyone can click: lists whose answer is small."""
    asks = any(
        one["in"] == "query" and one.get("required")
        for one in operation.get("parameters", ())
    )
    if method != "get" or asks or "security" in operation:
        return ""
    if "{" in address or address.endswith(".csv"):
        return ""
    return f"{address}?limit=10"


def operations_page(api: NinjaAPI, request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    operations = [
        {
            "method": method.upper(),
            "path": address,
            "example": example_of(method, address, operation),
            **operation,
        }
        for address, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    context = {"api": api, "operations": operations, "info": schema["info"]}
    return render(request, "project/api.html", context)


api = BaganaAPI(
    title="Bagana API",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    renderer=Renderer(),
)
install(api)
for prefix, router in {
    **TERRITORY,
    **INDICATORS,
    "acts": acts,
    **COLLECTION,
    **REGISTERS,
    **PROGRAMME,
    **PEOPLE,
    **MEETINGS,
    **CASEWORK,
    **RANKING,
    **REDISTRICTING,
}.items():
    api.add_router(f"/{prefix}", router)
