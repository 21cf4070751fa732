"""Answers of Open311 in JSON and XML: the same content, the names of the standard."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse

FORMATS: Final = ("json", "xml")
TYPES: Final = {"json": "application/json; charset=utf-8", "xml": "text/xml"}
LISTED: Final = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "endpoints": "endpoint",
    "formats": "format",
}
"""What an element of each list is called in XML; JSON lists have no names."""


def answer(format_: str, root: str, content: Any, status: int = 200) -> HttpResponse:
    """`content`: a list for roots of `LISTED`, else a mapping."""
    if format_ == "json":
        body = json.dumps(content, ensure_ascii=False).encode()
        kind = TYPES["json"]
    else:
        body = tostring(_element(root, content), encoding="utf-8", xml_declaration=True)
        kind = f"{TYPES['xml']}; charset=utf-8"
    response = HttpResponse(body, status=status, content_type=kind)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _element(name: str, content: Any) -> Element:
    element = Element(name)
    _fill(element, name, content)
    return element


def _fill(element: Element, name: str, content: Any) -> None:
    if isinstance(content, Mapping):
        for key, value in content.items():
            _fill(SubElement(element, key), key, value)
    elif isinstance(content, Sequence) and not isinstance(content, str):
        for value in content:
            child = LISTED[name]
            _fill(SubElement(element, child), child, value)
    else:
        element.text = _text(content)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    # XML has no way to write most control characters.
    return "".join(c for c in str(value) if c in "\t\n\r" or ord(c) >= 32)
