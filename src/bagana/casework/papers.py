"""Papers that a service may not ask for, because the State holds them already.

The rule and its source: docs/rules/services.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from django.utils.translation import gettext as _

from bagana.web.errors import Refused


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """`held_mn`: which register holds it; `words` by which a demand is known."""

    mn: str
    en: str
    held_mn: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def held_papers() -> tuple[HeldPaper, ...]:
    text = files("bagana.casework") / "data" / "state_papers.json"
    rows = json.loads(text.read_text("utf-8"))
    return tuple(HeldPaper(**{**row, "words": tuple(row["words"])}) for row in rows)


def held_by_state(paper: str) -> HeldPaper | None:
    """The paper of the State's own that a demand asks for, if it does."""
    text = paper.casefold()
    for held in held_papers():
        if any(word in text for word in held.words):
            return held
    return None


def refuse_held(papers: Iterable[Mapping[str, str]]) -> None:
    """Raises Refused for the first paper that the citizen need not bring."""
    for paper in papers:
        held = held_by_state(paper.get("mn", ""))
        if held is not None:
            raise Refused(
                _("Төрд байгаа баримтыг иргэнээс нэхэхгүй: %(paper)s (%(where)s).")
                % {"paper": held.mn, "where": held.held_mn},
                _("Энэ баримтыг жагсаалтаас хасаж, бүртгэлээс өөрөө авна уу."),
                "papers",
            )
