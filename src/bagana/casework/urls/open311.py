"""Addresses of Open311 GeoReport v2: /open311/v2/…, in JSON and XML."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from bagana.casework.views import open311


class Format:
    regex = "json|xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Code:
    """A code in an address: up to the dot of the format."""

    regex = r"[\w-]{1,80}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Format, "open311format")
register_converter(Code, "open311code")

app_name = "open311"
urlpatterns: list[URLPattern] = [
    path("", open311.discovery, name="root"),
    path("discovery.<open311format:format>", open311.discovery, name="discovery"),
    path("services.<open311format:format>", open311.services, name="services"),
    path(
        "services/<open311code:code>.<open311format:format>",
        open311.service,
        name="service",
    ),
    path("requests.<open311format:format>", open311.requests, name="requests"),
    path(
        "requests/<open311code:code>.<open311format:format>",
        open311.one_request,
        name="request",
    ),
    path(
        "tokens/<open311code:code>.<open311format:format>", open311.token, name="token"
    ),
]
