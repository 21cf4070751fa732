"""What a text in a file names: a unit, an indicator, a source."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from bagana.engines.mongolian import search_key
from bagana.indicators.models import Indicator, Source
from bagana.indicators.problems import Problem
from bagana.indicators.rules import Reach
from bagana.territory.models import ExternalCode, Unit, UnitName

SHOWN_CANDIDATES = 5


class UnitFinder:
    """Finds a unit by its code, another register's code, or a name of its own.

    Codes are looked for everywhere, names only within the user's reach: «Орхон» is
    one bag for the sum that has it, and many for the country.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.codes = dict(Unit.objects.values_list("code", "pk"))
        self._found: dict[str, int | Problem] = {}

    def find(self, text: str) -> int | Problem:
        """Return the unit's key, or why there is none."""
        if text not in self._found:
            self._found[text] = self._look_for(text)
        return self._found[text]

    def _look_for(self, text: str) -> int | Problem:
        if not text:
            return Problem("missing_unit")
        if text in self.codes:
            return self.codes[text]
        units = self._external.get(text) or self._names.get(search_key(text), set())
        if not units:
            return Problem("unknown_unit")
        if len(units) > 1:
            return Problem("ambiguous_unit", args={"codes": self._listed(units)})
        return next(iter(units))

    def _listed(self, units: Iterable[int]) -> str:
        codes = sorted(code for code, pk in self.codes.items() if pk in set(units))
        more = "…" if len(codes) > SHOWN_CANDIDATES else ""
        return ", ".join(codes[:SHOWN_CANDIDATES]) + more

    @cached_property
    def _external(self) -> dict[str, set[int]]:
        return _grouped(ExternalCode.objects.values_list("code", "unit_id"))

    @cached_property
    def _names(self) -> dict[str, set[int]]:
        rows = UnitName.objects.values_list("cyrillic_key", "unit_id")
        return _grouped(row for row in rows if row[0] and self.reach.covers(row[1]))


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    groups: dict[str, set[int]] = {}
    for key, unit in rows:
        groups.setdefault(key, set()).add(unit)
    return groups


class Catalogue:
    """The indicators and sources as a file may call them."""

    def __init__(self) -> None:
        self.by_text: dict[str, Indicator] = {}
        indicators = list(Indicator.objects.all())
        # Codes last: where a name and a code are alike, the code counts.
        for indicator in indicators:
            self.by_text[folded(indicator.name_mn)] = indicator
            self.by_text[folded(indicator.name_en)] = indicator
        for indicator in indicators:
            self.by_text[folded(indicator.code)] = indicator
        self.sources = dict(Source.objects.values_list("code", "pk"))

    def find(self, text: str) -> Indicator | None:
        """By code, name in either language, or «name [code]» of our template."""
        found = self.by_text.get(folded(text))
        if found is None and text.endswith("]"):
            found = self.by_text.get(folded(text[:-1].rpartition("[")[2]))
        return found


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
