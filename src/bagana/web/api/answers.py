"""One shape for every error answer, and a router that declares it everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router, Schema
from ninja.constants import NOT_SET
from pydantic import Field

GEOJSON = "application/geo+json"
CSV = "text/csv"


class Answer(Schema):
    """Why a request was not carried out, and how to mend it."""

    code: str = Field(examples=["not_found"])
    detail: str
    fix: str = ""
    field: str = ""


ERRORS = dict.fromkeys((400, 401, 403, 404, 409, 422), Answer)


class ApiRouter(Router):
    """A router whose operations all declare the error answers of the root.

    Whatever an operation forgets to declare would make the schema lie, so nothing is
    left to the single operation. A GET may also be answered by 304.
    """

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        *,
        response: Any = NOT_SET,
        openapi_extra: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        good = None if response is NOT_SET else response
        answers = good if isinstance(good, dict) else {200: good}
        unchanged: dict[int, Any] = {304: None} if "GET" in methods else {}
        super().add_api_operation(
            path,
            methods,
            view_func,
            response={**answers, **unchanged, **ERRORS},
            openapi_extra=openapi_extra,
            **options,
        )


def answered_as(media_type: str) -> dict[str, Any]:
    """Mark an operation whose good answer is not application/json."""
    return {"x-media-type": media_type}
