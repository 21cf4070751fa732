"""What a text of the table names: units, indicators, objectives, phases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language

from bagana.engines.mongolian import latin_key, search_key
from bagana.indicators.imports.finding import Catalogue
from bagana.indicators.models import Indicator
from bagana.programme.models import Objective, Phase, Programme
from bagana.programme.table.problems import Problem
from bagana.territory.models import UnitAncestry, UnitName, UnitVersion

ALL_OF = {"бүх сум": 2, "бүх баг": 3, "all sums": 2, "all bags": 3}
SHOWN = 5
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LEADING = re.compile(r"(\d{1,3})\s*[.)]?\s+(.*)|(\d{1,3})\.?", re.DOTALL)


class Units:
    """The units of the programme's territory, by code, by name in any spelling, by
    «name [code]» or «sum / bag».

    Units that ended stand with their last name and place: the plan of past years names
    them.
    """

    def __init__(self, programme: Programme) -> None:
        today = timezone.localdate()
        places = UnitAncestry.objects.in_force(today).filter(ancestor=programme.unit)
        inside = set(places.values_list("unit_id", flat=True))
        versions = UnitVersion.objects.filter(unit__in=inside).order_by("valid_from")
        self.codes: dict[str, int] = {}
        self.names: dict[int, tuple[str, str]] = {}
        self.levels: dict[int, int] = {}
        self.parents: dict[int, int | None] = {}
        self.current: set[int] = set()
        for version in versions.select_related("unit", "kind"):
            pk = version.unit_id
            self.codes[version.unit.code] = pk
            self.names[pk] = (version.name_mn, version.name_en)
            self.levels[pk] = version.kind.level
            self.parents[pk] = version.parent_id
            if version.valid_to is None:
                self.current.add(pk)
        self.code_of = {pk: code for code, pk in self.codes.items()}

    def find(self, text: str) -> int | Problem:
        if text in self.codes:
            return self.codes[text]
        bracketed = text[:-1].rpartition("[")[2] if text.endswith("]") else ""
        if bracketed in self.codes:
            return self.codes[bracketed]
        if "/" in text:
            return self._nested(text)
        return self._only(text, self._by_name(text))

    def find_all(self, text: str) -> frozenset[int] | Problem:
        """One unit, or all that stand today of a level: «бүх баг»."""
        level = ALL_OF.get(" ".join(text.casefold().split()))
        if level is not None:
            return self.all_of(level)
        found = self.find(text)
        return found if isinstance(found, Problem) else frozenset({found})

    def all_of(self, level: int) -> frozenset[int]:
        return frozenset(pk for pk in self.current if self.levels[pk] == level)

    def _nested(self, text: str) -> int | Problem:
        above, _, below = (part.strip() for part in text.rpartition("/"))
        parent = self.find(above)
        if isinstance(parent, Problem):
            return parent
        children = {u for u in self._by_name(below) if self.parents[u] == parent}
        return self._only(text, children)

    def _by_name(self, text: str) -> set[int]:
        cyrillic = self._cyrillic.get(search_key(text))
        return cyrillic or self._latin.get(latin_key(text), set())

    def _only(self, text: str, units: set[int]) -> int | Problem:
        if not units:
            return Problem("unknown_unit", args={"text": text[:60]})
        if len(units) > 1:
            # A unit that ended gives way to the one that bears its name today.
            units = units & self.current or units
        if len(units) > 1:
            return Problem("ambiguous_unit", args={"codes": self._listed(units)})
        return next(iter(units))

    def _listed(self, units: Iterable[int]) -> str:
        codes = sorted(self.code_of[pk] for pk in units)
        return ", ".join(codes[:SHOWN]) + ("…" if len(codes) > SHOWN else "")

    @cached_property
    def _spellings(self) -> list[tuple[str, str, int]]:
        rows = UnitName.objects.filter(unit__in=self.names)
        return list(rows.values_list("cyrillic_key", "latin_key", "unit_id"))

    @cached_property
    def _cyrillic(self) -> dict[str, set[int]]:
        return _grouped((key, unit) for key, _, unit in self._spellings)

    @cached_property
    def _latin(self) -> dict[str, set[int]]:
        return _grouped((key, unit) for _, key, unit in self._spellings)

    def written(self, unit: int) -> str:
        """«Түнхэл [432259]»: for people the name, for us the code."""
        mn, en = self.names.get(unit, ("", ""))
        name = en if get_language() == "en" else mn
        return f"{name} [{self.code_of[unit]}]" if unit in self.code_of else ""

    def spender_of(self, office: int) -> int:
        """By whose budget the office's money runs: a bag has none, its sum pays."""
        unit = office
        while self.levels.get(unit, 0) > 2 and self.parents.get(unit) in self.levels:
            unit = self.parents[unit] or unit
        return unit


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    groups: dict[str, set[int]] = {}
    for key, unit in rows:
        if key:
            groups.setdefault(key, set()).add(unit)
    return groups


class Indicators:
    """The catalogue, by code, by name in either language, or «name [code]»."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.by_pk: dict[int, Indicator] = {
            one.pk: one for one in self.catalogue.by_text.values()
        }

    def find(self, text: str) -> Indicator | None:
        return self.catalogue.find(text)


class Phases:
    def __init__(self, programme: Programme) -> None:
        self.phases: list[Phase] = list(programme.phases.order_by("number"))
        self.by_number = {phase.number: phase for phase in self.phases}

    def find(self, text: str) -> Phase | None:
        """«I», «1», «I үе шат», «I 2018–2020», «1-р үе шат»."""
        first = re.split(r"[^0-9a-zіI]+", text.strip().casefold().replace("і", "i"))[0]
        is_number = first.isdecimal() and len(first) < 5
        number = int(first) if is_number else _ROMAN.get(first, 0)
        return self.by_number.get(number)


def named_objective(text: str) -> tuple[int | None, str]:
    """«1. Нэр» as (1, «Нэр»); a number alone has no name, a name alone no number."""
    found = _LEADING.fullmatch(text.strip())
    if not found:
        return None, text.strip()
    return int(found[1] or found[3]), (found[2] or "").strip()


def same_name(objective: Objective, name: str) -> bool:
    key = search_key(name)
    return key in (search_key(objective.name_mn), search_key(objective.name_en))
