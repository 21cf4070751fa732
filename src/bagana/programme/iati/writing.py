"""Elements of the file: narratives in both languages, dates, exact numbers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT_LANGUAGE = "mn"
# What XML cannot hold; a person may have pasted it.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """An element; `iso_date` is the attribute iso-date."""
    from lxml import etree

    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    return etree.SubElement(parent, tag, given)


def narratives(parent: Any, mn: str, en: str = "") -> Any:
    """The Mongolian text, which is the activity's default language, and the English."""
    from lxml import etree

    for language, text in ((DEFAULT_LANGUAGE, mn), ("en", en)):
        bare = clean(text)
        if not bare:
            continue
        attributes = {} if language == DEFAULT_LANGUAGE else {LANG: language}
        etree.SubElement(parent, "narrative", attributes).text = bare
    return parent


def clean(text: str) -> str:
    return _UNFIT.sub("", text).strip()


def titled(parent: Any, tag: str, mn: str, en: str = "", **attributes: str) -> Any:
    return narratives(child(parent, tag, **attributes), mn, en)


def money(parent: Any, amount: Decimal, on: date) -> Any:
    """An amount in tugriks, the default currency, with the day it is valued on."""
    element = child(parent, "value", currency="MNT", value_date=on.isoformat())
    element.text = f"{amount:f}"
    return element


def figure(value: float) -> str:
    """Exactly the float, written without an exponent."""
    written = format(Decimal(repr(value)), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
