"""Which bag a row names: by code, or by the names of sum and bag."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Final

from bagana.engines.mongolian import search_key
from bagana.registers.imports.problems import RefusedRowError
from bagana.territory.models import Unit, UnitName, UnitVersion
from bagana.territory.queries import below

BAG_LEVEL: Final = 3
SHOWN: Final = 5
_FILLING: Final = frozenset({"баг", "багийн", "сум", "сумын", "тосгон", "дугаар", "р"})
_NUMBER: Final = re.compile(r"(\d+)р?")


class BagFinder:
    """The bags under `root` on a day. A root that is a bag needs no naming."""

    def __init__(self, root: Unit, on: date) -> None:
        versions = list(below(root, on, BAG_LEVEL).order_by("unit__code"))
        self.codes = {one.unit.code: one.unit_id for one in versions}
        self.only = versions[0].unit_id if len(versions) == 1 else None
        self._every = set(Unit.objects.values_list("code", flat=True))
        self._bags: dict[str, set[int]] = defaultdict(set)
        self._sums: dict[str, set[int]] = defaultdict(set)
        self._learn(versions)
        self._found: dict[tuple[str, str, str], int | tuple[str, str]] = {}

    def _learn(self, versions: list[UnitVersion]) -> None:
        parent = {one.unit_id: one.parent_id for one in versions}
        for one in versions:
            name = folded(one.name_mn)
            for key in (name, str(one.number or ""), f"{one.number} {name}"):
                self._bags[key].add(one.unit_id)
        names = UnitName.objects.filter(
            unit__in={*parent, *filter(None, parent.values())}
        ).values_list("unit_id", "text")
        for unit, text in names:
            key = folded(text)
            if unit in parent:
                self._bags[key].add(unit)
            for bag, above in parent.items():
                if above == unit:
                    self._sums[key].add(bag)

    def find(self, code: str, sum_name: str, bag: str) -> int:
        """The key of the bag. Raises RefusedRowError."""
        asked = (code, sum_name, bag)
        found = self._found.get(asked)
        if found is None:
            try:
                found = self._look(*asked)
            except RefusedRowError as refusal:
                found = (refusal.code, str(refusal.args_of.get("codes", "")))
            self._found[asked] = found
        if isinstance(found, int):
            return found
        raise RefusedRowError(found[0], "unit" if code else "bag", codes=found[1])

    def _look(self, code: str, sum_name: str, bag: str) -> int:
        if code in self.codes:
            return self.codes[code]
        if code and code in self._every:
            raise RefusedRowError("outside")
        if bag in self.codes and not sum_name:
            return self.codes[bag]
        if code and not bag:
            # Many files write the name where the code should stand.
            bag = code
        if not bag:
            if self.only is not None and not sum_name:
                return self.only
            raise RefusedRowError("no_unit")
        found = set(self._bags.get(folded(bag), ()))
        if sum_name:
            found &= self._sums.get(folded(sum_name), set())
        if not found:
            raise RefusedRowError("unknown_unit")
        if len(found) > 1:
            codes = sorted(one for one, unit in self.codes.items() if unit in found)
            raise RefusedRowError("ambiguous_unit", codes=", ".join(codes[:SHOWN]))
        return found.pop()


def folded(name: str) -> str:
    """«5-р баг, Түнхэл» → «5 түнхэл»: words that every name has say nothing."""
    words = [word for word in search_key(name).split() if word not in _FILLING]
    numbers = (_NUMBER.fullmatch(word) for word in words)
    return " ".join(
        found.group(1) if found else word
        for word, found in zip(words, numbers, strict=True)
    )
