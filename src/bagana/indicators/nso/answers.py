"""An answer as it came, to be kept, and as it decodes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bagana.indicators.nso import errors


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the text as it was, to be kept, and what it decodes to."""

    url: str
    query: dict[str, Any] | None
    text: str
    decoded: Any


def decode(text: str) -> Any:
    """The JSON with its numbers exactly as they were written."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=lambda _name: None)
    except (ValueError, RecursionError) as error:
        if text.lstrip()[:1] in {"{", "["}:
            raise errors.half_answer(_("агуулга дундуураа тасарсан")) from error
        raise errors.not_json("application/json") from error
